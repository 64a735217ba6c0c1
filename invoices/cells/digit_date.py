"""A date that is labelled MM/DD/YYYY and footnoted as digits only, MMDDYYYY (footnote 61): both are read."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from invoices.cells.base import Cleaned, text_of
from invoices.cells.date import USUAL, DateForm, clean_date


def clean(value: Any, limit: int, form: DateForm = USUAL) -> Cleaned:  # noqa: ARG001 - all cell functions are called alike
    """Eight digits, month first (seven where a spreadsheet dropped a zero), or a date in any other form -> date;
    CL006."""
    match = re.fullmatch(r"(\d{1,2})(\d{2})((?:19|20)\d{2})", text_of(value))
    if match:
        try:
            return Cleaned(date(int(match[3]), int(match[1]), int(match[2])))
        except ValueError:
            pass
    return clean_date(value, 2000, form)
