"""A row does not say of which group it is.

What it finds
    A row without a group at a site that belongs to several.

Why it matters
    The provider would be listed with a group that it does not work for, or with none.

How to fix
    Fill in the NPI of the group.

Example
    two groups share a building
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.roster.tree import Roster

RULE = Rule(
    code="PV003",
    severity="error",
    scope="roster",
    field="group_npi",
    message="the site belongs to several groups ({related}) and the row does not say to which",
    hint="Fill in the NPI of the group.",
)


def check(roster: Roster, _context: Context) -> Iterator[Diagnostic]:
    """A row does not say of which group it is."""
    for line, others in roster.unclear:
        yield RULE.at(line.at("group_npi"), related=tuple(other.at("group_npi") for other in others))
