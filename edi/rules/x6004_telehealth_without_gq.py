"""A service by telehealth without the modifier GQ.

What it finds
    The place of service is 02 or 10 (telehealth) and the code is that of an in-person service which has a GQ
    form.

Why it matters
    It counts as a visit in person.

How to fix
    Add GQ, or correct the place of service.

Example
    CLM05 is 02:B:1, SV1*HC:G9012:U2
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.claims.search import matching
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X6004",
    severity="warning",
    scope="file",
    message="the place of service is telehealth ({found}), the code says in person",
    hint="Add the modifier GQ, or correct the place of service.",
    found_is_code=True,
    silent_when=facts.MODALITY_FITS,
    snip=6,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """A service by telehealth without the modifier GQ."""
    for line in claim.lines:
        place = line.sv1.value(5) or claim.clm.value(5, 1)
        if place in ("02", "10") and any(service.modality == "in_person" for service in matching(line)):
            yield RULE.at(claim.at(line.sv1, 1), place)
