"""A line points at one diagnosis twice.

What it finds
    SV107 holds the same number twice.

Why it matters
    It is most often a slip: another diagnosis was meant.

How to fix
    Remove the second pointer, or correct it.

Example
    SV107 is 1:1
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X4010",
    severity="warning",
    scope="file",
    message="the line points at diagnosis {found} twice",
    hint="Remove or correct the second pointer.",
    found_is_code=True,
    silent_when=facts.POINTERS_FIT,
    snip=4,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """A line points at one diagnosis twice."""
    for line in claim.lines:
        pointers = line.sv1.composite(7)[:4]  # more are told by type 2
        for place, pointer in enumerate(pointers):
            if pointer and pointer in pointers[:place]:
                yield RULE.at(claim.at(line.sv1, 7, place + 1), pointer)
