"""A plan is unknown.

What it finds
    A row that names a plan (payer) that the profile does not list, or names none where the profile lists several.

Why it matters
    Each file is for one plan code; a member's encounter must go to the plan that the member was in.

How to fix
    Correct the payer, or add the name to also_called in the profile.

Example
    another plan's id
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN031",
    severity="error",
    scope="line",
    field="payer_id",
    message="{found} is not a plan of the profile",
    hint="Correct the payer, or add it to also_called of a plan in the profile.",
)


def check(lines: Iterable[InvoiceLine], _context: Context) -> Iterator[Diagnostic]:
    """A plan is unknown."""
    for line in lines:
        if line.plan is None:
            name = "payer_id" if line.payer_id or not line.payer_name else "payer_name"
            yield RULE.at(line.at(name), line.payer_id or line.payer_name or "")
