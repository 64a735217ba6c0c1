"""A reason to discontinue has no date.

What it finds
    A discontinuation reason, with neither an end date nor a date of recommendation (footnotes 62 and 64).

Why it matters
    Nobody can tell since when.

How to fix
    Enter the date, or clear the code.

Example
    code 3, no date
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.models import MemberRow, ReturnRow

RULE = Rule(
    code="MF055",
    severity="warning",
    scope="member_row",
    message="a discontinuation reason without a date",
    hint="Enter the date of the recommendation or the end, or clear the code.",
    requirements=("RTF-021",),
)

DATES = ("ecm_benefit_end_date", "discontinuation_recommendation_date")


def check(row: MemberRow, _context: MemberContext) -> Iterator[Diagnostic]:
    """A reason to discontinue has no date."""
    if (
        isinstance(row, ReturnRow)
        and row.discontinuation_reason_code
        and not any(getattr(row, name) or name in row.faulty for name in DATES)
    ):
        yield RULE.at(row.at("discontinuation_recommendation_date"))
