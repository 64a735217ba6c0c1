"""A required value is missing.

What it finds
    A line without a value that no 837P can do without. An address may be missing for a homeless member.

Why it matters
    The claim would be refused by the guide itself.

How to fix
    Fill in the cell.

Example
    a row without place of service
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine
from invoices.written import is_homeless_address
from mappings.fields import load_fields

REQUIRED = tuple(name for name, field in load_fields().items() if field.presence == "required")
VALUES = attrgetter(*REQUIRED)
ADDRESS = ("member_address", "member_city", "member_zip")

RULE = Rule(
    code="CL001",
    severity="error",
    scope="line",
    field="",
    message="{field} is missing",
    hint="Fill in {field}.",
    requirements=(
        "INV-004",
        "INV-013",
    ),
)


def check(lines: Iterable[InvoiceLine], context: Context) -> Iterator[Diagnostic]:
    """A required value is missing."""
    for line in lines:
        values = VALUES(line)
        if None not in values:
            continue
        defaults = context.profile.defaults
        for name, value in zip(REQUIRED, values, strict=True):
            follows = name == "billing_state" and line.billing_zip is not None
            if value is None and name not in line.faulty and (line.table.has(name) or follows):
                if name in ADDRESS and is_homeless_address(line):
                    continue
                if name == "place_of_service" and defaults.place_of_service:
                    continue
                if name == "units" and line.minutes is not None:
                    continue
                if name == "hcpcs" and line.resolution.outcome != "nothing":
                    continue
                yield RULE.at(line.at(name))
