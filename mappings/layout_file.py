"""A workbook layout: one TOML file in the folder of its subject says which heading holds which field."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from mappings.errors import ConfigError
from mappings.fields import load_fields
from mappings.own import toml_files
from mappings.subject_file import INVOICE, load_subject, load_subjects
from mappings.tables import HERE, read_toml

LAYOUTS = HERE / "layouts"


class Slots(BaseModel):
    """Column groups of a wide row: headings with `{n}`, counted from 1 to `last`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    last: int = Field(ge=1, le=99)
    columns: dict[str, list[str]]


class Calendar(BaseModel):
    """A grid of days: every column whose heading is a day holds what was done on it. The month stands beside its
    label (`service_month`), in the sheet's name or in a title above the table."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    least: int = Field(default=5, ge=2, le=31)


class Layout(BaseModel):
    """How one kind of workbook is laid out, an invoice or whatever `subject` says.

    `columns` maps a field to the headings that may stand above it, `labels` to the labels that may stand
    left of its value above the table, `slots` to the numbered headings of a wide row. Headings are compared
    without case, spaces and punctuation; with two `header_rows` a heading is its group's text and its own.
    `recognise` lists the fields whose headings must all be there for the layout to fit. `calendar` makes a `day_cell`
    of every column headed by a day; `sheet_name` is the field that the name of the sheet says, where no column does.
    `shapes` are the operators (`invoices/reading/shapes/`) that make a plain table of the sheet first, in their order.
    A row is a total when its first text is one of the words of `totals`, alone beside amounts, and a signature or a
    note when one of the words of `notes` stands in it and no value of a line does.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    title: str
    sample: str
    subject: str = INVOICE
    recognise: list[str] = Field(min_length=1)
    header_rows: int = Field(default=1, ge=1, le=2)
    columns: dict[str, list[str]] = {}
    labels: dict[str, list[str]] = {}
    slots: Slots | None = None
    calendar: Calendar | None = None
    shapes: list[str] = Field(default=[], max_length=6)
    sheet_name: str = ""
    totals: list[str] = [
        "total",
        "subtotal",
        "grand total",
        "sum",
        "invoice total",
        "amount due",
        "totales",
        "suma",
        "balance",
        "please pay",
        "pay this amount",
    ]
    notes: list[str] = [
        "signature",
        "signed",
        "prepared by",
        "approved by",
        "certify",
        "i certify",
        "note",
        "notes",
        "firma",
        "nota",
        "notas",
        "gracias",
        "elaborado por",
        "certifico",
        "thank you",
        "thanks",
    ]
    search_rows: int = Field(default=40, ge=1, le=500)

    @model_validator(mode="after")
    def _fields_exist(self) -> Layout:
        if self.subject not in load_subjects():
            raise ValueError(f"unknown subject {self.subject!r}; known: {', '.join(load_subjects())}")
        slots = self.slots.columns if self.slots else {}
        named = {self.sheet_name} if self.sheet_name else set()
        unknown = {*self.recognise, *self.columns, *self.labels, *slots, *named} - set(load_fields(self.subject))
        if unknown:
            raise ValueError(f"unknown fields: {', '.join(sorted(unknown))}")
        unplaced = set(self.recognise) - {*self.columns, *self.labels, *slots, *named}
        if self.calendar:
            unplaced -= {"day_cell", "service_start"}
        if unplaced:
            raise ValueError(f"recognised by fields that stand nowhere: {', '.join(sorted(unplaced))}")
        return self


def read_layout(path: Path) -> Layout:
    """One layout file; raises ConfigError naming the key that is wrong."""
    try:
        return Layout.model_validate(read_toml(path))
    except ValidationError as problem:
        raise ConfigError(path, explain(problem)) from problem


@cache
def load_layouts(subject: str = INVOICE) -> dict[str, Layout]:
    """Every layout of a subject by name, in the order of the file names; those of a plan's own mappings with them, in
    the place of one of that name."""
    folder = load_subject(subject).folder
    found = {layout.name: layout for layout in _read_folder(folder)}
    own = {path.stem: path for path in toml_files(LAYOUTS).values() if path.parent != LAYOUTS}
    for path in own.values():
        layout = _read_named(path)
        if layout.subject == subject:
            found[layout.name] = layout
    return found


def layouts_with(folder: Path | None, subject: str = INVOICE) -> dict[str, Layout]:
    """The shipped layouts of a subject and those of a folder of one's own (None or not there: none). Raises
    ConfigError where two have the same name."""
    layouts = dict(load_layouts(subject))
    for layout in _read_folder(folder) if folder else ():
        if layout.subject != subject:
            continue
        if layout.name in layouts:
            raise ConfigError(folder or Path(), f"the layout {layout.name!r} is one of the program's: rename it")
        layouts[layout.name] = layout
    return layouts


def _read_folder(folder: Path) -> Iterator[Layout]:
    return map(_read_named, sorted(folder.glob("*.toml")))


def _read_named(path: Path) -> Layout:
    layout = read_layout(path)
    if layout.name != path.stem:
        raise ConfigError(path, f"is named {layout.name!r}: call it as the file")
    return layout


def explain(problem: ValidationError) -> str:
    """A pydantic error as one line that names each wrong key, without the value."""
    faults = []
    for error in problem.errors(include_url=False, include_input=False):
        place = ".".join(str(part) for part in error["loc"])
        faults.append(f"{place}: {error['msg']}" if place else error["msg"])
    return "; ".join(faults)
