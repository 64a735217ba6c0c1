"""A recognised table: the place of every field, from which the position of any cell is derived when a finding
needs it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from edi.model.reference import SheetRef
from invoices.workbook import CellValue
from mappings.layout_file import Layout


@dataclass(frozen=True, slots=True)
class Label:
    """A value that stands beside its label above the table; row and column count from 1 and 0."""

    row: int
    column: int
    value: CellValue


@dataclass(slots=True)
class Table:
    """Where things stand. Columns count from 0 = A; a field that several columns hold has several.

    `rows` yields (row number, cells) below the heading row, where cell i stands in column i + `first_column`.
    """

    file: str
    sheet: str
    layout: Layout
    header_row: int
    header: list[str]
    columns: dict[str, tuple[int, ...]]
    slots: tuple[dict[str, tuple[int, ...]], ...]
    labels: dict[str, Label]
    first_column: int
    unused: tuple[tuple[int, str], ...]
    rows: Iterator[tuple[int, list[CellValue]]] = field(default_factory=lambda: iter(()))

    def has(self, name: str) -> bool:
        """Whether some cell can hold the field."""
        return name in self.columns or name in self.labels or any(name in slot for slot in self.slots)

    def ref(self, row: int, name: str = "", slot: int = 0, column: int | None = None) -> SheetRef:
        """The cell of a field in a row, or the row where the table has no cell for it."""
        places = self.slots[slot - 1].get(name) if slot else None
        places = places or self.columns.get(name)
        if column is None and places:
            column = places[0]
        if column is None and name in self.labels:
            label = self.labels[name]
            row, column = label.row, label.column
        letter = "" if column is None else column_letter(column)
        return SheetRef(self.file, self.sheet, row, letter, name, slot)


def column_letter(column: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
