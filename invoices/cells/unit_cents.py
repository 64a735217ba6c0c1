"""A price per unit that its column gives in cents."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from invoices.cells import unit_cost
from invoices.cells.base import Cleaned, Problem, text_of

IN_DOLLARS = re.compile(r"(?i)[$]|usd|dollars")


def clean(value: Any, limit: int) -> Cleaned:
    """Cents per unit -> Decimal dollars, exact; CL007 unreadable or with a sign or word for dollars, CL008 negative,
    CL009 more than four decimals of a dollar."""
    if IN_DOLLARS.search(text_of(value)):
        return Cleaned(None, (Problem("CL007", "cents without a sign or word for dollars, as the heading says"),))
    cleaned = unit_cost.clean(value, limit)
    if cleaned.value is None:
        return cleaned
    dollars: Decimal = cleaned.value.scaleb(-2)
    if dollars != round(dollars, 4):
        return Cleaned(None, (Problem("CL009", "at most two decimals of a cent"),))
    return Cleaned(dollars, cleaned.problems)
