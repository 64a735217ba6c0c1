"""Rows of one group, site or provider that say different things of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import astuple

from invoices.roster.line import RosterLine
from invoices.roster.tree import Node, Roster, normal
from mappings.fields import load_fields
from mappings.roster_tables import ROSTER

# What programmes say is the site's; several values of a field add up, and so do the wholes that others are taken from.
PROGRAMME = {"ecm": "site", "support": "site", "community": "site"}
ADD_UP = ("opening_times", "support_counts")
ZIP5 = 5


def _fields() -> dict[str, list[tuple[int, str]]]:
    """The fields of each level that can contradict, with their places in a row."""
    found: dict[str, list[tuple[int, str]]] = {"group": [], "site": [], "provider": []}
    for place, field in enumerate(load_fields(ROSTER).values()):
        part = field.name.partition("_")[0]
        level = PROGRAMME.get(part, part)
        if level in found and not field.many and not field.holds and field.kind not in ADD_UP:
            found[level].append((place, field.name))
    return found


FIELDS = _fields()


def contradictions(roster: Roster) -> Iterator[tuple[RosterLine, str, RosterLine]]:
    """Every row that differs from an earlier row of the same group, site or provider: the row, the field, the earlier
    row. Spelling (case, punctuation) is no difference, and a ZIP code is not one without its last four digits."""
    told: set[tuple[RosterLine, str]] = set()
    for level, node in roster.every():
        if len(node.lines) > 1:
            for line, name, other in _within(level, node):
                if (line, name) not in told:
                    told.add((line, name))
                    yield line, name, other


def _within(level: str, node: Node) -> Iterator[tuple[RosterLine, str, RosterLine]]:
    columns = list(zip(*map(astuple, node.lines), strict=True))
    for place, name in FIELDS[level]:
        values = columns[place]
        if values.count(values[0]) == len(values):
            continue
        first = next(place for place, value in enumerate(values) if value is not None)
        for line, value in zip(node.lines, values, strict=True):
            if value is not None and _differ(name, values[first], value):
                yield line, name, node.lines[first]


def _differ(name: str, one: Any, other: Any) -> bool:
    if not isinstance(one, str) or one == other:
        return bool(one != other)
    if name == "site_zip":
        return one[:ZIP5] != other[:ZIP5] or (len(one) == len(other))
    return normal(one) != normal(other)
