"""A modifier has the wrong form.

What it finds
    SV101-3 to 6 has two characters that are not both capitals or digits.

Why it matters
    The receiver refuses the code.

How to fix
    Use a HCPCS or CPT modifier.

Example
    SV1*HC:G9012:u2
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X5013",
    severity="error",
    scope="file",
    message="the modifier is not two capitals or digits",
    hint="Write the modifier as two capitals or digits.",
    silent_when=facts.MODIFIERS_FORMED,
    snip=5,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """A modifier has the wrong form."""
    for line in claim.lines:
        for place, modifier in enumerate(line.sv1.composite(1)[2:6], 3):
            if len(modifier) == 2 and not (modifier.isalnum() and modifier.upper() == modifier):
                yield RULE.at(claim.at(line.sv1, 1, place), modifier)
