"""The supplemental data request on outreach: five figures by quarter (PG, section XI, Requirement to Track Outreach).

The tracker has neither outcome nor time, and joins telephone and electronic attempts (SLP: SDR-012, SDR-013). Columns
that plan and provider agree on give these; what is not known is counted apart and never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from edi.qimr.behind import Behind, Select
from edi.qimr.counting import OUTREACH
from edi.qimr.facts import Facts, Row, TrackedAttempt
from edi.qimr.tally import Key
from mappings.quarters import Quarter
from mappings.report_table import Tab

_WAYS = {"attempts_in_person": True, "attempts_electronic": False}
_MINUTES = Decimal(60)


def rows(facts: Facts, tab: Tab) -> Iterator[Row]:  # noqa: ARG001 - every tab takes it
    """A row a plan code and quarter, from the first quarter that counts to the last."""
    for quarter in quarters(facts):
        for plan in facts.plans.by_code:
            yield _row(facts, plan, quarter)


def quarters(facts: Facts) -> Iterator[Quarter]:
    """The quarters of the report."""
    first = facts.first_quarter
    while first <= facts.quarter:
        yield first
        first = first.following


def _row(facts: Facts, plan: str, quarter: Quarter) -> Row:
    made = attempts_in(facts, plan, quarter)
    every = [attempt for attempts in made.values() for attempt in attempts]
    tracked = [row for attempt in every for row in attempt.rows]
    minutes = [row.outreach_minutes for row in tracked if row.outreach_minutes is not None]
    outcomes = [row.outreach_successful for row in tracked if row.outreach_successful is not None]
    total = sum(attempt.count for attempt in every)
    values: dict[str, Any] = facts.head(plan) | {
        "period": str(quarter),
        "targeted": len(targeted(facts, plan, quarter)) if facts.given.has_members else None,
        "attempted": len(made),
        "attempts_in_person": sum(attempt.count for attempt in every if attempt.in_person),
        "attempts_electronic": sum(attempt.count for attempt in every if not attempt.in_person),
        "successful": sum(outcomes) if outcomes or not total else None,
        "hours": (sum(minutes) / _MINUTES).quantize(Decimal("0.01")) if minutes else None if total else Decimal(0),
        "outcome_unknown": max(0, total - len(outcomes)),
        "time_unknown": max(0, total - len(minutes)),
    }
    both = "encounters+outreach_tracker" if facts.given.has_tracker else "encounters"
    sources = dict.fromkeys(values, both) | dict.fromkeys(("successful", "hours"), "outreach_tracker")
    sources |= dict.fromkeys(facts.head(plan), "profile") | {"targeted": "member_information_file+" + both}
    return Row((str(quarter), plan), values, sources)


def attempts_in(facts: Facts, plan: str, quarter: Quarter) -> dict[Key, list[TrackedAttempt]]:
    """Attempts of the quarter by member, unsuccessful ones among them."""
    found = {
        key: [attempt for attempt in attempts if quarter.holds(attempt.day)]
        for key, attempts in facts.attempts.items()
        if key[0] == plan
    }
    return {key: attempts for key, attempts in found.items() if attempts}


def targeted(facts: Facts, plan: str, quarter: Quarter) -> set[Key]:
    """Members targeted in the quarter: of Member Information Files of that time, not yet enrolled when it began, and
    whoever had an attempt."""
    found = set(attempts_in(facts, plan, quarter))
    for row in facts.given.members.mif:
        period = row.mif_reporting_period
        if not row.member_cin or (period is not None and (period.start > quarter.last or period.end < quarter.first)):
            continue
        key = facts.people.key_of(row.member_cin)
        before = any(stay.start is not None and stay.start < quarter.first for stay in facts.stays.get(key, ()))
        if key[0] == plan and not before:
            found.add(key)
    return found


def behind(facts: Facts, row: Row, field: str) -> Behind:
    """Outreach lines and tracker rows of the quarter."""
    quarter = next(one for one in quarters(facts) if str(one) == row.key[0])
    made = attempts_in(facts, row.key[1], quarter)
    way = _WAYS.get(field)
    tracked = [
        each
        for _, attempts in sorted(made.items())
        for attempt in attempts
        if way is None or attempt.in_person == way
        for each in attempt.rows
    ]
    places = tuple(each.at() for each in tracked)
    if field == "targeted":
        wanted = {key[1] for key in targeted(facts, row.key[1], quarter)}
        places += tuple(one.at() for one in facts.given.members.mif if one.member_cin in wanted)
    if "encounters" not in row.source(field):
        return Behind(places=places if row.source(field) == "outreach_tracker" else ())
    choice = Select(members=frozenset(made), kind=OUTREACH, first=quarter.first, last=quarter.last, in_person=way)
    return Behind(choice, places)
