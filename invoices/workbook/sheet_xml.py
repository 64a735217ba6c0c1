"""What calamine leaves out of a sheet, found in its XML as bytes: how far its cells reach, which rows are filled, what
is hidden, why a cell has no value.

The sheet is inflated a second time and gone through once, piece by piece, which costs half of calamine's own
reading."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Set
from functools import cached_property
from typing import TypeAlias

from invoices.workbook.sheet import FORMULA_WITHOUT_VALUE, Lacks, Note, Surroundings
from invoices.workbook.sheet_rows import HIDDEN, NO_HEIGHT, PREFIX, RowCount, blank_rows

# Row -> its struck columns.
Struck: TypeAlias = Mapping[int, frozenset[int]]

PIECE = 65_536
OVERLAP = 1_024
MOST_AT_ONCE = 1_000_000

COLUMN = re.compile(PREFIX + rb"col\s[^<>]*>")
ENDS = re.compile(rb"""(?<![\w:.-])(?:min|max)\s*=\s*["']\s*(\d{1,9})\s*["']""")
# A cell as nearly all programs write it, one so far down that its row is looked at, and any cell; a first tag without a
# prefix, so that cells have none.
CELL = re.compile(rb'<c r="([A-Z]{1,3})\d{1,7}"')
NEAR_ROWS = 99_999
FAR_CELL = re.compile(rb'<c r="[A-Z]{1,3}(\d{6,7})"')
ANY_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s/>])")
PLAIN = re.compile(rb"<worksheet[\s>]")
# A cell of type e has an error value; one with a formula and no value was saved by a program that cannot calculate.
# Type str with an empty value is a formula that came to "nothing" on purpose.
ERROR = re.compile(
    rb'<(?:\w+:)?c r="([A-Z]{1,3})(\d+)"[^<>]*\bt="e"[^<>]*>'
    rb"(?:<(?:\w+:)?f\b[^<>]*?(?:/>|>[^<]*</(?:\w+:)?f>))?<(?:\w+:)?v>([^<]*)<"
)
FORMULA = re.compile(
    rb'<(?:\w+:)?c r="([A-Z]{1,3})(\d+)"([^<>]*)(?<!/)><(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f>)'
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)


class Part:
    """A part of a zip, inflated piece by piece."""

    def __init__(self, content: bytes, info: zipfile.ZipInfo) -> None:
        self._content = content
        self._info = info
        self.is_sound = True

    def windows(self) -> Iterator[bytes]:
        """The pieces; each begins with the end of the one before, so that nothing is cut apart. Ends early where the
        part is broken or longer than it says; `is_sound` tells after the last piece whether it was what it says."""
        size = check = 0
        before = b""
        self.is_sound = False
        try:
            for piece in self._pieces():
                size += len(piece)
                check = zlib.crc32(piece, check)
                if size > self._info.file_size:
                    return
                window = before + piece
                yield window
                before = window[-OVERLAP:]
        except zlib.error:
            return
        self.is_sound = size == self._info.file_size and check == self._info.CRC

    def _pieces(self) -> Iterator[bytes]:
        start = self._info.header_offset
        names = int.from_bytes(self._content[start + 26 : start + 28], "little")
        extra = int.from_bytes(self._content[start + 28 : start + 30], "little")
        begin = start + 30 + names + extra
        packed = memoryview(self._content)[begin : begin + self._info.compress_size]
        if self._info.compress_type != zipfile.ZIP_DEFLATED:
            yield from (bytes(packed[place : place + PIECE]) for place in range(0, len(packed), PIECE))
            return
        inflate = zlib.decompressobj(-15)
        for place in range(0, len(packed), PIECE):
            piece = inflate.decompress(packed[place : place + PIECE], MOST_AT_ONCE)
            while piece:
                yield piece
                piece = inflate.decompress(inflate.unconsumed_tail, MOST_AT_ONCE) if inflate.unconsumed_tail else b""
        yield inflate.flush()


def _fresh(pieces: Iterator[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Each window with what is new in it."""
    seen = 0
    for window in pieces:
        yield window, window[min(seen, OVERLAP) :]
        seen = len(window)


def _hidden_columns(window: bytes) -> Iterator[int]:
    for tag in COLUMN.findall(window):
        if HIDDEN.search(tag) or NO_HEIGHT.search(tag):
            ends = [int(number) for number in ENDS.findall(tag)]
            if len(ends) == 2 and max(ends) <= 16_384:
                yield from range(min(ends) - 1, max(ends))


def column_number(letters: bytes) -> int:
    """b"A" -> 1."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


class SheetXml(Surroundings):
    """One sheet's XML, gone through once: how far the cells reach, rows, what is hidden, what cells lack. Which cells
    are struck through is looked up when it is asked for. `blank_strings` gives the numbers of the workbook's shared
    strings that are blank, `struck` the struck cells (it takes whether a text of the sheet itself is struck).

    `is_plain` says that no cell was written in a way that could have hidden it from `span`, and that the part is whole.
    """

    def __init__(
        self,
        part: Part,
        blank_strings: Callable[[], Set[int]],
        struck: Callable[[bool], Struck] = lambda _: {},
    ) -> None:
        self._part = part
        self._blank_strings = blank_strings
        self._look_for_struck = struck
        self._columns: set[int] = set()
        self._booleans = self._strikes = False
        self._lacks: dict[int, dict[int, str]] = {}
        self.is_plain = True
        self._letters: set[bytes] = set()
        self._last = NEAR_ROWS
        self._count = RowCount()
        self._look()

    @property
    def hidden_rows(self) -> frozenset[int]:
        """Rows that the sender has hidden, by hand or by a filter, counted from 1."""
        return frozenset(self._count.hidden)

    @property
    def hidden_columns(self) -> frozenset[int]:
        """Columns that the sender has hidden, counted from 0 = A."""
        return frozenset(self._columns)

    @property
    def filled_rows(self) -> Set[int]:
        """The row elements with a filled cell, by their numbers."""
        return self._count.filled

    def blank_among(self, rows: Set[int]) -> Set[int]:
        """Those of some counted rows that hold blank text only."""
        return blank_rows((fresh for _, fresh in _fresh(self._part.windows())), rows, self._blank_strings())

    def faults(self, header_row: int) -> Mapping[int, Note]:  # noqa: ARG002 - a row above may be meant by both
        """Rows whose number two filled row elements have."""
        return {number: Note("WB037", f"row {number:,}") for number in self._count.repeated}

    @property
    def span(self) -> int:
        """A number of cells that is not exceeded by those between the first and the last row and column with a cell,
        filled or not: the rows count from the first of the sheet, and as NEAR_ROWS at least."""
        columns = [column_number(letters) for letters in self._letters] or [0]
        return self._last * (max(columns) - min(columns) + 1)

    def _look(self) -> None:
        is_first, is_open, rows_begun = True, False, False
        for window, fresh in _fresh(self._part.windows()):
            if is_first:
                self.is_plain = PLAIN.search(window) is not None
                is_first = False
            is_open = self._reach(window)
            self._booleans = self._booleans or b't="b"' in window
            self._strikes = self._strikes or b"strike" in window
            if not rows_begun:  # columns stand above the rows
                self._columns.update(_hidden_columns(window))
                rows_begun = b"</row" in window or b":row" in window
            self._count.take(fresh)
            self._lack(window)
        self._count.end()
        self.is_plain &= self._part.is_sound and not is_open

    def _lack(self, window: bytes) -> None:
        """Notes the cells of a piece that lack their value."""
        if b't="e"' in window:
            for letters, number, text in ERROR.findall(window):
                self._lacks.setdefault(int(number), {})[column_number(letters) - 1] = text.decode("ascii", "replace")
        if b"<f" in window or b":f" in window:
            for letters, number, attributes in FORMULA.findall(window):
                if b't="str"' not in attributes and b't="e"' not in attributes:
                    row = self._lacks.setdefault(int(number), {})
                    row.setdefault(column_number(letters) - 1, FORMULA_WITHOUT_VALUE)

    def _reach(self, window: bytes) -> bool:
        """Takes the cells of a piece in; whether it ends within a tag that may be a cell's."""
        end = window.rfind(b">") + 1
        found = CELL.findall(window, 0, end)
        self._letters.update(found)
        self._last = max(self._last, *map(int, FAR_CELL.findall(window, 0, end)), 0)
        # Columns and comments begin like cells, and are looked at once more.
        if window.count(b"<c", 0, end) + window.count(b":c", 0, end) != len(found):
            self.is_plain &= len(ANY_CELL.findall(window, 0, end)) == len(found)
        # The next piece has that tag whole, unless it is longer than any cell's.
        self.is_plain &= len(window) - end < OVERLAP
        return ANY_CELL.search(window, end) is not None

    @property
    def may_hold_booleans(self) -> bool:
        """Whether some cell is TRUE or FALSE."""
        return self._booleans

    @cached_property
    def struck(self) -> Struck:
        """Row, counted from 1 -> its columns, counted from 0 = A, whose cells are struck through."""
        return self._look_for_struck(self._strikes)

    @property
    def lacks(self) -> Lacks:
        """The cells that show an error value, or hold a formula without a result."""
        return self._lacks
