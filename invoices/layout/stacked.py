"""Several tables on one sheet, one below the other, each with headings of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from edi.diagnostics import Diagnostic
from invoices.layout.guess import guess_sheet, read_unknown
from invoices.layout.recognise import Place, recognise
from invoices.layout.rows import FEWEST_HEADINGS, is_row_of_words, table_rows
from invoices.layout.table import Table
from invoices.workbook import CellValue, Sheet
from mappings.layout_file import Layout


def first_table(
    file: str, sheet: Sheet, found: Table | Diagnostic, subject: str
) -> tuple[Table | Diagnostic, tuple[Diagnostic, ...]]:
    """The first table of a sheet in which a layout was found, or none: one that no layout names may stand further up,
    or alone. With the findings that say how it was read, or what has to be decided first."""
    told: Diagnostic | None = None
    if not isinstance(found, Table):
        found, told = read_unknown(file, sheet, found, subject)
    if not isinstance(found, Table):
        return found, (told,) if told else ()
    rows = list(islice(sheet.rows(), found.header_row - sheet.first_row + 1 - found.layout.header_rows))
    guess = None
    if _may_hold_a_table(rows):
        guess = guess_sheet(file, replace(sheet, _cells=rows), subject)
    if guess is not None and guess.layout is not None:
        first = recognise(file, sheet, [guess.layout], Place(guess.row))
        if isinstance(first, Table):
            return first, (guess.told,)
    problem = guess.problem if guess is not None else None
    return found, tuple(finding for finding in (told, problem) if finding is not None)


def _may_hold_a_table(rows: Sequence[list[CellValue]]) -> bool:
    """Whether a row of words has a row below it with as many values: else it names groups of columns, or labels."""
    heading = next((number for number, cells in enumerate(rows) if is_row_of_words(cells)), len(rows))
    below = rows[heading + 1 :]
    return any(sum(cell != "" for cell in cells) >= FEWEST_HEADINGS and not is_row_of_words(cells) for cells in below)


@dataclass(slots=True)
class Below:
    """Looks for another table below one: as it is read, each row that consists of words alone is tried as its
    headings. `found` is that table, `told` how it was read."""

    table: Table
    layouts: Sequence[Layout]
    guessing: bool
    found: Table | None = None
    told: Diagnostic | None = None
    _tried: set[int] = field(default_factory=set)
    MOST = 20

    def begins(self, row: int, after: int) -> bool:
        """Whether the row of this number has the headings of a table; `after` is the first below the last line."""
        if row in self._tried or len(self._tried) == self.MOST:
            return False
        table = self.table
        sheet = table.source.below(after)
        place = Place(row, table.labels)
        found = recognise(table.file, sheet, self.layouts, place)
        if self.guessing and not isinstance(found, Table):
            found, self.told = read_unknown(table.file, sheet, found, table.layout.subject, place)
        if isinstance(found, Table):
            self.found = found
            return True
        self._tried.add(row)
        return False


def tables_below(table: Table, layouts: Sequence[Layout], *, guessing: bool) -> Iterator[Table]:
    """The tables that stand below one on its sheet, for somebody who wants to know how the sheet is read."""
    last: Table | None = table
    while last is not None:
        below = Below(last, layouts, guessing)
        for _ in table_rows(last, below.begins):
            pass
        last = below.found
        if last is not None:
            yield last
