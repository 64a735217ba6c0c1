"""An amount of money in dollars, as whole cents."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from edi.model.money import cents_of
from invoices.cells.base import Cleaned, Problem, has_two_readings, number_of, plain_number, total

MOST_DOLLARS = Decimal(10_000_000)


def amount_of(text: str) -> Decimal | Problem:
    """Dollars exactly as written ("$1,200.00", "(50.00)", "1200 USD", "USD 98.50"), or what is wrong: CL007, CL008.
    Spaces between digits, and a point that may stand for thousands ("1.200"), leave open what was meant."""
    plain = re.sub(r"(?i)^(?:usd|us(?=\$))\s*|\s*(?:usd|dollars)$", "", text).strip()
    bracketed = re.fullmatch(r"\((.+)\)", plain)
    plain = (bracketed[1] if bracketed else plain).replace("$", "", 1).strip()
    amount = number_of(plain)
    if amount is None or has_two_readings(plain) or abs(amount) > MOST_DOLLARS:
        return Problem("CL007", "an amount in dollars, for example 1,200.00")
    if amount < 0 or (bracketed and amount):
        return Problem("CL008", "an amount of zero or more")
    return abs(amount)


def _clean(text: str) -> Cleaned:
    """Money as people write it."""
    amount = amount_of(text)
    if isinstance(amount, Problem):
        return Cleaned(None, (amount,))
    cents = cents_of(amount)
    if cents is None:
        return Cleaned(None, (Problem("CL009", "at most two decimals"),))
    return Cleaned(cents)


_clean_any = total(_clean, blanks=frozenset({"n/a", "na", "none", "null", "tbd", "?", "-", "--", "$-", "$ -"}))


def clean(value: Any, limit: int) -> Cleaned:
    """Money -> cents; CL007 unreadable, CL008 negative, CL009 a fraction of a cent."""
    whole, part = plain_number(value)
    if whole and len(part) <= 2:
        return Cleaned(int(whole) * 100 + int(part.ljust(2, "0")))
    return _clean_any(value, limit)
