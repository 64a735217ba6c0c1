"""ECM Provider Capacity: type, populations and capacity from the roster, members now served from encounters (QG 4).

Providers who serve members are listed even where the roster does not have them. The split into adults and children is
tied to no age in the text; it is made at `member_files.adult_age` on the last day of the quarter (SLP-049).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from edi.model.capacity import ProviderCapacity
from edi.qimr.behind import Behind, Select
from edi.qimr.counting import ECM, is_adult
from edi.qimr.facts import Facts, Row
from edi.qimr.providers import Serving, offered, serving
from mappings.report_table import Tab

_AGES = {"serving_adults": True, "serving_children": False}


def rows(facts: Facts, tab: Tab) -> Iterator[Row]:
    """A row a plan code and provider, once however many sites or subcontractors name it."""
    counts, told = serving(facts), offered(facts, ecm=True)
    populations = tab.fields("serves")
    for key in sorted({*counts, *told}):
        yield _row(facts, key, counts.get(key, Serving()), told.get(key, []), populations)


def _row(
    facts: Facts, key: tuple[str, str], counts: Serving, told: list[ProviderCapacity], populations: tuple[str, ...]
) -> Row:
    values: dict[str, Any] = facts.head(key[0]) | {
        "provider_npi": key[1],
        "serving_adults": counts.adults,
        "serving_children": counts.children,
    }
    if told:
        served = {name for one in told for name in one.populations}
        values |= {
            "provider_type": next((one.provider_type for one in told if one.provider_type), None),
            "able_adults": total([one.further_adults for one in told]),
            "able_children": total([one.further_children for one in told]),
            **{f"serves.{name}": int(name in served) for name in populations},
        }
    roster = dict.fromkeys(("provider_type", "able_adults", "able_children", "serves"), "provider_roster")
    by_encounters = dict.fromkeys(("serving_adults", "serving_children"), "encounters")
    return Row(key, values, roster | by_encounters | {"provider_npi": "provider_roster" if told else "encounters"})


def total(numbers: list[int | None]) -> int | None:
    """The sum of what is known; None where nothing is."""
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def behind(facts: Facts, row: Row, field: str) -> Behind:
    """Encounters of the members served, and the return file's rows about their stays."""
    key = (row.key[0], row.key[1])
    if row.source(field) != "encounters":
        return Behind()
    members = serving(facts).get(key, Serving()).members
    wanted = _AGES.get(field)
    if wanted is not None:
        adult_age = facts.profile.member_files.adult_age
        births = {one: facts.people.who(one).birth_date for one in members}
        members = {
            one
            for one, birth in births.items()
            if birth is not None and is_adult(birth, facts.quarter, adult_age) is wanted
        }
    choice = Select(members=frozenset(members), kind=ECM, first=facts.quarter.first, last=facts.quarter.last)
    places = tuple(
        stay.row.at() for one in sorted(members) for stay in facts.stays.get(one, ()) if stay.row is not None
    )
    return Behind(choice, places)
