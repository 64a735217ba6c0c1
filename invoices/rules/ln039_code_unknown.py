"""A procedure code is not an ECM or Community Supports code.

What it finds
    A well-formed procedure code that the DHCS table does not have.

Why it matters
    An invoice for ECM and Community Supports reports only those codes; local codes are refused.

How to fix
    Use a code of the table: `edi-translate codes` lists them.

Example
    99213
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN039",
    severity="error",
    scope="line",
    field="hcpcs",
    message="{found} is not an ECM or Community Supports code",
    hint="Look the service up with `edi-translate codes`.",
    requirements=(
        "INV-010",
        "ENC-016",
    ),
)


def check(lines: Iterable[InvoiceLine], _context: Context) -> Iterator[Diagnostic]:
    """A procedure code is not an ECM or Community Supports code."""
    for line in lines:
        if line.resolution.outcome == "unknown_code":
            yield RULE.at(line.at("hcpcs"), line.procedure_code)
