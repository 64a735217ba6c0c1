"""What calamine leaves out of a sheet, found in its XML as bytes: hidden rows and columns, cells without a value.

The sheet is inflated a second time and searched for a few bytes, which costs a tenth of calamine's own reading;
for a large sheet that happens in a thread, while calamine reads."""

from __future__ import annotations

import re
import threading
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Set

from invoices.workbook.sheet import FORMULA_WITHOUT_VALUE, MAX_EXPANDED_BYTES, Note, Surroundings
from invoices.workbook.sheet_rows import HIDDEN, NO_HEIGHT, PREFIX, RowCount, blank_rows

PIECE = 65_536
OVERLAP = 1_024

DIMENSION = re.compile(rb'<(?:\w+:)?dimension ref="[A-Z]+\d+:([A-Z]+)(\d+)"')
COLUMN = re.compile(PREFIX + rb"col\s[^>]*>")
ENDS = re.compile(rb"""(?<![\w:.-])(?:min|max)\s*=\s*["']\s*(\d+)\s*["']""")
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


def _fresh(pieces: Iterator[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Each window with what is new in it."""
    seen = 0
    for window in pieces:
        yield window, window[min(seen, OVERLAP) :]
        seen = len(window)


def apart(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Windows without the bytes that stood in the one before."""
    return (fresh for _, fresh in _fresh(pieces))


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
    """One sheet's XML. Its rows are counted once, what cells lack is looked up once more when it is asked for.
    `blank_strings` gives the numbers of the workbook's shared strings that are blank."""

    LARGE = 300_000

    def __init__(self, pieces: Callable[[], Iterator[bytes]], blank_strings: Callable[[], Set[int]]) -> None:
        self._pieces = pieces
        self._blank_strings = blank_strings
        self._counted: RowCount | None = None
        self._columns: frozenset[int] = frozenset()
        self._lacks: dict[tuple[int, int], str] | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begins to count, beside whatever else is done; not a second time."""
        if self._counted is not None or self._thread is not None:
            return
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    @property
    def hidden_rows(self) -> frozenset[int]:
        """Rows that the sender has hidden, by hand or by a filter, counted from 1."""
        return frozenset(self._count.hidden)

    @property
    def hidden_columns(self) -> frozenset[int]:
        """Columns that the sender has hidden, counted from 0 = A."""
        return self._columns if self._count else frozenset()

    @property
    def last_row(self) -> int:
        """The number of the last row element."""
        return self._count.last_row

    @property
    def filled_rows(self) -> Set[int]:
        """The row elements with a filled cell, by their numbers."""
        return self._count.filled

    def blank_among(self, rows: Set[int]) -> Set[int]:
        """Those of some counted rows that hold blank text only."""
        return blank_rows(apart(self._pieces()), rows, self._blank_strings())

    def faults(self, header_row: int) -> Mapping[int, Note]:  # noqa: ARG002 - a row above may be meant by both
        """Rows whose number two filled row elements have."""
        return {number: Note("WB037", f"row {number:,}") for number in self._count.repeated}

    @property
    def _count(self) -> RowCount:
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        if self._counted is None:
            self._look()
        return self._counted or RowCount()

    def _look(self) -> None:
        columns: set[int] = set()
        self._counted = RowCount().count(self._columns_noted(columns))
        self._columns = frozenset(columns)

    def _columns_noted(self, columns: set[int]) -> Iterator[bytes]:
        """The pieces of the XML, no byte twice, with hidden columns noted on the way: they stand above the rows."""
        rows_begun = False
        for window, fresh in _fresh(self._pieces()):
            if not rows_begun:
                columns.update(_hidden_columns(window))
                rows_begun = b"</row" in window or b":row" in window
            yield fresh

    def lack(self, row: int, column: int) -> str:
        """Why a cell has no value: "#REF!" or another error value, "formula" for one without a result, or ""."""
        if self._lacks is None:
            self._lacks = self._look_for_lacks()
        return self._lacks.get((row, column), "")

    def _look_for_lacks(self) -> dict[tuple[int, int], str]:
        found: dict[tuple[int, int], str] = {}
        for window in self._pieces():
            if b't="e"' in window:
                for letters, number, text in ERROR.findall(window):
                    found[int(number), column_number(letters) - 1] = text.decode("ascii", "replace")
            if b"<f" in window or b":f" in window:
                for letters, number, attributes in FORMULA.findall(window):
                    if b't="str"' not in attributes and b't="e"' not in attributes:
                        found.setdefault((int(number), column_number(letters) - 1), FORMULA_WITHOUT_VALUE)
        return found
