"""A sheet with a table, as joins see it."""

from __future__ import annotations

from dataclasses import dataclass

from invoices.reading.shapes.heading import Heading
from invoices.reading.shapes.known import is_filled, is_total
from invoices.workbook import CellValue, Origin, Sheet


@dataclass(slots=True)
class Source:
    """A sheet with a table: its headings, the first of its rows, and all of them where it may be looked up in."""

    sheet: Sheet
    heading: Heading
    head: list[list[CellValue]]
    rows: list[tuple[int, list[CellValue]]]

    def values(self, place: int) -> list[CellValue]:
        """The filled cells of a column in the first rows."""
        below = [c for c in self.head[self.heading.at + 1 :] if not is_total(c)]
        return [cells[place] for cells in below if place < len(cells) and is_filled(cells[place])]

    def origin(self, row: int, place: int) -> Origin:
        """The provider's cell behind one of the table."""
        column = place + self.sheet.first_column
        return self.sheet.origins.at(row, column) if self.sheet.origins else Origin(self.sheet.name, row, column)
