"""A required column of the guidance is missing.

What it finds
    A required field of the file without column and label. A Member Information File without any of Tables 2 and 3
    is a partial file, for members who are new or have left, and is not asked for them.

Why it matters
    The file is not what the guidance asks for.

How to fix
    Add the column.

Example
    a tracker without provider type
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from invoices.member_files.read import MemberTable
from mappings.member_fields import load_member_fields

RULE = Rule(
    code="MF066",
    severity="warning",
    scope="member_table",
    message="no column for {expected}",
    hint="Add {expected}; `members template` has all columns.",
    requirements=("MIF-031", "MIF-054", "RTF-026", "OTF-001"),
)


def check(table: MemberTable, _context: MemberContext) -> Iterator[Diagnostic]:
    """A required column of the guidance is missing."""
    lacking = [
        f"‘{field.label}’"
        for field in load_member_fields()[table.kind].values()
        if field.presence == "required" and not table.has(field.name) and not _spared(table, field.table)
    ]
    if lacking:
        yield RULE.at(table.heading, expected=", ".join(lacking))


def _spared(table: MemberTable, part: str) -> bool:
    """Whether a published table is left out altogether, as Tables 2 and 3 are in a partial file."""
    fields = load_member_fields()["mif"].values()
    return part in ("2", "3") and not any(table.has(field.name) for field in fields if field.table in ("2", "3"))
