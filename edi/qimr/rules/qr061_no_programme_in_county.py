"""A county without that programme.

What it finds
    A member is marked as coming from HHP or WPC, and the county of the plan code had no such programme.

Why it matters
    Only plans in counties with a programme report its members.

How to fix
    Correct the flag of the Member Information File, or the county of the plan code.

Example
    WPC in Imperial
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.qimr.facts import Facts
from edi.qimr.judging import Placed
from mappings.county_table import county_named
from mappings.report_table import load_programmes

RULE = Rule(
    code="QR061",
    severity="warning",
    scope="report_row",
    message="the county of the plan code had no {expected}",
    hint="Correct the flag in the Member Information File.",
    requirements=("TRN-001", "TRN-022", "TRN-023"),
)


def check(placed: Placed, facts: Facts) -> Iterator[Diagnostic]:
    """A county without that programme."""
    plan = facts.plans.get(str(placed.row.key[0]))
    county = county_named(plan.county) if plan is not None and plan.county else None
    for field, programme in (("hhp", "HHP"), ("wpc", "WPC")):
        if county is not None and placed.value(field) == 1 and county.name not in load_programmes()[programme]:
            yield RULE.at(placed.at(field), expected=programme)
