"""A price per unit that its column gives in cents."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from invoices.cells import unit_cost
from invoices.cells.base import Cleaned, Problem, text_of


def clean(value: Any, limit: int) -> Cleaned:
    """Cents per unit -> Decimal dollars, exact; CL007 unreadable or with a dollar sign, CL008 negative, CL009 more than
    four decimals of a dollar."""
    if "$" in text_of(value):
        return Cleaned(None, (Problem("CL007", "cents without a dollar sign, as the heading says"),))
    cleaned = unit_cost.clean(value, limit)
    if cleaned.value is None:
        return cleaned
    dollars: Decimal = cleaned.value.scaleb(-2)
    if dollars != round(dollars, 4):
        return Cleaned(None, (Problem("CL009", "at most two decimals of a cent"),))
    return Cleaned(dollars, cleaned.problems)
