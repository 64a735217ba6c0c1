"""HHP and WPC Transition to ECM: members who came from these programmes between January 1 and March 31, 2022 (QG 3).

The introduction says March 1, the columns March 31; the columns decide (SLP-001). A member is reported however short
the time in ECM was.
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.qimr.behind import Behind, Select
from edi.qimr.counting import ECM
from edi.qimr.facts import NOBODY, Facts, Row
from edi.qimr.stays import provider_of
from edi.qimr.tally import Key
from mappings.report_table import Tab


def rows(facts: Facts, tab: Tab) -> Iterator[Row]:  # noqa: ARG001 - every tab takes it
    """A row a member with a flag of either programme whose ECM began in the window."""
    for key in transitioned(facts):
        if began(facts, key):
            yield _row(facts, key)


def transitioned(facts: Facts) -> list[Key]:
    """Members whom the Member Information File marks, sorted."""
    return sorted(facts.people.key_of(cin) for cin in facts.people.information if facts.people.is_transitioned(cin))


def began(facts: Facts, key: Key) -> bool:
    """Whether ECM began in the window: as a return file tells, else an encounter."""
    stays = facts.stays.get(key)
    if stays:
        return any(stay.start is not None and facts.quarter.holds(stay.start) for stay in stays)
    return bool(facts.tally.persons.get(key, NOBODY).contacts)


def flags(facts: Facts, key: Key) -> dict[str, int]:
    """1 or 0 for each of the two programmes; both may be 1."""
    row = facts.people.information[key[1]]
    return {"hhp": int(bool(row.transitioned_from_hhp)), "wpc": int(bool(row.transitioned_from_wpc))}


def _row(facts: Facts, key: Key) -> Row:
    information = facts.people.information[key[1]]
    contacts = facts.tally.persons.get(key, NOBODY).contacts
    told = [stay.npi for stay in facts.stays.get(key, ()) if stay.npi]
    ways = (
        ("member_information_file", information.ecm_provider_npi),
        ("return_transmission_file", told[-1] if told else None),
        ("encounters", provider_of(contacts)),
    )
    source, npi = next(((name, npi) for name, npi in ways if npi), ("", None))
    sources = {"cin": "member_information_file", "provider_npi": source}
    sources |= dict.fromkeys(("hhp", "wpc"), "member_information_file")
    return facts.row(key, facts.people.who(key), flags(facts, key) | {"provider_npi": npi}, sources)


def behind(facts: Facts, row: Row, field: str) -> Behind:
    """The member's row in the Member Information File, and its encounters of the window where they tell the value."""
    key: Key = (row.key[0], row.key[1])
    places = (facts.people.information[key[1]].at(),)
    if row.source(field) == "encounters":
        quarter = facts.quarter
        return Behind(Select(members=frozenset([key]), kind=ECM, first=quarter.first, last=quarter.last), places)
    if field == "provider_npi" and row.source(field) == "return_transmission_file":
        return Behind(places=tuple(stay.row.at() for stay in facts.stays[key] if stay.row is not None))
    return Behind(places=places if row.source(field) else ())
