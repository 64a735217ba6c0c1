"""ECM Members and Services: every member who received ECM in the quarter, a row a stay (QG 4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from edi.qimr.behind import Behind, Select
from edi.qimr.counting import ECM
from edi.qimr.facts import Facts, MemberStay, Row
from mappings.report_table import Tab

_WAYS = {"in_person": True, "telephonic": False}


def rows(facts: Facts, tab: Tab) -> Iterator[Row]:  # noqa: ARG001 - every tab takes it
    """The rows, by plan code, CIN and start."""
    last: Any = None
    number = 0
    for found in facts.member_stays:
        number = number + 1 if found.key == last else 0
        last = found.key
        yield _row(facts, found, number)


def _row(facts: Facts, found: MemberStay, number: int) -> Row:
    stay, told = found.stay, found.stay.row
    of_return = (
        [(told.member_last_name, told.member_first_name, told.member_dob, "return_transmission_file")] if told else []
    )
    who = facts.people.who(found.key, of_return)
    in_person = sum(contact.in_person for contact in found.contacts)
    ended = not stay.is_open(facts.quarter)
    npi = found.npi
    information = facts.people.information.get(found.key[1])
    values = {
        "start": stay.start,
        # Blank for a member who was still receiving ECM at the end of the period (column V).
        "end": stay.end if ended else None,
        "reason": stay.reason if ended else None,
        "provider_npi": npi or (information.ecm_provider_npi if information is not None else None),
        "in_person": in_person,
        "telephonic": len(found.contacts) - in_person,
        **facts.populations(found.key[1]),
    }
    sources = {
        "cin": "encounters" if found.contacts else "return_transmission_file",
        "start": "return_transmission_file",
        "end": "return_transmission_file",
        "reason": "return_transmission_file",
        "provider_npi": "encounters" if found.contacts else "return_transmission_file" if npi else "member_information_file",  # noqa: E501
        "in_person": "encounters",
        "telephonic": "encounters",
        "population": "member_information_file",
    }  # fmt: skip
    return facts.row((*found.key, number), who, values, sources)


def behind(facts: Facts, row: Row, field: str) -> Behind:
    """Encounters of the stay for counts, provider and person; rows of the files for the rest."""
    key, number = row.key[:2], row.key[2]
    stays = [found for found in facts.member_stays if found.key == key]
    contacts, stay = stays[number].contacts, stays[number].stay
    if row.source(field) == "encounters":
        days = [contact.day for contact in contacts] or [facts.quarter.first]
        members = frozenset([key])
        return Behind(Select(members=members, kind=ECM, first=min(days), last=max(days), in_person=_WAYS.get(field)))
    if row.source(field) == "return_transmission_file" and stay.row is not None:
        return Behind(places=(stay.row.at(),))
    information = facts.people.information.get(key[1])
    if row.source(field) == "member_information_file" and information is not None:
        return Behind(places=(information.at(),))
    return Behind()
