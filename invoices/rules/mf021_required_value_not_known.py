"""A required value of the Member Information File is empty.

What it finds
    An empty cell of a required field for which the guidance names no sign of not knowing it. Files are made as far
    as the plan's data go, so the row is good.

Why it matters
    The provider starts with less than it should know.

How to fix
    Fill the cell if the plan knows the value.

Example
    a member without a PCP
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.models import MemberRow
from invoices.member_files.needs import Need, lacking

RULE = Rule(
    code="MF021",
    severity="warning",
    scope="member_row",
    message="{expected} is empty",
    hint="Fill {expected} if the plan knows it.",
    requirements=("MIF-008", "MIF-018", "MIF-039", "MIF-043"),
)


def check(row: MemberRow, context: MemberContext) -> Iterator[Diagnostic]:
    """A required value of the Member Information File is empty."""
    for field in lacking(row, context.settings, Need.IF_KNOWN):
        yield RULE.at(row.at(field.name), expected=f"‘{field.label}’")
