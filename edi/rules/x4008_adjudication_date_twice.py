"""The day of a payer's decision stands on the claim and on the lines.

What it finds
    DTP*573 stands in loop 2330B and in loop 2430 of the same payer.

Why it matters
    The guide asks for one of them; two may contradict.

How to fix
    Keep the dates of the lines.

Example
    DTP*573 after NM1*PR and after SVD
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.claims.search import first, payments_of
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X4008",
    severity="warning",
    scope="file",
    message="DTP*573 stands in 2330B though the lines of this payer have their own",
    hint="Remove DTP*573 from loop 2330B.",
    silent_when=facts.PAYERS_PLAIN,
    snip=4,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """The day of a payer's decision stands on the claim and on the lines."""
    for other in claim.others:
        date = first(other.payer.rest, "DTP", "573") if other.payer is not None else None
        dated = any(first(payment.rest, "DTP", "573") for payment in payments_of(claim, other))
        if date is not None and dated:
            yield RULE.at(claim.at(date, 3))
