"""Why a value is absent: the cell is empty, shows an error, or holds a formula whose result was not saved."""

from __future__ import annotations

from edi.diagnostics import Diagnostic, Rule
from invoices.invoice_line import InvoiceLine


def absent(line: InvoiceLine, rule: Rule, name: str) -> Diagnostic:
    """The finding for a field without a value: the rule's own, or what the cell really holds (CL023, CL030)."""
    where = line.at(name)
    code, text = line.table.lack(where)
    return Diagnostic(code, where, text) if code else rule.at(where)
