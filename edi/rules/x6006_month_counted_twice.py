"""More than one unit of a monthly service in a month.

What it finds
    SV104 of a service that is counted by month is more than the calendar months of DTP*472.

Why it matters
    A month counts once; the rest is denied.

How to fix
    Report one unit a calendar month.

Example
    H0044 U3 with 2 units in June
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim, quantity
from edi.claims.search import as_date, matching
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X6006",
    severity="error",
    scope="file",
    message="{found} units of a monthly service in {expected}",
    hint="Report one unit a calendar month.",
    found_is_code=True,
    silent_when=facts.MONTHS_SINGLE,
    snip=6,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """More than one unit of a monthly service in a month."""
    for line in claim.lines:
        units = quantity(line.sv1.value(4))
        first_day, last_day = as_date(line.dates[0]), as_date(line.dates[1])
        if units is None or first_day is None or last_day is None or {s.unit for s in matching(line)} != {"month"}:
            continue
        months = (last_day.year - first_day.year) * 12 + last_day.month - first_day.month + 1
        if units > months:
            yield RULE.at(claim.at(line.sv1, 4), line.sv1.value(4), "1 month" if months == 1 else f"{months} months")
