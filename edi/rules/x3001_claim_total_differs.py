"""The claim's charge is not the sum of its lines.

What it finds
    CLM02 differs from the sum of SV102 of all lines (balancing rule of the guide, section 1.4.4).

Why it matters
    A receiver that adds up the lines refuses the claim as out of balance.

How to fix
    Correct the line that is wrong, or write the sum into CLM02.

Example
    CLM02 is 350, the lines add up to 340
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim, cents
from edi.diagnostics import Diagnostic, Rule
from edi.model.money import dollars

RULE = Rule(
    code="X3001",
    severity="error",
    scope="file",
    message="the claim charges {found}, its lines add up to {expected}",
    hint="Correct CLM02 or the line charges so that they agree.",
    expected_is_value=True,
    of_whole_claims=True,
    silent_when=facts.TOTAL_ADDS_UP,
    snip=3,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """The claim's charge is not the sum of its lines."""
    total = cents(claim.clm.value(2))
    charges = [line.charge for line in claim.lines]
    known = [charge for charge in charges if charge is not None]
    if total is not None and known and len(known) == len(charges) and sum(known) != total:
        yield RULE.at(claim.at(claim.clm, 2), dollars(total), dollars(sum(known)))
