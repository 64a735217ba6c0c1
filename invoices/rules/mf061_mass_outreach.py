"""Many members were reached on one day.

What it finds
    Electronic attempts of one file and provider on one day to more members than `member_files.mass_outreach` (25):
    rather a mailing than attempts to reach each of them.

Why it matters
    Mass mailings, distribution e-mails and mass text messages are no outreach and are left out; a text or e-mail to
    one member is (section 3, (2)).

How to fix
    Check whether it was a mailing, and leave it out then.

Example
    200 text messages on one day
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.models import ELECTRONIC, OutreachAttempt
from invoices.member_files.read import MemberTable

RULE = Rule(
    code="MF061",
    severity="warning",
    scope="member_table",
    message="{expected} members with an electronic attempt on one day",
    hint="Check whether it was a mailing, and remove its rows then.",
    requirements=("OTF-006", "OTF-007"),
)


def check(table: MemberTable, context: MemberContext) -> Iterator[Diagnostic]:
    """Many members were reached on one day."""
    reached: dict[tuple[object, object], dict[str | None, OutreachAttempt]] = {}
    for row in table.rows:
        if isinstance(row, OutreachAttempt) and row.outreach_attempt_method == ELECTRONIC and row.outreach_attempt_date:
            day = (row.outreach_attempt_date, row.provider_npi)
            reached.setdefault(day, {}).setdefault(row.member_cin, row)
    for members in reached.values():
        if len(members) > context.settings.mass_outreach:
            first = next(iter(members.values()))
            yield RULE.at(first.at("outreach_attempt_date"), expected=len(members))
