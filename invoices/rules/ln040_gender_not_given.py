"""The gender is not given.

What it finds
    A line without a gender.

Why it matters
    DMG03 is required; U (unknown) is sent.

How to fix
    Enter F, M or U.

Example

"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN040",
    severity="info",
    scope="line",
    field="member_gender",
    message="no gender; sent as U",
    hint="Enter F, M or U.",
)


def check(lines: Iterable[InvoiceLine], _context: Context) -> Iterator[Diagnostic]:
    """The gender is not given."""
    for line in lines:
        if line.member_gender is None and "member_gender" not in line.faulty:
            yield RULE.at(line.at("member_gender"))
