"""Free text that people read and no X12 file takes (footnotes 65 and 77 limit it to 250 characters)."""

from __future__ import annotations

from typing import Any

from invoices.cells.base import EMPTY, Cleaned, Problem, failed, text_of


def clean(value: Any, limit: int) -> Cleaned:
    """Any text; MF010 where it is longer than `limit` characters (0: any length)."""
    text = text_of(value)
    error = failed(text)
    if error is not None:
        return error
    if limit and len(text) > limit:
        return Cleaned(None, (Problem("MF010", f"at most {limit} characters"),))
    return Cleaned(text) if text else EMPTY
