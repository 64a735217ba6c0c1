"""What a reader gives: sheets of cell values with their positions, and what was noticed on opening."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple, Protocol, TypeAlias

CellValue: TypeAlias = str | float | int | bool | date | datetime | time | timedelta

# A real invoice of 200,000 rows expands to about 400 MB; a bomb reaches that from a few kilobytes.
MAX_EXPANDED_BYTES = 1_000_000_000
MAX_EXPANSION = 200
MAX_COLUMNS = 2_000
# calamine keeps every cell between the first and the last that is filled, 32 bytes each.
MAX_CELLS = 20_000_000


# What `Surroundings.lack` says about a formula whose result was not saved.
FORMULA_WITHOUT_VALUE = "formula"


class UnreadableError(Exception):
    """An input that holds no rows for us: `code` is the finding's code, `expected` what would help."""

    def __init__(self, code: str, found: str, expected: str = "") -> None:
        super().__init__(found)
        self.code = code
        self.found = found
        self.expected = expected


class Note(NamedTuple):
    """Something noticed about a file that was read all the same: the finding's code and its words."""

    code: str
    found: str = ""
    expected: str = ""


class MergedRange(NamedTuple):
    """Cells that are merged into one; rows and columns count from 0."""

    top: int
    left: int
    bottom: int
    right: int


class Rows(Protocol):
    """What calamine's sheet can do."""

    def iter_rows(self) -> Iterator[Any]:
        """The rows from the top."""

    @property
    def merged_cell_ranges(self) -> list[tuple[tuple[int, int], tuple[int, int]]] | None:
        """The first and the last cell of every merged range; None where the format does not tell."""


class Surroundings:
    """What surrounds the values of a sheet; this one for formats that have nothing of it. Asked for only when it
    matters, and then looked up once."""

    @property
    def hidden_rows(self) -> frozenset[int]:
        """Rows that the sender has hidden, by hand or by a filter, counted from 1."""
        return frozenset()

    @property
    def hidden_columns(self) -> frozenset[int]:
        """Columns that the sender has hidden, counted from 0 = A."""
        return frozenset()

    def lack(self, row: int, column: int) -> str:  # noqa: ARG002 - the other formats'
        """Why a cell has no value: "#REF!" or another error value, "formula" for one without a result, or ""."""
        return ""

    @property
    def filled_rows(self) -> Set[int] | None:
        """The rows that hold something, counted from the file without the reader of cells; None where a format has no
        second count."""
        return None

    def blank_among(self, rows: Set[int]) -> Set[int]:  # noqa: ARG002 - the other formats'
        """Those of some counted rows that hold blank text only."""
        return frozenset()

    def faults(self, header_row: int) -> Mapping[int, Note]:  # noqa: ARG002 - the other formats'
        """Rows whose cells cannot be trusted, each with the code and the words of its finding; the headings of their
        table stand in `header_row`."""
        return {}


NO_SURROUNDINGS = Surroundings()


class Hidden(NamedTuple):
    """Rows, counted from 1, and columns, counted from 0 = A, that the sender has hidden."""

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()


class HiddenParts(Surroundings):
    """What is hidden on a sheet of a format of which nothing else is told; looked up once, when it is asked for."""

    def __init__(self, look: Callable[[], Hidden]) -> None:
        self._look = look

    @cached_property
    def _hidden(self) -> Hidden:
        return self._look()

    @property
    def hidden_rows(self) -> frozenset[int]:
        """Rows that the sender has hidden, by hand or by a filter, counted from 1."""
        return self._hidden.rows

    @property
    def hidden_columns(self) -> frozenset[int]:
        """Columns that the sender has hidden, counted from 0 = A."""
        return self._hidden.columns


@dataclass(slots=True)
class Sheet:
    """One sheet. `rows()` starts at the sheet's first row, blank rows included; the first cell of every row
    stands in column `first_column` (0 = A), the first row is number `first_row`.

    `keys` are the key paths of the columns of a JSON export, whose services are numbered from 1: its first row,
    the headings, is row 0. `date1904` says that serial numbers of dates count from 1904.
    """

    name: str
    hidden: bool = False
    first_column: int = 0
    _cells: Rows | list[list[CellValue]] = field(default_factory=list)
    first_row: int = 1
    keys: tuple[str, ...] = ()
    date1904: bool = False
    surroundings: Surroundings = NO_SURROUNDINGS

    @property
    def is_empty(self) -> bool:
        """Whether the sheet has no cell, or none any more."""
        return self._cells == []

    def rows(self) -> Iterator[list[CellValue]]:
        """The rows from the top, each a list of values; an empty cell is ""."""
        cells = self._cells
        return iter(cells) if isinstance(cells, list) else cells.iter_rows()

    def below(self, row: int) -> Sheet:
        """The same sheet from the row of this number on, for a second table on it."""
        return replace(self, _cells=SomeRows(self, row - self.first_row), first_row=row)

    def release(self) -> None:
        """Forgets the cells, once they have been read: they are most of what a run holds in memory."""
        self._cells = []

    def merged(self) -> list[MergedRange]:
        """The merged cells, where the format tells."""
        ranges = None if isinstance(self._cells, list) else self._cells.merged_cell_ranges
        return [MergedRange(*first, *last) for first, last in ranges or ()]

    def merged_from_here(self) -> list[MergedRange]:
        """The merged cells, their rows counted from 0 = the first of `rows()`."""
        above = max(self.first_row - 1, 0)
        return [part._replace(top=part.top - above, bottom=part.bottom - above) for part in self.merged()]


@dataclass(slots=True)
class SomeRows:
    """The rows of a sheet without its first ones."""

    sheet: Sheet
    left_out: int

    def iter_rows(self) -> Iterator[list[CellValue]]:
        """The rows from the first that is not left out."""
        return islice(self.sheet.rows(), self.left_out, None)

    @property
    def merged_cell_ranges(self) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        """Those of the whole sheet."""
        return [((part.top, part.left), (part.bottom, part.right)) for part in self.sheet.merged()]


@dataclass(slots=True)
class Workbook:
    """A file that could be opened: its sheets, and what is to be told about the file as a whole."""

    sheets: list[Sheet]
    notes: list[Note] = field(default_factory=list)


def table_sheet(
    name: str,
    rows: Iterable[list[CellValue]],
    keys: tuple[str, ...] = (),
    surroundings: Surroundings = NO_SURROUNDINGS,
) -> Sheet:
    """A sheet of rows that are made equally long. Raises UnreadableError WB009 for too many columns."""
    cells = list(rows)
    widest = max(map(len, cells), default=0)
    if widest > MAX_COLUMNS:
        raise UnreadableError("WB009", f"{widest} columns", f"at most {MAX_COLUMNS} columns")
    for row in cells:
        if len(row) < widest:
            row.extend([""] * (widest - len(row)))
    return Sheet(name, _cells=cells, keys=keys, first_row=0 if keys else 1, surroundings=surroundings)
