"""ECM was discontinued without a reason.

What it finds
    A benefit end date or a date of recommendation to discontinue without one of the reason codes 1 to 5 (footnotes
    62 to 64: required if applicable).

Why it matters
    The reason goes into the quarterly report as it stands.

How to fix
    Enter the code.

Example
    end date, no code
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.models import MemberRow, ReturnRow

RULE = Rule(
    code="MF054",
    severity="error",
    scope="member_row",
    message="no discontinuation reason",
    hint="Enter the reason code, 1 to 5.",
    requirements=("RTF-021",),
)


def check(row: MemberRow, _context: MemberContext) -> Iterator[Diagnostic]:
    """ECM was discontinued without a reason."""
    if not isinstance(row, ReturnRow) or "discontinuation_reason_code" in row.faulty:
        return
    if (row.ecm_benefit_end_date or row.discontinuation_recommendation_date) and not row.discontinuation_reason_code:
        yield RULE.at(row.at("discontinuation_reason_code"))
