"""One input file: its sheets recognised, its tables read, everything on it accounted for."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from edi.diagnostics import Diagnostic
from edi.model.reference import FileRef, SheetRef
from edi.report.run_result import InputResult, SheetRead
from invoices.accounted import Read, account_for, tell_faults, tell_of_sheets
from invoices.context import Context
from invoices.dates import forms_of
from invoices.findings_sheet import is_findings_sheet
from invoices.layout.merged import fill_merged
from invoices.layout.recognise import recognise
from invoices.layout.stacked import Below, first_table
from invoices.layout.table import Table
from invoices.lines import LineReader
from invoices.rows import RowReader, SkippedRow
from invoices.workbook import Sheet, UnreadableError, Workbook, open_workbook
from mappings.fields import all_fields, load_fields
from mappings.layout_file import Layout
from mappings.subject_file import INVOICE


@dataclass(slots=True)
class TableReading:
    """A table and what was read from it, in the order of the sheet: an InvoiceLine a service (or what else the reader
    of rows makes), a SkippedRow for any other row. `missing` names required fields that the
    table has no cell for: they withhold every line."""

    table: Table
    items: list[Any] = field(default_factory=list)
    missing: frozenset[str] = frozenset()


@dataclass(slots=True)
class Source:
    """One input: its path, the name to show, and its bytes where they came from stdin."""

    path: Path
    name: str
    data: bytes | None = None


@dataclass(slots=True)
class Opened:
    """An input that was opened: its checksum, and its sheets or why there are none."""

    source: Source
    sha256: str
    workbook: Workbook | UnreadableError


def open_input(source: Source) -> Opened:
    """Reads the cells of one input. OSError passes through."""
    content = source.path.read_bytes() if source.data is None else source.data
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        return Opened(source, sha256, open_workbook(source.path, content))
    except UnreadableError as problem:
        return Opened(source, sha256, problem)


def opened(sources: Iterable[Source], jobs: int) -> Iterator[Opened]:
    """The inputs in their order, with up to `jobs` - 1 of them opened ahead: calamine needs the interpreter only to
    hand over cells, so that the next workbook can be opened while the rows of this one are judged."""
    if jobs == 1:
        yield from map(open_input, sources)
        return
    with ThreadPoolExecutor(jobs - 1) as pool:
        ahead: deque[Future[Opened]] = deque()
        for source in sources:
            ahead.append(pool.submit(open_input, source))
            if len(ahead) == jobs:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


def read_input(
    one: Opened, context: Context, layouts: Sequence[Layout], reader: type[RowReader] = LineReader
) -> tuple[InputResult, list[TableReading]]:
    """Reads the tables of one input, their rows by `reader`; the layouts are of one subject. What could not be opened
    gives a finding and no tables."""
    source, name, workbook = one.source, one.source.name, one.workbook
    path = None if source.data is not None else source.path
    result = InputResult(name, path, one.sha256, content=source.data)
    add = result.findings.append
    if isinstance(workbook, UnreadableError):
        add(Diagnostic(workbook.code, FileRef(name), workbook.found, workbook.expected))
        return result, []
    for note in workbook.notes:
        add(Diagnostic(note.code, FileRef(name), note.found, note.expected))
    tables = _tables(name, workbook.sheets, layouts, add, guessing=context.guess_layouts)
    readings: list[TableReading] = []
    for table in tables:
        readings += _readings(table, context, layouts, add, reader)
    account_for(name, workbook.sheets, [_accounted(reading) for reading in readings], result.findings)
    if layouts[0].subject == INVOICE:
        tell_of_sheets(name, workbook.sheets, {reading.table.sheet for reading in readings}, result.findings)
    for sheet in workbook.sheets:
        sheet.release()
    result.sheets = [SheetRead(reading.table.sheet, reading.table.layout.name) for reading in readings]
    return result, readings


def _tables(
    name: str, sheets: list[Sheet], layouts: Sequence[Layout], add: Callable[[Diagnostic], None], *, guessing: bool
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
        if guessing:
            found, told = first_table(name, sheet, found, subject)
            for finding in told:
                add(finding)
        if isinstance(found, Table):
            tables.append(found)
        else:
            misfits.append(found)
    for misfit in misfits:
        # Beside an invoice, a sheet that is nothing like one is a note; alone it is the trouble itself.
        note = bool(tables) and misfit.code == "WB004"
        add(Diagnostic("WB014", misfit.where) if note else misfit)
    return tables


def _readings(
    table: Table,
    context: Context,
    layouts: Sequence[Layout],
    add: Callable[[Diagnostic], None],
    kind: type[RowReader],
) -> Iterator[TableReading]:
    """What was read from a table and from those that stand below it on the same sheet."""
    last: Table | None = table
    while last is not None:
        below = Below(last, layouts, context.guess_layouts)
        yield _read(last, context, add, kind, below)
        last.rows = iter(())
        last = below.found
        if below.told is not None and last is not None:
            add(below.told)


def restart(table: Table) -> None:
    """Makes the table's rows begin anew below the heading row."""
    sheet = table.source
    below = islice(sheet.rows(), table.header_row - sheet.first_row + 1, None)
    table.rows = enumerate(below, table.header_row + 1)


def _read(
    table: Table, context: Context, add: Callable[[Diagnostic], None], kind: type[RowReader], below: Below
) -> TableReading:
    heading = SheetRef(table.file, table.sheet, table.header_row)
    for column, _ in table.unused:
        add(Diagnostic("WB011", table.ref(table.header_row, column=column)))
    reader, items = _lines(table, context, add, kind, below)
    for name in sorted(reader.missing):
        add(Diagnostic("WB005", heading, table.layout.name, f"‘{all_fields()[name].title}’"))
    lacking = [
        f"‘{definition.title}’"
        for definition in load_fields(table.layout.subject).values()
        if definition.presence == "minimum" and not table.has(definition.name) and definition.name not in SPARED
    ]
    if lacking:
        add(Diagnostic("WB013", heading, expected=", ".join(lacking)))
    for column in sorted(table.source.surroundings.hidden_columns & table.used):
        add(Diagnostic("WB022", table.ref(table.header_row, column=column)))
    unread = [item for item in items if isinstance(item, SkippedRow) and item.reason == "hidden"]
    if unread:
        rows = "1 hidden row" if len(unread) == 1 else f"{len(unread)} hidden rows"
        add(Diagnostic("WB021", heading, expected=rows + reader.worth(unread)))
    if not unread and all(isinstance(item, SkippedRow) for item in items):
        add(Diagnostic("WB003", heading))
    reading = TableReading(table, items, reader.missing)
    tell_faults(_accounted(reading), add)
    return reading


def _accounted(reading: TableReading) -> Read:
    lines = {item.row for item in reading.items if not isinstance(item, SkippedRow)}
    skipped = {item.row for item in reading.items if isinstance(item, SkippedRow) and item.reason != "blank"}
    return Read(reading.table, lines, lines | skipped)


def _lines(
    table: Table, context: Context, add: Callable[[Diagnostic], None], kind: type[RowReader], below: Below
) -> tuple[RowReader, list[Any]]:
    """The rows of a table. They are read once more where a column of dates turns out to be day first."""
    found: list[Diagnostic] = fill_merged(table)
    reader = kind(table, context, found.append, another=below.begins)
    items = list(reader.read())
    forms = forms_of(reader.memos, from_1904=table.source.date1904)
    if forms:
        restart(table)
        found = fill_merged(table)
        reader = kind(table, context, found.append, forms=forms, another=below.begins)
        items = list(reader.read())
    for finding in found:
        add(finding)
    return reader, items


# A member is housed where nothing says otherwise, a service lasts one day, a code has its own name, and a charge
# may stand where no unit cost does.
SPARED = frozenset({"homeless_indicator", "service_end", "service_name", "unit_cost", "payer_id"})
