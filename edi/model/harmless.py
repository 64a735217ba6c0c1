"""Text that goes into a file which people open in a spreadsheet."""

from __future__ import annotations

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(text: str) -> str:
    """Text that no spreadsheet reads as a formula: one that could be gets an apostrophe."""
    return f"'{text}" if text.startswith(_FORMULA) else text
