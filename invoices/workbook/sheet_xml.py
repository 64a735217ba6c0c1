"""What calamine leaves out of a sheet, found in its XML as bytes: hidden rows and columns, cells without a value.

The sheet is inflated a second time and searched for a few bytes, which costs a tenth of calamine's own reading;
for a large sheet that happens in a thread, while calamine reads."""

from __future__ import annotations

import re
import threading
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TypeAlias

from invoices.workbook.sheet import FORMULA_WITHOUT_VALUE, MAX_EXPANDED_BYTES, Lacks, Surroundings

# Row -> its struck columns.
Struck: TypeAlias = Mapping[int, frozenset[int]]

PIECE = 65_536
OVERLAP = 1_024

DIMENSION = re.compile(rb'<(?:\w+:)?dimension ref="[A-Z]+\d+:([A-Z]+)(\d+)"')
COLUMN = re.compile(rb"<(?:\w+:)?col\s[^>]*>")
ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*>")
HIDDEN = re.compile(rb'\shidden="(?:1|true)"')
NUMBER = re.compile(rb'\sr="(\d+)"')
ROW_NUMBER = re.compile(rb'[<:]row\s[^>]*?\br="(\d+)"')
FILLED = re.compile(rb'<(?:\w+:)?c r="([A-Z]{1,3})(\d+)"[^>]*(?<!/)><(?:\w+:)?(?:v|f|is)\b')
# A cell of type e has an error value; one with a formula and no value was saved by a program that cannot calculate.
# Type str with an empty value is a formula that came to "nothing" on purpose.
ERROR = re.compile(
    rb'<(?:\w+:)?c r="([A-Z]{1,3})(\d+)"[^>]*\bt="e"[^>]*>'
    rb"(?:<(?:\w+:)?f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>))?<(?:\w+:)?v>([^<]*)<"
)
FORMULA = re.compile(
    rb'<(?:\w+:)?c r="([A-Z]{1,3})(\d+)"([^>]*)(?<!/)><(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)'
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)


def windows(content: bytes, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """A part of a zip, inflated piece by piece; each piece begins with the end of the one before, so that nothing
    is cut apart. Ends early where the zip is broken: calamine says so."""
    start = info.header_offset
    names = int.from_bytes(content[start + 26 : start + 28], "little")
    extra = int.from_bytes(content[start + 28 : start + 30], "little")
    begin = start + 30 + names + extra
    packed = memoryview(content)[begin : begin + info.compress_size]
    inflate = zlib.decompressobj(-15).decompress if info.compress_type == zipfile.ZIP_DEFLATED else bytes
    before, size = b"", 0
    for place in range(0, len(packed), PIECE):
        try:
            piece = inflate(packed[place : place + PIECE])
        except zlib.error:
            return
        size += len(piece)
        if size > MAX_EXPANDED_BYTES:
            return
        window = before + piece
        yield window
        before = window[-OVERLAP:]


def column_number(letters: bytes) -> int:
    """b"A" -> 1."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def extent(head: bytes) -> tuple[int, int] | None:
    """The last row and column that a sheet says to have; None where it says nothing."""
    found = DIMENSION.search(head)
    return (int(found[2]), column_number(found[1])) if found else None


def filled_extent(pieces: Iterator[bytes]) -> tuple[int, int]:
    """The last row and column with a value."""
    rows = columns = 0
    for window in pieces:
        for letters, number in FILLED.findall(window):
            rows, columns = max(rows, int(number)), max(columns, column_number(letters))
    return rows, columns


class SheetXml(Surroundings):
    """One sheet's XML. What is hidden, and what cells lack, is looked up once."""

    LARGE = 300_000

    def __init__(self, pieces: Callable[[], Iterator[bytes]], struck: Callable[[bool], Struck] = lambda _: {}) -> None:
        self._pieces = pieces
        self._look_for_struck = struck
        # Whether a text of the sheet itself is struck through, in part or wholly.
        self._strikes = False
        self._rows: frozenset[int] | None = None
        self._last_row = 0
        self._columns: frozenset[int] = frozenset()
        self._lacks: dict[int, dict[int, str]] = {}
        self._booleans = False
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begins to look, beside whatever else is done; not a second time."""
        if self._rows is not None:
            return
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    @property
    def hidden_rows(self) -> frozenset[int]:
        """Rows that the sender has hidden, by hand or by a filter, counted from 1."""
        return self._hidden()[0]

    @property
    def hidden_columns(self) -> frozenset[int]:
        """Columns that the sender has hidden, counted from 0 = A."""
        return self._hidden()[1]

    @property
    def last_row(self) -> int:
        """The number of the last row element."""
        self._hidden()
        return self._last_row

    def _hidden(self) -> tuple[frozenset[int], frozenset[int]]:
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        if self._rows is None:
            self._look()
        return self._rows or frozenset(), self._columns

    def _look(self) -> None:
        rows: set[int] = set()
        columns: set[int] = set()
        for window in self._pieces():
            last = ROW_NUMBER.search(window, max(window.rfind(b"row "), 1) - 1)
            self._last_row = int(last[1]) if last else self._last_row
            self._look_at_cells(window)
            self._strikes = self._strikes or b"strike" in window
            if b"hidden=" not in window:
                continue
            for tag in COLUMN.findall(window):
                if HIDDEN.search(tag):
                    ends = [int(n) for n in re.findall(rb'\s(?:min|max)="(\d+)"', tag)]
                    if len(ends) == 2 and max(ends) <= 16_384:
                        columns.update(range(min(ends) - 1, max(ends)))
            for tag in ROW.findall(window):
                number = NUMBER.search(tag)
                if number and HIDDEN.search(tag):
                    rows.add(int(number[1]))
        self._columns = frozenset(columns)
        self._rows = frozenset(rows)

    @property
    def lacks(self) -> Lacks:
        """The cells that show an error value, or hold a formula without a result."""
        self._hidden()
        return self._lacks

    @cached_property
    def struck(self) -> Struck:
        """Row, counted from 1 -> its columns, counted from 0 = A, whose cells are struck through."""
        self._hidden()
        return self._look_for_struck(self._strikes)

    @property
    def may_hold_booleans(self) -> bool:
        """Whether some cell is TRUE or FALSE."""
        self._hidden()
        return self._booleans

    def _look_at_cells(self, window: bytes) -> None:
        self._booleans = self._booleans or b't="b"' in window
        if b't="e"' in window:
            for letters, number, text in ERROR.findall(window):
                self._lacks.setdefault(int(number), {})[column_number(letters) - 1] = text.decode("ascii", "replace")
        if b"<f" in window or b":f" in window:
            for letters, number, attributes in FORMULA.findall(window):
                if b't="str"' not in attributes and b't="e"' not in attributes:
                    row = self._lacks.setdefault(int(number), {})
                    row.setdefault(column_number(letters) - 1, FORMULA_WITHOUT_VALUE)
