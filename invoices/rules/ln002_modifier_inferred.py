"""A code or modifier was inferred.

What it finds
    A line without its modifier (or without its code), where exactly one entry of the DHCS table fits the service
    name, staff, modality and date.

Why it matters
    The inferred one is sent; it is told so that a wrong inference is seen.

How to fix
    Write code and modifier out to stop the note.

Example
    T2033 alone, sent as T2033 U6
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN002",
    severity="info",
    scope="line",
    field="modifiers",
    message="sent as {expected}, the only entry that fits the row",
    hint="Write {expected} out in the invoice.",
    requirements=("INV-010",),
)


def check(lines: Iterable[InvoiceLine], _context: Context) -> Iterator[Diagnostic]:
    """A code or modifier was inferred."""
    for line in lines:
        resolution = line.resolution
        if resolution.outcome == "inferred" and resolution.service is not None:
            yield RULE.at(line.at("modifiers"), expected=resolution.service.label)
