"""A service has more than four modifiers.

What it finds
    A procedure code with more than four modifiers, those in its own cell and the inferred ones included.

Why it matters
    SV101 has four places.

How to fix
    Leave out the modifiers that decide nothing.

Example

"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

MOST_MODIFIERS = 4

RULE = Rule(
    code="LN043",
    severity="error",
    scope="line",
    field="modifiers",
    message="{found} modifiers; a service line holds {expected}",
    hint="Leave out the modifiers that decide nothing.",
)


def check(lines: Iterable[InvoiceLine], _context: Context) -> Iterator[Diagnostic]:
    """A service has more than four modifiers."""
    for line in lines:
        if len(line.final_modifiers) > MOST_MODIFIERS:
            yield RULE.at(line.at("modifiers"), len(line.final_modifiers), MOST_MODIFIERS)
