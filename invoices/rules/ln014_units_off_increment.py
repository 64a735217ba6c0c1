"""Minutes do not come out in units.

What it finds
    Minutes that are no whole number of 15-minute units, for a code that counts quarter hours.

Why it matters
    The 837P takes units, not minutes; rounding is a rule of the contract.

How to fix
    Enter whole units, or turn on the 8-minute rule in the profile.

Example
    50 min for T2041
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN014",
    severity="error",
    scope="line",
    field="units",
    message="{found} minutes are no whole number of 15-minute units; nearest: {expected}",
    hint="Enter {expected} units, or set claims.eight_minute_rule in the profile.",
    requirements=(
        "INV-011",
        "INV-012",
    ),
)


def check(lines: Iterable[InvoiceLine], _context: Context) -> Iterator[Diagnostic]:
    """Minutes do not come out in units."""
    for line in lines:
        quantity, service = line.units or line.minutes, line.resolution.service
        if service is None or quantity is None or line.unit_count is not None or service.unit != "15_minutes":
            continue
        whole = quantity.amount // 15
        yield RULE.at(line.at("units" if line.units else "minutes"), quantity.amount, f"{whole} or {whole + 1}")
