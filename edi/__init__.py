"""The encounter: model, X12, validation, reports and the command line."""
