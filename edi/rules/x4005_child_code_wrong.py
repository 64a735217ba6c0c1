"""HL04 does not say whether a level below follows.

What it finds
    HL04 of the subscriber is 1 where no patient level follows, or 0 where one does.

Why it matters
    A receiver that reads by HL04 loses the claim or the patient.

How to fix
    Write 0 where the claim follows, 1 where a patient level follows.

Example
    HL*2*1*22*1 followed by a claim
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.claims.search import first
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X4005",
    severity="error",
    scope="file",
    message="HL04 is {found}; it must be {expected} here",
    hint="Correct HL04.",
    found_is_code=True,
    silent_when=facts.NO_PATIENT,
    snip=4,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """HL04 does not say whether a level below follows."""
    hl = first(claim.subscriber, "HL")
    if claim.ended_by in ("CLM", "HL") and not claim.patient:
        return  # the subscriber's last claim knows whether patients follow; a level cut short does not
    expected = "1" if claim.patient or claim.ended_by == "patient" else "0"
    if hl is not None and hl.value(4) in ("0", "1") and hl.value(4) != expected:
        yield RULE.at(claim.at(hl, 4), hl.value(4), expected)
