"""A claim id stands in the file twice.

What it finds
    CLM01 is that of an earlier claim, and CLM05-3 is neither 7 nor 8.

Why it matters
    The state denies a repeated claim id.

How to fix
    Give the claim its own id, or mark it as a correction.

Example
    CLM*A1 twice
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X7002",
    severity="error",
    scope="file",
    message="CLM01 was used before in this file",
    hint="Give each claim its own id.",
    snip=7,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """A claim id stands in the file twice."""
    if claim.repeated_id and claim.frequency not in ("7", "8"):
        yield RULE.at(claim.at(claim.clm, 1), claim.id)
