"""The billing provider has no NPI.

What it finds
    Loop 2010AA has no NM108 and NM109.

Why it matters
    This is legal for a provider who cannot have an NPI; for anyone else the claim is refused.

How to fix
    Enter the NPI, unless the provider cannot have one.

Example
    NM1*85*2*HOPE HOUSE
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X4011",
    severity="info",
    scope="file",
    message="the billing provider has no NPI, which is right only for a provider who cannot have one",
    hint="Enter the NPI where the provider has one.",
    snip=4,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """The billing provider has no NPI."""
    if claim.billing is not None and not claim.billing.identifier:
        yield RULE.at(claim.at(claim.billing.nm1, 9))
