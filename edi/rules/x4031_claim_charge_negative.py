"""A claim charges less than nothing.

What it finds
    CLM02 is below zero.

Why it matters
    A charge is what a service costs; receivers refuse a claim with a negative one. Money that is taken back is a
    replacement or a void of the claim.

How to fix
    Write the charge of the service, or correct the earlier claim with frequency 7 or 8.

Example
    CLM*A1*-20
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim, cents
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X4031",
    severity="error",
    scope="file",
    message="the claim charges {found}, less than nothing",
    hint="Write the charge; to take money back, send a replacement or a void.",
    silent_when=facts.CHARGES_NOT_NEGATIVE,
    snip=4,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """A claim charges less than nothing."""
    if (cents(claim.clm.value(2)) or 0) < 0:
        yield RULE.at(claim.at(claim.clm, 2), claim.clm.value(2))
