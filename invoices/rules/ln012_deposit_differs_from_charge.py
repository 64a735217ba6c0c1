"""A deposit amount differs from the charge.

What it finds
    A housing deposit whose charge is not its deposit amount.

Why it matters
    The charge of a deposit is the deposit.

How to fix
    Correct one of the two.

Example
    deposit 1,500.00 and charge 1,400.00
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.model.money import dollars
from invoices.context import Context
from invoices.invoice_line import InvoiceLine
from invoices.price import product

RULE = Rule(
    code="LN012",
    severity="error",
    scope="line",
    field="deposit_amount",
    message="the deposit {found} is not the charge {expected}",
    hint="Correct the deposit amount or the charge.",
    expected_is_value=True,
)


def check(lines: Iterable[InvoiceLine], _context: Context) -> Iterator[Diagnostic]:
    """A deposit amount differs from the charge."""
    for line in lines:
        service = line.resolution.service
        if service is None or service.service != "housing_deposits" or not line.deposit_amount:
            continue
        if line.charge is not None and line.charge != line.deposit_amount:
            yield RULE.at(line.at("deposit_amount"), dollars(line.deposit_amount), dollars(line.charge))
        elif line.line_charge is None and line.unit_cost and line.unit_count is not None:
            cents, _ = product(line.unit_count, line.unit_cost)
            if cents != line.deposit_amount:
                yield RULE.at(line.at("deposit_amount"), dollars(line.deposit_amount), dollars(cents))
