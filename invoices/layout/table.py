"""A recognised table: the place of every field, from which the position of any cell is derived when a finding
needs it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from itertools import islice

from edi.model.reference import SheetRef
from invoices.workbook import CellValue, Origins, Sheet
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
    """A value that stands beside its label above the table, or on another `sheet` (a cover); row and column count from
    1 and 0. A value that the workbook lacks and that is known otherwise stands in row 0 and column -1."""

    row: int
    column: int
    value: CellValue
    sheet: str = ""


@dataclass(slots=True)
class Table:
    """Where things stand. Columns count from 0 = A; a field that several columns hold has several.

    `rows` yields (row number, cells) below the heading row, where cell i stands in column i + `first_column`.
    `days` are the headings of a calendar, one for each of its slots. `source` is the sheet that it stands on.
    `meanings` are what the values of a column that parts the rows stand for, by its number and the value's text;
    `in_cents` the fields whose columns count cents and not dollars, `harmless` the unread columns of which a person has
    said that they change nothing.
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
    meanings: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    in_cents: frozenset[str] = frozenset()
    harmless: frozenset[int] = frozenset()

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

    def stands_on(self, sheet: str, row: int) -> bool:
        """Whether the headings of the table or one of its labels stand in a row of a sheet."""
        if sheet == self.sheet and row == self.header_row:
            return True
        return any(label.row == row and (label.sheet or self.sheet) == sheet for label in self.labels.values())

    def filled_unused(self) -> Iterator[int]:
        """The columns with a heading that are not used though a row below has something in them."""
        for column, _ in self.unused:
            place = column - self.first_column
            below = islice(self.source.rows(), self.header_row - self.source.first_row + 1, None)
            if any(cells[place] != "" for cells in below if place < len(cells)):
                yield column

    def is_slot_field(self, name: str) -> bool:
        """Whether a field belongs to one of several services of a row rather than to the row."""
        if not self.slots:
            return name == "hcpcs" or name in BY_POSITION
        names = (name, *holders().get(name, ()))
        if name == "service_start" and self.days:
            return True
        return any(known in slot for slot in self.slots for known in names)

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
                    where = SheetRef(self.file, label.sheet or self.sheet, label.row, self.letter(label.column), name)
                    # A label of another sheet is about this row, too: there may be lines in its own row there.
                    return replace(where, line=row, line_sheet=self.sheet) if label.sheet else replace(where, slot=slot)
        if self.source.origins is not None:
            return self._origin(self.source.origins, row, name, slot, column)
        return SheetRef(self.file, self.sheet, row, "" if column is None else self.letter(column), name, slot)

    def _origin(self, origins: Origins, row: int, name: str, slot: int, column: int | None) -> SheetRef:
        """The provider's own cell behind a cell of a table that was made plain."""
        if column is None:
            sheet, number, part = origins.record(row)
            return SheetRef(self.file, sheet, number, "", name, slot or part, row, self.sheet)
        origin = origins.at(row, column)
        letter = self.letter(origin.column)
        return SheetRef(self.file, origin.sheet, origin.row, letter, name, slot, row, self.sheet)

    def record(self, row: int, slot: int) -> tuple[str, int, int]:
        """The sheet, row and slot by which a line of the table is accounted for."""
        if self.source.origins is None:
            return self.sheet, row, slot
        sheet, number, part = self.source.origins.record(row)
        return sheet, number, part or slot

    def covers(self, row: int) -> Set[tuple[str, int]]:
        """The provider's rows, with their sheets, that a row of the table was made of."""
        origins = self.source.origins
        return {(self.sheet, row)} if origins is None else origins.covers(row)

    def letter(self, column: int) -> str:
        """How a person calls a column: by its letter, in a JSON export by the path of its key."""
        keys = self.source.keys
        if column < 0:
            return ""
        if keys:
            return keys[column] if column < len(keys) else ""
        return column_letter(column)


def column_letter(column: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
