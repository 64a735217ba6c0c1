"""Scenarios of the provider file (274, 004050X109)."""
