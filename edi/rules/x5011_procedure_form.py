"""A procedure code is neither HCPCS nor CPT.

What it finds
    SV101-2 with qualifier HC is not a letter and four digits, five digits, or four digits and a letter.

Why it matters
    The receiver refuses the code.

How to fix
    Use the HCPCS or CPT code.

Example
    SV1*HC:G901
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule

HCPCS = re.compile(r"[A-Z]\d{4}|\d{4}[0-9A-Z]")

RULE = Rule(
    code="X5011",
    severity="error",
    scope="file",
    message="the procedure code does not have the form of HCPCS or CPT",
    hint="Use a HCPCS or CPT code of five characters.",
    silent_when=facts.SERVICES_KNOWN,
    snip=5,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """A procedure code is neither HCPCS nor CPT."""
    for line in claim.lines:
        if line.procedure and not HCPCS.fullmatch(line.procedure):
            yield RULE.at(claim.at(line.sv1, 1, 2), line.procedure)
