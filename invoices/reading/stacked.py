"""Several tables on one sheet, one below the other, each with headings of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from invoices.layout.rows import FEWEST_HEADINGS, is_row_of_words, table_rows
from invoices.reading.model import SheetReading
from invoices.reading.place import Place
from invoices.reading.read import Known, read_sheet
from invoices.workbook import CellValue, Sheet


def first_reading(file: str, sheet: Sheet, known: Known) -> SheetReading | None:
    """The first table of a sheet: the best one, or another that stands above it."""
    found = read_sheet(file, sheet, known)
    if found is None or found.heading_row - sheet.first_row < FEWEST_ROWS:
        return found
    rows = list(islice(sheet.rows(), found.heading_row - sheet.first_row + 1 - found.heading_rows))
    if not _may_hold_a_table(rows):
        return found
    above = read_sheet(file, replace(sheet, _cells=rows), known)
    if above is None:
        return found
    return read_sheet(file, sheet, known, Place(above.heading_row))


FEWEST_ROWS = 2


def _may_hold_a_table(rows: Sequence[list[CellValue]]) -> bool:
    """Whether a row of words has a row below it with as many values: else it names groups of columns, or labels."""
    heading = next((number for number, cells in enumerate(rows) if is_row_of_words(cells)), len(rows))
    below = rows[heading + 1 :]
    return any(sum(cell != "" for cell in cells) >= FEWEST_HEADINGS and not is_row_of_words(cells) for cells in below)


@dataclass(slots=True)
class Below:
    """Looks for another table below one: as it is read, each row that consists of words alone is tried as its
    headings. `found` is how that table is read."""

    reading: SheetReading
    known: Known
    found: SheetReading | None = None
    _tried: set[int] = field(default_factory=set)
    MOST = 20

    def begins(self, row: int, after: int) -> bool:
        """Whether the row of this number has the headings of a table; `after` is the first below the last line."""
        table = self.reading.table
        if table is None or row in self._tried or len(self._tried) == self.MOST:
            return False
        sheet = table.source.below(after)
        found = read_sheet(table.file, sheet, self.known, Place(row, table.labels))
        if found is not None and found.table is not None:
            self.found = found
            return True
        self._tried.add(row)
        return False


def readings_below(reading: SheetReading, known: Known) -> Iterator[SheetReading]:
    """How the tables below one on its sheet are read, for somebody who wants to know how the sheet is read."""
    last: SheetReading | None = reading
    while last is not None and last.table is not None:
        below = Below(last, known)
        for _ in table_rows(last.table, below.begins):
            pass
        last = below.found
        if last is not None:
            yield last
