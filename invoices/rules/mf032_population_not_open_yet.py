"""A population of focus is marked before ECM opened to it in the county.

What it finds
    A 1 for a population whose start in the member's county (policy guide, Section III) lies after the end of the
    reporting period. The county is that of the row, else of the plan.

Why it matters
    Only populations that are open in the county in the period are to be marked (footnote 23).

How to fix
    Correct the mark, or the county.

Example
    a child population in 2022
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.models import MemberInformation, MemberRow

RULE = Rule(
    code="MF032",
    severity="warning",
    scope="member_row",
    message="ECM opened to {expected}",
    hint="Correct the mark or the county; `ecm_starts` of the profile holds starts that differ.",
    requirements=("MIF-025",),
)


def check(row: MemberRow, context: MemberContext) -> Iterator[Diagnostic]:
    """A population of focus is marked before ECM opened to it in the county."""
    if not isinstance(row, MemberInformation):
        return
    day = row.mif_reporting_period.end if row.mif_reporting_period else row.mif_production_date
    from_pilots = bool(row.transitioned_from_hhp or row.transitioned_from_wpc)
    for population in row.populations if day else ():
        start = context.population_start(population, row.county, from_pilots=from_pilots)
        if start is not None and day is not None and day < start:
            said = f"{population.replace('_', ' ')} on {start}"
            yield RULE.at(row.at(f"pof_{population}"), expected=said)
