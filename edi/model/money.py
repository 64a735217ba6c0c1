"""Money at the edges. Inside, an amount is a whole number of cents: adding integers is exact and cheap."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

CENT = Decimal("0.01")


def dollars(cents: int) -> str:
    """Cents as dollars with two decimals, as the JSON shapes promise: 512000 -> "5120.00"."""
    sign = "-" if cents < 0 else ""
    whole, part = divmod(abs(cents), 100)
    return f"{sign}{whole}.{part:02}"


@lru_cache(maxsize=32768)
def x12_amount(cents: int) -> str:
    """Cents as an X12 R element: no trailing zeros after the decimal point, no point on whole dollars
    (X12 data element type R): 15000 -> "150", 15050 -> "150.5"."""
    whole, part = divmod(cents, 100)
    if not part:
        return str(whole)
    return f"{whole}.{part:02}".rstrip("0")


def cents_of(amount: Decimal) -> int | None:
    """Dollars as whole cents, or None where the amount holds a fraction of a cent."""
    scaled = amount.scaleb(2)
    whole = int(scaled)
    return whole if whole == scaled else None
