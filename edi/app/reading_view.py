"""How a sheet is read, as a dictionary for machines and as lines for people. Values are shown by the policy of masking:
`mappings.masking`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from edi.diagnostics import load_rules
from edi.diagnostics.render import say
from invoices.reading.ask import choices_of, subject_of
from invoices.reading.model import BILLED, NOT_BILLED, ColumnRead, Question, SheetReading
from invoices.reading.model import NOTHING as NOTHING
from invoices.reading.questions import shown, values_may_be_shown
from invoices.reading.questions import shown_values as shown_values
from invoices.run import RULE_PACKAGES
from invoices.workbook import Sheet
from mappings.fields import all_fields, load_fields
from mappings.masking import is_shown

#: What the values of a column that parts the rows may mean, with the words for each.
ROW_MEANINGS = ((BILLED, "such a row is billed"), (NOT_BILLED, "it is not"))
NOT_READ = "nothing on it looks like a table of this kind"


def described(
    sheets: Sequence[Sheet], readings: Sequence[SheetReading], *, show_values: bool
) -> Iterator[tuple[dict[str, Any], SheetReading | None]]:
    """Every table of a file as it is read, then the sheets that none was read from."""
    for reading in readings:
        yield describe(reading, show_values=show_values), reading
    for sheet in sheets:
        if all(reading.sheet != sheet.name for reading in readings):
            why = "it is hidden" if sheet.hidden else NOT_READ
            yield {"sheet": sheet.name, "layout": "", "why": why, "questions": []}, None


def describe(reading: SheetReading, *, show_values: bool) -> dict[str, Any]:
    """One table: what each column was taken for, why, what else it could have been, and what is open."""
    present = {column.field for column in (*reading.columns, *reading.labels)}
    return {
        "sheet": reading.sheet,
        "layout": reading.layout,
        "subject": reading.subject,
        "provider": reading.provider,
        "heading_row": reading.heading_row,
        "heading_rows": reading.heading_rows,
        "shapes": list(reading.shapes),
        "can_be_read": reading.table is not None,
        "labels": [_label(label, reading, show_values) for label in _in_order(reading.labels)],
        "columns": [_place(column, reading, show_values) for column in reading.columns],
        "missing": [
            field.name
            for field in load_fields(reading.subject).values()
            if field.presence in ("required", "minimum") and not _is_there(field.name, present, reading)
        ],
        "questions": [_question(question, show_values) for question in reading.questions],
        "told": [_told(finding, show_values) for finding in reading.told],
    }


def _is_there(name: str, present: set[str], reading: SheetReading) -> bool:
    held = {part for field in present if field for part in all_fields()[field].holds}
    return name in present | held or (reading.table is not None and reading.table.has(name))


def _place(column: ColumnRead, reading: SheetReading, show_values: bool) -> dict[str, Any]:
    known = may_be_shown(column, reading)
    return {
        "column": column.letter,
        "heading": column.heading,
        "group": column.group,
        "field": column.field,
        "slot": column.slot,
        "scale": column.scale,
        "sure": round(column.sure, 2),
        "status": column.status,
        "why": list(column.why),
        "rivals": list(column.rivals),
        "values": [shown(value, show_values=show_values, known=known) for value in column.values],
        "meanings": {
            shown(value, show_values=show_values, known=True): said for value, said in column.meanings.items()
        },
    }


def _in_order(labels: Sequence[ColumnRead]) -> list[ColumnRead]:
    """Labels as one reads the sheet: by row, then by column; those of no cell first."""
    cells = [(re.fullmatch(r"([A-Z]+)(\d+)", label.letter), label) for label in labels]
    return [
        label
        for _, label in sorted(cells, key=lambda at: (int(at[0][2]), len(at[0][1]), at[0][1]) if at[0] else (0, 0, ""))
    ]


def _label(label: ColumnRead, reading: SheetReading, show_values: bool) -> dict[str, Any]:
    """A label; how sure its reading is was measured for columns only."""
    place = _place(label, reading, show_values)
    del place["sure"]
    return place


def may_be_shown(column: ColumnRead, reading: SheetReading) -> bool:
    """Whether values of a column may be shown: by its field, or by those that it may hold where that is asked. Those of
    a column that parts the rows have been looked at one by one."""
    if column.status == "asked":
        asked = [question for question in reading.questions if question.column == column.letter]
        return bool(asked) and all(map(values_may_be_shown, asked))
    return column.status == "status" or is_shown(column.field)


def _question(question: Question, show_values: bool) -> dict[str, Any]:
    return {
        "id": question.id,
        "kind": question.kind,
        "column": question.column,
        "heading": question.heading,
        "field": question.field,
        "values": shown_values(question, show_values=show_values),
        "depends": question.depends,
        "choices": [option._asdict() for option in question.choices],
    }


def _told(finding: Any, show_values: bool) -> dict[str, Any]:
    said = say(finding, load_rules(*RULE_PACKAGES).rules[finding.code], show_values=show_values)
    return {"code": finding.code, "message": said.message, "hint": said.hint}


def heading_line(part: dict[str, Any]) -> str:
    """A table in a line: where its headings stand, what it is read by, what was done to make it plain."""
    if "why" in part:
        return f"{part['sheet']}: not read, {part['why']}"
    plain = f", made plain: {', '.join(part['shapes'])}" if part["shapes"] else ""
    return f"{part['sheet']}: layout {part['layout']}, {_rows(part['heading_row'], part['heading_rows'])}{plain}"


def _rows(last: int, height: int) -> str:
    if not height:
        return "no headings"
    return f"headings in row {last}" if height == 1 else f"headings in rows {last - height + 1} to {last}"


def lines_of(part: dict[str, Any], *, briefly: bool = False) -> Iterator[str]:
    """The same as text: a line a column, its reasons below it unless `briefly`."""
    yield heading_line(part)
    for place in (*part.get("labels", ()), *part.get("columns", ())):
        yield f"  {place['column'] or '(label)':<5} {_taken_for(place):<26} {_sure(place)}{_named(place)}"
        if not briefly:
            yield from (f"{'':<14}{line}" for line in reasons(place))
    for finding in part.get("told", ()):
        yield f"  {finding['code']} {finding['message']}"
    if part.get("missing"):
        yield f"  missing: {', '.join(part['missing'])}"


def reasons(place: dict[str, Any]) -> Iterator[str]:
    """Why a column was taken for what it is, what else it could have been, and some of its values."""
    if place["why"]:
        yield f"because {'; '.join(place['why'])}"
    if place["rivals"]:
        yield f"could have been {' or '.join(place['rivals'])}"
    if place["meanings"]:
        yield "; ".join(f"‘{value}’ is {meaning}" for value, meaning in place["meanings"].items())
    elif place["values"]:
        yield f"such as {', '.join(f'‘{value}’' for value in place['values'][:3])}"


def _taken_for(place: dict[str, Any]) -> str:
    if place["status"] == "asked":
        return "(asked)"
    if place["status"] == "status":
        return "(which rows are billed)"
    if place["field"] in ("", NOTHING):
        return "(not used)"
    slot = f" {place['slot']}" if place["slot"] else ""
    scale = f" / {place['scale']}" if place["scale"] > 1 else ""
    return f"{place['field']}{slot}{scale}"


def _sure(place: dict[str, Any]) -> str:
    return f"{place['sure']:>4.0%}  " if place["status"] == "read" and "sure" in place else f"{'':>6}"


def _named(place: dict[str, Any]) -> str:
    return f"{place['group']} {place['heading']}".strip()


def question_lines(question: Question, number: int, *, show_values: bool = False) -> Iterator[str]:
    """A question with its choices, as it stands on the terminal and in the text of `read`."""
    yield f"{number}. {subject_of(question, show_values=show_values)}: {choices_of(question)}?"
    yield f"   This affects {question.depends}."
    if question.kind == "column":
        wide = max((len(option.field) for option in question.choices), default=0)
        for count, option in enumerate(question.choices, 1):
            yield f"   {count}  {option.field:<{wide}}  {option.says}"
