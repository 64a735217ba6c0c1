"""A file holds the encounters of more than one plan.

What it finds
    ISA06 names another plan code than the file's first interchange.

Why it matters
    The receiver wants a file for each plan code.

How to fix
    Send one file a plan code.

Example
    a second ISA with plan 305 after one of plan 300
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X7006",
    severity="error",
    scope="file",
    message="this interchange is of another plan than the file's first ({expected})",
    hint="Send one file a plan code.",
    silent_when=facts.LATER_CLAIM,
    snip=7,
)


def check(claim: Claim, around: Around) -> Iterator[Diagnostic]:
    """A file holds the encounters of more than one plan."""
    isa = claim.header("ISA")
    one = around.receiver is not None and around.receiver.plan_code_per_file
    if one and isa is not None and claim.number_in_transaction == 1 and around.plan != around.first_plan:
        yield RULE.at(claim.at(isa, 6), around.plan, around.first_plan)
