"""A date of birth. A two-digit year from 40 on is of the last century; below that it could be either, and is
refused: a centenarian and a child are different people."""

from __future__ import annotations

import re
from typing import Any

from invoices.cells.base import Cleaned, Problem, text_of
from invoices.cells.date import USUAL, DateForm, clean_date


def clean(value: Any, limit: int, form: DateForm = USUAL) -> Cleaned:  # noqa: ARG001 - all cell functions are called alike
    """Date of birth -> date; CL006."""
    short = re.fullmatch(r"\d{1,2}[-/.]\d{1,2}[-/.](\d{2})", text_of(value))
    if short and int(short[1]) < 40:
        return Cleaned(None, (Problem("CL006", "a date of birth with a four-digit year"),))
    return clean_date(value, 1900, form)
