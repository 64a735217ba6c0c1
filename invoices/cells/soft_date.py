"""A date that reaches no file (the invoice date): unreadable, it is left out with a warning."""

from __future__ import annotations

from typing import Any

from invoices.cells.base import Cleaned, Problem
from invoices.cells.date import USUAL, DateForm, clean_date


def clean(value: Any, limit: int, form: DateForm = USUAL) -> Cleaned:  # noqa: ARG001 - all cell functions are called alike
    """Date -> date; CL029 instead of CL006 and CL031."""
    cleaned = clean_date(value, 2000, form)
    problems = tuple(Problem("CL029", p.expected) if p.code in ("CL006", "CL031") else p for p in cleaned.problems)
    return Cleaned(cleaned.value, problems)
