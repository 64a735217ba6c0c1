"""A claim of an automobile accident does not say where it was.

What it finds
    CLM11 says AA, CLM11-4 (the state) is empty, and CLM11-5 names no country, or US or CA.

Why it matters
    The guide requires the state; who is liable depends on it.

How to fix
    Write the state into CLM11-4, or the country of an accident abroad into CLM11-5.

Example
    CLM11 is AA
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X4030",
    severity="error",
    scope="file",
    message="the claim is of an automobile accident, but the state (CLM11-4) is missing",
    hint="Write the state of the accident into CLM11-4.",
    silent_when=facts.NO_ACCIDENT,
    snip=4,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """A claim of an automobile accident does not say where it was."""
    clm = claim.clm
    if "AA" in clm.composite(11)[:3] and not clm.value(11, 4) and clm.value(11, 5) in ("", "US", "CA"):
        yield RULE.at(claim.at(clm, 11, 4))
