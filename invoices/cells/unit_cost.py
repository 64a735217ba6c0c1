"""A price per unit: like money, but a rate may have fractions of a cent (a 15-minute share of an hourly rate)."""

from __future__ import annotations

from invoices.cells.base import Cleaned, Problem, total
from invoices.cells.money import amount_of


def _clean(text: str) -> Cleaned:
    """Unit cost -> Decimal dollars, exact; CL007 unreadable, CL008 negative, CL009 more than four decimals."""
    amount = amount_of(text)
    if isinstance(amount, Problem):
        return Cleaned(None, (amount,))
    if amount != round(amount, 4):
        return Cleaned(None, (Problem("CL009", "at most four decimals"),))
    return Cleaned(amount)


clean = total(_clean)
