"""Minutes are not a whole number.

What it finds
    SV103 is MJ (minutes) and SV104 has a fraction.

Why it matters
    The guide wants whole minutes.

How to fix
    Round to whole minutes.

Example
    SV1*HC:00100*200*MJ*15.5
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim, quantity
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X4021",
    severity="error",
    scope="file",
    message="the line has {found} minutes, which is no whole number",
    hint="Enter whole minutes.",
    found_is_code=True,
    silent_when=facts.UNITS_WHOLE,
    snip=4,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """Minutes are not a whole number."""
    for line in claim.lines:
        units = quantity(line.sv1.value(4))
        if line.sv1.value(3) == "MJ" and units is not None and units % 1:
            yield RULE.at(claim.at(line.sv1, 4), line.sv1.value(4))
