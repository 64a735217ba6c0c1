"""Community Supports Provider Capacity: a row for each support that a provider offers (QG 4).

Unlike ECM, capacity counts all members who can be served, and members now served are not taken off.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from edi.model.capacity import ProviderCapacity
from edi.qimr.behind import Behind, Select
from edi.qimr.counting import OTHER, SUPPORT
from edi.qimr.facts import Facts, Row
from edi.qimr.providers import offered, receiving
from edi.qimr.tabs.ecm_capacity import total
from edi.qimr.tally import Key
from mappings.report_table import Tab, support_codes

#: Plan code, NPI, code of the support.
Offer: TypeAlias = tuple[str, str, str]


def rows(facts: Facts, tab: Tab) -> Iterator[Row]:  # noqa: ARG001 - every tab takes it
    """A row a plan code, provider and support; supports given without being in the roster are listed, too."""
    told, given = listed(facts), served(facts)
    for key in sorted({*told, *given}, key=lambda one: (one[0], one[1], int(one[2]))):
        yield _row(facts, key, told.get(key, []), given.get(key, set()))


def code_of(service: str) -> str:
    """The code of a support: 1 to 14, or that of Other."""
    return support_codes().get(service, support_codes()[OTHER])


def listed(facts: Facts) -> dict[Offer, list[ProviderCapacity]]:
    """What rosters tell, by plan code, NPI and code of the support."""
    found: dict[Offer, list[ProviderCapacity]] = {}
    for (plan, npi), every in offered(facts, ecm=False).items():
        for one in every:
            found.setdefault((plan, npi, code_of(one.service)), []).append(one)
    return found


def served(facts: Facts) -> dict[Offer, set[Key]]:
    """Members who received a support of a provider in the quarter."""
    found: dict[Offer, set[Key]] = {}
    for (plan, npi, service), members in receiving(facts).items():
        found.setdefault((plan, npi, code_of(service)), set()).update(members)
    return found


def _row(facts: Facts, key: Offer, told: list[ProviderCapacity], members: set[Key]) -> Row:
    values: dict[str, Any] = facts.head(key[0]) | {
        "provider_npi": key[1],
        "support": key[2],
        "serving": len(members),
        "provider_type": next((one.provider_type for one in told if one.provider_type), None),
        "able": total([one.able_to_serve for one in told]),
    }
    origin = "provider_roster" if told else "encounters"
    sources = {"provider_npi": origin, "support": origin, "serving": "encounters"}
    return Row(key, values, sources | dict.fromkeys(("provider_type", "able"), "provider_roster"))


def behind(facts: Facts, row: Row, field: str) -> Behind:
    """Lines of the support by the provider."""
    key: Offer = (row.key[0], row.key[1], row.key[2])
    if row.source(field) != "encounters":
        return Behind()
    supports = {service for _, npi, service in receiving(facts) if npi == key[1] and code_of(service) == key[2]}
    choice = Select(
        members=frozenset(served(facts).get(key, ())), kind=SUPPORT, first=facts.quarter.first, last=facts.quarter.last,
        npi=key[1], by_start=False, supports=frozenset(supports),
    )  # fmt: skip
    return Behind(choice)
