"""The report as an Excel workbook: a sheet a tab, then Sources, Findings, Codes. Written row by row, memory flat."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any, NamedTuple

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from edi.qimr.congruence import Congruence
from edi.qimr.report import FIRST_ROW, Report
from edi.qimr.tables import Table, codes_table, congruence_table, findings_table, sources_table
from mappings.report_table import Column, Tab

#: Excel's limits: rows of a sheet; the first day that it has a number for.
MOST_ROWS = 1_048_576
FIRST_DAY = date(1900, 3, 1)
LONGEST_TEXT, LONGEST_LIST = 255, 8000
_WIDTHS = {"text": 16, "date": 13, "flag": 15, "code": 15, "choice": 13, "count": 16, "hours": 12}
_WIDER = {"plan_name": 30}
_HEAD_HEIGHT, _LOW_HEAD_HEIGHT = 120, 30
_SPARE_ROWS = 200
CODES = "Codes"


class _Formats(NamedTuple):
    """Cell formats of the workbook."""

    heading: Any
    text: Any
    day: Any
    number: Any
    hours: Any
    lines: Any


def write_workbook(report: Report, stream: IO[bytes], made: datetime, congruence: Congruence | None = None) -> None:
    """Writes the workbook into a binary stream, text always as text; `made` is the time in its properties."""
    with tempfile.TemporaryDirectory(prefix="edi-qimr-") as folder:
        options = {"constant_memory": True, "tmpdir": folder, "strings_to_formulas": False}
        book = xlsxwriter.Workbook(stream, options)
        book.set_properties({"title": f"QIMR {report.quarter}", "created": made})
        formats = _formats(book)
        lists = _Lists(report)
        for tab in report.tabs:
            _tab(book, formats, report, tab, lists)
        report.finish()
        if congruence is not None:
            _table(book, formats, congruence_table(congruence))
        _table(book, formats, sources_table(report))
        _table(book, formats, findings_table(report))
        _table(book, formats, codes_table(lists.values))
        book.close()


def _formats(book: Any) -> _Formats:
    heading = {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DCE6F1", "bottom": 1}
    return _Formats(
        book.add_format(heading),
        book.add_format({"num_format": "@"}),
        book.add_format({"num_format": "mm/dd/yyyy"}),
        book.add_format({"num_format": "0"}),
        book.add_format({"num_format": "0.00"}),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )


class _Lists:
    """The values of all drop-downs, a column of the sheet `Codes` each."""

    def __init__(self, report: Report) -> None:
        self.values: dict[str, list[str]] = {}
        for tab in report.tabs:
            for column in tab.columns:
                if column.kind in ("choice", "code") and (choices := report.choices(column)):
                    self.values.setdefault(column.codes, choices)

    def source(self, column: Column) -> str | list[str]:
        """What a drop-down offers."""
        if column.kind == "flag":
            return ["1", "0"]
        # The sheet has two columns a list: the code, and what it means.
        place = xl_col_to_name(2 * list(self.values).index(column.codes), col_abs=True)
        last = FIRST_ROW + len(self.values[column.codes]) - 1
        return f"={CODES}!{place}${FIRST_ROW}:{place}${last}"


def _tab(book: Any, formats: _Formats, report: Report, tab: Tab, lists: _Lists) -> None:
    sheet = book.add_worksheet(tab.sheet)
    _head(sheet, formats, [(one.heading, _WIDER.get(one.field, _WIDTHS[one.kind])) for one in tab.columns])
    columns = [(number, column.field, _WRITERS[column.kind]) for number, column in enumerate(tab.columns)]
    number = 0
    for number, row in enumerate(report.rows(tab), 1):
        if number >= MOST_ROWS:
            raise OverflowError(f"{tab.sheet}: more rows than a sheet can hold")
        values = row.values
        for place, field, write in columns:
            value = values.get(field)
            if value is not None:
                write(sheet, formats, number, place, value)
    last = min(number + _SPARE_ROWS, MOST_ROWS - 1)
    for place, column in enumerate(tab.columns):
        if column.kind == "flag" or column.codes in lists.values:
            rule = {"validate": "list", "source": lists.source(column), "error_type": "warning"}
            sheet.data_validation(1, place, last, place, rule)


def _head(sheet: Any, formats: _Formats, columns: Sequence[tuple[str, int]]) -> None:
    sheet.freeze_panes(1, 0)
    sheet.set_row(0, _HEAD_HEIGHT)
    for place, (heading, width) in enumerate(columns):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, heading, formats.heading)


def _table(book: Any, formats: _Formats, table: Table) -> None:
    """A sheet of text beside the tabs."""
    sheet = book.add_worksheet(table.name)
    _head(sheet, formats, table.columns)
    sheet.set_row(0, _LOW_HEAD_HEIGHT)
    for number, row in enumerate(table.rows, 1):
        _cells(sheet, formats, number, row)


def _cells(sheet: Any, formats: _Formats, number: int, row: Iterable[object]) -> None:
    for place, value in enumerate(row):
        if isinstance(value, int):
            _number(sheet, formats, number, place, value)
        elif isinstance(value, date):
            _day(sheet, formats, number, place, value)
        elif value not in (None, ""):
            sheet.write_string(number, place, str(value)[:LONGEST_LIST], formats.lines)


def _text(sheet: Any, formats: _Formats, row: int, place: int, value: object) -> None:
    sheet.write_string(row, place, str(value)[:LONGEST_TEXT], formats.text)


def _number(sheet: Any, _formats: _Formats, row: int, place: int, value: int) -> None:
    sheet.write_number(row, place, value)


def _hours(sheet: Any, formats: _Formats, row: int, place: int, value: Decimal) -> None:
    sheet.write_number(row, place, value, formats.hours)


def _code(sheet: Any, formats: _Formats, row: int, place: int, value: object) -> None:
    text = str(value)
    if text.isascii() and text.isdigit() and len(text) < LONGEST_TEXT and str(int(text[:9])) == text:
        sheet.write_number(row, place, int(text))
    else:
        _text(sheet, formats, row, place, value)


def _day(sheet: Any, formats: _Formats, row: int, place: int, value: date) -> None:
    if value < FIRST_DAY:
        _text(sheet, formats, row, place, value.strftime("%m/%d/%Y"))
    else:
        sheet.write_datetime(row, place, value, formats.day)


_WRITERS: dict[str, Any] = {
    "text": _text, "choice": _text, "date": _day, "flag": _number, "count": _number, "code": _code, "hours": _hours,
}  # fmt: skip
