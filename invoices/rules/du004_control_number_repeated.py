"""A control number is used twice.

What it finds
    Two lines of one invoice file with the same control number.

Why it matters
    The control number ties the plan's answer to the line; DHCS wants it unique.

How to fix
    Number the lines anew.

Example
    a column filled down with one number
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.duplicates import Batch, is_copy
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="DU004",
    severity="warning",
    scope="run",
    field="control_number",
    message="{found} is also the control number of {related}",
    hint="Give each line its own control number.",
)


def check(batch: Batch, _context: Context) -> Iterator[Diagnostic]:
    """A control number is used twice."""
    copies = {second for first, second in batch.repeated if is_copy(first, second)}
    first_with: dict[tuple[str, str | None, str], InvoiceLine] = {}
    for line in batch.lines:
        if line.control_number is None or line in copies:
            continue
        key = (line.table.file, line.billing_npi, line.control_number)
        first = first_with.setdefault(key, line)
        if first is not line and (first.row != line.row or first.table is not line.table):
            yield RULE.at(line.at("control_number"), line.control_number, related=(first.at("control_number"),))
