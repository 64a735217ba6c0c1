"""The numbers of the levels of a 274 as its HL segments have them."""

from __future__ import annotations

from collections.abc import Iterator

from edi.model.provider_file import Group, Listed, Provider, ProviderFile, Site
from edi.t274.build import Numbers


def wrong_parents(file: ProviderFile) -> Iterator[tuple[Group | Site | Provider, str]]:
    """Every group, site and provider whose HL02 is not the HL01 of the level that it belongs to, with the words for
    that level. An HL that is as the order of the file would have it is not kept with its level, and is right."""
    numbers = Numbers()
    _, plan = _own(file.plan, numbers, 0)
    receiver, _ = _own(file.receiver, numbers, 1)
    above = receiver if not file.receiver.absent else plan
    for group in file.groups:
        own, parent = _own(group, numbers, 2)
        if _differ(group, parent, above):
            yield group, "the receiver"
        for site in group.sites:
            place, parent = _own(site, numbers, 3)
            if _differ(site, parent, own):
                yield site, "its group"
            for provider in site.providers:
                _, parent = _own(provider, numbers, 4)
                if _differ(provider, parent, place):
                    yield provider, "its site"


def _own(value: Listed, numbers: Numbers, depth: int) -> tuple[str, str]:
    """HL01 and HL02 of a level: as its own HL was kept, else by the order of the file."""
    if value.absent:
        return "", ""
    number = numbers.next(depth)
    for each in value.other:
        if each.instead_of.startswith("HL*"):
            elements = [*each.segment.split("*"), "", ""]
            return elements[1], elements[2]
    parent = numbers.parent(depth)
    return str(number), str(parent) if parent else ""


def _differ(value: Listed, parent: str, above: str) -> bool:
    return not value.absent and bool(above) and parent != above
