"""Codes and identifiers from lists outside the guide (SNIP 5)."""
