"""A population of focus does not fit the member's age.

What it finds
    An adult population of a member younger than `member_files.adult_age` (21), or one of children and youth of a
    member who is older; child welfare goes up to 26 (`member_files.child_welfare_age`). Age is that of the last day
    of the period.

Why it matters
    Adults and children are counted apart.

How to fix
    Correct the mark or the date of birth.

Example
    a child population, born 1961
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.calendar import age_on
from edi.member_files.context import MemberContext
from edi.member_files.models import MemberInformation, MemberRow

RULE = Rule(
    code="MF033",
    severity="warning",
    scope="member_row",
    message="{expected}",
    hint="Correct the mark or the date of birth.",
    requirements=("POF-001", "POF-022"),
)


def check(row: MemberRow, context: MemberContext) -> Iterator[Diagnostic]:
    """A population of focus does not fit the member's age."""
    if not isinstance(row, MemberInformation) or row.member_dob is None:
        return
    day = row.mif_reporting_period.end if row.mif_reporting_period else context.received
    age, settings = age_on(row.member_dob, day), context.settings
    for population in row.populations:
        most = settings.child_welfare_age if population == "child_welfare" else settings.adult_age
        wrong = age < settings.adult_age if population.startswith("adult") else age >= most
        if wrong:
            yield RULE.at(
                row.at(f"pof_{population}"), age, f"{population.replace('_', ' ')} is no population of that age"
            )
