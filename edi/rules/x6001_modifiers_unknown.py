"""A code of ECM or Community Supports with modifiers that no service has.

What it finds
    SV101-2 is in the table of services and the U modifiers with GQ, in any order, make no service of it.

Why it matters
    The modifiers decide the service: the encounter counts as none, or as another.

How to fix
    Use the modifiers of the service that was given; `edi-translate codes` lists them.

Example
    SV1*HC:G9012:U1
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.claims.search import deciding_modifiers, matching
from edi.diagnostics import Diagnostic, Rule
from mappings.service_table import load_services

RULE = Rule(
    code="X6001",
    severity="error",
    scope="file",
    message="no service has this code with these modifiers; the code has {expected}",
    hint="Use the modifiers of the service that was given.",
    silent_when=facts.SERVICES_KNOWN,
    snip=6,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """A code of ECM or Community Supports with modifiers that no service has."""
    for line in claim.lines:
        known = load_services().with_code(line.procedure)
        deciding = deciding_modifiers(line)
        if known and any(modifier.startswith("U") for modifier in deciding) and not matching(line):
            labels = sorted({service.label for service in known})
            yield RULE.at(claim.at(line.sv1, 1), line.sv1.value(1), ", ".join(labels))
