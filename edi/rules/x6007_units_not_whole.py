"""Units of an ECM or Community Supports service are not whole.

What it finds
    SV104 of a service in the table has a fraction.

Why it matters
    Each service is counted in whole units.

How to fix
    Enter whole units.

Example
    T2041 U6 with 1.5 units
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim, quantity
from edi.claims.search import matching
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X6007",
    severity="error",
    scope="file",
    message="{found} is no whole number of units",
    hint="Enter whole units.",
    found_is_code=True,
    silent_when=facts.UNITS_WHOLE,
    snip=6,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """Units of an ECM or Community Supports service are not whole."""
    for line in claim.lines:
        units = quantity(line.sv1.value(4))
        if units is not None and units % 1 and line.sv1.value(3) != "MJ" and matching(line):
            yield RULE.at(claim.at(line.sv1, 4), line.sv1.value(4))
