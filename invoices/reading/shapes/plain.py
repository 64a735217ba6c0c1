"""A plain sheet in the making: its rows, where each cell stands in the sheet that it is made of, and what became of
the rows that it has no row for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from invoices.workbook import CellValue, MergedRange, Origin, Origins, Sheet
from invoices.workbook.sheet import Note, Surroundings

# Slots of slots: a row that was parted twice counts 101, 102 ... 201.
PARTED_TWICE = 100


class RowOrigin(NamedTuple):
    """Where a row comes from, in the sheet that it is made of: the number of its row, which of several lines of it,
    the column of each cell (-1: none), and the cells that stand elsewhere: place -> origin."""

    row: int
    slot: int
    columns: tuple[int, ...]
    moved: Mapping[int, Origin]


@dataclass(slots=True)
class Traced:
    """The origins of a plain sheet, through those of the sheet that it was made of. `first_row` is its first row's
    number, `first_column` its first column."""

    sheet: str
    first_row: int
    first_column: int
    rows: list[RowOrigin]
    before: Origins | None = None

    def at(self, row: int, column: int) -> Origin:
        """The provider's cell behind a cell of the plain sheet."""
        if not 0 <= row - self.first_row < len(self.rows):
            return Origin(self.sheet, row, column)
        found, place = self.rows[row - self.first_row], column - self.first_column
        moved = found.moved.get(place)
        if moved is None:
            old = found.columns[place] if 0 <= place < len(found.columns) else -1
            moved = Origin(self.sheet, found.row, old if old >= 0 else column)
        if self.before is None or moved.sheet != self.sheet:
            return moved
        return self.before.at(moved.row, moved.column)

    def record(self, row: int) -> tuple[str, int, int]:
        """The provider's row behind a row, and which of its lines it is."""
        if not 0 <= row - self.first_row < len(self.rows):
            return self.sheet, row, 0
        found = self.rows[row - self.first_row]
        if self.before is None:
            return self.sheet, found.row, found.slot
        sheet, number, slot = self.before.record(found.row)
        return sheet, number, slot * PARTED_TWICE + found.slot if slot and found.slot else slot or found.slot

    def covers(self, row: int) -> Set[tuple[str, int]]:
        """The provider's rows, with their sheets, that a row was made of."""
        if not 0 <= row - self.first_row < len(self.rows):
            return {(self.sheet, row)}
        found = self.rows[row - self.first_row]
        origins = {(origin.sheet, origin.row) for origin in found.moved.values()} | {(self.sheet, found.row)}
        if self.before is None:
            return origins
        made: set[tuple[str, int]] = set()
        for sheet, number in origins:
            made |= self.before.covers(number) if sheet == self.sheet else {(sheet, number)}
        return made


WIDTH = "WB035"


class Around(Surroundings):
    """What surrounded the sheet that a plain one was made of, by the plain one's rows and columns."""

    # What a cell lacks, and TRUE and FALSE, stand in the rows as texts by now.
    may_hold_booleans = False

    def __init__(self, before: Surroundings, rows: Mapping[int, tuple[int, ...]], columns: Sequence[int]) -> None:
        self._before = before
        self._row_sources = rows
        self._column_sources = columns

    @cached_property
    def _rows(self) -> frozenset[int]:
        hidden = self._before.hidden_rows
        if not hidden:
            return frozenset()
        return frozenset(row for row, sources in self._row_sources.items() if not hidden.isdisjoint(sources))

    @property
    def hidden_rows(self) -> frozenset[int]:
        """Rows whose own row is hidden, or one that holds for them (the band above)."""
        return self._rows

    def faults(self, header_row: int) -> Mapping[int, Note]:
        """Rows of which a cell stands in a row that cannot be trusted. A band has its own number of cells, each beside
        its label: one that differs from the lines' is no fault."""
        found = self._before.faults(self._row_sources.get(header_row, (header_row,))[0])
        if not found:
            return {}
        rows = self._row_sources.items()
        lines = {sources[0] for sources in self._row_sources.values() if sources}
        found = {source: note for source, note in found.items() if source in lines or note.code != WIDTH}
        return {row: found[source] for row, sources in rows for source in reversed(sources) if source in found}

    @property
    def hidden_columns(self) -> frozenset[int]:
        """Columns that stand in a hidden one."""
        hidden = self._before.hidden_columns
        return frozenset(now for now, then in enumerate(self._column_sources) if then in hidden) if hidden else hidden


@dataclass(slots=True)
class PlainRows:
    """The rows of a plain sheet with the merged cells that are left of the sheet it was made of."""

    rows: list[list[CellValue]]
    merged: list[MergedRange]

    def iter_rows(self) -> Iterator[list[CellValue]]:
        """The rows from the top."""
        return map(list.copy, self.rows)

    @property
    def merged_cell_ranges(self) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        """The first and the last cell of each."""
        return [((part.top, part.left), (part.bottom, part.right)) for part in self.merged]


# More than the rows that are looked at for headings.
MOST_EMPTY = 1_000
NOTHING_MOVED: Mapping[int, Origin] = {}


@dataclass(slots=True)
class Plain:
    """Makes a plain sheet of another, row by row. `columns` are the columns of the old sheet that stay, in their order
    and as places from its first column; the plain sheet may have more behind them, or among them as `order` says: the
    places as they are made, in the order in which they are to stand."""

    before: Sheet
    columns: Sequence[int]
    more: int = 0
    order: Sequence[int] = ()
    rows: list[list[CellValue]] = field(default_factory=list)
    _origins: list[RowOrigin] = field(default_factory=list)
    _skips: dict[int, str] = field(default_factory=dict)
    _dropped: dict[int, str] = field(default_factory=dict)
    _sources: dict[int, tuple[int, ...]] = field(default_factory=dict)
    _places: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        first = self.before.first_column
        places = [*(place + first for place in self.columns), *([-1] * self.more)]
        self._places = tuple(places[at] for at in self.order) if self.order else tuple(places)

    @property
    def kept(self) -> int:
        """How many columns stay; the others follow at this place."""
        return len(self.columns)

    def add(
        self,
        cells: Sequence[CellValue],
        row: int,
        added: Sequence[CellValue] = (),
        moved: Mapping[int, Origin] = NOTHING_MOVED,
        *,
        slot: int = 0,
        under: Iterable[int] = (),
        skip: str = "",
    ) -> None:
        """A row: the old row's cells, of which those of the kept columns are taken, and what stands in the further
        columns. `moved` tells for places of the plain row that their cell stands elsewhere, `under` are rows whose
        marks (hidden, struck) hold for it too, `skip` why it is only read for its dollars."""
        width = len(cells)
        new = [cells[place] if place < width else "" for place in self.columns]
        new.extend(added)
        new.extend([""] * (self.more - len(added)))
        if self.order:
            new = [new[at] for at in self.order]
        number = len(self.rows) + self.before.first_row
        sources = (row, *under)
        skips = self.before.skips
        why = skip or next((skips[source] for source in sources if source in skips), "")
        if why:
            self._skips[number] = why
        self._sources[number] = sources
        self.rows.append(new)
        self._origins.append(RowOrigin(row, slot, self._places, moved))

    def drop(self, row: int, reason: str) -> None:
        """The plain sheet has no row for this one."""
        self._dropped[self._own(row)] = reason

    def origin(self, row: int, place: int) -> Origin:
        """The cell of the old sheet in a row and at a place of it."""
        return Origin(self.before.name, row, place + self.before.first_column)

    def _own(self, row: int) -> int:
        origins = self.before.origins
        return row if origins is None else origins.record(row)[1]

    def sheet(self) -> Sheet:
        """The plain sheet."""
        old = self.before
        first = old.first_column
        lines = PlainRows(self.rows, self._merged())
        traced = Traced(old.name, old.first_row, first, self._origins, old.origins)
        columns = [-1] * first + list(self._places)
        return replace(
            old,
            _cells=lines,
            origins=traced,
            surroundings=Around(old.surroundings, self._sources, columns),
            skips=self._skips,
            dropped={**old.dropped, **self._dropped},
        )

    def _merged(self) -> list[MergedRange]:
        """The merged cells whose rows and columns are still there, rows and columns from 0."""
        merged = self.before.merged()
        if not merged:
            return []
        rows: dict[int, list[int]] = {}
        for number, origin in enumerate(self._origins, self.before.first_row):
            rows.setdefault(origin.row - 1, []).append(number - 1)
        columns = {old: new + self.before.first_column for new, old in enumerate(self._places) if old >= 0}
        found = []
        for part in merged:
            down = [now for row in range(part.top, part.bottom + 1) for now in rows.get(row, ())]
            across = [columns[column] for column in range(part.left, part.right + 1) if column in columns]
            if down and across and part.top in rows and part.left in columns:
                found.append(MergedRange(min(down), min(across), max(down), max(across)))
                found += (MergedRange(min(down), at, max(down), at) for at in self._parts_of(part, min(down)))
        return found

    def _parts_of(self, part: MergedRange, now: int) -> list[int]:
        """The columns, from 0, into which the first cell of a merged one was taken apart; each holds as far down."""
        moved = self._origins[now + 1 - self.before.first_row].moved
        cell = (part.top + 1, part.left)
        first = self.before.first_column
        return [place + first for place, origin in moved.items() if (origin.row, origin.column) == cell]


def numbered(sheet: Sheet) -> Iterator[tuple[int, list[CellValue]]]:
    """The rows of a sheet with their numbers, to be changed at will. Of a million empty rows before a cell that
    somebody wrote by mistake the first few stand for all."""
    empty = 0
    for number, cells in enumerate(sheet.rows(), sheet.first_row):
        empty = 0 if any(cells) or any(cell != "" for cell in cells) else empty + 1
        if empty <= MOST_EMPTY:
            yield number, list(cells)


def with_skips(sheet: Sheet, more: Mapping[int, str]) -> Sheet:
    """The same sheet with more rows that are only read for their dollars."""
    return replace(sheet, skips={**more, **sheet.skips})
