"""What the vocabularies of other systems (`mappings/vocabularies/`) say about a sheet: evidence where it is one of
their exports, and nothing where it only shares a word with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from invoices.reading.columns import Column
from mappings.fields import holders
from mappings.service_table import normal
from mappings.vocabularies import Term, load_vocabularies

# An export is told by so many of its headings, and so large a share of those of the sheet.
FEWEST, SHARE = 5, 0.6
WEIGHT, OTHER = 9.0, 9.0
# A whole address may be a street alone.
PARTS = {"member_full_address": ("member_address",), "billing_full_address": ("billing_address",)}


class Said(NamedTuple):
    """What a system says of a column: the fields that it may hold, or the thing that it is where it is none of ours."""

    fields: tuple[str, ...]
    thing: str
    weight: float
    title: str


@cache
def _terms() -> Mapping[str, Mapping[str, tuple[Term, ...]]]:
    """Vocabulary -> heading by its letters and digits -> its terms."""
    found: dict[str, dict[str, tuple[Term, ...]]] = {}
    for name, vocabulary in load_vocabularies().items():
        by_key = found.setdefault(name, {})
        for term in vocabulary.terms:
            key = normal(term.heading)
            by_key[key] = (*by_key.get(key, ()), term)
    return found


@cache
def known_keys() -> frozenset[str]:
    """Every heading of every system, by its letters and digits."""
    return frozenset(key for terms in _terms().values() for key in terms)


def evidence_of(columns: Sequence[Column]) -> dict[int, Said]:
    """What the system whose export a sheet is says of its columns, by number; nothing where it is no system's."""
    keys = {column.number: normal(column.joined) for column in columns if column.heading}
    if not keys:
        return {}
    best = max(_terms(), key=lambda name: sum(key in _terms()[name] for key in keys.values()))
    terms = _terms()[best]
    known = [number for number, key in keys.items() if key in terms]
    if len(known) < FEWEST or len(known) < SHARE * len(keys):
        return {}
    title = load_vocabularies()[best].title
    said: dict[int, Said] = {}
    for number in known:
        found = terms[keys[number]]
        fields = tuple(dict.fromkeys(name for term in found if term.field for name in _alike(term.field)))
        thing = next((term.other for term in found if not term.field), "")
        said[number] = Said(fields, thing if not fields else "", WEIGHT, title)
    return said


def _alike(name: str) -> tuple[str, ...]:
    """A field, and the one that holds it with others: whether an address is a whole one is for its values to say."""
    return (
        name,
        *(whole for whole in holders().get(name, ()) if name.endswith(("_address", "_name"))),
        *PARTS.get(name, ()),
    )


def told(column: Column, said: Mapping[int, Said]) -> Column:
    """A column with what its system calls a thing that is none of ours."""
    one = said.get(column.number)
    if one is None or not one.thing:
        return column
    things = {**column.reading.things, one.thing: OTHER}
    return replace(column, reading=column.reading._replace(things=things))
