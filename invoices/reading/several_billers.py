"""Rows that name more than one biller: a list of partners with its own headings, two numbers beside one label. What
each of them says is told like any label, so that no one of them stands for all lines."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from invoices.cells.base import text_of
from invoices.cells.npi import clean as clean_npi
from invoices.workbook import CellValue

# A list has so many columns at least.
FEWEST_COLUMNS = 2
NPI_DIGITS = 10


class Further(NamedTuple):
    """A value further down below a label."""

    text: str
    row: int
    column: int
    value: CellValue


def further_down(rows: Sequence[Sequence[CellValue]], labels: int, under: Collection[int]) -> Iterator[Further]:
    """What stands below the first values of labels side by side, `labels` being the place of their row and `under`
    the columns of those with a value below: the other rows of a list. It ends at a row with a value in fewer of its
    columns than not, or with one beside them."""
    places = {place: text_of(cell).rstrip(": ") for place, cell in enumerate(rows[labels]) if cell != ""}
    if len(under) < FEWEST_COLUMNS or len(under) * 2 <= len(places):
        return
    for number in range(labels + 2, len(rows)):
        filled = [place for place, cell in enumerate(rows[number]) if cell != ""]
        inside = [place for place in filled if place in places]
        if len(inside) * 2 <= len(places) or len(inside) < len(filled):
            return
        for place in inside:
            yield Further(places[place], number, place, rows[number][place])


def unread_npis(
    rows: Sequence[Sequence[CellValue]], told: Collection[tuple[int, int]]
) -> Iterator[tuple[int, int, CellValue]]:
    """The cells, with row and column from 0, that hold an NPI which no label speaks for; `told` are those that one
    does."""
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            if (number, place) not in told and _is_npi(cell):
                yield number, place, cell


def _is_npi(cell: CellValue) -> bool:
    text = text_of(cell).strip()
    return len(text) == NPI_DIGITS and text.isdigit() and clean_npi(cell, 0).value is not None
