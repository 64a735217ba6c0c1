"""A rendering provider has no name.

What it finds
    A rendering NPI of another provider than the billing one, without a name.

Why it matters
    Loop 2310B needs a name.

How to fix
    Enter the last name of the person who gave the service.

Example

"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN037",
    severity="warning",
    scope="line",
    field="rendering_name",
    message="the rendering provider {found} has no name and is left out of the claim",
    hint="Enter the rendering provider's last name.",
    requirements=("PRV-002",),
)


def check(lines: Iterable[InvoiceLine], _context: Context) -> Iterator[Diagnostic]:
    """A rendering provider has no name."""
    for line in lines:
        other = line.rendering_npi is not None and line.rendering_npi != line.billing_npi
        if other and line.rendering_name is None and "rendering_name" not in line.faulty:
            yield RULE.at(line.at("rendering_name"), line.rendering_npi or "")
