"""A date, or 00/00/0000 where the sender does not know it (footnotes 22 and 35)."""

from __future__ import annotations

import re
from typing import Any

from invoices.cells.base import Cleaned, normalised, text_of
from invoices.cells.date import USUAL, DateForm, clean_date

ZEROS = "00/00/0000"


def clean(value: Any, limit: int, form: DateForm = USUAL) -> Cleaned:  # noqa: ARG001 - all cell functions are called alike
    """A date -> date, CL006; zeros -> "00/00/0000"."""
    text = text_of(value)
    if re.fullmatch(r"0{1,2}[-/.]0{1,2}[-/.]0{2,4}|0{8}|0000-00-00", text):
        return normalised(ZEROS, text, ZEROS)
    return clean_date(value, 2000, form)
