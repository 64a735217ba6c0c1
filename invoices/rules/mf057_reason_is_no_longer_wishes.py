"""A reason is told as other that is one of the list.

What it finds
    Reason 5 (other) with a text of a member who was unwilling, unresponsive or unsafe to visit. The policy guide
    counts these as no longer wishing to receive ECM, code 3 (Section VIII).

Why it matters
    The state counts reasons by code.

How to fix
    Check whether code 3 is meant.

Example
    5, "unsafe environment"
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.models import MemberRow, ReturnRow

RULE = Rule(
    code="MF057",
    severity="warning",
    scope="member_row",
    message="reason 5, and the text tells of reason 3",
    hint="Check whether code 3 is meant.",
    requirements=("RTF-032",),
)

OTHER = "5"
NO_LONGER_WISHES = re.compile(r"(?i)\b(unwilling|unrespons\w*|unsafe|refus\w*|not (interested|willing|engag\w*))\b")


def check(row: MemberRow, _context: MemberContext) -> Iterator[Diagnostic]:
    """A reason is told as other that is one of the list."""
    if (
        isinstance(row, ReturnRow)
        and row.discontinuation_reason_code == OTHER
        and (NO_LONGER_WISHES.search(row.discontinuation_reason_text or ""))
    ):
        yield RULE.at(row.at("discontinuation_reason_code"))
