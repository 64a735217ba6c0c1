"""A return file has no column that says which member.

What it finds
    A Return Transmission File without any column that identifies a member, as its published tables have none.
    `member_files.return_key` names the one that was agreed on.

Why it matters
    None of its rows can be used.

How to fix
    Add the column.

Example
    Tables 5 to 7 as published
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.identity import KEYS
from invoices.member_files.read import MemberTable

RULE = Rule(
    code="MF067",
    severity="error",
    scope="member_table",
    message="no column says which member a row is about",
    hint="Add {expected}.",
    requirements=("SLP-020",),
)


def check(table: MemberTable, context: MemberContext) -> Iterator[Diagnostic]:
    """A return file has no column that says which member."""
    fields = KEYS[context.settings.return_key]
    if table.kind == "rtf" and not all(table.has(name) for name in fields):
        yield RULE.at(table.heading, expected=" and ".join(f"‘{name.replace('_', ' ')}’" for name in fields))
