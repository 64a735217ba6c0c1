"""Only this quarter, where the year is asked for.

What it finds
    Columns that are cumulative for the calendar year were made without any encounter or tracker row of the
    earlier quarters.

Why it matters
    They count members since January 1, so they are too low.

How to fix
    Give the encounters and trackers of the whole year.

Example
    2024 Q3 made from the files of July to September
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.qimr.facts import Facts
from edi.qimr.judging import Whole

RULE = Rule(
    code="QR030",
    severity="warning",
    scope="report",
    message="cumulative columns lack the earlier quarters of the year",
    hint="Give the encounters and trackers since January 1.",
    requirements=("QIMR-030", "QIMR-033", "SLP-007"),
)


def check(whole: Whole, facts: Facts) -> Iterator[Diagnostic]:
    """Only this quarter, where the year is asked for."""
    tab = whole.tab("ecm_requests_outreach")
    first = facts.quarter.first
    tracked = any(
        row.outreach_attempt_date is not None and facts.quarter.year_start <= row.outreach_attempt_date < first
        for row in facts.given.members.outreach_tracker
    )
    if tab is not None and facts.quarter.number > 1 and not facts.tally.earlier and not tracked:
        yield RULE.at(whole.on(tab, "F"))
