"""More units of a daily service than days.

What it finds
    SV104 of a service that is counted by day is more than the days of DTP*472.

Why it matters
    A day counts once; the rest is denied.

How to fix
    Correct the units or the dates.

Example
    H2016 U6 with 3 units on one day
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim, quantity
from edi.claims.search import as_date, matching
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X6005",
    severity="error",
    scope="file",
    message="{found} units of a daily service on {expected}",
    hint="Correct the units, or give the span of days.",
    found_is_code=True,
    silent_when=facts.UNITS_WITHIN_DAYS,
    snip=6,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """More units of a daily service than days."""
    for line in claim.lines:
        units = quantity(line.sv1.value(4))
        first_day, last_day = as_date(line.dates[0]), as_date(line.dates[1])
        if units is None or first_day is None or last_day is None or {s.unit for s in matching(line)} != {"day"}:
            continue
        span = (last_day - first_day).days + 1
        if units > span:
            yield RULE.at(claim.at(line.sv1, 4), line.sv1.value(4), "1 day" if span == 1 else f"{span} days")
