"""A code of ECM or Community Supports without its modifier.

What it finds
    SV101-2 is in the table of services and the line has no U modifier, nor one that is none (X5013).

Why it matters
    Without it the service does not count as ECM or Community Supports.

How to fix
    Add the modifier, unless another benefit is meant.

Example
    SV1*HC:G9012
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule
from mappings.service_table import load_services

RULE = Rule(
    code="X6002",
    severity="warning",
    scope="file",
    message="the code has no U modifier; with one it is {expected}",
    hint="Add the modifier of the service, unless another benefit is meant.",
    silent_when=facts.SERVICES_KNOWN,
    snip=6,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """A code of ECM or Community Supports without its modifier."""
    for line in claim.lines:
        known = load_services().with_code(line.procedure)
        if known and not any(modifier[0] in "Uu" for modifier in line.modifiers):
            labels = sorted({service.label for service in known})
            yield RULE.at(claim.at(line.sv1, 1), line.sv1.value(1), ", ".join(labels))
