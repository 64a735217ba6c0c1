"""A service line charges less than nothing.

What it finds
    SV102 is below zero.

Why it matters
    A charge is what a service costs; receivers refuse a claim with a negative one. Money that is taken back is a
    replacement or a void of the claim.

How to fix
    Write the charge of the service, or correct the earlier claim with frequency 7 or 8.

Example
    SV1*HC:G9012:U2*-20*UN*1
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X4032",
    severity="error",
    scope="file",
    message="the line charges {found}, less than nothing",
    hint="Write the charge; to take money back, send a replacement or a void.",
    silent_when=facts.CHARGES_NOT_NEGATIVE,
    snip=4,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """A service line charges less than nothing."""
    for line in claim.lines:
        if line.charge is not None and line.charge < 0:
            yield RULE.at(claim.at(line.sv1, 2), line.sv1.value(2))
