"""The first rows of a table with the field over each column, as wide as a terminal: blocks of columns, one below the
other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from edi.app.reading_view import may_be_shown
from invoices.cells.base import text_of
from invoices.reading.model import NOTHING, ColumnRead, SheetReading
from invoices.reading.questions import shown
from invoices.workbook import CellValue, Sheet

ROWS, WIDEST, WIDTH, GAP = 3, 22, 118, 2
LOOKED_AT = 60


def grid_lines(reading: SheetReading, sheets: Sequence[Sheet], *, show_values: bool) -> Iterator[str]:
    """Lines of text: letter, heading, field, then the first rows that hold something."""
    rows = list(first_rows(reading, sheets))
    names = ["", "", "read as", *(f"row {number}" for number, _ in rows)]
    margin = max(map(len, names))
    cells = [
        [
            column.letter,
            column.heading,
            field_of(column),
            *(_value(row, column, reading, show_values) for _, row in rows),
        ]
        for column in sorted(reading.columns, key=lambda column: column.number)
    ]
    for block in _blocks(cells, margin):
        for line, name in enumerate(names):
            texts = [f"{_cut(column[line]):<{_wide(column)}}" for column in block]
            yield f"{name:<{margin}}  {(' ' * GAP).join(texts)}".rstrip()
        yield ""


def field_of(column: ColumnRead) -> str:
    """What a column was taken for, as short as it can be said."""
    if column.status == "asked":
        return "?"
    if column.status == "status":
        return "billed or not"
    if column.field in ("", NOTHING):
        return "-"
    return column.field + (f" {column.slot}" if column.slot else "")


def first_rows(reading: SheetReading, sheets: Sequence[Sheet]) -> Iterator[tuple[int, dict[int, CellValue]]]:
    """The first rows below the headings that hold something: the provider's own row number, and column -> cell. None of
    a sheet that was made plain and leaves something open: its plain rows are not at hand."""
    table = reading.table
    sheet = table.source if table else next((one for one in sheets if one.name == reading.sheet), None)
    if sheet is None or (table is None and reading.shapes):
        return
    heading = table.header_row if table else reading.heading_row
    count = 0
    below = islice(enumerate(sheet.rows(), sheet.first_row), max(heading - sheet.first_row + 1, 0), None)
    for number, cells in islice(below, LOOKED_AT):
        if any(cell != "" for cell in cells):
            own = table.record(number, 0)[1] if table else number
            yield own, dict(enumerate(cells, sheet.first_column))
            count += 1
        if count == ROWS:
            return


def _value(row: dict[int, CellValue], column: ColumnRead, reading: SheetReading, show_values: bool) -> str:
    text = text_of(row.get(column.number, ""))
    return shown(text, show_values=show_values, known=may_be_shown(column, reading)) if text else ""


def _wide(column: Sequence[str]) -> int:
    return min(WIDEST, max(map(len, column)))


def _cut(text: str) -> str:
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"


def _blocks(columns: Sequence[list[str]], margin: int) -> Iterator[list[list[str]]]:
    """As many columns as stand side by side."""
    block: list[list[str]] = []
    room = WIDTH - margin
    for column in columns:
        room -= _wide(column) + GAP
        if room < 0 and block:
            yield block
            block, room = [], WIDTH - margin - _wide(column) - GAP
        block.append(column)
    if block:
        yield block
