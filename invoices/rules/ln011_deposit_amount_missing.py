"""A housing deposit has no amount.

What it finds
    A housing deposit (H0044 U2) without a deposit amount, charge or unit cost above zero.

Why it matters
    DHCS requires the deposit amount on the encounter.

How to fix
    Enter the amount of the deposit.

Example
    H0044 U2 at 0.00
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN011",
    severity="error",
    scope="line",
    field="deposit_amount",
    message="a housing deposit needs its amount",
    hint="Enter the amount of the deposit.",
    requirements=("INV-010",),
)


def check(lines: Iterable[InvoiceLine], _context: Context) -> Iterator[Diagnostic]:
    """A housing deposit has no amount."""
    for line in lines:
        service = line.resolution.service
        if service is not None and service.service == "housing_deposits" and not line.charge:
            yield RULE.at(line.at("deposit_amount"))
