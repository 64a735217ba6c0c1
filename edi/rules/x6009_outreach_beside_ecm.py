"""Outreach for ECM beside an ECM service on one day.

What it finds
    One claim has an ECM outreach line (U8) and an ECM service line.

Why it matters
    Outreach ends with enrolment; a member who gets ECM needs none.

How to fix
    Keep the line that was meant.

Example
    G9012 U8 and G9012 U2 on one claim
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.claims.search import matching
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X6009",
    severity="warning",
    scope="file",
    message="the claim has an ECM service, so this is no outreach",
    hint="Remove the outreach line, or correct its modifier.",
    silent_when=facts.OUTREACH_ALONE,
    snip=6,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """Outreach for ECM beside an ECM service on one day."""
    kinds = [{service.kind for service in matching(line) if service.service == "ecm"} for line in claim.lines]
    if any("service" in kind for kind in kinds):
        for line, kind in zip(claim.lines, kinds, strict=True):
            if kind == {"outreach"}:
                yield RULE.at(claim.at(line.sv1, 1), line.sv1.value(1))
