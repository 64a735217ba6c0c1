"""A recognised table: the place of every field, from which the position of any cell is derived when a finding
needs it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from edi.model.reference import SheetRef
from invoices.workbook import FORMULA_WITHOUT_VALUE, CellValue, Sheet
from mappings.fields import holders
from mappings.layout_file import Layout

# Fields of a row that may give one value for each of several services in its code cell.
BY_POSITION = (
    "modifiers",
    "service_name",
    "units",
    "minutes",
    "unit_cost",
    "line_charge",
    "deposit_amount",
    "paid_amount",
    "staff_type",
    "modality",
    "control_number",
)


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
    `days` are the headings of a calendar, one for each of its slots. `source` is the sheet that it stands on.
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
    days: tuple[Label, ...] = ()
    source: Sheet = field(default_factory=lambda: Sheet(""))

    def has(self, name: str) -> bool:
        """Whether some cell can hold the field, alone or together with others (a last name in a whole name)."""
        if self.places_of(name) or (name == "service_start" and self.days):
            return True
        return any(self.places_of(holder) for holder in holders().get(name, ()))

    def places_of(self, name: str) -> bool:
        """Whether some cell is there for this very field."""
        return name in self.columns or name in self.labels or any(name in slot for slot in self.slots)

    @property
    def used(self) -> frozenset[int]:
        """The columns that some field is read from."""
        places = [*self.columns.values(), *(where for slot in self.slots for where in slot.values())]
        return frozenset(column for where in places for column in where)

    def stands_on(self, row: int) -> bool:
        """Whether the headings of the table or one of its labels stand in a row."""
        return row == self.header_row or any(label.row == row for label in self.labels.values())

    def is_slot_field(self, name: str) -> bool:
        """Whether a field belongs to one of several services of a row rather than to the row."""
        if not self.slots:
            return name == "hcpcs" or name in BY_POSITION
        names = (name, *holders().get(name, ()))
        if name == "service_start" and self.days:
            return True
        return any(known in slot for slot in self.slots for known in names)

    def lack(self, where: SheetRef) -> tuple[str, str]:
        """The finding's code and text for a cell that is only seemingly empty: CL023 with an error value, CL030 a
        formula without a result; "" for one that is empty, or where there is no such cell."""
        column = None if self.source.keys else column_number(where.column)
        why = self.source.surroundings.lack(where.row, column) if column is not None else ""
        if not why:
            return "", ""
        return ("CL030", "") if why == FORMULA_WITHOUT_VALUE else ("CL023", why)

    def ref(self, row: int, name: str = "", slot: int = 0, column: int | None = None) -> SheetRef:
        """The cell of a field in a row, or the row where the table has no cell for it."""
        if column is None:
            for known in (name, *holders().get(name, ()), *(("day_cell",) if self.days else ())):
                places = self.slots[slot - 1].get(known) if 0 < slot <= len(self.slots) else None
                places = places or self.columns.get(known)
                if places:
                    column = places[0]
                    break
                if known in self.labels:
                    label = self.labels[known]
                    row, column = label.row, label.column
                    break
        return SheetRef(self.file, self.sheet, row, "" if column is None else self.letter(column), name, slot)

    def letter(self, column: int) -> str:
        """How a person calls a column: by its letter, in a JSON export by the path of its key."""
        keys = self.source.keys
        if keys:
            return keys[column] if column < len(keys) else ""
        return column_letter(column) if column >= 0 else ""


def column_letter(column: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int | None:
    """A -> 0, AA -> 26; None for anything else."""
    if not letters.isascii() or not letters.isalpha() or len(letters) > 3:
        return None
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1
