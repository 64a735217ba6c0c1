"""A minimum data element is missing.

What it finds
    A line without a value that DHCS lists as a minimum for invoices, which the 837P can do without.

Why it matters
    The plan may need it for payment or audit; the encounter is sent all the same.

How to fix
    Fill in the cell.

Example
    no control number
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine
from mappings.fields import load_fields

# The homelessness indicator is blank for a housed member, and a missing end date means a service of one day.
MINIMUM = tuple(
    name
    for name, field in load_fields().items()
    if field.presence == "minimum" and name not in ("homeless_indicator", "service_end")
)
VALUES = attrgetter(*MINIMUM)
INSTEAD = {"unit_cost": ("line_charge", "deposit_amount"), "service_name": ("hcpcs",), "payer_id": ("payer_name",)}

RULE = Rule(
    code="CL002",
    severity="warning",
    scope="line",
    field="",
    message="{field} is missing; DHCS lists it among the minimum data elements of an invoice",
    hint="Fill in {field}.",
    requirements=(
        "INV-004",
        "XMT-015",
    ),
)


def check(lines: Iterable[InvoiceLine], context: Context) -> Iterator[Diagnostic]:
    """A minimum data element is missing."""
    for line in lines:
        values = VALUES(line)
        if None not in values:
            continue
        on = line.service_start
        if on is not None and on < context.profile.limits.full_standards_from:
            continue
        for name, value in zip(MINIMUM, values, strict=True):
            if value is None and name not in line.faulty and line.table.has(name):
                if name in INSTEAD and any(getattr(line, other) is not None for other in INSTEAD[name]):
                    continue
                yield RULE.at(line.at(name))
