"""Member-level files as Excel workbooks: a tab a file, in the published order and headings, with a sheet that explains
every column. Text is written as text, so that nothing ever becomes a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

import xlsxwriter

from edi.member_files.models import Kind
from invoices.member_files.notes import NOTES_HEADINGS, NOTES_SHEET, note_of, notes_rows
from mappings.member_fields import MemberField, load_codes

#: Rows below the headings for which the drop-downs hold, and that are formatted.
SPARE_ROWS = 2_000
#: What Excel takes as a list written into the rule itself.
LONGEST_LIST = 255
WIDEST = 34
SHEETS: Mapping[Kind, str] = {
    "mif": "Member Information",
    "rtf": "Return Transmission",
    "outreach_tracker": "Outreach Tracker",
    "referral": "Potential Member Referral",
}
DATE, TEXT = "mm/dd/yyyy", "@"
# Dates that a spreadsheet must not turn into its own: zeros are no day, digits would become a number.
AS_DATE = frozenset({"date", "birth_date"})
NUMBERS = frozenset({"whole_number"})
HEADING = {"bold": True, "text_wrap": True, "valign": "top", "border": 1, "font_color": "#1F2937"}
COLOURS = {"required": "#DCE6F1", "applicable": "#E4DFEC", "optional": "#F2F2F2", "agreed": "#FDE9D9"}


class Tab(NamedTuple):
    """One sheet: the file, its columns, and the cells of its rows by field (text, dates and numbers)."""

    kind: Kind
    fields: Sequence[MemberField]
    rows: Sequence[Mapping[str, Any]] = ()


def workbook(tabs: Iterable[Tab], made: datetime) -> bytes:
    """The workbook with frozen headings, notes on them and drop-downs for coded columns; the sheet of notes last.
    `made` is the time in its properties: the same values give the same bytes."""
    chosen = list(tabs)
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"title": "Member-level files", "created": made})
        formats = _Formats(book)
        for tab in chosen:
            _sheet(book, formats, tab)
        _notes(book, formats, chosen)
    return stream.getvalue()


class _Formats:
    """Cell formats, made once each."""

    def __init__(self, book: Any) -> None:
        self.headings = {name: book.add_format({**HEADING, "bg_color": colour}) for name, colour in COLOURS.items()}
        self.wrapped = book.add_format({"num_format": TEXT, "text_wrap": True, "valign": "top"})
        self._cells = {text: book.add_format({"num_format": text}) for text in (DATE, TEXT, "0")}

    def cell(self, field: MemberField) -> Any:
        """The format of a column."""
        return self._cells[DATE if field.kind in AS_DATE else "0" if field.kind in NUMBERS else TEXT]


def _sheet(book: Any, formats: _Formats, tab: Tab) -> None:
    sheet = book.add_worksheet(SHEETS[tab.kind])
    sheet.freeze_panes(1, 1)
    sheet.set_row(0, 62)
    for column, field in enumerate(tab.fields):
        sheet.set_column(column, column, _width(field), formats.cell(field))
        sheet.write_string(0, column, field.label, formats.headings[field.presence])
        sheet.write_comment(0, column, note_of(field), {"x_scale": 2.2, "y_scale": 1.6, "author": "edi-translate"})
        choices = [code.code for code in load_codes()[field.codes]] if field.codes else []
        if choices and len(",".join(choices)) <= LONGEST_LIST:
            sheet.data_validation(1, column, SPARE_ROWS, column, _rule(field, choices))
    for number, row in enumerate(tab.rows, 1):
        for column, field in enumerate(tab.fields):
            _write(sheet, number, column, row.get(field.name), formats.cell(field))


def _rule(field: MemberField, choices: Sequence[str]) -> dict[str, Any]:
    means = "; ".join(f"{code.code}: {code.means}" for code in load_codes()[field.codes])
    return {
        "validate": "list",
        "source": choices,
        "input_title": field.label[:32],
        "input_message": means[:255],
        "error_title": "No code of this column",
        "error_message": f"Choose one of: {', '.join(choices)}"[:255],
        # What a list of ours may lack (race and ethnicity) can be typed all the same.
        "error_type": "stop" if all(code.evidence == "published" for code in load_codes()[field.codes]) else "warning",
    }


def _write(sheet: Any, row: int, column: int, value: Any, style: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, style)
    elif isinstance(value, int) and not isinstance(value, bool):
        sheet.write_number(row, column, value, style)
    else:
        sheet.write_string(row, column, _printable(str(value)), style)


def _printable(text: str) -> str:
    """Text without what XML cannot hold."""
    return "".join(mark if mark.isprintable() or mark == "\n" else " " for mark in text)


def _width(field: MemberField) -> int:
    usual = 10 if field.codes else 12 if field.kind in AS_DATE or field.kind.endswith("_date") else 16
    return min(WIDEST, max(usual, len(field.label) // 3))


def _notes(book: Any, formats: _Formats, tabs: Sequence[Tab]) -> None:
    sheet = book.add_worksheet(NOTES_SHEET)
    sheet.freeze_panes(1, 0)
    for column, (heading, width) in enumerate(NOTES_HEADINGS.items()):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, formats.headings["required"])
    rows = [row for tab in tabs for row in notes_rows(tab.kind, tab.fields)]
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text, formats.wrapped)
