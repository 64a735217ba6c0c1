"""Scenarios, one a file: `<transaction>/<snip>/<slug>.py` with a docstring of three headings and a `SCENARIO`."""
