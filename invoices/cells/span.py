"""A start date that may bring its end along: "1/5/26", "1/5/26-1/9/26"."""

from __future__ import annotations

from typing import Any

from invoices.cells.base import Cleaned
from invoices.cells.date import USUAL, DateForm, clean_span


def clean(value: Any, limit: int, form: DateForm = USUAL) -> Cleaned:  # noqa: ARG001 - all cell functions are called alike
    """Date -> date, two dates -> Span; CL006, CL031."""
    return clean_span(value, form)
