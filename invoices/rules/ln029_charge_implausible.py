"""A charge is implausibly high.

What it finds
    A line charge above the bound of the profile.

Why it matters
    A missing decimal point looks like this.

How to fix
    Correct the charge, or raise max_charge in the profile.

Example
    150,000.00 for a visit
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.model.money import dollars
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN029",
    severity="error",
    scope="line",
    field="line_charge",
    message="the charge {found} is above {expected}",
    hint="Correct the charge, or raise max_charge in the profile.",
)


def check(lines: Iterable[InvoiceLine], context: Context) -> Iterator[Diagnostic]:
    """A charge is implausibly high."""
    most = context.profile.max_charge * 100
    for line in lines:
        if line.charge is not None and line.charge > most:
            name = "line_charge" if line.line_charge is not None else "unit_cost"
            yield RULE.at(line.at(name), dollars(line.charge), f"{context.profile.max_charge:.2f}")
