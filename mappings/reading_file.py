"""A confirmed reading: one TOML file a provider in the folder `readings` beside the profile. It holds how the columns
of the provider's sheets were read, who confirmed it and when, and no member data."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from mappings.errors import ConfigError
from mappings.fields import load_fields
from mappings.layout_file import explain
from mappings.masking import looks_identifying
from mappings.subject_file import INVOICE, load_subjects
from mappings.tables import read_toml

FOLDER = "readings"
# The column holds none of our fields and changes nothing that is sent.
NOTHING = "-"
Meaning: TypeAlias = Literal["billed", "not billed"]
Npi = Annotated[str, StringConstraints(pattern=r"^[12]\d{9}$")]
Heading = Annotated[str, StringConstraints(max_length=300)]
LONGEST_NAME = 40
# Parts of a subject whose values are the provider's: the only ones that may be kept.
PROVIDERS_OWN = frozenset({"provider", "group"})


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SavedColumn(_Part):
    """One column (or label, or key path) as it was confirmed."""

    heading: Heading = Field(description="Its heading, label or key path")
    group: Heading = Field(default="", description="The heading of the group that it stands in")
    origin: Literal["column", "label", "key"] = Field(
        default="column", description="A column, a label above the table, or a key path of an export"
    )
    before: Heading = Field(default="", description="The heading of the column on its left")
    after: Heading = Field(default="", description="The heading of the column on its right")
    kinds: list[str] = Field(default=[], description="The kinds of cells that its values fit")
    field: str = Field(description='The field that it holds; "-" where it tells nothing')
    slot: int = Field(
        default=0, ge=0, le=99, description="Which of several services of a row it belongs to; 0: the row"
    )
    scale: int = Field(default=1, ge=1, le=1_000_000, description="What its numbers are divided by: 100 for cents")
    values: dict[str, Meaning] = Field(
        default={}, description="Each value seen in a column that parts rows, and whether such a row is billed"
    )

    @model_validator(mode="after")
    def _no_persons(self) -> SavedColumn:
        if any(map(looks_identifying, (self.heading, self.group, self.before, self.after, *self.values))):
            raise ValueError("a heading or value that looks like an identifying number has no place in this file")
        return self


class SavedTable(_Part):
    """One kind of table that the provider sends, with who confirmed its reading."""

    who: str = Field(min_length=1, max_length=80, description="Who confirmed it")
    when: datetime = Field(description="When it was confirmed")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="Fingerprint of the file that was looked at")
    heading_rows: int = Field(default=1, ge=0, le=9, description="How many rows its headings take")
    shapes: list[str] = Field(default=[], description="What was done to make the sheet plain, in order")
    columns: list[SavedColumn] = Field(min_length=1)


class SavedReading(_Part):
    """Everything that was confirmed for one provider and subject."""

    version: Literal[1] = 1
    subject: str = Field(default=INVOICE, description="What the sheets are about")
    providers: list[Npi] = Field(
        default=[],
        description="NPIs that the sheets name; empty: the sheets name none, and are known by their headings",
    )
    name: str = Field(default="", max_length=80, description="The provider's name, for the people who read this file")
    missing: dict[str, str] = Field(
        default={}, description="Values of the provider that its sheets leave out, by field: its address, NPI or TIN"
    )
    tables: list[SavedTable] = Field(min_length=1)

    @model_validator(mode="after")
    def _fields_exist(self) -> SavedReading:
        if self.subject not in load_subjects():
            raise ValueError(f"unknown subject {self.subject!r}; known: {', '.join(load_subjects())}")
        known = load_fields(self.subject)
        named = [column.field for table in self.tables for column in table.columns if column.field != NOTHING]
        unknown = {*named, *self.missing} - set(known)
        if unknown:
            raise ValueError(f"unknown fields: {', '.join(sorted(unknown))}")
        of_member = [name for name in self.missing if known[name].part not in PROVIDERS_OWN]
        if of_member:
            raise ValueError(f"missing: {of_member[0]} is not a value of the provider")
        return self


def read_reading(path: Path) -> SavedReading:
    """One saved reading; raises ConfigError naming the key that is wrong."""
    try:
        return SavedReading.model_validate(read_toml(path))
    except ValidationError as problem:
        raise ConfigError(path, explain(problem)) from problem


def load_readings(folder: Path | None) -> list[SavedReading]:
    """Every saved reading of a folder, in the order of the file names; none where there is no folder. Raises
    ConfigError for a bad file, and for two that are about the same provider and subject."""
    found: list[SavedReading] = []
    taken: dict[tuple[str, str], Path] = {}
    for path in sorted(folder.glob("*.toml")) if folder else ():
        reading = read_reading(path)
        for npi in reading.providers:
            other = taken.setdefault((reading.subject, npi), path)
            if other != path:
                raise ConfigError(
                    path, f"providers: {npi} has a saved reading in {other.name} already; keep one of them"
                )
        found.append(reading)
    return found


def path_of(folder: Path, reading: SavedReading) -> Path:
    """Where a saved reading stands: in the file that is about its provider already, whatever it is called, else in one
    that is named for the provider."""
    for path in sorted(folder.glob("*.toml")):
        other = read_reading(path)
        if other.subject == reading.subject and not {*other.providers}.isdisjoint(reading.providers):
            return path
    return folder / file_name(reading)


def file_name(reading: SavedReading) -> str:
    """What the file of a saved reading is called: by NPI and name, or by its headings where the sheets name no NPI."""
    subject = "" if reading.subject == INVOICE else f".{reading.subject}"
    if reading.providers:
        slug = _slug(reading.name)
        return f"{reading.providers[0]}{'-' + slug if slug else ''}{subject}.toml"
    headings = "-".join(column.heading for column in reading.tables[0].columns)
    return f"no-npi-{_slug(reading.name or headings)}{subject}.toml"


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:LONGEST_NAME].strip("-")


def reading_text(reading: SavedReading) -> str:
    """The file's text: read back, it gives the same reading."""
    return "\n".join(_lines(reading)) + "\n"


def _lines(reading: SavedReading) -> Iterator[str]:
    yield "# How this provider's sheets are read, as it was confirmed; no member data. Edit it, or delete it to be"
    yield "# asked again. Field names: docs/reference/fields.md."
    yield f"version = {reading.version}"
    yield f"subject = {_quoted(reading.subject)}"
    yield f"providers = {_value(reading.providers)}"
    yield f"name = {_quoted(reading.name)}"
    if reading.missing:
        yield "\n# Values of the provider that its sheets leave out."
        yield "[missing]"
        yield from (f"{_key(name)} = {_quoted(value)}" for name, value in reading.missing.items())
    for table in reading.tables:
        yield "\n[[tables]]"
        yield from _settings(table, skipped=("columns",))
        for column in table.columns:
            yield "\n[[tables.columns]]"
            yield from _settings(column)


def _settings(part: BaseModel, skipped: tuple[str, ...] = ()) -> Iterator[str]:
    """The settings of a part that are not the default."""
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        if name not in skipped and (field.is_required() or value != field.default):
            yield f"{name} = {_value(value)}"


def _value(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{_key(name)} = {_quoted(text)}' for name, text in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_quoted, value))}]"
    return _quoted(value) if isinstance(value, str) else str(value)


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _quoted(name)


def _quoted(text: str) -> str:
    """A TOML string; its escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
