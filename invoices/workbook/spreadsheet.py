"""Spreadsheets: .xlsx, .xlsm, .xls, .xlsb and .ods. Macros are never run: nothing here could."""

from __future__ import annotations

from collections import Counter

from invoices.workbook.calamine import LOCKED, FaultyError, worksheets
from invoices.workbook.count import filled_rows, in_words, without_blank
from invoices.workbook.package import Package
from invoices.workbook.records import OldBook
from invoices.workbook.rehearsal import damaged, far_apart, locked, rehearse
from invoices.workbook.sheet import MAX_CELLS, MAX_COLUMNS, Note, Sheet, UnreadableError, Workbook


def read_spreadsheet(content: bytes, package: Package | OldBook) -> Workbook:
    """The sheets of a workbook that have a cell; `package` is what calamine leaves out of it. Sheets of one name are
    not read: neither calamine nor a finding could tell them apart. Raises UnreadableError: WB001 damaged, WB002 no cell
    filled, WB008 password, WB009 beyond the limits, WB038 no other sheet."""
    package.check()
    if package.is_suspicious:
        rehearse(content, package.expanded)
    try:
        found, twice = _sheets(content, package)
    except FaultyError as problem:
        raise (locked() if problem.why == LOCKED else damaged()) from problem
    sheets = [sheet for sheet in found if not sheet.is_empty]
    if not sheets:
        raise UnreadableError("WB038", twice[0]) if twice else UnreadableError("WB002", "no cell is filled")
    notes = [Note("WB038", name) for name in twice]
    notes += [Note("WB030", expected=lost) for sheet in found if sheet.is_empty and (lost := _lost(sheet))]
    notes += [Note("WB015", package.macros)] if package.macros else []
    return Workbook(sheets, notes)


def _sheets(content: bytes, package: Package | OldBook) -> tuple[list[Sheet], list[str]]:
    """The sheets with a name of their own, and the names that several have."""
    found: list[Sheet] = []
    span = 0
    sheets = list(worksheets(content))
    names = Counter(name for name, _, _ in sheets)
    for name, hidden, read in sheets:
        if names[name] > 1:
            continue
        cells = read()
        if cells.start is None:
            found.append(Sheet(name, surroundings=package.surroundings(name)))
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
    return found, [name for name, count in names.items() if count > 1]


def _lost(sheet: Sheet) -> str:
    """The rows of a sheet without a value for calamine that are filled all the same, in words."""
    rows = without_blank(sheet, filled_rows(sheet))
    return f"{in_words(rows)} of the sheet ‘{sheet.name}’" if rows else ""
