"""One heading of a sheet is written otherwise, missing, there twice, or stands over another column: whatever is then
made of the sheet, the program goes on, and every row is accounted for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from invoices.workbook import CellValue, Sheet

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
#: Every invoice, roster and member-level file among the samples.
FILES = sorted(
    path.relative_to(SAMPLES)
    for path in SAMPLES.rglob("*")
    if path.suffix in (".xlsx", ".xls", ".csv", ".tsv") and "plan" not in path.parts and "golden" not in path.parts
)
HEADING_ROWS = 12
ELSEWHERE = ("Client CIN", "Org NPI")


def headings(rows: list[list[CellValue]]) -> Iterator[tuple[int, int]]:
    """Row and column of each text without digits near the top: headings, and labels above them."""
    for number, cells in enumerate(rows[:HEADING_ROWS]):
        texts = [place for place, cell in enumerate(cells) if isinstance(cell, str) and cell.strip()]
        plain = [place for place in texts if sum(map(str.isdigit, str(cells[place]))) <= 2]
        if len(plain) * 5 >= len(texts) * 4:
            yield from ((number, place) for place in plain)


def changed(rows: list[list[CellValue]], row: int, column: int) -> Iterator[list[list[CellValue]]]:
    """The rows with one heading written otherwise, dropped, there twice, or exchanged with its neighbour."""
    text = str(rows[row][column])
    beside = column + 1 if column + 1 < len(rows[row]) else column - 1
    for new in (text.swapcase().replace(" ", "")[:-1], "", *ELSEWHERE):
        copy = list(rows)
        copy[row] = [*rows[row][:column], new, *rows[row][column + 1 :]]
        yield copy
    doubled = list(rows)
    doubled[row] = [*rows[row], text]
    yield doubled
    swapped = [list(cells) for cells in rows]
    if beside >= 0:
        swapped[row][column], swapped[row][beside] = swapped[row][beside], swapped[row][column]
    yield swapped


def cases(sheets: list[Sheet]) -> Iterator[list[Sheet]]:
    """Every change of every heading of every sheet."""
    tables = [list(sheet.rows()) for sheet in sheets]
    for number, rows in enumerate(tables):
        for row, column in headings(rows):
            for other in changed(rows, row, column):
                yield [
                    Sheet(sheet.name, sheet.hidden, sheet.first_column, other if place == number else tables[place])
                    for place, sheet in enumerate(sheets)
                ]
