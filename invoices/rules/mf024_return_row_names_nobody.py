"""A return row says of nobody.

What it finds
    A row of a Return Transmission File without the value that identifies the member. The published tables have
    none; which column does is a setting (`member_files.return_key`: the CIN, the medical record number, or name and
    date of birth), and plan and provider have to agree on it.

Why it matters
    Nothing in the row can be used: nobody knows whose it is.

How to fix
    Add the column that was agreed on, or send the plan's own template back.

Example
    Tables 5 to 7 as published
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.identity import KEYS, key_of_return
from edi.member_files.models import MemberRow, ReturnRow

RULE = Rule(
    code="MF024",
    severity="error",
    scope="member_row",
    message="nothing in the row says which member it is about",
    hint="Add {expected}.",
    requirements=("SLP-020",),
)


def check(row: MemberRow, context: MemberContext) -> Iterator[Diagnostic]:
    """A return row says of nobody."""
    chosen = context.settings.return_key
    if isinstance(row, ReturnRow) and key_of_return(row, chosen) is None:
        fields = KEYS[chosen]
        if all(row.has(name) for name in fields) and not set(fields) & set(row.faulty):
            yield RULE.at(row.at(fields[0]), expected=" and ".join(f"‘{name.replace('_', ' ')}’" for name in fields))
