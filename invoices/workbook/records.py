"""Hidden rows and columns and error values of .xls and .xlsb sheets, which calamine does not tell: both are chains of
records, each with its number and length ([MS-XLS] 2.1.4, [MS-XLSB] 2.1.4)."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

from olefile import OleFileIO

from invoices.workbook.date_formats import is_day_first
from invoices.workbook.old_strikes import records_of, struck_in_xls
from invoices.workbook.sheet import (
    MAX_COLUMNS,
    NO_SURROUNDINGS,
    Hidden,
    HiddenParts,
    Lacks,
    Surroundings,
    UnreadableError,
)

# .xls: the directory of sheets, then for each the attributes of its columns and rows.
BOUNDSHEET, COLINFO, ROW = 0x0085, 0x007D, 0x0208
FILE_PASS, DATE_MODE = 0x002F, 0x0022
# A cell with a truth value or an error, a formula with its result, a number format.
BOOL_OR_ERROR, FORMULA, FORMAT = 0x0205, 0x0006, 0x041E
# .xlsb: a row's heading, a cell with an error, one with a formula that gave one, the attributes of columns, a sheet's
# name.
ROW_HEADER, ERROR_CELL, ERROR_FORMULA, COLUMN_INFO, BUNDLE_SHEET = 0, 3, 11, 60, 156
# [MS-XLS] 2.5.10 BErr, [MS-XLSB] 2.5.97.2 BErr
ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}  # fmt: skip
HIDDEN_ROW_XLS, HIDDEN_ROW_XLSB, HIDDEN_COLUMN = 0x20, 0x10, 0x01


class OldBook:
    """What calamine leaves out of an .xls."""

    macros = ""
    # Counts and offsets in the records, and the chains of the container, are believed by whoever reads them.
    is_suspicious = True

    def __init__(self, content: bytes) -> None:
        self.expanded = len(content)
        self._stream = _book(content)

    def check(self) -> None:
        """Raises UnreadableError WB008 for one with a password."""
        if any(number == FILE_PASS for number, _, _ in records_of(self._stream, 0)):
            raise UnreadableError("WB008", "password-protected")

    @property
    def date1904(self) -> bool:
        """Whether serial numbers of dates count from 1904 ([MS-XLS] 2.4.77 Date1904)."""
        modes = (
            self._stream[place]
            for number, place, length in records_of(self._stream, 0)
            if number == DATE_MODE and length and place < len(self._stream)
        )
        return next(modes, 0) == 1

    @property
    def day_first(self) -> bool:
        """Whether the workbook shows its own dates day first ([MS-XLS] 2.4.126 Format)."""
        return is_day_first(
            self._stream[place + 5 : place + length].replace(b"\0", b"").decode("latin-1")
            for number, place, length in records_of(self._stream, 0)
            if number == FORMAT
        )

    def surroundings(self, sheet: str) -> Surroundings:
        """What is hidden on a sheet, and its error values."""
        start = _sheets(self._stream).get(sheet)
        if start is None:
            return NO_SURROUNDINGS
        return HiddenParts(
            lambda: _gathered(_seen_in_xls(self._stream, start)),
            lambda: _errors_in_xls(self._stream, start),
            lambda: struck_in_xls(self._stream, start),
        )


def _book(content: bytes) -> bytes:
    """The stream with all sheets; nothing for a file that is broken, which calamine says."""
    try:
        with OleFileIO(io.BytesIO(content)) as container:
            name = next((n for n in ("Workbook", "Book") if container.exists(n)), "")
            return container.openstream(name).read() if name else b""
    except Exception:
        # olefile raises whatever it stumbles over in a broken container.
        return b""


def sheets_of_xlsb(book: bytes) -> dict[str, str]:
    """Sheet -> the id of its relation, from `workbook.bin` ([MS-XLSB] 2.4.304 BrtBundleSh)."""
    found = {}
    for number, place, length in _long_records(book):
        if number == BUNDLE_SHEET and length >= 16:
            relation, place = _text(book, place + 8)
            found[_text(book, place)[0]] = relation
    return found


def hidden_in_xlsb(sheet: bytes) -> Hidden:
    """What is hidden on one sheet of an .xlsb, from its part of the zip."""
    return _gathered(_seen_in_xlsb(sheet))


def errors_in_xlsb(sheet: bytes) -> Lacks:
    """The cells of one sheet of an .xlsb that show an error ([MS-XLSB] 2.4.319 BrtCellError, 2.4.668 BrtFmlaError)."""
    found: dict[int, dict[int, str]] = {}
    row = 0
    for number, place, length in _long_records(sheet):
        if number == ROW_HEADER and length >= 4:
            row = int.from_bytes(sheet[place : place + 4], "little") + 1
        elif number in (ERROR_CELL, ERROR_FORMULA) and length >= 9:
            column = int.from_bytes(sheet[place : place + 4], "little")
            found.setdefault(row, {})[column] = ERRORS.get(sheet[place + 8], "#?")
    return found


def _errors_in_xls(stream: bytes, start: int) -> Lacks:
    """The cells of one sheet of an .xls that show an error ([MS-XLS] 2.4.24 BoolErr, 2.4.127 Formula)."""
    found: dict[int, dict[int, str]] = {}
    for number, place, length in records_of(stream, start):
        if place + length > len(stream) or length < 8:
            continue
        if number == BOOL_OR_ERROR and stream[place + 7]:
            code = stream[place + 6]
        elif number == FORMULA and length >= 14 and stream[place + 12 : place + 14] == b"\xff\xff":
            if stream[place + 6] != 2:
                continue
            code = stream[place + 8]
        else:
            continue
        row, column = struct.unpack_from("<HH", stream, place)
        found.setdefault(row + 1, {})[column] = ERRORS.get(code, "#?")
    return found


def _gathered(parts: Iterator[tuple[int | None, range]]) -> Hidden:
    rows: set[int] = set()
    columns: set[int] = set()
    for row, some in parts:
        if row is not None:
            rows.add(row)
        columns.update(some)
    return Hidden(frozenset(rows), frozenset(columns))


def _sheets(stream: bytes) -> dict[str, int]:
    """Where every sheet starts ([MS-XLS] 2.4.28 BoundSheet8)."""
    found = {}
    for number, place, length in records_of(stream, 0):
        if number == BOUNDSHEET and length >= 8 and place + length <= len(stream):
            start = int.from_bytes(stream[place : place + 4], "little")
            wide = stream[place + 7] & 1
            text = stream[place + 8 : place + 8 + stream[place + 6] * (1 + wide)]
            found[text.decode("utf-16-le" if wide else "latin-1", "replace")] = start
    return found


def _seen_in_xls(stream: bytes, start: int) -> Iterator[tuple[int | None, range]]:
    for number, place, length in records_of(stream, start):
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
