"""The claim id does not begin with the plan code.

What it finds
    CLM01 does not begin with the plan code that ISA06 carries.

Why it matters
    The state assigns encounters to plans by it.

How to fix
    Put the plan code before the id.

Example
    CLM*H7K2 in a file of plan 300
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X7005",
    severity="error",
    scope="file",
    message="CLM01 does not begin with the plan code {expected}",
    hint="Put the plan code before the claim id.",
    silent_when=facts.ID_HAS_PREFIX,
    snip=7,
)


def check(claim: Claim, around: Around) -> Iterator[Diagnostic]:
    """The claim id does not begin with the plan code."""
    receiver = around.receiver
    if receiver is not None and "{plan_code}" in receiver.id_prefix and around.plan:
        prefix = receiver.id_prefix.replace("{plan_code}", around.plan)
        if claim.id and not claim.id.startswith(prefix):
            yield RULE.at(claim.at(claim.clm, 1), claim.id, prefix)
