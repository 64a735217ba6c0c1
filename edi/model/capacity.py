"""How many members a provider can take, for the capacity tabs of the quarterly report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from edi.model.provider_file import Capacity, ProviderFile, Site

ECM = "ecm"


class ProviderCapacity(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One provider and one service that it offers: `service` is `ecm` or a community support of the service table.

    `populations` are the populations of focus that it serves (keys of the quarterly report's table; ECM only).
    Members now and further members, of all ages or of adults and children apart; None where the roster does not say.
    `provider_type` is the report's number of the kind of provider, "" where it does not say.
    """

    plan_code: str
    npi: str
    name: str
    service: str
    populations: tuple[str, ...] = ()
    now: int | None = None
    further: int | None = None
    further_adults: int | None = None
    further_children: int | None = None
    provider_type: str = ""

    @property
    def able_to_serve(self) -> int | None:
        """Members now and further ones together; None where neither is known."""
        more = _added(self.further, _added(self.further_adults, self.further_children))
        return _added(self.now, more)


def capacities(files: Mapping[str, ProviderFile]) -> list[ProviderCapacity]:
    """The capacity of every provider of the files of a run (by plan code), by NPI and service in file order. Sites with
    one NPI (a group's) are one provider: their members add up, their populations come together."""
    found: dict[tuple[str, str, str], ProviderCapacity] = {}
    for code, site, each in _offered(files):
        key = (code, site.npi or site.name, each.service)
        known = found.get(key)
        if known is None:
            found[key] = ProviderCapacity(
                code, site.npi, site.name, each.service, each.populations, each.now, each.further,
                each.further_adults, each.further_children, each.provider_type,
            )  # fmt: skip
        else:
            found[key] = msgspec.structs.replace(
                known,
                populations=tuple(dict.fromkeys((*known.populations, *each.populations))),
                now=_added(known.now, each.now),
                further=_added(known.further, each.further),
                further_adults=_added(known.further_adults, each.further_adults),
                further_children=_added(known.further_children, each.further_children),
                provider_type=known.provider_type or each.provider_type,
            )
    return list(found.values())


def _offered(files: Mapping[str, ProviderFile]) -> Iterator[tuple[str, Site, Capacity]]:
    for code, file in files.items():
        # A site of several groups is listed in each, and can take its members once.
        seen: set[tuple[str, str, str]] = set()
        for group in file.groups:
            for site in group.sites:
                for each in site.capacities:
                    place = site.address
                    key = (site.npi, f"{place.line} {place.zip_code}" if place else site.name, each.service)
                    if key not in seen:
                        seen.add(key)
                        yield code, site, each


def _added(one: int | None, other: int | None) -> int | None:
    return other if one is None else one if other is None else one + other
