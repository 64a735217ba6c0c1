"""Amounts that must balance (SNIP 3)."""
