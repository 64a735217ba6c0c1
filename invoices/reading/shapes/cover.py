"""Cover sheets and side labels: who bills and for what stands in label and value pairs on a sheet of its own, or beside
or above the table. The pairs are given as they stand; what each label means is for the reading to find out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from invoices.layout.table import Label
from invoices.reading.shapes.heading import head_of, heading_in
from invoices.reading.shapes.known import Known, filled_places
from invoices.reading.shapes.pairs import SHORT_LABEL, Pair, pairs_in
from invoices.workbook import CellValue, Sheet

# A cover has a few lines of a few cells.
MOST_ROWS, MOST_ACROSS, FEWEST_PAIRS = 120, 12, 2


class Said(NamedTuple):
    """A label with the value that stands beside (or below) it, and the cell of the label itself."""

    text: str
    value: Label
    row: int
    column: int


def cover_labels(sheet: Sheet, known: Known) -> list[tuple[str, Label]]:
    """The pairs of a sheet that is nothing but labels and values, with the sheet's name in each `Label`; nothing for
    any other sheet, as one with a table."""
    return [(said.text, said.value) for said in cover_pairs(sheet, known)]


def cover_pairs(sheet: Sheet, known: Known) -> list[Said]:
    """The same with the cells of the labels themselves."""
    rows = head_of(sheet, MOST_ROWS)
    if not rows or has_table(sheet, known):
        return []
    found = list(_pairs(sheet, rows, 0, known, loose=True))
    told = {(said.value.row, said.value.column) for said in found} | {(said.row, said.column) for said in found}
    filled = sum(len(filled_places(cells)) for cells in rows)
    clear = sum(1 for said in found if known.clear_field(said.text))
    return found if clear >= FEWEST_PAIRS and len(told) * 2 >= filled else []


def has_table(sheet: Sheet, known: Known) -> bool:
    """Whether a sheet is more than a few lines of a few cells: too large for a cover, or with rows below headings."""
    rows = head_of(sheet, MOST_ROWS + 1)
    across = max((len(filled_places(cells)) for cells in rows), default=0)
    return len(rows) > MOST_ROWS or across > MOST_ACROSS or _has_table(rows, known)


def labels_in(sheet: Sheet, rows: int, known: Known, first_place: int = 0) -> list[Said]:
    """The pairs in the first `rows` rows of a sheet (above its table), or from a place on (beside it). Their `Label`
    has no sheet, because they stand on the table's own."""
    return list(_pairs(sheet, head_of(sheet, rows), first_place, known, loose=False))


def _pairs(
    sheet: Sheet, rows: Sequence[list[CellValue]], first_place: int, known: Known, *, loose: bool
) -> Iterator[Said]:
    name = sheet.name if loose else ""
    for index, cells in enumerate(rows):
        cells = [""] * first_place + cells[first_place:]
        below = rows[index + 1] if index + 1 < len(rows) else []
        found = pairs_in(cells, below, known)
        if loose and _are_lists(found, rows[index + 2 : index + 3]):
            continue
        filled = filled_places(cells)
        if loose and not found and len(filled) == 2 and isinstance(cells[filled[0]], str):
            # On a cover two cells in a row are a label and its value, whatever the label is.
            text = str(cells[filled[0]]).rstrip(": ")
            found = [Pair(text, filled[0], cells[filled[1]], filled[1])] if _is_label(text) else []
        for pair in found:
            row = sheet.first_row + index
            value = Label(row + pair.down, pair.place + sheet.first_column, pair.value, name)
            yield Said(pair.label, value, row, pair.label_place + sheet.first_column)


def _is_label(text: str) -> bool:
    return len(text) <= SHORT_LABEL and any(map(str.isalpha, text))


def _are_lists(found: Sequence[Pair], after: Sequence[list[CellValue]]) -> bool:
    """Whether labels side by side have more than one value below each: lists to choose from, and no labels."""
    longer = [pair for pair in found if pair.down and any(pair.place in filled_places(cells) for cells in after)]
    return len(found) > 1 and len(longer) == len(found)


def _has_table(rows: Sequence[list[CellValue]], known: Known) -> bool:
    """Whether a row of headings has rows with as many values below it."""
    heading = heading_in(rows, known)
    if heading is None:
        return False
    wide = len(filled_places(heading.cells))
    return any(
        len(filled_places(cells)) * 2 > wide and len(filled_places(cells)) > 2 for cells in rows[heading.at + 1 :]
    )
