"""More was paid than charged.

What it finds
    A paid amount above the charge.

Why it matters
    The difference would be a negative adjustment, and the claim would not balance for the state.

How to fix
    Correct the paid amount or the charge.

Example

"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.model.money import dollars
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN035",
    severity="error",
    scope="line",
    field="paid_amount",
    message="paid {found} is more than the charge {expected}",
    hint="Correct the paid amount or the charge.",
    expected_is_value=True,
)


def check(lines: Iterable[InvoiceLine], _context: Context) -> Iterator[Diagnostic]:
    """More was paid than charged."""
    for line in lines:
        if line.paid_amount is not None and line.charge is not None and line.paid_amount > line.charge:
            yield RULE.at(line.at("paid_amount"), dollars(line.paid_amount), dollars(line.charge))
