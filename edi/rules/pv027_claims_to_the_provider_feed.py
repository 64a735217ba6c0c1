"""Claims are addressed to the feed of provider files.

What it finds
    ISA08 of an 837P is the receiver of 274 files.

Why it matters
    The state keeps two feeds; a file in the other one is refused, or lost.

How to fix
    Send it to the receiver of claims.

Example
    ISA08 = DHCS-PROVNETWK
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule
from mappings.receiver_table import receivers_of

RULE = Rule(
    code="PV027",
    severity="error",
    scope="file",
    message="the 837P is addressed to the receiver of provider files; claims go to {expected}",
    hint="Correct ISA08 and GS03.",
    silent_when=facts.LATER_CLAIM,
    snip=6,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """Claims are addressed to the feed of provider files."""
    if claim.number_in_transaction != 1:
        return
    isa = claim.header("ISA")
    receiver = isa.value(8).strip() if isa is not None else ""
    if isa is not None and receiver in receivers_of("274") and receiver not in receivers_of("837P"):
        yield RULE.at(claim.at(isa, 8), receiver, ", ".join(receivers_of("837P")))
