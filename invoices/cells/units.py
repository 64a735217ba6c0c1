"""Units of a service: a number, or a duration ("30 min", "1.5 hrs", "0:45")."""

from __future__ import annotations

import re
from datetime import time, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from invoices.cells.base import Cleaned, Problem, has_two_readings, number_of, total

MOST = Decimal(100_000)
EXPECTED = "a number of units, or a duration such as 45 min"


class Quantity(NamedTuple):
    """So many units, or so many minutes."""

    amount: Decimal
    minutes: bool = False


def in_minutes(amount: Decimal) -> str:
    """Minutes in words: "90 minutes"."""
    return f"{amount.normalize():f} minutes"


def _minutes(amount: Decimal) -> Cleaned:
    """Minutes that were written as hours: told, so that a wrong reading is seen."""
    return Cleaned(Quantity(amount, minutes=True), (Problem("CL022", in_minutes(amount)),))


def _clean(text: str) -> Cleaned:
    """Units or duration -> Quantity; CL010, and CL022 for hours that became minutes."""
    clock = re.fullmatch(r"(\d{1,3}):([0-5]\d)(?::00)?", text)
    if clock:
        return _minutes(Decimal(int(clock[1]) * 60 + int(clock[2])))
    parts = re.fullmatch(r"(?i)([0-9.,]+)\s*(min|mins|minutes?|m|h|hr|hrs|hours?|units?|u|days?|d|x)?\.?", text)
    amount = number_of(parts[1]) if parts else None
    if parts is None or amount is None or has_two_readings(parts[1]) or amount > MOST:
        return Cleaned(None, (Problem("CL010", EXPECTED),))
    unit = (parts[2] or "").lower()
    if unit.startswith("m"):
        return Cleaned(Quantity(amount, minutes=True))
    if unit.startswith("h"):
        return _minutes(amount * 60)
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
        return _minutes(Decimal(seconds // 60))
    return _from_text(value, limit)
