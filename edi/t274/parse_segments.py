"""Segments into values: what is made of a segment alone. Texts repeat from level to level, so results are kept."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from edi.model.encounter import Address, Dated, Reference
from edi.model.provider_file import (
    Accepts,
    Affiliation,
    Certification,
    Condition,
    Contact,
    Degree,
    Hours,
    Language,
    Location,
    Names,
    Number,
    Role,
    Specialty,
)
from edi.x12.values import at

_NOTHING: list[str] = []


@lru_cache(maxsize=4096)
def names(text: str) -> Names:
    """N2."""
    parts = text.split("*")
    return Names(at(parts, 1), at(parts, 2))


@lru_cache(maxsize=4096)
def person(text: str) -> Contact:
    """PER."""
    parts = text.split("*")
    pairs = [(at(parts, place), at(parts, place + 1)) for place in (3, 5, 7)]
    return Contact(at(parts, 1), at(parts, 2), tuple([Number(*pair) for pair in pairs if pair != ("", "")]))


@lru_cache(maxsize=4096)
def degree(text: str) -> Degree:
    """DEG."""
    parts = text.split("*")
    return Degree(at(parts, 1), at(parts, 4))


@lru_cache(maxsize=4096)
def language(text: str) -> Language:
    """LUI."""
    parts = text.split("*")
    return Language(at(parts, 2), at(parts, 1), at(parts, 3), at(parts, 4), at(parts, 5))


@lru_cache(maxsize=4096)
def hours(text: str) -> Hours:
    """WS."""
    parts = text.split("*")
    return Hours(at(parts, 1), at(parts, 2), at(parts, 3))


@lru_cache(maxsize=4096)
def condition(text: str) -> Condition:
    """CRC."""
    parts = text.split("*")
    return Condition(at(parts, 1), at(parts, 2), tuple(parts[3:8]))


@lru_cache(maxsize=4096)
def accepts(text: str) -> Accepts:
    """PDI."""
    parts = text.split("*")
    return Accepts(at(parts, 1), _age(at(parts, 2)), _age(at(parts, 3)))


def loop_2110(texts: Sequence[str]) -> Location:
    """A location: NX1, N3, N4 and its contacts."""
    by_id = {text.partition("*")[0]: text.split("*") for text in reversed(texts)}
    street, city = by_id.get("N3", _NOTHING), by_id.get("N4", _NOTHING)
    place = Address(at(street, 1), at(city, 1), at(city, 2), at(city, 3), at(street, 2))
    contacts = tuple([person(text) for text in texts if text.startswith("PER*")])
    return Location(place, at(by_id.get("NX1", _NOTHING), 1), contacts)


@lru_cache(maxsize=4096)
def loop_2120(first: str, *texts: str) -> Specialty:
    """A specialty: LQ, TPB, YNQ."""
    head = first.split("*")
    parts = [text.split("*") for text in texts]
    roles = tuple([Role(at(each, 1), at(each, 2)) for each in parts if each[0] == "TPB"])
    certified = tuple([Certification(at(each, 1), at(each, 2)) for each in parts if each[0] == "YNQ"])
    return Specialty(at(head, 2), at(head, 1), roles, certified)


def loop_2100_affiliated(texts: Sequence[str]) -> Affiliation:
    """An affiliated entity: NM1, N2, HAD."""
    parts = [text.split("*") for text in texts]
    name = parts[0]
    had = next((each for each in parts if each[0] == "HAD"), _NOTHING)
    further = tuple([names(text) for text in texts if text.startswith("N2*")])
    return Affiliation(
        at(name, 1), at(name, 3), at(name, 9), at(name, 8), at(name, 2), further, at(had, 1), at(had, 5), at(had, 6)
    )


@lru_cache(maxsize=4096)
def dated(text: str) -> Dated:
    """DTP."""
    parts = text.split("*")
    return Dated(at(parts, 1), at(parts, 2), at(parts, 3))


def reference(text: str) -> Reference:
    """REF."""
    parts = text.split("*")
    return Reference(at(parts, 1), at(parts, 2))


def _age(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else None
