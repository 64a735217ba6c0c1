"""A member was assigned later than ten business days after authorization.

What it finds
    More business days between authorization and assignment than the contract has
    (`member_files.assignment_business_days`, ten). Weekends do not count, nor do days that are named in
    `member_files.holidays`: the guidance does not say which holidays do. For an authorized member without an
    assignment, the days up to the production date count (footnote 24; ECM contract template, section 9c).

Why it matters
    The plan has to tell the provider within ten business days of the authorization.

How to fix
    See why it took longer.

Example
    authorized 01/02, assigned 01/22
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.models import TERMED, MemberInformation, MemberRow

RULE = Rule(
    code="MF031",
    severity="warning",
    scope="member_row",
    message="{expected}",
    hint="See why it took longer; a holiday can be named in `member_files.holidays`.",
    requirements=("MIF-026", "TIM-003", "XMT-003", "SLP-016"),
)


def check(row: MemberRow, context: MemberContext) -> Iterator[Diagnostic]:
    """A member was assigned later than ten business days after authorization."""
    if not isinstance(row, MemberInformation) or row.ecm_authorization_date is None:
        return
    waiting = row.ecm_member_record_status != TERMED and "ecm_provider_assignment_date" not in row.faulty
    until = row.ecm_provider_assignment_date or (row.mif_production_date if waiting else None)
    days = context.business_days(row.ecm_authorization_date, until) if until else 0
    allowed = context.settings.assignment_business_days
    if days > allowed:
        said = f"{days} business days from authorization to assignment, {allowed} are allowed"
        yield RULE.at(row.at("ecm_provider_assignment_date"), expected=said)
