"""The code and modifiers are not in the DHCS table.

What it finds
    A procedure code with modifiers that together stand for no ECM or Community Supports service.

Why it matters
    The state counts a service by code and modifier; an unknown pair is denied or counted as something else.

How to fix
    Use a pair of the table: `edi-translate codes` lists them.

Example
    H0043 U9
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine
from invoices.written import written_modifiers

RULE = Rule(
    code="LN001",
    severity="error",
    scope="line",
    field="modifiers",
    message="{found} is no ECM or Community Supports service; with this code the table has {expected}",
    hint="Use one of {expected}.",
    requirements=(
        "INV-010",
        "ENC-016",
    ),
)


def check(lines: Iterable[InvoiceLine], _context: Context) -> Iterator[Diagnostic]:
    """The code and modifiers are not in the DHCS table."""
    for line in lines:
        resolution = line.resolution
        if resolution.outcome == "unknown_pair":
            written = " ".join([line.procedure_code, *written_modifiers(line)])
            yield RULE.at(line.at("modifiers"), written, ", ".join(s.label for s in resolution.candidates))
