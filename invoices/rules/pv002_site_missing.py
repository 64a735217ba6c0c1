"""A row names no site.

What it finds
    A roster row with a provider and neither a site id, an address nor a name of a site.

Why it matters
    A provider is listed at a site; without one there is no place for it in the file.

How to fix
    Fill in the site id or the address.

Example
    an empty address
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.roster.tree import Roster

RULE = Rule(
    code="PV002",
    severity="error",
    scope="roster",
    field="site_address",
    message="the row names no site",
    hint="Fill in the site id or the address of the site.",
)


def check(roster: Roster, _context: Context) -> Iterator[Diagnostic]:
    """A row names no site."""
    for line in roster.siteless:
        yield RULE.at(line.at("site_id" if line.table.has("site_id") else "site_address"))
