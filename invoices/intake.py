"""One input file: its sheets recognised, its tables read, everything on it accounted for."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edi.diagnostics import Diagnostic
from edi.model.reference import FileRef, SheetRef
from edi.views.run_result import InputResult, SheetRead
from invoices.accounted import Read, account_for, tell_faults, tell_of_sheets
from invoices.context import Context
from invoices.dates import forms_of
from invoices.findings_sheet import is_findings_sheet
from invoices.layout.merged import fill_merged
from invoices.layout.table import Table
from invoices.lines import LineReader
from invoices.reading.ask import question_finding
from invoices.reading.book import first_readings, known_of
from invoices.reading.complete import asked_of_provider, complete
from invoices.reading.model import Answers, SheetReading
from invoices.reading.read import INFERRED, Known
from invoices.reading.session import read_answered, refuse_wrong, visible
from invoices.reading.stacked import Below
from invoices.reversals import settled
from invoices.rows import RowReader, SkippedRow
from invoices.workbook import Sheet, UnreadableError, Workbook, content_of, open_workbook
from mappings.fields import all_fields, load_fields
from mappings.layout_file import Layout
from mappings.subject_file import INVOICE

if TYPE_CHECKING:
    from concurrent.futures import Future


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
    """An input that was opened: its checksum ("" where it was too large to be read), and its sheets or why there are
    none."""

    source: Source
    sha256: str
    workbook: Workbook | UnreadableError


def open_input(source: Source) -> Opened:
    """Reads the cells of one input. OSError passes through."""
    sha256 = ""
    try:
        content = content_of(source.path) if source.data is None else source.data
        sha256 = hashlib.sha256(content).hexdigest()
        return Opened(source, sha256, open_workbook(source.path, content))
    except UnreadableError as problem:
        return Opened(source, sha256, problem)


def opened(sources: Iterable[Source], jobs: int) -> Iterator[Opened]:
    """The inputs in their order, with up to `jobs` - 1 of them opened ahead: calamine needs the interpreter only to
    hand over cells, so that the next workbook can be opened while the rows of this one are judged."""
    if jobs == 1:
        yield from map(open_input, sources)
        return
    from concurrent.futures import ThreadPoolExecutor  # slow to import, and most runs have one workbook

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
    readings: list[TableReading] = []
    sheets, known = _known(name, workbook.sheets, layouts, context, result)
    found, used = _sheets(name, sheets, known, add)
    for first, around in found:
        readings += _readings(first, context, around, result, reader)
    account_for(name, workbook.sheets, [_accounted(reading) for reading in readings], result.findings)
    if layouts[0].subject == INVOICE:
        read = {reading.table.sheet for reading in readings} | used
        tell_of_sheets(name, workbook.sheets, read, result.findings)
    for sheet in workbook.sheets:
        sheet.release()
    result.sheets = [SheetRead(reading.table.sheet, reading.table.layout.name) for reading in readings]
    return result, readings


def _known(
    name: str, sheets: Sequence[Sheet], layouts: Sequence[Layout], context: Context, result: InputResult
) -> tuple[list[Sheet], Known]:
    """The sheets that are read, and what is known before they are: answers only as far as they fit the questions."""
    seen = visible(sheets)
    for sheet in sheets:
        if sheet.hidden and not is_findings_sheet(sheet.name, next(sheet.rows(), [])):
            result.findings.append(Diagnostic("WB012", SheetRef(name, sheet.name)))
    subject, fixed = layouts[0].subject, layouts[0] if context.fixed_layout else None
    answers: Answers = {}
    if context.answers:
        _, fit = read_answered(
            name, seen, layouts, subject=subject, fixed=fixed, answers=context.answers, saved=context.saved,
            providers=context.profile.providers,
        )  # fmt: skip
        refuse_wrong(fit)
        answers, result.unused_answers = fit.answers, tuple(fit.ignored)
    return seen, known_of(layouts, subject=subject, fixed=fixed, answers=answers, saved=context.saved)


def _sheets(
    name: str, sheets: Sequence[Sheet], known: Known, add: Callable[[Diagnostic], None]
) -> tuple[list[tuple[SheetReading, Known]], set[str]]:
    """How the sheets of a workbook are read, those that hold a table of the subject, and the names of those that only
    say something of their lines (a cover, a list of clients or rates); the others are told."""
    read = first_readings(name, sheets, known)
    found = [(reading, around) for reading, around in read if reading is not None]
    around = read[0][1] if read else known
    used = {pair.label.sheet for pair in around.cover}
    used |= {sheet for reading, _ in found for sheet in _looked_up(reading)}
    used = used if found else set()
    for sheet, (reading, _) in zip(sheets, read, strict=True):
        if reading is not None or sheet.name in used:
            continue
        # Beside an invoice, a sheet that is nothing like one is a note; alone it is the trouble itself.
        where = SheetRef(name, sheet.name)
        names = ", ".join(layout.name for layout in known.layouts)
        add(Diagnostic("WB014", where) if found else Diagnostic("WB004", where, expected=names))
    return found, used


def _looked_up(reading: SheetReading) -> set[str]:
    """The other sheets that cells of a table stand on."""
    table = reading.table
    if table is None or table.source.origins is None:
        return set()
    columns = [column for places in table.columns.values() for column in places]
    return {table.source.origins.at(table.header_row, column).sheet for column in columns} - {table.sheet}


def _readings(
    reading: SheetReading, context: Context, known: Known, result: InputResult, kind: type[RowReader]
) -> Iterator[TableReading]:
    """What was read from a table and from those that stand below it on the same sheet."""
    add = result.findings.append
    last: SheetReading | None = reading
    while last is not None:
        table = last.table
        if table is not None:
            complete(last, context.profile.providers, context.saved, known.answers)
        for finding in last.told:
            add(finding)
        for question in last.questions:
            add(question_finding(last.file, question))
            result.questions.append(question)
        result.provider = last.provider if result.provider in ("", last.provider) else ""
        if table is None:
            return
        if last.layout == INFERRED:
            add(_told(last))
        below = Below(last, known)
        yield _read(table, context, add, kind, below, asked_of_provider(last.questions))
        table.rows = iter(())
        last = below.found


def _told(reading: SheetReading) -> Diagnostic:
    """WB018: which column was taken for which field."""
    said = [
        f"{all_fields()[column.field].title}{f' {column.slot}' if column.slot else ''} ← {column.letter}"
        f"{f' ‘{column.joined}’' if column.joined else ''}"
        for column in (*reading.columns, *reading.labels)
        if column.field in all_fields()
    ]
    return Diagnostic("WB018", SheetRef(reading.file, reading.sheet, reading.heading_row), expected=", ".join(said))


def restart(table: Table) -> None:
    """Makes the table's rows begin anew below the heading row."""
    sheet = table.source
    below = islice(sheet.rows(), table.header_row - sheet.first_row + 1, None)
    table.rows = enumerate(below, table.header_row + 1)


def _read(
    table: Table,
    context: Context,
    add: Callable[[Diagnostic], None],
    kind: type[RowReader],
    below: Below,
    asked: Collection[str],
) -> TableReading:
    heading = table.ref(table.header_row)
    for column in table.filled_unused():
        add(Diagnostic("WB011", table.ref(table.header_row, column=column)))
    reader, items = _lines(table, context, add, kind, below)
    for name in sorted(reader.missing - set(asked)):
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
    unread: list[SkippedRow] = []
    for reason, (code, one, several) in UNREAD.items():
        some = [item for item in items if isinstance(item, SkippedRow) and item.reason == reason]
        unread += some
        if some:
            rows = one if len(some) == 1 else f"{len(some)} {several}"
            add(Diagnostic(code, heading, expected=rows + reader.worth(some)))
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
    forms = forms_of(reader.memos, from_1904=table.source.date1904, day_first=table.source.day_first)
    if forms:
        restart(table)
        found = fill_merged(table)
        reader = kind(table, context, found.append, forms=forms, another=below.begins)
        items = list(reader.read())
    if table.layout.subject == INVOICE:
        ledger = settled(table, items)
        found = [one for one in found if not isinstance(one.where, SheetRef) or one.where.record not in ledger.rows]
        found, items = [*found, *ledger.findings], ledger.items
    for finding in found:
        add(finding)
    return reader, items


# Rows that would be lines: why they were not read as such -> the finding that says so, and the words for one and more.
UNREAD = {
    "hidden": ("WB021", "1 hidden row", "hidden rows"),
    "struck through": ("WB041", "1 row struck through", "rows struck through"),
    "partly struck through": ("WB042", "1 row struck through in part", "rows struck through in part"),
    "example": ("WB043", "1 row that is an example", "rows that are examples"),
    "not_delivered": ("WB040", "1 row whose service was not delivered", "rows whose service was not delivered"),
}
# A member is housed where nothing says otherwise, a service lasts one day, a code has its own name, and a charge
# may stand where no unit cost does.
SPARED = frozenset({"homeless_indicator", "service_end", "service_name", "unit_cost", "payer_id"})
