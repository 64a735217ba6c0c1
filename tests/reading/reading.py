"""Reads a sheet and says in short what its columns were taken for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from invoices.reading.book import read_sheets
from invoices.reading.model import ColumnRead, SheetReading
from invoices.workbook import CellValue, Sheet
from mappings.layout_file import load_layouts


def read(sheet: Sheet, **known: Any) -> SheetReading:
    """The first table of a sheet."""
    return readings(sheet, **known)[0]


def readings(sheet: Sheet, **known: Any) -> list[SheetReading]:
    """All tables of a sheet."""
    return read_sheets("f.xlsx", [sheet], list(load_layouts().values()), **known)


def mapping(reading: SheetReading) -> dict[str, str]:
    """Heading -> field, with the number of the service where it has one, of the columns that are read."""
    return {
        full_heading(column): column.field + (f":{column.slot}" if column.slot else "")
        for column in reading.columns
        if column.status == "read"
    }


def full_heading(column: ColumnRead) -> str:
    """A heading with that of its group before it."""
    return f"{column.group} {column.heading}".strip()


def status_of(reading: SheetReading, heading: str) -> str:
    """What became of a column."""
    return next(column.status for column in reading.columns if column.heading == heading)


def asked(reading: SheetReading) -> set[str]:
    """The headings, or else the fields, that questions are about."""
    return {question.heading or question.field for question in reading.questions}


def with_column(sheet: Sheet, heading: str, values: Sequence[CellValue]) -> Sheet:
    """The sheet with one more column; the values begin anew where there are more rows."""
    head, *rows = sheet.rows()
    cells = [[*head, heading], *([*row, values[at % len(values)]] for at, row in enumerate(rows))]
    return Sheet(sheet.name, _cells=cells)


def with_columns(sheet: Sheet, columns: Mapping[str, Sequence[CellValue]]) -> Sheet:
    """The sheet with several more columns."""
    for heading, values in columns.items():
        sheet = with_column(sheet, heading, values)
    return sheet
