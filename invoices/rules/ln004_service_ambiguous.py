"""The service is ambiguous.

What it finds
    A line whose code (or service name) fits several entries of the DHCS table, and the rest of the row does not
    decide.

Why it matters
    Ambiguity is an error here, never a guess: the entries are different services.

How to fix
    Write the modifier, or the staff and contact type, into the row.

Example
    G9012 without modifier
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN004",
    severity="error",
    scope="line",
    field="modifiers",
    message="several services fit: {expected}",
    hint="Write the modifier of one of {expected}.",
    requirements=("INV-010",),
)


def check(lines: Iterable[InvoiceLine], _context: Context) -> Iterator[Diagnostic]:
    """The service is ambiguous."""
    for line in lines:
        resolution = line.resolution
        if resolution.outcome == "ambiguous":
            yield RULE.at(line.at("modifiers"), expected=", ".join(s.label for s in resolution.candidates))
