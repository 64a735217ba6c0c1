"""The data elements of the four member-level files (`members/*/fields.csv`), their code lists (`code_lists.csv`) and
footnotes (`footnotes.csv`).

A field is called by its file and name (`mif.member_cin`) where tables of all subjects meet, and by its name alone
(`member_cin`) in a row of its file.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from mappings.errors import ConfigError
from mappings.fields import Presence, load_fields
from mappings.header_aliases import load_aliases
from mappings.subject_file import load_subject
from mappings.tables import HERE, read_table

FILES = ("mif", "rtf", "outreach_tracker", "referral")
#: Logs that a plan keeps itself and that no text gives a layout for.
LOGS = ("requests", "authorizations")
MEMBERS = HERE / "members"
CODES, FOOTNOTES = MEMBERS / "code_lists.csv", MEMBERS / "footnotes.csv"
MEANINGS = {"yes": True, "no": False}
#: What a row says of itself besides its fields.
RESERVED = ("columns", "row", "faulty", "unknown", "own", "at", "has", "value")


class MemberField(NamedTuple):
    """One data element. `table` is the published table ("agreed" for none), `position` its place in the file;
    `kind` names the cell function and `codes` the code list; `limit` is the greatest length in characters (0: none);
    `unknown` is what the guidance has written where nothing is known ("blank": nothing); `footnotes` the field's."""

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
        return self.presence != "agreed"


class Code(NamedTuple):
    """One code of a list: as it is written, what it means, the value kept for it, and what else is read as it."""

    code: str
    means: str
    value: str | bool
    also: tuple[str, ...]
    evidence: str


class Footnote(NamedTuple):
    """A footnote in our own words, and the findings that carry it out."""

    number: int
    says: str
    codes: tuple[str, ...]


def full_name(file: str, name: str) -> str:
    """`mif`, `member_cin` -> `mif.member_cin`."""
    return f"{file}.{name}"


def own_name(field: str) -> str:
    """`mif.member_cin` -> `member_cin`."""
    return field.rpartition(".")[2]


@cache
def load_member_fields() -> dict[str, dict[str, MemberField]]:
    """Fields by file and name, in the published order, agreed ones last; those of the logs, too. Raises ConfigError
    for a bad row."""
    return {file: _fields_of(file) for file in (*FILES, *LOGS)}


def _fields_of(file: str) -> dict[str, MemberField]:
    path = load_subject(file).folder / "fields.csv"
    known = load_fields(file)
    fields: dict[str, MemberField] = {}
    for line, row in read_table(path):
        if row["codes"] and row["codes"] not in load_codes():
            raise ConfigError(path, f"unknown code list {row['codes']!r}", line)
        if not row["field"].startswith(f"{file}."):
            raise ConfigError(path, f"{row['field']!r} does not begin with {file}.", line)
        field = known[row["field"]]
        name = own_name(field.name)
        if name in RESERVED:
            raise ConfigError(path, f"no field may be called {name!r}: call it something else", line)
        footnotes = tuple(int(number) for number in row["footnotes"].split())
        fields[name] = MemberField(
            file, field.part, int(row["position"]), name, field.title, field.presence, field.kind, field.limit,
            row["codes"], row["unknown"], footnotes, row["evidence"],
        )  # fmt: skip
    return fields


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


@cache
def load_footnotes() -> dict[int, Footnote]:
    """The footnotes of Tables 1-9 by number."""
    notes: dict[int, Footnote] = {}
    for _, row in read_table(FOOTNOTES):
        codes = () if row["codes"] == "-" else tuple(row["codes"].split())
        notes[int(row["footnote"])] = Footnote(int(row["footnote"]), row["says"], codes)
    return notes


@cache
def headings_of_file(file: str) -> dict[str, tuple[str, ...]]:
    """What may stand above each column of a file: the published label, the file's own aliases, and the headings that
    invoices have for a field of the same name."""
    titles = {own_name(field.name): field.title for field in load_fields(file).values()}
    own = [(own_name(alias.field), alias.text) for alias in load_aliases(file)]
    shared = [(alias.field, alias.text) for alias in load_aliases() if alias.field]
    headings: dict[str, tuple[str, ...]] = {}
    taken = {*titles.values()} | {text for _, text in own}
    for name, title in titles.items():
        texts = [title, *(text for other, text in own if other == name)]
        texts += [text for other, text in shared if other == name and text not in taken]
        headings[name] = tuple(dict.fromkeys(texts))
    return headings
