"""A procedure code is not one of ECM or Community Supports.

What it finds
    SV101-2 has the form of a HCPCS or CPT code, and is not in the table of services. Local codes (X or Z and four
    digits) are told by X7008.

Why it matters
    Its existence cannot be checked here; among ECM and Community Supports encounters it is most often a slip.

How to fix
    Check the code.

Example
    SV1*HC:99213
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule
from mappings.service_table import load_services

RULE = Rule(
    code="X5012",
    severity="warning",
    scope="file",
    message="the procedure code is not in the table of ECM and Community Supports services",
    hint="Check the code.",
    silent_when=facts.SERVICES_KNOWN,
    snip=5,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """A procedure code is not one of ECM or Community Supports."""
    table = load_services()
    for line in claim.lines:
        code = line.procedure
        if len(code) != 5 or (code[0] in "XZ" and code[1:].isdecimal()):
            continue
        if code[1:4].isdecimal() and code.isalnum() and not table.with_code(code):
            yield RULE.at(claim.at(line.sv1, 1, 2), code)
