"""The payer's name is another plan's.

What it finds
    A row whose payer id and payer name are those of two plans of the profile.

Why it matters
    The encounter would go into the file of a plan that the member was perhaps not in.

How to fix
    Correct the payer id or the payer name.

Example
    the id of plan 300 beside the name of plan 301
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN066",
    severity="error",
    scope="line",
    field="payer_name",
    message="the name {found} is that of plan {expected}, the payer id is another's",
    hint="Correct the payer id or the payer name.",
    found_is_code=True,
)


def check(lines: Iterable[InvoiceLine], context: Context) -> Iterator[Diagnostic]:
    """The payer's name is another plan's."""
    if len(context.profile.plans) < 2:
        return
    for line in lines:
        if line.payer_id and line.payer_name and line.plan is not None:
            named = context.plan_for(None, line.payer_name)
            if named is not None and named is not line.plan:
                yield RULE.at(line.at("payer_name"), line.payer_name, named.code)
