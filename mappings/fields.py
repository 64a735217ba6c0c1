"""The fields that an invoice may hold (`layouts/fields.csv`): what kind of cell each is, whether a line can
do without it, and which 837P element it becomes."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple, TypeAlias, cast, get_args

from mappings.errors import ConfigError
from mappings.tables import HERE, read_table

Presence: TypeAlias = Literal["required", "minimum", "optional"]
FIELDS = HERE / "layouts" / "fields.csv"


class Field(NamedTuple):
    """One field. `kind` names the cell function, `limit` is its greatest length in characters (0: none),
    `many` says that several columns may hold it; loop, segment, element say what it becomes ("" and 0: stays
    in the audit record); `holds` are the fields that its value is taken apart into."""

    name: str
    title: str
    part: str
    kind: str
    limit: int
    presence: Presence
    many: bool
    loop: str
    segment: str
    element: int
    holds: tuple[str, ...] = ()


@cache
def load_fields() -> dict[str, Field]:
    """All fields by name, in the order of the file."""
    fields: dict[str, Field] = {}
    for line, row in read_table(FIELDS):
        if row["presence"] not in get_args(Presence):
            raise ConfigError(FIELDS, f"unknown presence {row['presence']!r}", line)
        fields[row["field"]] = Field(
            row["field"],
            row["title"],
            row["part"],
            row["kind"],
            int(row["limit"] or 0),
            cast(Presence, row["presence"]),
            row["many"] == "yes",
            row["loop"],
            row["segment"],
            int(row["element"] or 0),
            tuple(row["holds"].split()),
        )
    unknown = {part for field in fields.values() for part in field.holds} - set(fields)
    if unknown:
        raise ConfigError(FIELDS, f"unknown fields in holds: {', '.join(sorted(unknown))}")
    return fields


@cache
def holders() -> dict[str, tuple[str, ...]]:
    """Field -> the fields whose value may hold it: the last name stands in the full name, too."""
    found: dict[str, tuple[str, ...]] = {}
    for field in load_fields().values():
        for part in field.holds:
            found[part] = (*found.get(part, ()), field.name)
    return found
