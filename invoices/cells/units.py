"""Units of a service: a number, or a duration ("30 min", "1.5 hrs", "0:45")."""

from __future__ import annotations

import re
from datetime import time, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from invoices.cells.base import Cleaned, Problem, number_of, total

MOST = Decimal(100_000)
EXPECTED = "a number of units, or a duration such as 45 min"


class Quantity(NamedTuple):
    """So many units, or so many minutes."""

    amount: Decimal
    minutes: bool = False


def _clean(text: str) -> Cleaned:
    """Units or duration -> Quantity; CL010."""
    clock = re.fullmatch(r"(\d{1,3}):([0-5]\d)(?::00)?", text)
    if clock:
        return Cleaned(Quantity(Decimal(int(clock[1]) * 60 + int(clock[2])), minutes=True))
    parts = re.fullmatch(r"(?i)([\d.,]+)\s*(min|mins|minutes?|m|h|hr|hrs|hours?|units?|u|days?|d|x)?\.?", text)
    amount = number_of(parts[1]) if parts else None
    if parts is None or amount is None or amount > MOST:
        return Cleaned(None, (Problem("CL010", EXPECTED),))
    unit = (parts[2] or "").lower()
    if unit.startswith("m"):
        return Cleaned(Quantity(amount, minutes=True))
    if unit.startswith("h"):
        return Cleaned(Quantity(amount * 60, minutes=True))
    return Cleaned(Quantity(amount))


_from_text = total(_clean)


def clean(value: Any, limit: int) -> Cleaned:
    """As `_clean`; a time of day in a units column is a duration."""
    if isinstance(value, (time, timedelta)):
        seconds = (
            value.hour * 3600 + value.minute * 60 + value.second
            if isinstance(value, time)
            else int(value.total_seconds())
        )
        if seconds < 0 or seconds % 60:
            return Cleaned(None, (Problem("CL010", EXPECTED),))
        return Cleaned(Quantity(Decimal(seconds // 60), minutes=True))
    return _from_text(value, limit)
