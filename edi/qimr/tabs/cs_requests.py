"""Community Supports Requests & Denials: members with a request from outside, and those refused (QG 4)."""

from __future__ import annotations

from collections.abc import Iterator

from edi.qimr.behind import Behind
from edi.qimr.facts import Facts, Row
from edi.qimr.given import Request
from mappings.report_table import Tab

PROGRAMME, ECM_PROGRAMME = "cs", "ecm"


def rows(facts: Facts, tab: Tab) -> Iterator[Row]:  # noqa: ARG001 - every tab takes it
    """A row a plan code."""
    for plan in facts.plans.by_code:
        values = facts.head(plan)
        if facts.given.requests is not None:
            values |= counts(facts, plan, PROGRAMME)
        yield Row((plan,), values, dict.fromkeys(("requested", "denied"), "requests_log"))


def requests_of(facts: Facts, plan: str, programme: str) -> list[Request]:
    """Requests from outside that were received in the quarter; those for ECM without members who came from a Health
    Homes Program or a Whole Person Care pilot, who are left out of that whole tab (QG 4)."""
    people = facts.people
    return [
        one
        for one in facts.given.requests or ()
        if one.programme == programme
        and one.external
        and one.received is not None
        and facts.quarter.holds(one.received)
        and people.key_of(one.cin, one.plan)[0] == plan
        and not (programme == ECM_PROGRAMME and people.is_transitioned(one.cin))
    ]


def person_of(one: Request) -> tuple[object, ...]:
    """Who asked: the CIN, else name and birth date."""
    return (one.cin,) if one.cin else (one.last_name, one.first_name, one.birth_date)


def is_denied(facts: Facts, one: Request) -> bool:
    """Whether the member was found ineligible or denied by the end of the quarter; where the day of the decision is not
    told, it counts."""
    return one.denied and (one.decided is None or one.decided <= facts.quarter.last)


def counts(facts: Facts, plan: str, programme: str) -> dict[str, int]:
    """Unique members with a request, and those of them whose request was denied (column F is of column E: SLP-012)."""
    found = requests_of(facts, plan, programme)
    return {
        "requested": len({person_of(one) for one in found}),
        "denied": len({person_of(one) for one in found if is_denied(facts, one)}),
    }


def behind(facts: Facts, row: Row, field: str, programme: str = PROGRAMME) -> Behind:
    """The rows of the log."""
    if field not in ("requested", "denied"):
        return Behind()
    found = requests_of(facts, row.key[0], programme)
    return Behind(places=tuple(one.where for one in found if field == "requested" or is_denied(facts, one)))
