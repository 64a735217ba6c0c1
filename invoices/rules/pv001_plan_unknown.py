"""A row is for no plan of the profile.

What it finds
    A roster row whose plan code the profile does not list, or that names none where the profile lists several and
    its site does not say.

Why it matters
    One file is sent a plan code; nobody would know in which this provider belongs.

How to fix
    Correct the plan code, or add the plan to the profile.

Example
    999
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.roster.tree import Roster

RULE = Rule(
    code="PV001",
    severity="error",
    scope="roster",
    field="plan_code",
    message="{found} is not a plan of the profile",
    hint="Correct the plan code, or add it to the plans of the profile.",
)


def check(roster: Roster, _context: Context) -> Iterator[Diagnostic]:
    """A row is for no plan of the profile."""
    for line in roster.planless:
        yield RULE.at(line.at("plan_code"), line.plan_code or "")
