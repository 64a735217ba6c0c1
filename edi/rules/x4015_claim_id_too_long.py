"""The claim id is longer than receivers must keep.

What it finds
    CLM01 is longer than 20 characters (more than 38 are an error of type 2).

Why it matters
    Receivers need to return only 20 of the 38 that X12 allows; answers could not be matched.

How to fix
    Use an id of at most 20 characters.

Example
    CLM01 of 24 characters
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X4015",
    severity="warning",
    scope="file",
    message="CLM01 has {expected} characters; only 20 are sure to come back",
    hint="Shorten the claim id to 20 characters.",
    silent_when=facts.ID_SHORT,
    snip=4,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """The claim id is longer than receivers must keep."""
    if 20 < len(claim.id) <= 38:
        yield RULE.at(claim.at(claim.clm, 1), claim.id, str(len(claim.id)))
