"""A diagnosis is not billable on the date.

What it finds
    A diagnosis that ICD-10-CM does not have on the date of service: unknown, a heading with finer codes, not yet
    begun, or ended.

Why it matters
    One invalid diagnosis denies the claim.

How to fix
    Use the code of that date.

Example
    Z59.1, which was split into Z59.10 to Z59.19
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine
from invoices.written import reason
from mappings.icd10 import billable_on

RULE = Rule(
    code="LN021",
    severity="error",
    scope="line",
    field="diagnoses",
    message="{found} is not a billable diagnosis on the date of service: {expected}",
    hint="Use a code that is valid on the date of service.",
    expected_holds_codes=True,
    requirements=("ENC-009",),
)


def check(lines: Iterable[InvoiceLine], context: Context) -> Iterator[Diagnostic]:
    """A diagnosis is not billable on the date."""
    for line in lines:
        codes, on = line.diagnoses, line.service_start
        if codes is None or on is None or (codes, on) in context.billable:
            continue
        statuses = [billable_on(code, on) for code in codes]
        if all(status.is_billable for status in statuses):
            context.billable.add((codes, on))
        for status in statuses:
            if not status.is_billable:
                yield RULE.at(line.at("diagnoses"), status.code, reason(status))
