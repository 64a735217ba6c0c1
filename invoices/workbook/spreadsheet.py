"""Spreadsheets through python-calamine: .xlsx, .xlsm, .xls, .xlsb and .ods. Macros are never run: nothing here
could."""

from __future__ import annotations

import io
from collections import Counter
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    WorkbookClosed,
)

from invoices.workbook.count import filled_rows, in_words, without_blank
from invoices.workbook.package import Package, damaged
from invoices.workbook.records import OldBook
from invoices.workbook.sheet import MAX_COLUMNS, Note, Sheet, UnreadableError, Workbook


def read_spreadsheet(content: bytes, package: Package | OldBook) -> Workbook:
    """The sheets of a workbook that have a cell; `package` is what calamine leaves out of it. Sheets of one name are
    not read: neither calamine nor a finding could tell them apart. Raises UnreadableError: WB001 damaged, WB002 no cell
    filled, WB008 password, WB009 beyond the limits, WB038 no other sheet."""
    package.check()
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        known = Counter(data.name for data in workbook.sheets_metadata)
        single = (data for data in workbook.sheets_metadata if known[data.name] == 1)
        found = [sheet for data in single if (sheet := _sheet(workbook, data, package)) is not None]
    except PasswordError as problem:
        raise UnreadableError("WB008", "password-protected") from problem
    except (CalamineError, WorkbookClosed) as problem:
        if "password" in str(problem).lower() or "encrypt" in str(problem).lower():
            raise UnreadableError("WB008", "password-protected") from problem
        raise damaged() from problem
    except UnreadableError:
        raise
    except BaseException as problem:
        # calamine's own faults come as pyo3's PanicException, which is no Exception.
        if isinstance(problem, Exception) or type(problem).__name__ != "PanicException":
            raise
        raise damaged() from problem
    sheets = [sheet for sheet in found if not sheet.is_empty]
    twice = [name for name, count in known.items() if count > 1]
    if not sheets:
        raise UnreadableError("WB038", twice[0]) if twice else UnreadableError("WB002", "no cell is filled")
    notes = [Note("WB038", name) for name in twice]
    notes += [Note("WB030", expected=lost) for sheet in found if sheet.is_empty and (lost := _lost(sheet))]
    notes += [Note("WB015", package.macros)] if package.macros else []
    return Workbook(sheets, notes)


def _sheet(workbook: CalamineWorkbook, data: Any, package: Package | OldBook) -> Sheet | None:
    if data.typ is not SheetTypeEnum.WorkSheet:
        return None
    surroundings = package.surroundings(data.name)
    cells = workbook.get_sheet_by_name(data.name)
    if cells.start is None:
        return Sheet(data.name, surroundings=surroundings)
    columns = cells.start[1] + cells.width
    if columns > MAX_COLUMNS:
        raise UnreadableError("WB009", f"{columns} columns", f"at most {MAX_COLUMNS} columns")
    return Sheet(
        data.name,
        data.visible is not SheetVisibleEnum.Visible,
        cells.start[1],
        cells,
        date1904=package.date1904,
        surroundings=surroundings,
    )


def _lost(sheet: Sheet) -> str:
    """The rows of a sheet without a value for calamine that are filled all the same, in words."""
    rows = without_blank(sheet, filled_rows(sheet))
    return f"{in_words(rows)} of the sheet ‘{sheet.name}’" if rows else ""
