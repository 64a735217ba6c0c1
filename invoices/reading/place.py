"""Where on a sheet a table may stand, and which rows could be its headings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as made_by

from invoices.cells.base import text_of
from invoices.layout.calendar import find_days
from invoices.layout.rows import is_row_of_words
from invoices.layout.table import Label
from invoices.reading.known_systems import known_keys
from invoices.reading.wording import LONGEST
from invoices.reading.words import SPOKEN, best_field
from invoices.workbook import CellValue, Sheet
from mappings.service_table import normal

SEARCH_ROWS = 40
# A heading row has so many different texts at least; so many rows that look most like headings are tried out.
LEAST_TEXTS, TRIED = 3, 4
MOST_TEXTS = 400


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table may stand: with its heading in the row of this number or the next (0: wherever it is), and with
    the labels of a table further up on the sheet, which hold for this one as well."""

    row: int = 0
    labels: Mapping[str, Label] = made_by(default_factory=dict)

    def rows(self, sheet: Sheet, most: int) -> Iterable[int]:
        """The rows to look at, counted from 0 = the sheet's first."""
        first = self.row - sheet.first_row
        return range(first, min(first + 2, most)) if self.row else range(most)


ANYWHERE = Place()


def likely_rows(
    head: Sequence[list[CellValue]], subject: str, numbers: Iterable[int], named: Collection[str] = ()
) -> list[int]:
    """Rows that look most like headings: texts, several of them known, no dates or amounts. `named` are headings, by
    their letters and digits, that a layout knows besides."""
    ranked: list[tuple[int, int]] = []
    for number in numbers:
        row = head[number]
        texts = [text_of(cell) for cell in row if isinstance(cell, str) and cell]
        # The days of a calendar stand beside headings.
        filled = sum(1 for cell in row if cell != "") - len(find_days(row, 0))
        keys = known_keys()
        words = [
            text
            for text in texts
            if len(text) <= LONGEST and (any(letter.isalpha() for letter in text) or normal(text) in keys)
        ]
        if len(set(words)) < LEAST_TEXTS or len(words) * 5 < filled * 4:
            continue
        said = list(dict.fromkeys(words[:MOST_TEXTS]))
        known = sum(1 for text in said if _is_known(text, subject) or normal(text) in named)
        if known:
            ranked.append((-known, number))
    most = min((known for known, _ in ranked), default=0)
    return [number for known, number in sorted(ranked)[:TRIED] if known * 3 <= most]


def _is_known(text: str, subject: str) -> bool:
    return best_field(text, subject)[1] >= SPOKEN or normal(text) in known_keys()


def lines_below(head: Sequence[list[CellValue]], row: int, most: int, subject: str) -> list[list[CellValue]]:
    """The rows below a heading row (from 0) whose values speak for its columns: to where another table begins (also
    one with the same headings in another order), without blank rows, repeated headings and nearly empty rows."""
    texts = {text_of(cell) for cell in head[row] if isinstance(cell, str) and cell}
    rows: list[list[CellValue]] = []
    for cells in head[row + 1 :]:
        filled = [cell for cell in cells if cell != ""]
        if len(filled) < 2 or len(rows) == most:
            continue
        words = [text_of(cell) for cell in filled] if is_row_of_words(cells) else []
        repeats = bool(words) and sum(word in texts for word in words) * 2 >= len(words)
        if repeats and not _moved(cells, head[row]):
            continue
        if repeats or sum(best_field(word, subject)[1] >= SPOKEN for word in words) * 2 > len(words):
            break
        rows.append(cells)
    widths = sorted(sum(cell != "" for cell in cells) for cells in rows)
    middle = widths[len(widths) // 2] if widths else 0
    return [cells for cells in rows if sum(cell != "" for cell in cells) * 3 >= middle]


def _moved(cells: Sequence[CellValue], headings: Sequence[CellValue]) -> bool:
    """Whether most headings that a row repeats stand above other columns."""
    known = {text_of(cell) for cell in headings if isinstance(cell, str) and cell}
    repeated = [(text_of(cell), place) for place, cell in enumerate(cells) if cell != "" and text_of(cell) in known]
    at_home = sum(1 for text, place in repeated if place < len(headings) and text_of(headings[place]) == text)
    return at_home * 2 < len(repeated)


def without_ends(head: Sequence[list[CellValue]], row: int, sheet: Sheet) -> Sequence[list[CellValue]]:
    """The rows without the cells that a faulty record of a text has beyond its headings: they are its fault, and no
    column of the table."""
    faults = sheet.surroundings.faults(row + sheet.first_row)
    if not faults:
        return head
    width = max((place for place, cell in enumerate(head[row], 1) if cell != ""), default=0)
    return [cells[:width] if at + sheet.first_row in faults else cells for at, cells in enumerate(head)]


def may_be_groups(row: Sequence[CellValue]) -> bool:
    """Whether a row may have the headings of groups: texts, at least two."""
    filled = [cell for cell in row if cell != ""]
    return len(filled) > 1 and all(isinstance(cell, str) for cell in filled)
