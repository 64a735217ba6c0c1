"""A table lying on its side: the headings stand below each other in the first column, every record is a column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from invoices.reading.shapes.heading import head_of, heading_in
from invoices.reading.shapes.known import Known, filled_places, is_filled, is_words
from invoices.reading.shapes.plain import Plain, numbered
from invoices.workbook import CellValue, Origin, Sheet

NAME = "transpose"
EVIDENCE = "reading"
TURNED, HIDDEN, STRUCK = "turned", "hidden", "struck through"
FEWEST_LABELS, FEWEST_RECORDS = 5, 2
# A sheet on its side is as long as it has headings, not longer.
MOST_ROWS = 200


class Lying(NamedTuple):
    """Where the headings stand: the place of their column, the indices of the first and the last of their rows, and the
    places of the records."""

    place: int
    first: int
    last: int
    records: list[int]


def plain(sheet: Sheet, known: Known) -> Sheet | None:
    """The sheet with a row for each record; None where its headings do not stand below each other."""
    rows = head_of(sheet, MOST_ROWS + 1)
    found = _find(rows, known) if len(rows) <= MOST_ROWS else None
    if found is None:
        return None
    labels = range(found.first, found.last + 1)
    made = Plain(sheet, [], more=max(len(labels), max(len(cells) for cells in rows)))
    for index, (number, cells) in enumerate(numbered(sheet)):
        if index == found.first:
            _turn(made, sheet, rows, found)
        elif index in labels:
            made.drop(number, TURNED)
        else:
            made.add([], number, cells, {place: made.origin(number, place) for place in filled_places(cells)})
    return made.sheet()


def _turn(made: Plain, sheet: Sheet, rows: Sequence[list[CellValue]], found: Lying) -> None:
    """The headings as a row, then the records; each is one of several lines of the first row."""
    labels = range(found.first, found.last + 1)
    for slot, place in enumerate([found.place, *found.records]):
        values = [rows[index][place] if place < len(rows[index]) else "" for index in labels]
        moved = {at: made.origin(sheet.first_row + index, place) for at, index in enumerate(labels)}
        made.add([], sheet.first_row + found.first, values, moved, slot=slot, skip=_marked(sheet, values, moved))


def _marked(sheet: Sheet, values: Sequence[CellValue], moved: dict[int, Origin]) -> str:
    """Why a record is skipped: its column is hidden, or its cells are struck through."""
    filled = [moved[at] for at in filled_places(values)]
    if filled and filled[0].column in sheet.surroundings.hidden_columns:
        return HIDDEN
    struck = sheet.surroundings.struck
    return STRUCK if filled and all(cell.column in struck.get(cell.row, ()) for cell in filled) else ""


def _find(rows: Sequence[list[CellValue]], known: Known) -> Lying | None:
    """The column with the most labels below each other, with at least two filled columns beside it. A sheet whose rows
    have more headings is none on its side."""
    heading = heading_in(rows, known)
    across = len(set(heading.fields.values())) if heading else 0
    found: tuple[int, Lying] | None = None
    for block in _blocks(rows):
        for place in range(3):
            clear = {known.clear_field(rows[index][place]) for index in block if place < len(rows[index])} - {""}
            if len(clear) > max(across, FEWEST_LABELS - 1) and (found is None or len(clear) > found[0]):
                lying = _lying(rows, block, place, len(clear))
                found = (len(clear), lying) if lying else found
    return found[1] if found else None


def _blocks(rows: Sequence[list[CellValue]]) -> Iterator[range]:
    """The rows between two blank ones."""
    start = 0
    for index, cells in enumerate([*rows, []]):
        if not filled_places(cells):
            if index > start:
                yield range(start, index)
            start = index + 1


def _lying(rows: Sequence[list[CellValue]], block: range, place: int, clear: int) -> Lying | None:
    lines = [rows[index] for index in block]
    if not all(is_words(cells[place]) for cells in lines if place < len(cells) and is_filled(cells[place])):
        return None  # dates and amounts are no headings
    labels = sum(1 for cells in lines if place < len(cells) and is_filled(cells[place]))
    records = [
        column
        for column in range(place + 1, max(len(cells) for cells in lines))
        if sum(1 for cells in lines if column < len(cells) and is_filled(cells[column])) * 2 > clear
    ]
    others = {column for cells in lines for column in filled_places(cells)} - {place, *records}
    if clear * 2 < labels or len(records) < FEWEST_RECORDS or others:
        return None
    return Lying(place, block[0], block[-1], records)
