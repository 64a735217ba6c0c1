"""A payer paid after the file was received.

What it finds
    DTP*573 is after the day of receipt (today, or what --received says).

Why it matters
    The state denies such encounters (date rule 3).

How to fix
    Correct the date.

Example
    DTP*573*D8*20991231
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim, is_day
from edi.claims.search import first
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X7004",
    severity="error",
    scope="file",
    message="the payer's decision is dated after the day of receipt ({expected})",
    hint="Correct the date of payment.",
    unaddressed="warning",
    silent_when=facts.PAID_IN_TIME | facts.PAYERS_PLAIN,
    snip=7,
)


def check(claim: Claim, around: Around) -> Iterator[Diagnostic]:
    """A payer paid after the file was received."""
    dates = [first(other.payer.rest, "DTP", "573") for other in claim.others if other.payer is not None]
    dates += [first(payment.rest, "DTP", "573") for line in claim.lines for payment in line.payments]
    for date in dates:
        if date is not None and is_day(date.value(3)) and date.value(3) > around.received:
            yield RULE.at(claim.at(date, 3), date.value(3), around.received)
