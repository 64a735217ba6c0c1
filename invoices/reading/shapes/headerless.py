"""A table without headings: its rows begin at once. A row of blank headings is put above the first, so that the values
alone say what each column holds; it stands in row 0 of the provider's sheet, which no sheet has."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from invoices.reading.shapes.crosstab import CODE
from invoices.reading.shapes.heading import head_of, heading_in
from invoices.reading.shapes.known import CIN, NPI, Known, filled_places, is_day, is_number
from invoices.reading.shapes.plain import Plain, numbered
from invoices.workbook import CellValue, Sheet

NAME = "headerless"
EVIDENCE = "reading"
# A record fills so many cells at least, and so many rows of them (of ten) look alike.
FEWEST_CELLS, ALIKE = 5, 7
# So many headings have one beside them.
LEAST_BESIDE = 2


def plain(sheet: Sheet, known: Known) -> Sheet | None:
    """The sheet with a row of blank headings above its first record; None where it has headings, or no records."""
    rows = head_of(sheet)
    if heading_in(rows, known) is not None:
        return None
    first = next((index for index, cells in enumerate(rows) if is_record(cells, known)), None)
    if first is None or any(_has_headings(cells, known) for cells in rows[:first]):
        return None
    below = [cells for cells in rows[first:] if len(filled_places(cells)) > 1]
    if sum(1 for cells in below if is_record(cells, known)) * 10 < len(below) * ALIKE:
        return None
    width = max(len(cells) for cells in rows)
    made = Plain(sheet, range(width))
    for index, (number, cells) in enumerate(numbered(sheet)):
        if index == first:
            made.add([""] * width, 0)
        made.add(cells, number)
    return made.sheet()


def is_put_above(sheet: Sheet, index: int, cells: Sequence[CellValue]) -> bool:
    """Whether the `index`th row of a plain sheet is that of blank headings, which is row 0 of the provider's."""
    if sheet.origins is None or filled_places(cells):
        return False
    return sheet.origins.record(sheet.first_row + index)[1] == 0


def _has_headings(cells: Sequence[CellValue], known: Known) -> bool:
    """Whether a row has headings side by side, among others that are none (the days of a calendar); labels have their
    values between them."""
    named = [bool(known.clear_field(cell)) for cell in cells]
    return sum(1 for left, right in itertools.pairwise(named) if left and right) >= LEAST_BESIDE


def is_record(cells: Sequence[CellValue], known: Known) -> bool:
    """Whether a row is one of values: it holds a CIN or a code of the programme, a day or a number, and no heading."""
    filled = filled_places(cells)
    if len(filled) < FEWEST_CELLS:
        return False
    texts = [cells[place] for place in filled if isinstance(cells[place], str)]
    sure = any(CIN.fullmatch(text.strip()) or _is_code(text, known) for text in texts if isinstance(text, str))
    told = any(is_day(cells[place]) or is_number(cells[place]) for place in filled)
    named = sum(1 for place in filled if known.clear_field(cells[place]) and not NPI.search(str(cells[place])))
    return sure and told and named * 3 < len(filled)


def _is_code(text: str, known: Known) -> bool:
    code = CODE.match(text.strip())
    return code is not None and bool(known.services.with_code(code[1].upper()))
