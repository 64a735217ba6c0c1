"""Dated data (services, layouts, payers, codes, guides) and its typed loaders; depends on nothing."""
