"""An outreach attempt lies in the future.

What it finds
    An attempt of a day after the day on which the file was received.

Why it matters
    It cannot have been made.

How to fix
    Correct the date.

Example
    next month
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.models import MemberRow, OutreachAttempt

RULE = Rule(
    code="MF060",
    severity="error",
    scope="member_row",
    message="{found} is after the file was received",
    hint="Correct the date.",
    requirements=("OTF-001",),
)


def check(row: MemberRow, context: MemberContext) -> Iterator[Diagnostic]:
    """An outreach attempt lies in the future."""
    if isinstance(row, OutreachAttempt) and row.outreach_attempt_date and row.outreach_attempt_date > context.received:
        yield RULE.at(row.at("outreach_attempt_date"), row.outreach_attempt_date)
