"""What rosters write for languages, degrees and populations of focus, and what it means (`rosters/*.csv`)."""

from __future__ import annotations

import re
from functools import cache

from mappings.errors import ConfigError
from mappings.service_table import normal
from mappings.subject_file import load_subject
from mappings.tables import read_table

ROSTER = "roster"


def _table(name: str, key: str, value: str) -> dict[str, str]:
    path = load_subject(ROSTER).folder / name
    found: dict[str, str] = {}
    for line, row in read_table(path):
        if found.setdefault(normal(row[key]), row[value]) != row[value]:
            raise ConfigError(path, f"{row[key]!r} means two things", line)
    return found


@cache
def language_names() -> dict[str, str]:
    """Normalised name -> ISO 639 code, for names that the library of languages does not know."""
    return _table("languages.csv", "name", "code")


@cache
def degree_codes() -> dict[str, str]:
    """Normalised degree ("md") -> code of X12 data element 1126 (unverified)."""
    return _table("degrees.csv", "degree", "code")


@cache
def population_names() -> dict[str, str]:
    """Normalised text -> population of focus, by the keys of the quarterly report's table; its key itself is one of
    the texts, and a text without its age group where no other population is called so."""
    found = _table("populations.csv", "alias", "population")
    found |= {normal(key): key for key in found.values()}
    bare: dict[str, set[str]] = {}
    for text, key in found.items():
        short = re.sub("^(adult|child|youth)*", "", text)
        bare.setdefault(short, set()).add(key)
    return found | {text: keys.pop() for text, keys in bare.items() if text and text not in found and len(keys) == 1}


@cache
def populations() -> tuple[str, ...]:
    """The keys of all populations of focus, in the order of the file."""
    return tuple(dict.fromkeys(population_names().values()))
