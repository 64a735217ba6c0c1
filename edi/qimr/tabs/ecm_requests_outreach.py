"""ECM Requests for Services and Outreach: counts of members, cumulative for the calendar year or of the quarter (QG 4).

"Added to the previous quarter" is a union of members and no sum: a member of two quarters is one (SLP-007). Column G is
counted for the calendar year as its denominator F is (SLP-008). Members who came from a Health Homes Program or a Whole
Person Care pilot are left out of the whole tab.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from edi.qimr.behind import Behind, Select
from edi.qimr.counting import OUTREACH, is_cumulative
from edi.qimr.facts import NOBODY, Facts, Row
from edi.qimr.tabs import cs_requests
from edi.qimr.tally import Key
from mappings.report_table import Tab

PROGRAMME = cs_requests.ECM_PROGRAMME


def rows(facts: Facts, tab: Tab) -> Iterator[Row]:  # noqa: ARG001 - every tab takes it
    """A row a plan code."""
    for plan in facts.plans.by_code:
        yield _row(facts, plan)


def _row(facts: Facts, plan: str) -> Row:
    eligible, attempted = eligible_members(facts, plan), attempted_members(facts, plan)
    enrolled = {key for key in attempted if is_enrolled(facts, key)}
    values: dict[str, Any] = facts.head(plan) | {
        "eligible": len(eligible) if knows_eligible(facts) else None,
        "attempted": len(attempted),
        "enrolled": len(enrolled),
    }
    if facts.given.requests is not None:
        values |= cs_requests.counts(facts, plan, PROGRAMME)
    told = facts.given
    parts = {
        "member_information_file": told.has_members,
        "referrals": told.has_referrals,
        "requests_log": told.requests is not None,
    }
    sources = {
        "eligible": "+".join(name for name, has in parts.items() if has),
        "attempted": "encounters+outreach_tracker" if told.has_tracker else "encounters",
        "enrolled": "return_transmission_file" if told.has_returns else "encounters",
        "requested": "requests_log",
        "denied": "requests_log",
    }
    return Row((plan,), values, sources)


def knows_eligible(facts: Facts) -> bool:
    """Whether any file tells who was identified as eligible."""
    return facts.given.has_members or facts.given.has_referrals or facts.given.requests is not None


def eligible_members(facts: Facts, plan: str) -> set[Key]:
    """Members identified as eligible in the calendar year, by any way (column E): those of Member Information Files,
    of referrals, and of requests that were not denied."""
    found: set[Key] = set()
    people, quarter = facts.people, facts.quarter
    for row in facts.given.members.mif:
        period = row.mif_reporting_period
        if row.member_cin and (period is None or (period.start <= quarter.last and period.end >= quarter.year_start)):
            found.add(people.key_of(row.member_cin))
    for referral in facts.given.members.referral:
        if referral.referral_date is None or is_cumulative(referral.referral_date, quarter):
            one = referral
            cin = one.member_cin or people.cin_by_name(one.member_last_name, one.member_first_name, one.member_dob)
            name = f"{one.member_last_name} {one.member_first_name} {one.member_dob}"
            found.add(people.key_of(cin or name))
    for request in facts.given.requests or ():
        in_time = request.received is None or is_cumulative(request.received, quarter)
        if request.programme == PROGRAMME and in_time and not request.denied and request.cin:
            found.add(people.key_of(request.cin, request.plan))
    return {key for key in found if key[0] == plan and not people.is_transitioned(key[1])}


def attempted_members(facts: Facts, plan: str) -> set[Key]:
    """Members with an outreach attempt in the calendar year, by whoever, with or without success (column F); of those
    in column E, where files tell them."""
    found = {
        key
        for key in facts.attempts
        if key[0] == plan and facts.attempted(key) and not facts.people.is_transitioned(key[1])
    }
    return found & eligible_members(facts, plan) if knows_eligible(facts) else found


def is_enrolled(facts: Facts, key: Key) -> bool:
    """Whether a member was ultimately enrolled (column G): a stay that began by the end of the quarter; without return
    files, an ECM encounter in the calendar year."""
    if facts.given.has_returns:
        return any(stay.start is None or stay.start <= facts.quarter.last for stay in facts.stays.get(key, ()))
    first = facts.tally.persons.get(key, NOBODY).first_ecm
    return first is not None and first <= facts.quarter.last


def behind(facts: Facts, row: Row, field: str) -> Behind:
    """Outreach lines and tracker rows of the members counted; rows of the files."""
    plan = row.key[0]
    if field == "eligible":
        members = {key[1] for key in eligible_members(facts, plan)}
        given = facts.given.members
        told = [one.at() for one in given.mif if one.member_cin in members]
        told += [one.at() for one in given.referral if one.member_cin in members]
        return Behind(places=tuple(told))
    if field in ("attempted", "enrolled"):
        keys = attempted_members(facts, plan)
        if field == "enrolled":
            keys = {key for key in keys if is_enrolled(facts, key)}
        quarter = facts.quarter
        choice = Select(members=frozenset(keys), kind=OUTREACH, first=quarter.year_start, last=quarter.last)
        return Behind(choice, tuple(one.at() for key in sorted(keys) for a in facts.attempts[key] for one in a.rows))
    return cs_requests.behind(facts, row, field, PROGRAMME)
