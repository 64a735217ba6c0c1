"""Headings of the samples, changed one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeAlias

from invoices.workbook import CellValue

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
#: Every invoice, roster and member-level file among the samples.
FILES = sorted(
    path.relative_to(SAMPLES)
    for path in SAMPLES.rglob("*")
    if path.suffix in (".xlsx", ".xls", ".csv", ".tsv") and "plan" not in path.parts and "golden" not in path.parts
)
HEADING_ROWS = 12
Rows: TypeAlias = list[list[CellValue]]
ELSEWHERE = ("Client CIN", "Org NPI")


def headings(rows: Rows) -> Iterator[tuple[int, int]]:
    """Row and column of each text without digits near the top: headings, and labels above them."""
    for number, cells in enumerate(rows[:HEADING_ROWS]):
        texts = [place for place, cell in enumerate(cells) if isinstance(cell, str) and cell.strip()]
        plain = [place for place in texts if sum(map(str.isdigit, str(cells[place]))) <= 2]
        if len(plain) * 5 >= len(texts) * 4:
            yield from ((number, place) for place in plain)


def changes(rows: Rows) -> list[Callable[[Rows], Rows]]:
    """What can be done to each heading: it is written otherwise, dropped, another one, there twice, or exchanged with
    its neighbour."""
    found: list[Callable[[Rows], Rows]] = []
    for row, column in headings(rows):
        text = str(rows[row][column])
        others = (text.swapcase().replace(" ", "")[:-1], "", *ELSEWHERE)
        found += [partial(with_cell, row=row, column=column, new=new) for new in others]
        found += [partial(_doubled, row=row, column=column), partial(_swapped, row=row, column=column)]
    return found


def with_cell(rows: Rows, row: int, column: int, new: str) -> Rows:
    """The rows with another value in one cell."""
    return [*rows[:row], [*rows[row][:column], new, *rows[row][column + 1 :]], *rows[row + 1 :]]


def _doubled(rows: Rows, row: int, column: int) -> Rows:
    return [*rows[:row], [*rows[row], rows[row][column]], *rows[row + 1 :]]


def _swapped(rows: Rows, row: int, column: int) -> Rows:
    cells = list(rows[row])
    beside = column - 1 if column else min(1, len(cells) - 1)
    cells[column], cells[beside] = cells[beside], cells[column]
    return [*rows[:row], cells, *rows[row + 1 :]]
