"""Another reason is not told.

What it finds
    Discontinuation reason 5 (other) without a text (footnotes 63 and 65).

Why it matters
    The plan would like to know which.

How to fix
    Say it in the reason text.

Example
    code 5, no text
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.models import MemberRow, ReturnRow

RULE = Rule(
    code="MF056",
    severity="info",
    scope="member_row",
    message="reason 5 without a text",
    hint="Write the reason in the text beside it.",
    requirements=("RTF-023",),
)

OTHER = "5"


def check(row: MemberRow, _context: MemberContext) -> Iterator[Diagnostic]:
    """Another reason is not told."""
    if (
        isinstance(row, ReturnRow)
        and row.discontinuation_reason_code == OTHER
        and row.discontinuation_reason_text is None
        and "discontinuation_reason_text" not in row.faulty
    ):
        yield RULE.at(row.at("discontinuation_reason_text"))
