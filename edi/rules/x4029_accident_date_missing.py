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

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.claims.search import is_unclear
from edi.diagnostics import Diagnostic, Rule

#: DTP01 of loop 2300 (005010X222A1).
_DATES = frozenset((
    "050", "090", "091", "096", "296", "297", "304", "314", "360", "361", "431", "435", "439", "444", "453", "454",
    "455", "471", "484",
))  # fmt: skip

RULE = Rule(
    code="X4029",
    severity="error",
    scope="file",
    message="the claim is of an accident ({found}), but its date (DTP*439) is missing",
    hint="Add DTP*439 with the day of the accident.",
    found_is_code=True,
    silent_when=facts.NO_ACCIDENT,
    snip=4,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """A claim of an accident has no date of the accident."""
    for place, cause in enumerate(claim.clm.composite(11)[:3], 1):
        if cause in ("AA", "OA") and claim.get("DTP", "439") is None and not is_unclear(claim.rest, "DTP", _DATES):
            yield RULE.at(claim.at(claim.clm, 11, place), cause)
            return
