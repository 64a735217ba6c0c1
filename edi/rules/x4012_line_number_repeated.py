"""Two lines of a claim have the same control number.

What it finds
    REF*6R of a line is that of an earlier line of the claim.

Why it matters
    The answer to a line cannot be told apart from the answer to the other.

How to fix
    Give each line its own number.

Example
    REF*6R*A1 on lines 1 and 2
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X4012",
    severity="error",
    scope="file",
    message="REF*6R is that of line {expected} of this claim",
    hint="Give each line its own control number.",
    silent_when=facts.CONTROLS_DIFFER,
    snip=4,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """Two lines of a claim have the same control number."""
    seen: dict[str, str] = {}
    for line in claim.lines:
        for ref in line.rest:
            if ref.id == "REF" and ref.value(1) == "6R" and ref.loop == "2400":
                before = seen.setdefault(ref.value(2), line.lx.value(1))
                if before != line.lx.value(1):
                    yield RULE.at(claim.at(ref, 2), ref.value(2), before)
