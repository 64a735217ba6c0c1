"""A service line stands in the file twice.

What it finds
    Member, days of service, provider (rendering, else billing), procedure and modifiers, in any order, are
    those of an earlier line. Units and charge do not count. A claim that replaces or voids is exempt.

Why it matters
    The state denies the whole encounter for one duplicate line.

How to fix
    Remove the line, or add it up with the other.

Example
    the same G9012 U2 for one member on one day in two claims
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule
from edi.model.reference import X12Ref

RULE = Rule(
    code="X7001",
    severity="error",
    scope="file",
    message="this service stands in the file before, in claim {expected}; the whole encounter would be denied",
    hint="Remove the line, or add up the two into one.",
    snip=7,
    requirements=("INV-014",),
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """A service line stands in the file twice."""
    for index, claim_id in sorted(claim.repeats.items()):
        if index < len(claim.services):
            where = claim.at(claim.services[index], 1)
            yield RULE.at(where, expected=claim_id, related=(X12Ref(claim.file, claim=claim_id),))
