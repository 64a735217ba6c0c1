"""Units as the code counts them, and the charge of a line: exact, computed from what the row says."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from edi.model.money import cents_of
from invoices.cells.units import Quantity

QUARTER_HOUR = 15
# CMS's 8-minute rule: a started quarter hour counts from its eighth minute on.
COUNTED_FROM = 8


@lru_cache(maxsize=4096)
def unit_count(quantity: Quantity | None, unit: str, eight_minute_rule: bool) -> Decimal | None:
    """Units of a code that counts in `unit`; None where the quantity does not come out even (LN014), or where
    minutes were given for a code that does not count minutes (LN015)."""
    if quantity is None:
        return None
    if not quantity.minutes:
        return quantity.amount
    if unit != "15_minutes":
        return None
    whole, rest = divmod(quantity.amount, QUARTER_HOUR)
    if not rest:
        return whole
    if not eight_minute_rule:
        return None
    return whole + (1 if rest >= COUNTED_FROM else 0)


@lru_cache(maxsize=16384)
def product(units: Decimal, unit_cost: Decimal) -> tuple[int, bool]:
    """units × unit cost in cents, and whether it came out in whole cents."""
    exact = units * unit_cost
    cents = cents_of(exact)
    if cents is not None:
        return cents, True
    return int(exact.scaleb(2).to_integral_value(ROUND_HALF_UP)), False


def charge_of(
    line_charge: int | None,
    deposit_amount: int | None,
    units: Decimal | None,
    unit_cost: Decimal | None,
    *,
    is_deposit: bool,
) -> int | None:
    """SV102 in cents: the line's charge where the invoice gives it, else a deposit's amount, else units × unit
    cost; None where nothing says. A product that is no whole number of cents is rounded here and refused by
    LN010."""
    if line_charge is not None:
        return line_charge
    if is_deposit and deposit_amount is not None:
        return deposit_amount
    if units is not None and unit_cost is not None:
        return product(units, unit_cost)[0]
    return None
