"""Scenarios of the professional claim and encounter (837P, 005010X222A1)."""
