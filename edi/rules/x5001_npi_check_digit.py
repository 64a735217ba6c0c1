"""An NPI is not ten digits with a right check digit.

What it finds
    NM109 with NM108 = XX is not ten digits that start with 1 or 2 and pass the check digit (Luhn over 80840 +
    NPI).

Why it matters
    The provider cannot be identified; the claim is refused.

How to fix
    Correct the number; look it up in NPPES.

Example
    NM109 is 1234567890
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.claims.search import valid_npi
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X5001",
    severity="error",
    scope="file",
    message="the NPI of loop {expected} is not ten digits with a right check digit",
    hint="Correct the NPI.",
    silent_when=facts.NPIS_VALID,
    once_a_loop=True,
    snip=5,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """An NPI fails its check digit."""
    for party in claim.every:
        if party.npi and not valid_npi(party.npi):
            yield RULE.at(claim.at(party.nm1, 9), party.npi, party.loop)
