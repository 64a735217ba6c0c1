"""The contact's number is the plan's general one.

What it finds
    A telephone number of the ECM contact that is the same as the provider services number. It is meant for one that
    differs (footnote 40; the label speaks of member services, where the required number is that of provider
    services).

Why it matters
    It says nothing new.

How to fix
    Leave it empty.

Example
    the same number twice
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.models import MemberInformation, MemberRow

RULE = Rule(
    code="MF046",
    severity="info",
    scope="member_row",
    message="the same number as that of provider services",
    hint="Leave it empty.",
    requirements=("MIF-051",),
)


def check(row: MemberRow, _context: MemberContext) -> Iterator[Diagnostic]:
    """The contact's number is the plan's general one."""
    if (
        isinstance(row, MemberInformation)
        and row.mcp_ecm_contact_phone
        and row.mcp_ecm_contact_phone == row.mcp_provider_services_phone
    ):
        yield RULE.at(row.at("mcp_ecm_contact_phone"), row.mcp_ecm_contact_phone)
