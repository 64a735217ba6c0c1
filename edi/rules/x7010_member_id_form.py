"""The member's id is no CIN.

What it finds
    NM109 of loop 2010BA with NM108 = MI is not a 9, seven digits and a capital letter.

Why it matters
    The state finds members by it.

How to fix
    Enter the CIN of the Medi-Cal card.

Example
    NM109 is 91234567
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule

CIN = re.compile(r"9\d{7}[A-Z]")

RULE = Rule(
    code="X7010",
    severity="error",
    scope="file",
    message="the member's id does not have the form of a CIN",
    hint="Enter the nine characters of the CIN: 9, seven digits, a letter.",
    silent_when=facts.MEMBER_ID_FITS,
    once_a_loop=True,
    snip=7,
)


def check(claim: Claim, around: Around) -> Iterator[Diagnostic]:
    """The member's id is no CIN."""
    receiver = around.receiver
    if receiver is not None and receiver.member_id == "cin" and claim.member is not None:
        nm1 = claim.member.nm1
        if nm1.value(8) == "MI" and not CIN.fullmatch(nm1.value(9)):
            yield RULE.at(claim.at(nm1, 9), nm1.value(9))
