"""Two rows contradict each other.

What it finds
    Two rows of one group, site or provider (by NPI or id) that differ in a name, an address, a date or a number.

Why it matters
    The file can say only one of the two, and nobody but the sender knows which is right.

How to fix
    Correct one of the two; two sites need two ids, two providers two NPIs.

Example
    two addresses for one site id
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.roster.contradictions import contradictions
from invoices.roster.tree import Roster

RULE = Rule(
    code="PV004",
    severity="error",
    scope="roster",
    field="site_address",
    message="{field} {found} differs from {related}, which is the same by its NPI or id",
    hint="Correct one of the two.",
)


def check(roster: Roster, _context: Context) -> Iterator[Diagnostic]:
    """Two rows contradict each other."""
    for line, name, other in contradictions(roster):
        yield RULE.at(line.at(name), getattr(line, name), related=(other.at(name),))
