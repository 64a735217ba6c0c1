"""Hidden rows and columns of .xls and .xlsb sheets, which calamine does not tell: both are chains of records, each
with its number and length ([MS-XLS] 2.1.4, [MS-XLSB] 2.1.4)."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

from olefile import OleFileIO

from invoices.workbook.sheet import MAX_COLUMNS, NO_SURROUNDINGS, Hidden, HiddenParts, Surroundings, UnreadableError

# .xls: the directory of sheets, then for each the attributes of its columns and rows.
BOUNDSHEET, COLINFO, ROW, EOF = 0x0085, 0x007D, 0x0208, 0x000A
FILE_PASS, DATE_MODE = 0x002F, 0x0022
# .xlsb: a row's heading, the attributes of columns, a sheet's name.
ROW_HEADER, COLUMN_INFO, BUNDLE_SHEET = 0, 60, 156
CELLS = range(1, 12)
HIDDEN_ROW_XLS, HIDDEN_ROW_XLSB, HIDDEN_COLUMN = 0x20, 0x10, 0x01


class OldBook:
    """What calamine leaves out of an .xls."""

    macros = ""

    def __init__(self, content: bytes) -> None:
        self._stream = _book(content)

    def check(self) -> None:
        """Raises UnreadableError WB008 for one with a password."""
        if any(number == FILE_PASS for number, _, _ in _records(self._stream, 0)):
            raise UnreadableError("WB008", "password-protected")

    @property
    def date1904(self) -> bool:
        """Whether serial numbers of dates count from 1904 ([MS-XLS] 2.4.77 Date1904)."""
        modes = (
            self._stream[place]
            for number, place, length in _records(self._stream, 0)
            if number == DATE_MODE and length and place < len(self._stream)
        )
        return next(modes, 0) == 1

    def surroundings(self, sheet: str) -> Surroundings:
        """What is hidden on a sheet."""
        start = _sheets(self._stream).get(sheet)
        if start is None:
            return NO_SURROUNDINGS
        return HiddenParts(lambda: _gathered(_seen_in_xls(self._stream, start)))


def _book(content: bytes) -> bytes:
    """The stream with all sheets; nothing for a file that is broken, which calamine says."""
    try:
        with OleFileIO(io.BytesIO(content)) as container:
            name = next((n for n in ("Workbook", "Book") if container.exists(n)), "")
            return container.openstream(name).read() if name else b""
    except (OSError, ValueError, IndexError, TypeError, struct.error):
        return b""


def sheets_of_xlsb(book: bytes) -> dict[str, str]:
    """Sheet -> the id of its relation, from `workbook.bin` ([MS-XLSB] 2.4.304 BrtBundleSh)."""
    found = {}
    for number, place, length in _long_records(book):
        if number == BUNDLE_SHEET and length >= 16:
            relation, place = _text(book, place + 8)
            found[_text(book, place)[0]] = relation
    return found


def extent_of_xlsb(sheet: bytes) -> tuple[int, int]:
    """The last row and column with a cell on one sheet of an .xlsb."""
    row = rows = columns = 0
    for number, place, length in _long_records(sheet):
        if number == ROW_HEADER and length >= 4:
            row = int.from_bytes(sheet[place : place + 4], "little") + 1
        elif number in CELLS and length >= 4:
            rows = max(rows, row)
            columns = max(columns, int.from_bytes(sheet[place : place + 4], "little") + 1)
    return rows, columns


def hidden_in_xlsb(sheet: bytes) -> Hidden:
    """What is hidden on one sheet of an .xlsb, from its part of the zip."""
    return _gathered(_seen_in_xlsb(sheet))


def _gathered(parts: Iterator[tuple[int | None, range]]) -> Hidden:
    rows: set[int] = set()
    columns: set[int] = set()
    for row, some in parts:
        if row is not None:
            rows.add(row)
        columns.update(some)
    return Hidden(frozenset(rows), frozenset(columns))


def _records(stream: bytes, place: int) -> Iterator[tuple[int, int, int]]:
    """Number, start and length of each record to the end of its sheet."""
    while place + 4 <= len(stream):
        number, length = struct.unpack_from("<HH", stream, place)
        if number == EOF:
            return
        yield number, place + 4, length
        place += 4 + length


def _sheets(stream: bytes) -> dict[str, int]:
    """Where every sheet starts ([MS-XLS] 2.4.28 BoundSheet8)."""
    found = {}
    for number, place, length in _records(stream, 0):
        if number == BOUNDSHEET and length >= 8 and place + length <= len(stream):
            start = int.from_bytes(stream[place : place + 4], "little")
            wide = stream[place + 7] & 1
            text = stream[place + 8 : place + 8 + stream[place + 6] * (1 + wide)]
            found[text.decode("utf-16-le" if wide else "latin-1", "replace")] = start
    return found


def _seen_in_xls(stream: bytes, start: int) -> Iterator[tuple[int | None, range]]:
    for number, place, length in _records(stream, start):
        if number == ROW and length >= 16 and place + 16 <= len(stream):
            if stream[place + 12] & HIDDEN_ROW_XLS:
                yield int.from_bytes(stream[place : place + 2], "little") + 1, range(0)
        elif number == COLINFO and length >= 10 and place + 10 <= len(stream):
            first, last, width, _, flags = struct.unpack_from("<5H", stream, place)
            if flags & HIDDEN_COLUMN or not width:
                yield None, range(first, min(last + 1, MAX_COLUMNS))


def _seen_in_xlsb(sheet: bytes) -> Iterator[tuple[int | None, range]]:
    for number, place, length in _long_records(sheet):
        if number == ROW_HEADER and length >= 12 and sheet[place + 11] & HIDDEN_ROW_XLSB:
            yield int.from_bytes(sheet[place : place + 4], "little") + 1, range(0)
        elif number == COLUMN_INFO and length >= 18 and sheet[place + 16] & HIDDEN_COLUMN:
            first, last = struct.unpack_from("<II", sheet, place)
            yield None, range(first, min(last + 1, MAX_COLUMNS))


def _long_records(part: bytes) -> Iterator[tuple[int, int, int]]:
    """Number, start and length of each record of an .xlsb's part."""
    place = 0
    while place < len(part):
        number, place = _varied(part, place, 2)
        length, place = _varied(part, place, 4)
        if place + length > len(part):
            return
        yield number, place, length
        place += length


def _text(data: bytes, place: int) -> tuple[str, int]:
    """A text of two bytes a letter behind its length, and where it ends."""
    end = place + 4 + 2 * int.from_bytes(data[place : place + 4], "little")
    return data[place + 4 : end].decode("utf-16-le", "replace"), end


def _varied(data: bytes, place: int, most: int) -> tuple[int, int]:
    """A number of up to `most` bytes, seven bits of it in each, the eighth saying that another follows."""
    number = 0
    for step in range(most):
        if place >= len(data):
            break
        byte = data[place]
        place += 1
        number |= (byte & 0x7F) << 7 * step
        if not byte & 0x80:
            break
    return number, place
