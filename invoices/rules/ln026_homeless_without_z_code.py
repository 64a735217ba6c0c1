"""A homeless member without a homelessness code.

What it finds
    The homelessness indicator is set and no diagnosis says so.

Why it matters
    Plans and the state find homeless members through Z59.0x; the line is sent as it is.

How to fix
    Add Z59.00, Z59.01 or Z59.02.

Example

"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN026",
    severity="info",
    scope="line",
    field="diagnoses",
    message="the member is marked homeless and no diagnosis says so; expected {expected}",
    hint="Add {expected} to the diagnoses.",
    requirements=("ENC-010",),
)


def check(lines: Iterable[InvoiceLine], _context: Context) -> Iterator[Diagnostic]:
    """A homeless member without a homelessness code."""
    for line in lines:
        if line.homeless_indicator and line.diagnoses and not any(code.startswith("Z590") for code in line.diagnoses):
            yield RULE.at(line.at("diagnoses"), expected="Z59.00, Z59.01 or Z59.02")
