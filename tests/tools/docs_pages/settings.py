"""`reference/profile.md`, `payers.md` and `layouts.md`, from the pydantic models and the shipped files."""

from __future__ import annotations

import re
import types
from collections.abc import Iterator
from enum import Enum
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from mappings.fields import all_fields
from mappings.layout_file import Layout, load_layouts
from mappings.payer_file import PAYERS, PLACEHOLDERS, Payer, load_payer
from mappings.profile_file import SAMPLE_PROFILE, Profile
from mappings.reading_file import SavedReading
from mappings.subject_file import load_subjects
from mappings.tables import read_toml
from tests.tools.docs_pages.markdown import DOCS, anchor, cell, code, escaped, fields_page, page, slug, table

NOTES = DOCS / "reference" / "setting_notes.toml"
MODELS: dict[str, type[BaseModel]] = {"profile": Profile, "payer": Payer, "layout": Layout, "reading": SavedReading}
# Patterns in words; one that is not here is shown as it is.
FORMS = {
    r"^[A-Z0-9]{3}$": "three capital letters or digits",
    r"^[12]\d{9}$": "ten digits, the first 1 or 2",
    r"^[ -)+-9;-\]_-}]+$": "text without ~ * : ^",
    r"^[A-Za-z0-9]{2,12}$": "2 to 12 letters or digits",
    r"^[A-Za-z0-9-]{2,15}$": "2 to 15 letters, digits or dashes",
    r"^\d{10}$": "ten digits",
    r"^\d{4}$": "four digits",
    r"^\d{2}$": "two digits",
    r"^[ -)+-9;-\]_-}]*$": "text without ~ * : ^",
    r"^[0-9a-f]{64}$": "64 digits and letters a to f",
    r"^(\d{9})?$": "nine digits, or nothing",
    r"^(\d{10})?$": "ten digits, or nothing",
    r"^([A-Z]{2})?$": "two capital letters, or nothing",
    r"^(\d{5}(\d{4})?)?$": "five or nine digits, or nothing",
    r"^(\d{2})?$": "two digits, or nothing",
    r"^[A-Z]{2}$": "two capital letters",
    r"^[A-Z ]{1,55}$": "capital letters and spaces, at most 55",
    r"^([A-Z0-9]{9}X)?$": "ten characters ending in X, or nothing",
}
EXAMPLE_READING = """
version = 1
subject = "invoice"
providers = ["1234567893"]
name = "BAY HOUSING PARTNERS"

# Values of the provider that its sheets leave out.
[missing]
billing_tin = "942345678"

[[tables]]
who = "m.carter"
when = 2026-05-04T10:12:00
sha256 = "9f2c4b0e5a7d4c1f8e6b3a2d1c0f9e8d7c6b5a493827160f5e4d3c2b1a09f8e7"

[[tables.columns]]
heading = "Cost"
before = "Qty"
after = "Outcome"
kinds = ["money"]
field = "unit_cost"

[[tables.columns]]
heading = "Outcome"
before = "Cost"
kinds = ["text"]
field = "-"
values = { Seen = "billed", "No show" = "not billed" }
"""
PLAIN = {str: "text", int: "whole number", bool: "true or false", float: "number"}
NAMES = {"date": "date", "datetime": "date and time", "Decimal": "number"}


class Setting(NamedTuple):
    """One setting: its dotted name, its field, and the model it holds where it is a section."""

    name: str
    field: FieldInfo
    section: type[BaseModel] | None


def settings(model: type[BaseModel], above: str = "") -> Iterator[Setting]:
    """Every setting of a model, sections before what stands in them."""
    for name, field in model.model_fields.items():
        section = _section(field.annotation)
        yield Setting(above + name, field, section)
        if section is not None:
            yield from settings(section, f"{above}{name}.")


def pages() -> dict[str, str]:
    """The four pages."""
    _check_notes()
    return {
        "reference/profile.md": _profile_page(),
        "reference/payers.md": _payers_page(),
        "reference/layouts.md": _layouts_page(),
        "reference/readings.md": _readings_page(),
    }


@cache
def _notes() -> dict[str, Any]:
    return read_toml(NOTES)


def _check_notes() -> None:
    for kind, model in MODELS.items():
        known = {setting.name: setting for setting in settings(model)}
        for name in (*_notes()["meaning"][kind], *_notes()["note"][kind], *_notes()["unread"][kind]):
            if name not in known:
                raise ValueError(f"{NOTES.name}: no setting of the {kind} is called {name}")
        for name in _notes()["meaning"][kind]:
            if known[name].field.description:
                raise ValueError(f"{NOTES.name}: {kind} {name} has a description of its own")
        for name, setting in known.items():
            if setting.section is None and not _meaning(kind, setting):
                raise ValueError(f"{kind} {name} has no description; give it one, in the model or in {NOTES.name}")


def _meaning(kind: str, setting: Setting) -> str:
    own = setting.field.description or _notes()["meaning"][kind].get(setting.name, "")
    more = _notes()["note"][kind].get(setting.name, "")
    return " ".join(f"{part.rstrip('.')}." for part in (own, more) if part)


def _cell(kind: str, setting: Setting) -> str:
    """The meaning in a cell; notes of ours are Markdown already."""
    own = _meaning(kind, setting)
    text = cell(own) if setting.field.description else own
    unread = setting.name in _notes()["unread"][kind]
    return text + (" *Kept for your record; nothing reads it yet.*" if unread else "")


def _section(annotation: Any) -> type[BaseModel] | None:
    """The model that an annotation holds: itself, in a list, or optional."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _section(part)) is not None), None)


def _is_list(annotation: Any) -> bool:
    return get_origin(annotation) is list


def shown_type(annotation: Any, metadata: tuple[Any, ...] = ()) -> str:
    """A type as a person would say it, with its bounds."""
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        return shown_type(inner, (*metadata, *more))
    if origin is Literal:
        return " or ".join(f"`{choice}`" for choice in get_args(annotation))
    if origin in (Union, types.UnionType):
        return " or ".join(shown_type(part, metadata) for part in get_args(annotation) if part is not type(None))
    if origin is list:
        return f"list of {shown_type(get_args(annotation)[0])}"
    if origin is dict:
        key, value = get_args(annotation)
        return f"table: {shown_type(key)} = {shown_type(value)}"
    form = next((found for part in metadata if (found := FORMS.get(getattr(part, "pattern", None) or ""))), "")
    if form:
        return escaped(form)
    base = PLAIN.get(annotation) or NAMES.get(annotation.__name__) or annotation.__name__
    return base + "".join(_bound(part) for part in metadata)


def _bound(part: Any) -> str:
    if isinstance(part, Ge):
        return f", from {part.ge}"
    if isinstance(part, Gt):
        return f", above {part.gt}"
    if isinstance(part, Le):
        return f" to {part.le}"
    pattern = getattr(part, "pattern", None)
    return f" of the form `{pattern}`" if pattern else ""


def _default(setting: Setting) -> str:
    value = setting.field.default
    if value is PydanticUndefined:
        return "required"
    if value is None or value in ("", [], {}):
        return "none"
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, bool):
        value = str(value).lower()
    if isinstance(value, list):
        value = ", ".join(str(part) for part in value)
    return f"`{value}`"


def _tables(kind: str) -> list[str]:
    """A table for the top of the model and one for each section."""
    parts: dict[str, list[tuple[str, str, str, str]]] = {}
    sections: dict[str, Setting] = {}
    for setting in settings(MODELS[kind]):
        above, _, own = setting.name.rpartition(".")
        if setting.section is not None:
            sections[setting.name] = setting
            continue
        parts.setdefault(above, []).append(
            (
                f"{anchor(setting.name)}`{own}`",
                shown_type(setting.field.annotation, tuple(setting.field.metadata)),
                _default(setting),
                _cell(kind, setting),
            )
        )
    made = []
    for above, rows in parts.items():
        heading = "## At the top" if not above else f"## {_bracket(above, sections)}"
        section = sections.get(above)
        about = _about(kind, section) if section is not None else ""
        made.append(
            "\n\n".join(filter(None, [heading, about, table(("setting", "value", "default", "meaning"), rows)]))
        )
    return made


def _bracket(name: str, sections: dict[str, Setting]) -> str:
    return f"`[[{name}]]`" if _is_list(sections[name].field.annotation) else f"`[{name}]`"


def _about(kind: str, section: Setting) -> str:
    text = section.field.description or _notes()["meaning"][kind].get(section.name, "")
    return text or (section.section.__doc__ or "").split("\n\n")[0] if section.section else text


def _profile_page() -> str:
    intro = """
The profile says who sends, for which plans, and how to decide what the guidance leaves open. It is a TOML file called
`edi-translate.toml`. The program takes the one that `--profile` names, else the one in the current folder or the
nearest parent folder. Without any it uses a built-in sample whose envelope is marked as a test (ISA15 = `T`) and says
so in its summary; what it makes must not be submitted.

`edi-translate init` writes the file below. A setting that is misspelt or has a wrong value stops the program with
exit code 2 and the setting's name. Why a value is a setting at all: see [Evidence](../explanation/evidence.md).
"""
    sample = "## The file that `init` writes\n\n```toml\n" + SAMPLE_PROFILE.read_text(encoding="utf-8") + "```"
    return page("The profile", intro, *_tables("profile"), sample)


def _payers_page() -> str:
    intro = """
A payer file describes one receiver: every value of the 837P that differs from one receiver to the next. Two are
shipped, `dhcs` (the state) and `plan` (a claim from a provider to a plan). The profile's `payer` names one of them or
the path of your own. [Add a payer](../how-to/add-a-payer.md) shows how.
"""
    places = "Text values may hold placeholders: " + ", ".join(f"`{{{name}}}`" for name in PLACEHOLDERS) + "."
    places += " `{date}`, `{number}` and `{stem}` are filled in `file_name` only,"
    places += " `{month}` (CCYYMM) in `[provider_file]` only."
    shipped = [_shipped(path.stem) for path in sorted(PAYERS.glob("*.toml"))]
    return page("Payer files", intro, places, *_tables("payer"), "## The shipped files", *shipped)


def _shipped(name: str) -> str:
    """A payer file as a table: each value with the evidence that its comment gives."""
    rows, section, about = [], "", []
    for line in (PAYERS / f"{name}.toml").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[] ") + "."
        elif line.startswith("#"):
            about.append(line.removeprefix("#").strip())
        elif found := re.fullmatch(r'\s+\{service = "(\w+)", (.*)\},\s*# (.*)', line):
            rows.append((code(f"{section}markers: {found[1]}"), code(found[2]), cell(found[3])))
        elif found := re.fullmatch(r'(\w+)\s*=\s*("[^"]*"|[^#\[]*?)\s*(?:#\s*(.*))?', line):
            rows.append((code(section + found[1]), code(found[2]), cell(found[3] or "")))
    source = f"From the head of the file: {cell(' '.join(about))}"
    title = f"### {name}: {load_payer(name).title}"
    return "\n\n".join([title, source, table(("setting", "value", "evidence, and what one plan does"), rows)])


def _readings_page() -> str:
    intro = """
What was confirmed of a provider's sheets is kept in a TOML file in the folder `readings` beside `edi-translate.toml`,
named for the provider's NPI and name: `1234567893-bay-housing-partners.toml`. `edi-translate read` writes it when you
answer a question; [Answer questions](../how-to/answer-questions.md) shows how. Every command that reads workbooks uses
it.

No member data stands in it: headings, the kinds of values, what each column holds, and the words of columns that say
which rows are billed. A heading or word that looks like an identifying number is never written, and a file that holds
one is refused. You may edit a file, or delete it to be asked again. A key that is misspelt or has a wrong value stops
the program with exit code 2 and the key's name.

Next month a column is known again by its heading, by a heading that is spelt nearly so, or by its place between its
neighbours and the kind of its values. What was renamed is reported (WB026). A value that was not there when a column
that parts rows was answered asks again (WB025).
"""
    sample = "## A file\n\n```toml\n" + EXAMPLE_READING.strip() + "\n```"
    return page("Saved readings", intro, *_tables("reading"), sample)


def _layouts_page() -> str:
    intro = """
A layout says which heading of a workbook holds which [field](fields.md). The heading row may stand anywhere in the
first 40 rows. Case, spaces and punctuation of a heading do not count: `Billing Provider N.P.I.` and
`billing provider npi` are one. `edi-translate layout list` names the layouts,
`edi-translate layout inspect invoices.xlsx` shows how a file is read.

The first are those of invoices; the last, `roster-...`, those of provider rosters for `edi-translate providers`.

Layouts are data: [Add a layout](../how-to/add-a-layout.md) shows how to write one.
"""
    shipped = [_layout(layout) for subject in load_subjects() for layout in load_layouts(subject).values()]
    return page(
        "Layouts",
        intro,
        *shipped,
        "## Keys of a layout file",
        *[part.replace("## ", "### ", 1) for part in _tables("layout")],
    )


def _layout(layout: Layout) -> str:
    told = ", ".join(f"[{name}]({fields_page(name)}#{slug(name)})" for name in layout.recognise)
    parts = [f"## {layout.name}", f"{layout.title}. Sample: `samples/{layout.sample}`. Recognised by: {told}."]
    slots = layout.slots.columns if layout.slots else {}
    for title, found in (
        ("labels above the table", layout.labels),
        ("columns", layout.columns),
        ("numbered columns", slots),
    ):
        if found:
            rows = [
                (
                    f"[{cell(all_fields()[name].title)}]({fields_page(name)}#{slug(name)})",
                    cell(", ".join(f"`{t}`" for t in texts)),
                )
                for name, texts in found.items()
            ]
            parts.append(f"**{title.capitalize()}**\n\n" + table(("field", "headings"), rows))
    if layout.slots:
        parts.append(f"`{{n}}` counts from 1 to {layout.slots.last}.")
    return "\n\n".join(parts)
