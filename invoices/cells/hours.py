"""Hours of a service, in a column of their own: a bare number is hours."""

from __future__ import annotations

from typing import Any

from invoices.cells import units
from invoices.cells.base import Cleaned, Problem
from invoices.cells.units import Quantity

MINUTES = 60


def clean(value: Any, limit: int) -> Cleaned:
    """Hours -> a tuple of one Quantity of minutes; CL010, and CL022 with the minutes."""
    cleaned = units.clean(value, limit)
    if cleaned.value is None or cleaned.value.minutes:
        return cleaned if cleaned.value is None else Cleaned((cleaned.value,), cleaned.problems)
    minutes = cleaned.value.amount * MINUTES
    return Cleaned((Quantity(minutes, minutes=True),), (Problem("CL022", units.in_minutes(minutes)),))
