"""Providers of the capacity tabs: what the roster tells, and whom encounters show to be serving members."""

from __future__ import annotations

import msgspec

from edi.model.capacity import ECM, ProviderCapacity
from edi.qimr.counting import is_adult
from edi.qimr.facts import Facts
from edi.qimr.tally import Key


class Serving(msgspec.Struct):
    """Members whom an ECM provider is serving at the end of the quarter."""

    adults: int = 0
    children: int = 0
    ageless: int = 0
    members: set[Key] = msgspec.field(default_factory=set)


def serving(facts: Facts) -> dict[tuple[str, str], Serving]:
    """Members now served, by plan code and ECM provider: every member of the ECM tab whose stay was open at the end of
    the quarter, once, with its assigned provider; adults apart from children on that day (QG 4, columns S and T)."""
    found: dict[tuple[str, str], Serving] = {}
    adult_age = facts.profile.member_files.adult_age
    for one in facts.member_stays:
        if not one.stay.is_open(facts.quarter) or not one.npi:
            continue
        counts = found.setdefault((one.key[0], one.npi), Serving())
        if one.key in counts.members:
            continue
        counts.members.add(one.key)
        birth = facts.people.who(one.key).birth_date
        if birth is None:
            counts.ageless += 1
        elif is_adult(birth, facts.quarter, adult_age):
            counts.adults += 1
        else:
            counts.children += 1
    return found


def receiving(facts: Facts) -> dict[tuple[str, str, str], set[Key]]:
    """Members who received a support in the quarter, by plan code, provider and support."""
    found: dict[tuple[str, str, str], set[Key]] = {}
    for key, person in facts.tally.persons.items():
        for support in person.supports:
            found.setdefault((key[0], support.npi, support.service), set()).add(key)
    return found


def offered(facts: Facts, *, ecm: bool) -> dict[tuple[str, str], list[ProviderCapacity]]:
    """What rosters tell of ECM, or of community supports, by plan code and NPI."""
    found: dict[tuple[str, str], list[ProviderCapacity]] = {}
    for one in facts.given.capacities or ():
        if (one.service == ECM) is ecm:
            found.setdefault((facts.plans.code_of(one.plan_code), one.npi), []).append(one)
    return found
