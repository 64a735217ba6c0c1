"""A line's rendering provider is the claim's.

What it finds
    NM109 of loop 2420A is that of loop 2310B.

Why it matters
    The guide wants 2420A only where it differs.

How to fix
    Remove loop 2420A.

Example
    NM1*82 twice with one NPI
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X4019",
    severity="warning",
    scope="file",
    message="the line's rendering provider has the NPI of the claim's",
    hint="Remove loop 2420A of this line.",
    silent_when=facts.RENDERING_DIFFERS,
    snip=4,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """A line's rendering provider is the claim's."""
    npis = {party.npi for party in claim.parties if party.loop == "2310B" and party.npi}
    for line in claim.lines:
        for party in line.parties:
            if party.loop == "2420A" and party.npi in npis:
                yield RULE.at(claim.at(party.nm1, 9), party.npi)
