"""Every filled row of a file is in what was read of it, held against a second count: what is missing is told.

A row above the headings is a title or a label, and a sheet beside the invoice a note, as long as neither a member nor
a procedure code stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Set
from datetime import date
from itertools import chain
from typing import NamedTuple

from edi.diagnostics import Diagnostic
from edi.model.reference import SheetRef
from invoices.findings_sheet import is_findings_sheet
from invoices.layout.table import Table
from invoices.layout.totals import is_number
from invoices.reading.shapes.plain import WIDTH
from invoices.workbook import CellValue, Sheet
from invoices.workbook.count import filled_rows, in_words, without_blank
from invoices.workbook.telling import is_cin, is_code, tells_of_a_service
from mappings.subject_file import INVOICE

# What is said of a sheet that was not read, as long as nothing on it matters.
NOT_READ = {"WB012": "hidden", "WB014": "second"}
DATE = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}")
# A list of codes may have a price for each, and its cells are short where they are codes.
MOST_NUMBERS, LONGEST_CODE = 1, 5


class Read(NamedTuple):
    """What was read of a table: the rows that became lines, and all rows that were told apart but blank ones."""

    table: Table
    lines: Set[int]
    rows: Set[int]


def account_for(file: str, sheets: Sequence[Sheet], tables: Sequence[Read], findings: list[Diagnostic]) -> None:
    """Adds the rows of the sheets with a table that are filled and were not read. The tables are of one subject; above
    an invoice a member or a code is missing, above other tables neither is a line's."""
    by_sheet: dict[str, list[Read]] = {}
    for one in tables:
        by_sheet.setdefault(one.table.sheet, []).append(one)
    for sheet in sheets:
        if sheet.name in by_sheet:
            findings += _missing(file, sheet, by_sheet[sheet.name])


def tell_of_sheets(file: str, sheets: Sequence[Sheet], read: Set[str], findings: list[Diagnostic]) -> None:
    """Adds the sheets that were not read and hold services to the findings, whatever was said of them before."""
    for sheet in sheets:
        if sheet.name not in read and not is_findings_sheet(sheet.name, next(sheet.rows(), [])):
            _tell_of_a_sheet(file, sheet, findings)


def tell_faults(read: Read, add: Callable[[Diagnostic], None]) -> None:
    """Tells which lines have cells that cannot be trusted, and whether the headings or a label have: an error in these
    withholds all lines."""
    table = read.table
    faults = table.source.surroundings.faults(table.header_row)
    if not faults:
        return
    labels = {label.row for label in table.labels.values() if not label.sheet}
    for number in sorted(faults.keys() & (read.lines | labels | {table.header_row})):
        note = faults[number]
        if note.code == WIDTH and number in labels - read.lines:
            continue  # labels above or below a table are no row of it
        add(Diagnostic(note.code, table.ref(number), note.found, note.expected))


def _missing(file: str, sheet: Sheet, tables: Sequence[Read]) -> Iterator[Diagnostic]:
    """Rows that are neither lines nor skipped, though they are filled."""
    known: set[int] = set()
    labels: set[int] = set()
    for table, _, rows in tables:
        headings = range(table.header_row - table.layout.header_rows + 1, table.header_row + 1)
        known |= _own_rows(table, chain(rows, headings)) | table.source.dropped.keys()
        labels |= _own_rows(table, (label.row for label in table.labels.values() if not label.sheet))
    first = min(_own_row(one.table, one.table.header_row) for one in tables)
    missing = {number for number in filled_rows(sheet) if number > first} - known
    missing = without_blank(sheet, missing) if missing else missing
    if tables[0].table.layout.subject == INVOICE:
        missing |= set(_services_above(sheet, first)) - labels - known
    if missing:
        yield Diagnostic("WB030", SheetRef(file, sheet.name, min(missing)), expected=in_words(missing))


def _own_rows(table: Table, rows: Iterable[int]) -> set[int]:
    """The rows of the provider's sheet that some rows of a table were made of."""
    if table.source.origins is None:
        return set(rows)
    return {number for row in rows for sheet, number in table.covers(row) if sheet == table.sheet}


def _own_row(table: Table, row: int) -> int:
    """The row of the provider's sheet in which the most of a row of a table stands; a label above the lines, of which a
    heading was made, stands elsewhere."""
    origins = table.source.origins
    sheet, number, _ = origins.record(row) if origins else (table.sheet, row, 0)
    return number if sheet == table.sheet else 0


def _services_above(sheet: Sheet, heading: int) -> Iterator[int]:
    """Rows above the headings that name a member or a service."""
    for number, cells in enumerate(sheet.rows(), sheet.first_row):
        if number >= heading:
            return
        if any(map(tells_of_a_service, cells)):
            yield number


def _tell_of_a_sheet(file: str, sheet: Sheet, findings: list[Diagnostic]) -> None:
    """Tells of a sheet that was not read and holds services, where nothing else was said of it."""
    said = [f for f in findings if isinstance(f.where, SheetRef) and f.where.sheet == sheet.name]
    if any(finding.code not in NOT_READ for finding in said):
        return
    services = _services_on(sheet)
    if not services:
        return
    for finding in said:
        findings.remove(finding)
    kind = next((NOT_READ[finding.code] for finding in said), "second")
    findings.append(Diagnostic("WB032", SheetRef(file, sheet.name), kind, services))


def _services_on(sheet: Sheet) -> str:
    """What stands on a sheet of members and services, in words."""
    members = 0
    coded: list[list[CellValue]] = []
    for cells in sheet.rows():
        members += any(map(is_cin, cells))
        if any(map(is_code, cells)):
            coded.append(cells)
    if not members and _is_list_of_codes(coded):
        return ""
    parts = ((members, "a CIN"), (len(coded), "a procedure code"))
    return " and ".join(f"{_rows(count)} with {what}" for count, what in parts if count)


def _is_list_of_codes(rows: Collection[list[CellValue]]) -> bool:
    """Whether rows with a procedure code are a list to look codes up in: each code with its modifiers once, no dates,
    a price at most."""
    seen: set[tuple[CellValue, ...]] = set()
    for cells in rows:
        numbers = [cell for cell in cells if is_number(cell)]
        if len(numbers) > MOST_NUMBERS or any(map(_is_date, cells)):
            return False
        short = (cell for cell in cells if isinstance(cell, str) and (0 < len(cell) <= LONGEST_CODE or is_code(cell)))
        key = tuple(short)
        if key in seen:
            return False
        seen.add(key)
    return True


def _is_date(cell: CellValue) -> bool:
    return isinstance(cell, date) or (isinstance(cell, str) and DATE.match(cell.strip()) is not None)


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"
