"""Writes a reading down as a layout file for a person to check and keep. No value of the sheet stands in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from invoices.reading.model import NOTHING, ColumnRead, SheetReading
from mappings.fields import all_fields
from mappings.subject_file import INVOICE, load_subject

# From here on a choice needs no second look.
CERTAIN = 0.95


def draft(reading: SheetReading, name: str) -> str:
    """The layout as TOML: `name` has to be that of the file. What is in doubt stands in it as a comment."""
    doubted = {question.field for question in reading.questions if question.field}
    used = [column for column in reading.columns if column.field and column.status == "read"]
    used = [column for column in used if column.field not in doubted or all_fields()[column.field].many]
    plain = [column for column in used if not column.slot]
    slots = [column for column in used if column.slot]
    about = load_subject(reading.subject)
    lines = [
        "# Drafted from a workbook that no layout names. A share says in how many of such cases the choice was right:",
        "# check what says so, correct what is wrong, and put the file into a folder `layouts` beside",
        "# edi-translate.toml, or give it with --layout. Every field that there is:",
        f"# mappings/{about.folder.name}/fields.csv.",
        f"name = {_quoted(name)}  # as the file is called",
        'title = "One row a service"' if reading.subject == INVOICE else f'title = "A {about.title}"',
        *([] if reading.subject == INVOICE else [f"subject = {_quoted(reading.subject)}"]),
        'sample = ""',
        f"recognise = [{', '.join(map(_quoted, core_of(reading)))}]  # a sheet that has these is of this layout",
    ]
    if reading.heading_rows > 1:
        lines.append(f"header_rows = {reading.heading_rows}  # a heading is that of its group and its own")
    if reading.shapes:
        lines.append(f"shapes = [{', '.join(map(_quoted, reading.shapes))}]  # what makes a plain table of the sheet")
    labels = [label for label in reading.labels if label.field and label.status == "read"]
    if labels:
        lines += ["", "[labels]", *_fields(labels)]
    lines += ["", "[columns]", *_fields(plain), *_doubts(reading)]
    if slots:
        last = max(column.slot for column in slots)
        lines += ["", "[slots]", f"last = {last}", "", "[slots.columns]", *_fields(slots, numbered=True)]
    return "\n".join(lines) + "\n"


def core_of(reading: SheetReading) -> list[str]:
    """The fields that make out the subject, as far as they are there; the first of them where none is."""
    core = load_subject(reading.subject).core
    present = {column.field for column in (*reading.columns, *reading.labels)}
    found = (next((name for name in names if name in present), "") for names in core)
    return [name for name in found if name] or [core[0][0]]


def _fields(columns: Sequence[ColumnRead], *, numbered: bool = False) -> Iterator[str]:
    by_field: dict[str, list[ColumnRead]] = {}
    for column in sorted(columns, key=lambda column: column.number):
        by_field.setdefault(column.field, []).append(column)
    for name, taken in by_field.items():
        texts = dict.fromkeys(_numbered(column) if numbered else column.joined for column in taken)
        where = ", ".join(filter(None, (column.letter for column in taken)))
        yield _line(name, list(texts), where, min(column.sure for column in taken))


def _numbered(column: ColumnRead) -> str:
    """The heading with `{n}` in the place of the number that counts its service."""
    return column.joined.replace(str(column.slot), "{n}", 1)


def _line(name: str, texts: Sequence[str], where: str, sure: float) -> str:
    check = "" if sure >= CERTAIN else ": check"
    about = f"{where}, {sure:.0%}" if where else f"{sure:.0%}"
    return f"{name} = [{', '.join(map(_quoted, texts))}]  # {about}{check}"


def _doubts(reading: SheetReading) -> Iterator[str]:
    """What a person has to decide: the choices of every open question, and what is needed and was not found."""
    columns = {column.letter: column for column in reading.columns}
    asked: set[str] = set()
    for question in reading.questions:
        column = columns.get(question.column)
        heading = column.joined if column else question.heading
        for option in question.choices:
            if option.field != NOTHING:
                asked.add(option.field)
                yield from _taken(reading, option.field) if option.field == question.field else ()
                yield f"# {option.field} = [{_quoted(heading)}]  # {question.column}, {option.says}: choose"
    taken = {column.field for column in (*reading.columns, *reading.labels)}
    for names in load_subject(reading.subject).core:
        if {*names}.isdisjoint(taken | asked):
            yield f'# {names[0]} = ["..."]  # needed: name the column of ‘{all_fields()[names[0]].title}’'


def _taken(reading: SheetReading, field: str) -> Iterator[str]:
    """The columns that were taken for a field which another column may hold: a person has to choose between them."""
    if not all_fields()[field].many:
        for column in reading.columns:
            if column.field == field and column.status == "read":
                title = all_fields()[field].title
                yield f"# {field} = [{_quoted(column.joined)}]  # {column.letter}, {title}: choose"


def _quoted(text: str) -> str:
    """A TOML string; its escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
