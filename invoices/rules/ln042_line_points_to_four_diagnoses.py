"""A line points to four of its diagnoses.

What it finds
    A row that names more than four diagnoses. All of them, up to twelve, stand on the claim; the service line
    points to the first four.

Why it matters
    SV107 has four places.

How to fix
    Name the diagnoses that the service was for first.

Example

"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.model.encounter import MOST_POINTERS
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN042",
    severity="info",
    scope="line",
    field="diagnoses",
    message="{found} diagnoses; the service line points to the first {expected}",
    hint="Name the diagnoses that the service was for first.",
)


def check(lines: Iterable[InvoiceLine], _context: Context) -> Iterator[Diagnostic]:
    """A line points to four of its diagnoses."""
    for line in lines:
        if line.diagnoses and len(line.diagnoses) > MOST_POINTERS:
            yield RULE.at(line.at("diagnoses"), len(line.diagnoses), MOST_POINTERS)
