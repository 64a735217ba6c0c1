"""A referral file says neither when nor by whom.

What it finds
    A referral file without the columns for the day of the referral and the provider. Table 9 has neither; both are
    needed to count requests by quarter.

Why it matters
    The day of receipt and the sender of the file stand in for them.

How to fix
    Agree on the two columns with the provider.

Example
    Table 9 as published
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from invoices.member_files.read import MemberTable

RULE = Rule(
    code="MF063",
    severity="info",
    scope="member_table",
    message="no {expected}",
    hint="Ask the provider to add {expected}; `members template referral --agreed` has the columns.",
    requirements=("REF-008",),
)

WANTED = {"referral_date": "day of the referral", "provider_npi": "referring provider"}


def check(table: MemberTable, _context: MemberContext) -> Iterator[Diagnostic]:
    """A referral file says neither when nor by whom."""
    lacking = [said for name, said in WANTED.items() if not table.has(name)]
    if table.kind == "referral" and lacking:
        yield RULE.at(table.heading, expected=" and no ".join(lacking))
