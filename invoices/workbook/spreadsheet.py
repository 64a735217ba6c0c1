"""Spreadsheets: .xlsx, .xlsm, .xls, .xlsb and .ods. Macros are never run: nothing here could."""

from __future__ import annotations

from invoices.workbook.calamine import LOCKED, FaultyError, worksheets
from invoices.workbook.package import Package
from invoices.workbook.records import OldBook
from invoices.workbook.rehearsal import damaged, far_apart, locked, rehearse
from invoices.workbook.sheet import MAX_CELLS, MAX_COLUMNS, Note, Sheet, UnreadableError, Workbook


def read_spreadsheet(content: bytes, package: Package | OldBook) -> Workbook:
    """The sheets of a workbook that have a cell; `package` is what calamine leaves out of it. Raises
    UnreadableError: WB001 damaged, WB002 no cell filled, WB008 password, WB009 beyond the limits."""
    package.check()
    if package.is_suspicious:
        rehearse(content, package.expanded)
    try:
        sheets = _sheets(content, package)
    except FaultyError as problem:
        raise (locked() if problem.why == LOCKED else damaged()) from problem
    if not sheets:
        raise UnreadableError("WB002", "no cell is filled")
    notes = [Note("WB015", package.macros)] if package.macros else []
    return Workbook(sheets, notes)


def _sheets(content: bytes, package: Package | OldBook) -> list[Sheet]:
    found: list[Sheet] = []
    span = 0
    for name, hidden, read in worksheets(content):
        cells = read()
        if cells.start is None:
            continue
        span += cells.height * cells.width
        if span > MAX_CELLS:
            raise far_apart()
        first = cells.start[1]
        if first + cells.width > MAX_COLUMNS:
            raise UnreadableError("WB009", f"{first + cells.width} columns", f"at most {MAX_COLUMNS} columns")
        found.append(
            Sheet(
                name,
                hidden,
                first,
                cells,
                date1904=package.date1904,
                day_first=package.day_first,
                surroundings=package.surroundings(name),
            )
        )
    return found
