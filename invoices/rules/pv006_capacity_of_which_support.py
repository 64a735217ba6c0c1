"""A number is for several supports.

What it finds
    One number where a row offers several community supports, or a number for a support that it does not offer.

Why it matters
    The quarterly report has a row a support; the number is left out there.

How to fix
    Write each support with its number: Housing Deposits 40; Recuperative Care 12.

Example
    40
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.roster.tree import Roster, merged

RULE = Rule(
    code="PV006",
    severity="warning",
    scope="roster",
    field="support_capacity",
    message="one number for several supports, or for one that is not offered; it is left out",
    hint="Write each support that is offered with its number.",
)


def check(roster: Roster, _context: Context) -> Iterator[Diagnostic]:
    """A number is for several supports."""
    for part, node in roster.every():
        if part != "site":
            continue
        counted = [line for line in node.lines if line.support_capacity or line.support_further]
        offered = (merged(node.lines).community_supports or ()) if counted else ()
        for line in counted:
            for name in ("support_capacity", "support_further"):
                counts = getattr(line, name) or ()
                if any(c.service not in offered if c.service else len(offered) != 1 for c in counts):
                    yield RULE.at(line.at(name))
