"""The payer's name is not one of ours.

What it finds
    A row with a payer id of the profile, and a payer name that the profile does not know.

Why it matters
    It may be an invoice to another plan.

How to fix
    Correct the payer name, or add it to also_called in the profile.

Example
    another plan's name beside the plan's own id
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN067",
    severity="warning",
    scope="line",
    field="payer_name",
    message="the payer id is that of plan {expected}, the name {found} is not one of its names",
    hint="Correct the payer name, or add it to also_called in the profile.",
    found_is_code=True,
)


def check(lines: Iterable[InvoiceLine], context: Context) -> Iterator[Diagnostic]:
    """The payer's name is not one of ours."""
    for line in lines:
        if not line.payer_id or not line.payer_name or line.plan is None:
            continue
        if context.plan_for(None, line.payer_name) is None:
            yield RULE.at(line.at("payer_name"), line.payer_name, line.plan.code)
