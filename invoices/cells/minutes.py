"""Minutes of a service, in a column of their own: a bare number is minutes."""

from __future__ import annotations

from typing import Any

from invoices.cells import units
from invoices.cells.base import Cleaned


def clean(value: Any, limit: int) -> Cleaned:
    """Minutes -> Quantity of minutes; CL010."""
    cleaned = units.clean(value, limit)
    if cleaned.value is None:
        return cleaned
    return Cleaned(units.Quantity(cleaned.value.amount, minutes=True), cleaned.problems)
