"""The fields that a table may hold: what kind of cell each is, whether a line can do without it, and which element of
X12 it becomes. Invoices have those of `layouts/fields.csv` and the 837P, other subjects those of their own folder."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple, TypeAlias, cast, get_args

from mappings.errors import ConfigError
from mappings.subject_file import INVOICE, load_subject, load_subjects
from mappings.tables import read_table

Presence: TypeAlias = Literal["required", "minimum", "optional", "applicable", "agreed"]
FIELDS = "fields.csv"


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
def load_fields(subject: str = INVOICE) -> dict[str, Field]:
    """All fields of a subject by name, in the order of the file."""
    path = load_subject(subject).folder / FIELDS
    fields: dict[str, Field] = {}
    for line, row in read_table(path):
        if row["presence"] not in get_args(Presence):
            raise ConfigError(path, f"unknown presence {row['presence']!r}", line)
        fields[row["field"]] = Field(
            row["field"],
            row["title"],
            row["part"],
            row["kind"],
            int(row["limit"] or 0),
            cast(Presence, row["presence"]),
            row.get("many") == "yes",
            row.get("loop", ""),
            row.get("segment", ""),
            int(row.get("element") or 0),
            tuple(row.get("holds", "").split()),
        )
    unknown = {part for field in fields.values() for part in field.holds} - set(fields)
    if unknown:
        raise ConfigError(path, f"unknown fields in holds: {', '.join(sorted(unknown))}")
    return fields


@cache
def all_fields() -> dict[str, Field]:
    """The fields of all subjects by name. Raises ConfigError where two subjects have a name in common: a field is known
    by its name alone, wherever it is met."""
    fields: dict[str, Field] = {}
    for name, subject in load_subjects().items():
        for field in load_fields(name).values():
            if fields.setdefault(field.name, field) is not field:
                raise ConfigError(subject.folder / FIELDS, f"{field.name} is a field of another subject: rename it")
    return fields


@cache
def holders() -> dict[str, tuple[str, ...]]:
    """Field -> the fields whose value may hold it: the last name stands in the full name, too."""
    found: dict[str, tuple[str, ...]] = {}
    for field in all_fields().values():
        for part in field.holds:
            found[part] = (*found.get(part, ()), field.name)
    return found
