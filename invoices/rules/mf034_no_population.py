"""No population of focus is marked.

What it finds
    A member of a Member Information File, not termed, whose twelve indicators are all 0.

Why it matters
    ECM is for members of a population of focus; 0 may also mean that the plan knows too little (footnote 23).

How to fix
    Mark the population that the member was authorized for.

Example
    twelve zeros
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.models import POPULATIONS, TERMED, MemberInformation, MemberRow

RULE = Rule(
    code="MF034",
    severity="warning",
    scope="member_row",
    message="no population of focus is marked",
    hint="Set the mark of the population that the member was authorized for.",
    requirements=("ELG-001",),
)


def check(row: MemberRow, _context: MemberContext) -> Iterator[Diagnostic]:
    """No population of focus is marked."""
    if (
        isinstance(row, MemberInformation)
        and row.ecm_member_record_status != TERMED
        and all(getattr(row, f"pof_{name}") is False for name in POPULATIONS)
    ):
        yield RULE.at(row.at(f"pof_{POPULATIONS[0]}"))
