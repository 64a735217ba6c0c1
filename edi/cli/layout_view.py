"""How a sheet is read, as a dictionary for machines and as lines for people. No value of a line stands in either."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from edi.diagnostics import Diagnostic, load_rules
from edi.diagnostics.render import say
from invoices.layout.guess import Guess, guess_sheet
from invoices.layout.headings import heading_for
from invoices.layout.recognise import nearest, recognise
from invoices.layout.stacked import tables_below
from invoices.layout.table import Table, column_letter
from invoices.run import RULE_PACKAGES
from invoices.workbook import Sheet
from mappings.fields import Field, load_fields
from mappings.layout_file import Layout

GUESSABLE = ("WB004", "WB005")


def describe(file: str, sheet: Sheet, layouts: Sequence[Layout]) -> dict[str, Any]:
    """One sheet: what it is read as, or why it is not."""
    found = recognise(file, sheet, layouts)
    shown: dict[str, Any] = {"sheet": sheet.name, "hidden": sheet.hidden, "layout": ""}
    if isinstance(found, Table):
        return shown | {"layout": found.layout.name, "guessed": False} | _table(found) | _below(found, layouts)
    guess = guess_sheet(file, sheet, layouts[0].subject) if found.code in GUESSABLE else None
    near = nearest(sheet, layouts)
    if near is not None:
        lacks = [heading_for(near.layout, field) for field in near.missing]
        shown["nearest"] = {"layout": near.layout.name, "lacks": lacks}
    if guess is None:
        return shown | _why(found)
    table = recognise(file, sheet, [guess.layout]) if guess.layout else None
    if isinstance(table, Diagnostic):
        return shown | _why(table)
    if table is None:
        return shown | _why(guess.problem or found) | _guess(guess)
    return shown | {"layout": table.layout.name, "guessed": True} | _guess(guess) | _below(table, layouts)


def _below(table: Table, layouts: Sequence[Layout]) -> dict[str, Any]:
    """The other tables of the sheet, which are read by headings of their own."""
    below = [
        {"heading_row": other.header_row, "layout": other.layout.name}
        for other in tables_below(table, layouts, guessing=True)
    ]
    return {"below": below} if below else {}


def _why(finding: Diagnostic) -> dict[str, Any]:
    said = say(finding, load_rules(*RULE_PACKAGES).rules[finding.code], show_values=False)
    return {"code": finding.code, "why": said.message, "hint": said.hint}


def _table(table: Table) -> dict[str, Any]:
    headings = dict(enumerate(table.header, table.first_column))
    columns = [
        {"column": column_letter(column), "heading": headings[column], "field": name, "slot": slot}
        for slot, places in enumerate((table.columns, *table.slots))
        for name, where in places.items()
        for column in where
    ]
    labels = [
        {"cell": f"{column_letter(label.column)}{label.row}", "field": name} for name, label in table.labels.items()
    ]
    unused = [{"column": column_letter(column), "heading": heading} for column, heading in table.unused]
    return {
        "heading_row": table.header_row,
        "heading_rows": table.layout.header_rows,
        "columns": columns,
        "labels": labels,
        "unused": unused,
        "missing": [
            f.name for f in load_fields(table.layout.subject).values() if _is_missed(f) and not table.has(f.name)
        ],
    }


def _guess(guess: Guess) -> dict[str, Any]:
    choices = sorted(guess.found.choices, key=lambda choice: choice.column.number)
    taken = {choice.column.number for choice in choices}
    present = {choice.target.name for choice in choices} | {label.field for label in guess.labels}
    columns = [
        {
            "column": column_letter(choice.column.number),
            "heading": choice.column.heading,
            "field": choice.target.name,
            "slot": choice.target.slot,
            "sure": round(choice.score, 2),
        }
        for choice in choices
    ]
    unused = [
        {"column": column_letter(column.number), "heading": column.heading, **_near(guess, column.number)}
        for column in guess.columns
        if column.number not in taken
    ]
    return {
        "heading_row": guess.row,
        "heading_rows": guess.height,
        "columns": columns,
        "labels": [{"cell": b.cell, "field": b.field, "sure": round(b.score, 2)} for b in guess.labels],
        "unused": unused,
        "missing": [f.name for f in load_fields(guess.subject).values() if _is_missed(f) and f.name not in present],
    }


def _is_missed(field: Field) -> bool:
    return field.presence != "optional"


def _near(guess: Guess, number: int) -> dict[str, Any]:
    """What an unused column might have been."""
    for clash in guess.found.clashes:
        if any(column.number == number for column in clash.columns):
            return {"nearly": " or ".join(target.name for target in clash.targets)}
    near = guess.found.near.get(number)
    return {"nearly": near[0].name, "sure": round(near[1], 2)} if near else {}


def lines_of(part: dict[str, Any]) -> Iterator[str]:
    """The same as text."""
    name = part["sheet"] + (" (hidden)" if part["hidden"] else "")
    last = part.get("heading_row", 0)
    rows = f"row {last}" if part.get("heading_rows", 1) == 1 else f"rows {last - 1} and {last}"
    if part["layout"] and not part["guessed"]:
        yield f"{name}: layout {part['layout']}, headings in {rows}"
    elif part["layout"]:
        yield f"{name}: no layout names it; read by the names and values of its columns, headings in {rows}"
    else:
        yield f"{name}: {part['code']} {part['why']}"
        yield f"  {part['hint']}"
    if "nearest" in part:
        lacks = ", ".join(f"‘{heading}’" for heading in part["nearest"]["lacks"])
        yield f"  nearest layout: {part['nearest']['layout']}, which lacks {lacks}"
    for label in part.get("labels", ()):
        yield f"  {label['cell']:<5} {label['field']:<22} {_percent(label)}"
    for column in part.get("columns", ()):
        slot = f" {column['slot']}" if column["slot"] else ""
        yield f"  {column['column']:<5} {column['field'] + slot:<22} {_percent(column)}{column['heading']}"
    for column in part.get("unused", ()):
        nearly = f"  (nearly {column['nearly']})" if "nearly" in column else ""
        yield f"  {column['column']:<5} {'(not used)':<22} {_percent(column)}{column['heading']}{nearly}"
    for below in part.get("below", ()):
        yield f"  row {below['heading_row']}: headings of another table, layout {below['layout']}"
    if part.get("missing"):
        yield f"  missing: {', '.join(part['missing'])}"


def _percent(place: dict[str, Any]) -> str:
    return f"{place['sure']:>4.0%}  " if "sure" in place else ""
