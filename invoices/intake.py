"""One input file: its sheets recognised, its tables read, everything on it accounted for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from edi.diagnostics import Diagnostic
from edi.model.reference import FileRef, SheetRef
from edi.report.run_result import InputResult, SheetRead
from invoices.context import Context
from invoices.dates import forms_of
from invoices.findings_sheet import is_findings_sheet
from invoices.layout.guess import read_unknown
from invoices.layout.merged import fill_merged
from invoices.layout.recognise import recognise
from invoices.layout.table import Table
from invoices.lines import LineReader
from invoices.rows import RowReader, SkippedRow
from invoices.workbook import Sheet, UnreadableError, open_workbook
from mappings.fields import all_fields, load_fields
from mappings.layout_file import Layout


@dataclass(slots=True)
class TableReading:
    """A table and what was read from it, in the order of the sheet: an InvoiceLine a service (or what else the reader
    of rows makes), a SkippedRow for any other row. `missing` names required fields that the
    table has no cell for: they withhold every line."""

    table: Table
    items: list[Any] = field(default_factory=list)
    missing: frozenset[str] = frozenset()


def read_input(
    path: Path,
    name: str,
    context: Context,
    layouts: Iterable[Layout],
    data: bytes | None = None,
    reader: type[RowReader] = LineReader,
) -> tuple[InputResult, list[TableReading]]:
    """Reads one input, its rows by `reader`; the layouts are of one subject. What cannot be opened gives a finding and
    no tables; OSError passes through."""
    content = path.read_bytes() if data is None else data
    result = InputResult(name, None if data is not None else path, hashlib.sha256(content).hexdigest(), content=data)
    add = result.findings.append
    try:
        workbook = open_workbook(path, content)
    except UnreadableError as problem:
        add(Diagnostic(problem.code, FileRef(name), problem.found, problem.expected))
        return result, []
    for note in workbook.notes:
        add(Diagnostic(note.code, FileRef(name), note.found, note.expected))
    tables = _tables(name, workbook.sheets, list(layouts), add, guessing=context.guess_layouts)
    readings = [_read(table, context, add, reader) for table in tables]
    result.sheets = [SheetRead(reading.table.sheet, reading.table.layout.name) for reading in readings]
    return result, readings


def _tables(
    name: str, sheets: list[Sheet], layouts: list[Layout], add: Callable[[Diagnostic], None], *, guessing: bool
) -> list[Table]:
    tables: list[Table] = []
    misfits: list[Diagnostic] = []
    subject = layouts[0].subject
    for sheet in sheets:
        if is_findings_sheet(sheet.name, next(sheet.rows(), [])):
            continue
        if sheet.hidden:
            add(Diagnostic("WB012", SheetRef(name, sheet.name)))
            continue
        found = recognise(name, sheet, layouts)
        if guessing and not isinstance(found, Table):
            found, told = read_unknown(name, sheet, found, subject)
            if told is not None:
                add(told)
        if isinstance(found, Table):
            tables.append(place_on(found, sheet))
        else:
            misfits.append(found)
    for misfit in misfits:
        # Beside an invoice, a sheet that is nothing like one is a note; alone it is the trouble itself.
        note = bool(tables) and misfit.code == "WB004"
        add(Diagnostic("WB014", misfit.where) if note else misfit)
    return tables


def place_on(table: Table, sheet: Sheet) -> Table:
    """The table with the sheet that it stands on; the headings of a JSON export are row 0."""
    table.source = sheet
    if sheet.first_row != 1:
        table.header_row += sheet.first_row - 1
        restart(table)
    return table


def restart(table: Table) -> None:
    """Makes the table's rows begin anew below the heading row."""
    sheet = table.source
    below = islice(sheet.rows(), table.header_row - sheet.first_row + 1, None)
    table.rows = enumerate(below, table.header_row + 1)


def _read(table: Table, context: Context, add: Callable[[Diagnostic], None], kind: type[RowReader]) -> TableReading:
    heading = SheetRef(table.file, table.sheet, table.header_row)
    for column, _ in table.unused:
        add(Diagnostic("WB011", table.ref(table.header_row, column=column)))
    reader, items = _lines(table, context, add, kind)
    for name in sorted(reader.missing):
        add(Diagnostic("WB005", heading, table.layout.name, f"‘{all_fields()[name].title}’"))
    lacking = [
        f"‘{definition.title}’"
        for definition in load_fields(table.layout.subject).values()
        if definition.presence == "minimum" and not table.has(definition.name) and definition.name not in SPARED
    ]
    if lacking:
        add(Diagnostic("WB013", heading, expected=", ".join(lacking)))
    for column in sorted(table.source.surroundings.hidden_columns & _used(table)):
        add(Diagnostic("WB022", table.ref(table.header_row, column=column)))
    unread = [item for item in items if isinstance(item, SkippedRow) and item.reason == "hidden"]
    if unread:
        rows = "1 hidden row" if len(unread) == 1 else f"{len(unread)} hidden rows"
        add(Diagnostic("WB021", heading, expected=rows + reader.worth(unread)))
    if not unread and all(isinstance(item, SkippedRow) for item in items):
        add(Diagnostic("WB003", heading))
    return TableReading(table, items, reader.missing)


def _lines(
    table: Table, context: Context, add: Callable[[Diagnostic], None], kind: type[RowReader]
) -> tuple[RowReader, list[Any]]:
    """The rows of a table. They are read once more where a column of dates turns out to be day first."""
    found: list[Diagnostic] = fill_merged(table)
    reader = kind(table, context, found.append)
    items = list(reader.read())
    forms = forms_of(reader.memos, from_1904=table.source.date1904)
    if forms:
        restart(table)
        found = fill_merged(table)
        reader = kind(table, context, found.append, forms=forms)
        items = list(reader.read())
    for finding in found:
        add(finding)
    return reader, items


def _used(table: Table) -> frozenset[int]:
    places = [*table.columns.values(), *(where for slot in table.slots for where in slot.values())]
    return frozenset(column for where in places for column in where)


# A member is housed where nothing says otherwise, a service lasts one day, a code has its own name, and a charge
# may stand where no unit cost does.
SPARED = frozenset({"homeless_indicator", "service_end", "service_name", "unit_cost", "payer_id"})
