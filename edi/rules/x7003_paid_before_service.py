"""A payer paid before the service ended.

What it finds
    DTP*573 is before the last day of service.

Why it matters
    The state denies such encounters (date rules 2 and 13).

How to fix
    Correct one of the dates.

Example
    DTP*573*D8*20240601 on a service of 2024-06-03
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim, is_day
from edi.claims.search import first
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X7003",
    severity="error",
    scope="file",
    message="the payer's decision is dated before the end of the service",
    hint="Correct the date of payment or of service.",
    unaddressed="warning",
    silent_when=facts.PAID_IN_TIME | facts.PAYERS_PLAIN,
    snip=7,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """A payer paid before the service ended."""
    for other in claim.others:
        date = first(other.payer.rest, "DTP", "573") if other.payer is not None else None
        if date is not None and is_day(date.value(3)) and date.value(3) < claim.dates[1]:
            yield RULE.at(claim.at(date, 3), date.value(3))
    for line in claim.lines:
        for payment in line.payments:
            date = first(payment.rest, "DTP", "573")
            if date is not None and is_day(date.value(3)) and date.value(3) < line.dates[1]:
                yield RULE.at(claim.at(date, 3), date.value(3))
