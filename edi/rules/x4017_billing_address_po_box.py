"""The billing provider's address is a post office box.

What it finds
    N3 of loop 2010AA names a PO box.

Why it matters
    The guide wants a street address there; a box belongs into loop 2010AB.

How to fix
    Write the street address, and the box into the pay-to address.

Example
    N3*PO BOX 12
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule

BOX = re.compile(r"\b(?:P\.? ?O\.? ?|POST OFFICE )BOX\b|^(?:P\.? ?O\.? ?)?BOX \d", re.IGNORECASE)

RULE = Rule(
    code="X4017",
    severity="error",
    scope="file",
    message="the billing provider's address is a post office box",
    hint="Write the street address into 2010AA N3.",
    silent_when=facts.BILLING_HAS_STREET,
    once_a_loop=True,
    snip=4,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """The billing provider's address is a post office box."""
    n3 = claim.billing.get("N3") if claim.billing is not None else None
    for element in (1, 2):
        if n3 is not None and BOX.search(n3.value(element)):
            yield RULE.at(claim.at(n3, element), n3.value(element))
