"""A rendering person has no NPI.

What it finds
    The name of a rendering provider other than the billing one, without an NPI.

Why it matters
    Loop 2310B needs an NPI, so the person is not named in the file; many who are not clinical staff have none.

How to fix
    Enter the NPI of the person who gave the service, if there is one.

Example
    Lee, Dana in the column of the worker
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN070",
    severity="info",
    scope="line",
    field="rendering_npi",
    message="{found} has no NPI and is left out of the claim",
    hint="Enter the rendering provider's NPI if there is one.",
)


def check(lines: Iterable[InvoiceLine], _context: Context) -> Iterator[Diagnostic]:
    """A rendering person has no NPI."""
    for line in lines:
        if line.rendering_name is None or line.rendering_npi is not None or "rendering_npi" in line.faulty:
            continue
        if (line.rendering_name, line.rendering_first_name) != (line.billing_name, line.billing_first_name):
            yield RULE.at(line.at("rendering_npi"), line.rendering_name)
