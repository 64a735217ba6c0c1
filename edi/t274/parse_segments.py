"""Segments into values: what is made of a segment alone. Texts repeat from level to level, so results are kept."""

from __future__ import annotations

from functools import lru_cache

from edi.model.encounter import Reference
from edi.model.provider_file import (
    Accepts,
    Certification,
    Condition,
    Contact,
    Degree,
    Hours,
    Language,
    Names,
    Number,
    Role,
    Specialty,
)
from edi.x12.values import at


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


@lru_cache(maxsize=4096)
def specialty(text: str) -> Specialty:
    """LQ."""
    parts = text.split("*")
    return Specialty(at(parts, 2), at(parts, 1))


@lru_cache(maxsize=4096)
def role(text: str) -> Role:
    """TPB."""
    parts = text.split("*")
    return Role(at(parts, 1), at(parts, 2))


@lru_cache(maxsize=4096)
def certification(text: str) -> Certification:
    """YNQ."""
    parts = text.split("*")
    return Certification(at(parts, 1), at(parts, 2))


@lru_cache(maxsize=4096)
def reference(text: str) -> Reference:
    """REF."""
    parts = text.split("*")
    return Reference(at(parts, 1), at(parts, 2))


def _age(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else None
