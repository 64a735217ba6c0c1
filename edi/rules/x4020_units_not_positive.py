"""A line has no units.

What it finds
    SV104 is zero or negative.

Why it matters
    A service that was given has at least some units; receivers refuse zero.

How to fix
    Enter the units.

Example
    SV1*HC:G9012:U2*200*UN*0
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim, quantity
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X4020",
    severity="error",
    scope="file",
    message="the line has {found} units",
    hint="Enter how many units were given.",
    found_is_code=True,
    silent_when=facts.UNITS_WHOLE,
    snip=4,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """A line has no units."""
    for line in claim.lines:
        units = quantity(line.sv1.value(4))
        if units is not None and units <= 0:
            yield RULE.at(claim.at(line.sv1, 4), line.sv1.value(4))
