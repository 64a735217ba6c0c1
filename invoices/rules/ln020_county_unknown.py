"""A county is unknown.

What it finds
    A county that is none of California's 58.

Why it matters
    The county decides when ECM may start; the plan code's own county cannot be assumed.

How to fix
    Correct the spelling, or enter the two-digit code.

Example
    Alamdea
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN020",
    severity="warning",
    scope="line",
    field="county",
    message="{found} is not a California county",
    hint="Correct the county, for example Alameda or 01.",
)


def check(lines: Iterable[InvoiceLine], context: Context) -> Iterator[Diagnostic]:
    """A county is unknown."""
    for line in lines:
        if line.county and context.county_of(line.county, line.plan) is None:
            yield RULE.at(line.at("county"), line.county)
