"""The data elements of the four member-level files (`members/fields.csv`) and their code lists
(`members/code_lists.csv`)."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple, TypeAlias, cast, get_args

from mappings.errors import ConfigError
from mappings.tables import HERE, read_table

Presence: TypeAlias = Literal["required", "applicable", "optional", "agreed"]
FIELDS = HERE / "members" / "fields.csv"
CODES = HERE / "members" / "code_lists.csv"
MEANINGS = {"yes": True, "no": False}


class MemberField(NamedTuple):
    """One data element. `table` is the published table ("agreed" for none), `position` its place in the file;
    `kind` names the cell function and `codes` the code list; `limit` is the greatest length in characters (0: none);
    `unknown` is what the guidance has written where nothing is known; `footnotes` are those of the field."""

    file: str
    table: str
    position: int
    name: str
    label: str
    presence: Presence
    kind: str
    limit: int
    codes: str
    unknown: str
    footnotes: tuple[int, ...]
    evidence: str

    @property
    def is_published(self) -> bool:
        """Whether the guidance has the field."""
        return self.table != "agreed"


class Code(NamedTuple):
    """One code of a list: as it is written, what it means, the value kept for it, and what else is read as it."""

    code: str
    means: str
    value: str | bool
    also: tuple[str, ...]
    evidence: str


@cache
def load_member_fields() -> dict[str, dict[str, MemberField]]:
    """Fields by file and name, in the published order, agreed ones last. Raises ConfigError for a bad row."""
    files: dict[str, dict[str, MemberField]] = {}
    for line, row in read_table(FIELDS):
        if row["presence"] not in get_args(Presence):
            raise ConfigError(FIELDS, f"unknown presence {row['presence']!r}", line)
        if row["codes"] and row["codes"] not in load_codes():
            raise ConfigError(FIELDS, f"unknown code list {row['codes']!r}", line)
        field = MemberField(
            row["file"],
            row["table"],
            int(row["position"]),
            row["field"],
            row["label"],
            cast(Presence, row["presence"]),
            row["kind"],
            int(row["limit"] or 0),
            row["codes"],
            row["unknown"],
            tuple(int(number) for number in row["footnotes"].split()),
            row["evidence"],
        )
        if files.setdefault(field.file, {}).setdefault(field.name, field) is not field:
            raise ConfigError(FIELDS, f"{field.name} stands twice in {field.file}", line)
    return files


@cache
def load_codes() -> dict[str, tuple[Code, ...]]:
    """The codes of every list, in their order."""
    lists: dict[str, list[Code]] = {}
    for line, row in read_table(CODES):
        said = row["stands_for"]
        if said and said not in MEANINGS:
            raise ConfigError(CODES, f"stands_for is {said!r}: yes, no or nothing", line)
        value = MEANINGS[said] if said else row["code"]
        also = tuple(row["also"].split("|")) if row["also"] else ()
        lists.setdefault(row["list"], []).append(Code(row["code"], row["means"], value, also, row["evidence"]))
    return {name: tuple(codes) for name, codes in lists.items()}
