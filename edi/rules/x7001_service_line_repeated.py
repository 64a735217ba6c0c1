"""A service line is given twice.

What it finds
    Member, days of service, provider (rendering, else billing), procedure and modifiers, in any order, are
    those of an earlier line of this file or of another file of the same call. Units and charge do not count. A
    claim that replaces or voids is exempt. A warning where the receiver is not known; a claim that is repeated
    whole is then X7012.

Why it matters
    The state denies the whole encounter for one duplicate line.

How to fix
    Remove the line, or add it up with the other.

Example
    the same G9012 U2 for one member on one day in two claims
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X7001",
    severity="error",
    scope="file",
    message="this service repeats one of claim {expected}; the whole encounter would be denied",
    hint="Remove the line, or add up the two into one.",
    unaddressed="warning",
    silent_when=facts.NEVER_USED,
    snip=7,
    requirements=("INV-014",),
)


def check(claim: Claim, around: Around) -> Iterator[Diagnostic]:
    """A service line is given twice."""
    if around.receiver is None and claim.repeats_whole:
        return
    for index, earlier in sorted(claim.repeats.items()):
        if index < len(claim.services):
            where = claim.at(claim.services[index], 1)
            yield RULE.at(where, expected=earlier.named(claim.file), related=(earlier.where,))
