"""A line points at a diagnosis that the claim does not have.

What it finds
    SV107 holds a number from 1 to 12 that is no number of a diagnosis in HI. Where the claim has no HI at all, that
    is told alone.

Why it matters
    The service has no reason that the receiver could read.

How to fix
    Point at one of the claim's diagnoses, or add the diagnosis.

Example
    SV107 is 3, the claim has two diagnoses
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule

#: What SV107 can hold; anything else is told by type 2.
POINTERS = frozenset(map(str, range(1, 13)))

RULE = Rule(
    code="X4009",
    severity="error",
    scope="file",
    message="the line points at diagnosis {found}; the claim has {expected}",
    hint="Correct SV107, or add the diagnosis to HI.",
    found_is_code=True,
    snip=4,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """A line points at a diagnosis that the claim does not have."""
    count = len(claim.diagnoses)
    for line in claim.lines if count else ():
        for place, pointer in enumerate(line.sv1.composite(7), 1):
            if pointer in POINTERS and int(pointer) > count:
                yield RULE.at(claim.at(line.sv1, 7, place), pointer, str(count))
