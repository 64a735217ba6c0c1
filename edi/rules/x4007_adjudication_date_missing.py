"""Another payer has paid or adjusted, and no date says when.

What it finds
    Loop 2320 has AMT*D or CAS, and DTP*573 stands neither in its 2330B nor in a 2430 of that payer.
    A claim without lines is told to have none, and nothing more.

Why it matters
    The receiver needs the day of the other payer's decision.

How to fix
    Add DTP*573 to the line payments, or to loop 2330B where there are none.

Example
    AMT*D without any DTP*573
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.claims.search import first, payments_of
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X4007",
    severity="error",
    scope="file",
    message="the day on which this payer decided (DTP*573) is missing",
    hint="Add DTP*573 to loop 2430 or 2330B.",
    silent_when=facts.PAYERS_PLAIN,
    snip=4,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """Another payer has paid or adjusted, and no date says when."""
    for other in claim.others if claim.lines else ():
        decided = other.paid is not None or first(other.rest, "CAS") is not None
        if decided and other.payer is not None and first(other.payer.rest, "DTP", "573") is None:
            payments = payments_of(claim, other)
            if not payments:
                yield RULE.at(claim.at(other.payer.nm1))
