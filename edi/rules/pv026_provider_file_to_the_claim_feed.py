"""A provider file is addressed to the feed of claims.

What it finds
    ISA08 of a 274 is the receiver of 837P files.

Why it matters
    The state keeps two feeds; a file in the other one is refused, or lost.

How to fix
    Send it to the receiver of provider files.

Example
    ISA08 = CALIFORNIA-DHCS
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.model.provider_file import ProviderFile
from edi.model.reference import X12Ref
from edi.t274.around import Around
from mappings.receiver_table import receivers_of

RULE = Rule(
    code="PV026",
    severity="error",
    scope="provider_file",
    message="the 274 is addressed to the receiver of claims; provider files go to {expected}",
    hint="Correct ISA08 and GS03.",
    snip=7,
)


def check(_file: ProviderFile, around: Around) -> Iterator[Diagnostic]:
    """A provider file is addressed to the feed of claims."""
    if around.receiver in receivers_of("837P") and around.receiver not in receivers_of("274"):
        right = ", ".join(receivers_of("274"))
        yield RULE.at(X12Ref("", segment_no=1, segment="ISA", element=8), around.receiver, right)
