"""Columns stand in another order than published.

What it finds
    Published columns of a member-level file in another order than that of the guidance. They are read by their
    headings all the same; a layout of your own in `layouts/` says that another order was agreed on.

Why it matters
    The elements come in the published sequence unless plan and provider agree otherwise; another program may read
    them by place.

How to fix
    Put them in order, or agree on a layout.

Example
    last name before first name
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from invoices.member_files.read import MemberTable
from invoices.member_files.recognise import PUBLISHED
from mappings.member_fields import full_name, load_member_fields

RULE = Rule(
    code="MF065",
    severity="warning",
    scope="member_table",
    message="{expected}",
    hint="Put the columns in the published order (`members template`), or write down the agreed one as a layout.",
    requirements=("MIF-005", "RTF-003", "REF-003"),
)


def check(table: MemberTable, _context: MemberContext) -> Iterator[Diagnostic]:
    """Columns stand in another order than published."""
    if table.table.layout.name != PUBLISHED:
        return
    fields = [field for field in load_member_fields()[table.kind].values() if field.is_published]
    known = table.table.columns
    places = [(known[full_name(table.kind, f.name)][0], f) for f in fields if full_name(table.kind, f.name) in known]
    for (before, first), (place, field) in pairwise(places):
        if place < before:
            where = replace(table.heading, column=table.table.letter(place), field=field.name)
            yield RULE.at(where, expected=f"‘{field.label}’ comes after ‘{first.label}’")
            return
