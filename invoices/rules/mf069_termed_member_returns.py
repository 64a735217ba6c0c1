"""A member who was termed is continued.

What it finds
    A member who is Termed in one Member Information File and Continuing in a later one (by production date),
    without a record New in between. Termed is the final report of a member.

Why it matters
    The provider has closed the record.

How to fix
    Use New for a member who comes back.

Example
    Termed in January, Continuing in February
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.models import CONTINUING, NEW, TERMED, MemberFiles, MemberInformation

RULE = Rule(
    code="MF069",
    severity="error",
    scope="member_files",
    message="termed in {related}, and continued here",
    hint="Use New for a member who comes back.",
    requirements=("MIF-052",),
)


def check(files: MemberFiles, _context: MemberContext) -> Iterator[Diagnostic]:
    """A member who was termed is continued."""
    dated = [row for row in files.mif if row.member_cin and row.mif_production_date]
    ended: dict[str | None, MemberInformation] = {}
    for row in sorted(dated, key=lambda row: row.mif_production_date or date.min):
        before = ended.get(row.member_cin)
        if row.ecm_member_record_status == TERMED:
            ended[row.member_cin] = row
        elif row.ecm_member_record_status == NEW:
            ended.pop(row.member_cin, None)
        elif row.ecm_member_record_status == CONTINUING and before is not None:
            yield RULE.at(row.at("ecm_member_record_status"), related=(before.at("ecm_member_record_status"),))
