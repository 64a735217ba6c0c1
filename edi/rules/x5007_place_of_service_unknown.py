"""A place of service code does not exist, or not yet.

What it finds
    CLM05-1 or SV105 is not in CMS's list, or its first day is after the service.

Why it matters
    The receiver refuses the code.

How to fix
    Use a code of the list.

Example
    CLM05 is 77:B:1
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.claims.search import as_date
from edi.diagnostics import Diagnostic, Rule
from mappings.code_sets import load_places

RULE = Rule(
    code="X5007",
    severity="error",
    scope="file",
    message="place of service {found} is not in CMS's list on the day of service",
    hint="Use a place of service code that is valid on that day.",
    found_is_code=True,
    silent_when=facts.PLACES_KNOWN,
    snip=5,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """A place of service code does not exist, or not yet."""
    places = load_places()
    spots = [(claim.clm, 5, 1, claim.clm.value(5, 1))] + [(line.sv1, 5, 0, line.sv1.value(5)) for line in claim.lines]
    day = as_date(claim.dates[0])
    for segment, element, component, code in spots:
        place = places.get(code)
        early = place is not None and place.valid_from is not None and day is not None and day < place.valid_from
        if code and (place is None or early):
            yield RULE.at(claim.at(segment, element, component), code)
