"""A JSON document: the provider, its members, the services of each as lists in lists."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.trials.files import Book, plain
from tests.trials.shape import Shape, by_member
from tests.trials.table import Row, Table

NAMES = (
    ("provider", "members", "services"),
    ("agency", "clients", "lines"),
    ("billingProvider", "patients", "charges"),
)
PREFIXES = ("billing_provider", "billingProvider", "member", "service")


def lay(table: Table, dice: Random) -> Book:
    """The document."""
    provider, members, services = dice.choice(NAMES)
    first = table.rows[0]
    document: dict[str, Any] = {provider: _object(table, first, "provider"), members: []}
    for group in by_member(table):
        member = _object(table, group[0], "member")
        member[services] = [_object(table, row, "service") for row in group]
        document[members].append(member)
    return Book(document=document)


def _object(table: Table, row: Row, part: str) -> dict[str, Any]:
    pairs = ((_key(table.columns[place].heading), row.cells[place]) for place in table.of(part))
    return {key: plain(value) for key, value in pairs if value not in ("", None)}


def _key(heading: str) -> str:
    """A heading without the entity that its object already is."""
    for prefix in PREFIXES:
        rest = heading.removeprefix(prefix)
        if rest != heading and rest and (rest[0] in "_." or rest[0].isupper()):
            rest = rest.lstrip("_.")
            return rest[0].lower() + rest[1:]
    return heading


SHAPE = Shape("nested JSON", lay, containers=("json",), suits=lambda vocabulary: vocabulary.nests, noise=False)
