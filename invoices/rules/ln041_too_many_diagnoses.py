"""A row has more than twelve diagnoses.

What it finds
    A row that names more diagnoses than a claim can hold.

Why it matters
    A claim holds twelve; the others are not sent.

How to fix
    Name the twelve that matter first.

Example

"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.model.encounter import MOST_DIAGNOSES
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN041",
    severity="warning",
    scope="line",
    field="diagnoses",
    message="{found} diagnoses; only the first {expected} are sent",
    hint="Name the twelve that matter first.",
)


def check(lines: Iterable[InvoiceLine], _context: Context) -> Iterator[Diagnostic]:
    """A row has more than twelve diagnoses."""
    for line in lines:
        if line.diagnoses and len(line.diagnoses) > MOST_DIAGNOSES:
            yield RULE.at(line.at("diagnoses"), len(line.diagnoses), MOST_DIAGNOSES)
