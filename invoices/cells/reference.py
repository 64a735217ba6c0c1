"""The receiver's number of a claim that was sent before; most rows have none, and say so in many ways."""

from __future__ import annotations

from typing import Any

from invoices.cells import text
from invoices.cells.base import BLANKS, Cleaned, Problem, text_of

NOTHING = BLANKS | {"0", "no", "original", "new", "blank", "ninguno"}


def clean(value: Any, limit: int) -> Cleaned:
    """Reference -> its text; a word for none is read as empty (CL028)."""
    if text_of(value).lower() in NOTHING:
        return Cleaned(None, (Problem("CL028"),))
    return text.clean(value, limit)
