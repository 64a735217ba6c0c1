"""A housing deposit without its amount.

What it finds
    A line of a housing deposit (H0044 U2) charges nothing.

Why it matters
    The charge is the deposit; without it the life-time limit cannot be kept.

How to fix
    Write the deposit into SV102.

Example
    SV1*HC:H0044:U2*0
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.claims.search import matching
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X6008",
    severity="error",
    scope="file",
    message="the housing deposit has no amount",
    hint="Write the amount of the deposit into SV102.",
    silent_when=facts.DEPOSITS_HAVE_AMOUNTS,
    snip=6,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """A housing deposit without its amount."""
    for line in claim.lines:
        if line.charge == 0 and any(service.service == "housing_deposits" for service in matching(line)):
            yield RULE.at(claim.at(line.sv1, 2), line.sv1.value(2))
