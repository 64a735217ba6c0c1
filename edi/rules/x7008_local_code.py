"""A local procedure code.

What it finds
    SV101-2 is X or Z and four digits.

Why it matters
    The state accepts national codes only on encounters.

How to fix
    Use the national code.

Example
    SV1*HC:Z9727
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X7008",
    severity="error",
    scope="file",
    message="{found} is a local code; only national codes are accepted",
    hint="Use the national HCPCS or CPT code.",
    unaddressed="warning",
    silent_when=facts.SERVICES_KNOWN,
    snip=7,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """A local procedure code."""
    for line in claim.lines:
        code = line.procedure
        if len(code) == 5 and code[0] in "XZ" and code[1:].isdecimal():
            yield RULE.at(claim.at(line.sv1, 1, 2), code)
