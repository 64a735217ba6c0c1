"""What a reader gives: sheets of cell values with their positions, and what was noticed on opening."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple, Protocol, TypeAlias

CellValue: TypeAlias = str | float | int | date | datetime | time | timedelta

# A real invoice of 200,000 rows has 40 MB; what is larger is a folder of scans, or no invoice.
MAX_BYTES = 150_000_000
# Such an invoice expands to about 400 MB; a bomb reaches that from a few kilobytes.
MAX_EXPANDED_BYTES = 600_000_000
MAX_EXPANSION = 200
MAX_SHEETS = 1_000
# As many as Excel's grid has; and so many columns that no form has them.
MAX_ROWS = 1_048_576
MAX_COLUMNS = 2_000
# Cells of all sheets of a file together, the empty ones between filled ones among them: each costs 32 bytes.
MAX_CELLS = 20_000_000


# What stands in the rows for a formula whose result was not saved.
FORMULA_WITHOUT_VALUE = "#FORMULA!"
# Row, counted from 1 -> column, counted from 0 = A -> what a cell shows in the place of a value: "#REF!" or another
# error value, or FORMULA_WITHOUT_VALUE.
Lacks: TypeAlias = Mapping[int, Mapping[int, str]]


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

    @property
    def lacks(self) -> Lacks:
        """The cells that only seem to be empty."""
        return {}

    @property
    def may_hold_booleans(self) -> bool:
        """Whether some cell may be TRUE or FALSE."""
        return True

    @property
    def struck(self) -> Mapping[int, frozenset[int]]:
        """Row, counted from 1 -> its columns, counted from 0 = A, whose cells the sender has struck through."""
        return {}

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
    """What is hidden on a sheet, the cells with an error value and those that are struck through; each looked up once,
    when it is asked for."""

    def __init__(
        self,
        look: Callable[[], Hidden],
        look_for_errors: Callable[[], Lacks],
        struck: Callable[[], Mapping[int, frozenset[int]]] = dict,
    ) -> None:
        self._look = look
        self._look_for_errors = look_for_errors
        self._look_for_struck = struck

    @cached_property
    def lacks(self) -> Lacks:
        """The cells with an error value."""
        return self._look_for_errors()

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

    @cached_property
    def struck(self) -> Mapping[int, frozenset[int]]:
        """Row, counted from 1 -> its columns, counted from 0 = A, whose cells are struck through."""
        return self._look_for_struck()


class Origin(NamedTuple):
    """Where a cell really stands: the sheet's name, the row's number and the column from 0 = A."""

    sheet: str
    row: int
    column: int


class Origins(Protocol):
    """Where the cells of a sheet that was made plain (`invoices.reading.shapes`) stand in the provider's workbook."""

    def at(self, row: int, column: int) -> Origin:
        """The provider's cell behind the cell in a row (by its number) and a column (0 = A) of the plain sheet."""

    def record(self, row: int) -> tuple[str, int, int]:
        """The sheet, the row and the slot (0: the only one) by which a row of the plain sheet is accounted for."""

    def covers(self, row: int) -> Set[tuple[str, int]]:
        """The provider's rows, with their sheets, that a row of the plain sheet was made of."""


@dataclass(slots=True)
class Sheet:
    """One sheet. `rows()` starts at the sheet's first row, blank rows included; the first cell of every row
    stands in column `first_column` (0 = A), the first row is number `first_row`.

    `keys` are the key paths of the columns of a JSON export, whose services are numbered from 1: its first row,
    the headings, is row 0. `date1904` says that serial numbers of dates count from 1904, `day_first` that the workbook
    shows its dates day first.

    A sheet that was made plain has `origins`. `skips` are rows, by number, that are read only to say what they would
    cost, with the reason (struck, template); `dropped` are rows of the provider's sheet that the plain one has no row
    for, with the reason (band).
    """

    name: str
    hidden: bool = False
    first_column: int = 0
    _cells: Rows | list[list[CellValue]] = field(default_factory=list)
    first_row: int = 1
    keys: tuple[str, ...] = ()
    date1904: bool = False
    day_first: bool = False
    surroundings: Surroundings = NO_SURROUNDINGS
    origins: Origins | None = None
    skips: Mapping[int, str] = field(default_factory=dict)
    dropped: Mapping[int, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether the sheet has no cell, or none any more."""
        return self._cells == []

    def rows(self) -> Iterator[list[CellValue]]:
        """The rows from the top, each a list of values; an empty cell is "", a true one the text TRUE, one that failed
        the text that it shows ("#REF!", FORMULA_WITHOUT_VALUE)."""
        cells = self._cells
        if isinstance(cells, list):
            return iter(cells)
        if isinstance(cells, SomeRows):
            return cells.iter_rows()
        rows: Iterator[list[CellValue]] = cells.iter_rows()
        if self.surroundings.may_hold_booleans:
            rows = map(_without_booleans, rows)
        return self._with_what_failed(rows) if self.surroundings.lacks else rows

    def _with_what_failed(self, rows: Iterator[list[CellValue]]) -> Iterator[list[CellValue]]:
        lacks = self.surroundings.lacks
        for number, row in enumerate(rows, self.first_row):
            for column, shown in lacks.get(number, {}).items():
                place = column - self.first_column
                if 0 <= place < len(row) and row[place] == "":
                    row[place] = shown
            yield row

    def below(self, row: int) -> Sheet:
        """The same sheet from the row of this number on, for a second table on it."""
        # A sheet of a thousand tables is no tower of a thousand sheets: all count from the whole one.
        whole = self._cells.sheet if isinstance(self._cells, SomeRows) else self
        return replace(self, _cells=SomeRows(whole, row - whole.first_row), first_row=row)

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


def _without_booleans(row: list[Any]) -> list[CellValue]:
    """A row with TRUE and FALSE as the words that a person sees: as values they would equal 1 and 0."""
    if bool not in map(type, row):
        return row
    return [boolean_word(cell) if type(cell) is bool else cell for cell in row]


def boolean_word(value: bool) -> str:
    """What a spreadsheet shows for a truth value."""
    return "TRUE" if value else "FALSE"


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
    """A sheet of rows that are made equally long. Raises UnreadableError WB009 for too many columns or cells."""
    cells = list(rows)
    widest = max(map(len, cells), default=0)
    if widest > MAX_COLUMNS:
        raise UnreadableError("WB009", f"{widest} columns", f"at most {MAX_COLUMNS} columns")
    if widest * len(cells) > MAX_CELLS:
        size = f"{len(cells):,} rows of {widest:,} columns"
        raise UnreadableError("WB009", size, f"at most {MAX_CELLS:,} cells")
    for row in cells:
        if len(row) < widest:
            row.extend([""] * (widest - len(row)))
    return Sheet(name, _cells=cells, keys=keys, first_row=0 if keys else 1, surroundings=surroundings)
