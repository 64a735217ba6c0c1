"""The billing provider has no NPI.

What it finds
    Loop 2010AA has no NM108 and NM109, and no REF*G2 or REF*LU of loop 2010BB names the provider instead.

Why it matters
    This is legal for a provider who cannot have an NPI; for anyone else the claim is refused.

How to fix
    Enter the NPI, unless the provider cannot have one. Then a receiver that needs an id gives it one, for REF*G2 in
    loop 2010BB; neither is also legal (X12's answer to request 1301).

Example
    NM1*85*2*HOPE HOUSE
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X4011",
    severity="info",
    scope="file",
    message="the billing provider has no NPI, which is right only for a provider who cannot have one",
    hint="Enter the NPI where the provider has one, else the receiver's id of it (REF*G2, loop 2010BB) if it gave one.",
    silent_when=facts.BILLING_HAS_ID,
    snip=4,
)

#: Ids that a receiver gives a provider without an NPI (REF01 of loop 2010BB).
_IDS = ("G2", "LU")


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """The billing provider has no NPI."""
    named = any(one.id == "REF" and one.loop == "2010BB" and one.value(1) in _IDS for one in claim.subscriber)
    if claim.billing is not None and not claim.billing.identifier and not named:
        yield RULE.at(claim.at(claim.billing.nm1, 9))
