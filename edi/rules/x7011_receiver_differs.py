"""The file is addressed to another receiver.

What it finds
    ISA08 or GS03 is not the receiver of the payer file named by --payer.

Why it matters
    The file goes astray.

How to fix
    Correct ISA08 and GS03.

Example
    ISA08 is another payer's id
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X7011",
    severity="error",
    scope="file",
    message="{found} is not the receiver of the payer file",
    hint="Correct ISA08 and GS03.",
    silent_when=facts.LATER_CLAIM,
    snip=7,
)


def check(claim: Claim, around: Around) -> Iterator[Diagnostic]:
    """The file is addressed to another receiver."""
    receiver = around.receiver
    if receiver is None or claim.number_in_transaction != 1:
        return
    for name, element, wanted in (("ISA", 8, receiver.receiver_id), ("GS", 3, receiver.group_receiver)):
        segment = claim.header(name)
        if segment is not None and wanted and segment.value(element).strip() != wanted:
            yield RULE.at(claim.at(segment, element), segment.value(element).strip(), wanted)
