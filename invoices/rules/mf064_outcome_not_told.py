"""An outreach tracker does not say what came of the attempts.

What it finds
    A tracker without the columns for the outcome and the provider. Table 8 has neither, though successful attempts
    have to be reported.

Why it matters
    An attempt then counts as successful only if the member is enrolled later.

How to fix
    Agree on the columns with the provider.

Example
    Table 8 as published
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from invoices.member_files.read import MemberTable

RULE = Rule(
    code="MF064",
    severity="info",
    scope="member_table",
    message="no {expected}",
    hint="Ask the provider to add {expected}; `members template outreach_tracker --agreed` has the columns.",
    requirements=("OTF-012", "OTF-013"),
)

WANTED = {"outreach_successful": "outcome", "provider_npi": "provider"}


def check(table: MemberTable, _context: MemberContext) -> Iterator[Diagnostic]:
    """An outreach tracker does not say what came of the attempts."""
    lacking = [said for name, said in WANTED.items() if not table.has(name)]
    if table.kind == "outreach_tracker" and lacking:
        yield RULE.at(table.heading, expected=" and no ".join(lacking))
