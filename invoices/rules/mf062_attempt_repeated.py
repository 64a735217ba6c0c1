"""Two outreach attempts look alike.

What it finds
    Two rows with the same member, day, method and provider type. The table has no time, so that two attempts on one
    day cannot be told from one that was written twice: both count.

Why it matters
    The number of attempts goes into the report.

How to fix
    Check whether there were two.

Example
    two identical rows
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.models import OutreachAttempt
from invoices.member_files.read import MemberTable

RULE = Rule(
    code="MF062",
    severity="info",
    scope="member_table",
    message="the same attempt stands in {related}",
    hint="Check whether there were two attempts, and remove one row if not.",
    requirements=("OTF-011",),
)


def check(table: MemberTable, _context: MemberContext) -> Iterator[Diagnostic]:
    """Two outreach attempts look alike."""
    known: dict[tuple[object, ...], OutreachAttempt] = {}
    for row in table.rows:
        if isinstance(row, OutreachAttempt) and row.member_cin and row.outreach_attempt_date:
            key = (row.member_cin, row.outreach_attempt_date, row.outreach_attempt_method, row.outreach_provider_type)
            other = known.setdefault(key, row)
            if other is not row:
                yield RULE.at(row.at(), related=(other.at(),))
