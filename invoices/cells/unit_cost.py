"""A price per unit: like money, but a rate may have fractions of a cent (a 15-minute share of an hourly rate)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from invoices.cells.base import Cleaned, Problem, plain_number, total
from invoices.cells.money import amount_of


def _clean(text: str) -> Cleaned:
    """A price as people write it."""
    amount = amount_of(text)
    if isinstance(amount, Problem):
        return Cleaned(None, (amount,))
    if amount != round(amount, 4):
        return Cleaned(None, (Problem("CL009", "at most four decimals"),))
    return Cleaned(amount)


_clean_any = total(_clean)


def clean(value: Any, limit: int) -> Cleaned:
    """Unit cost -> Decimal dollars, exact; CL007 unreadable, CL008 negative, CL009 more than four decimals."""
    whole, part = plain_number(value)
    if whole and not (len(part) == 3 and type(value) is str):
        return Cleaned(Decimal(f"{whole}.{part}" if part.strip("0") else whole))
    return _clean_any(value, limit)
