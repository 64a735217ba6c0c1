"""A claim of an accident has no date of the accident.

What it finds
    CLM11 says AA (automobile accident) or OA (another accident), and the claim has no DTP*439. EM (employment) needs a
    date only where there was an accident, which no element says.

Why it matters
    The guide requires the date; payers look for another one who is liable by it.

How to fix
    Add DTP*439 with the day of the accident, or correct CLM11.

Example
    CLM11 is OA, and there is no DTP*439
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X4029",
    severity="error",
    scope="file",
    message="the claim is of an accident ({found}), but its date (DTP*439) is missing",
    hint="Add DTP*439 with the day of the accident.",
    found_is_code=True,
    snip=4,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """A claim of an accident has no date of the accident."""
    for place, cause in enumerate(claim.clm.composite(11)[:3], 1):
        if cause in ("AA", "OA") and claim.get("DTP", "439") is None:
            yield RULE.at(claim.at(claim.clm, 11, place), cause)
            return
