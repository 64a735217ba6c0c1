"""The only module that reads spreadsheets: .xlsx through python-calamine, .csv through the csv module.

Reading never judges: a sheet is rows of cell values as they stand, with the positions kept. What cannot be
opened at all raises `UnreadableError`, with a code and one line for the person who sent it.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple, TypeAlias

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

CellValue: TypeAlias = str | float | int | bool | date | datetime | time | timedelta

# A real invoice of 200,000 rows expands to about 400 MB; a bomb reaches that from a few kilobytes.
MAX_EXPANDED_BYTES = 1_000_000_000
MAX_EXPANSION = 200
MAX_COLUMNS = 2_000
SPREADSHEET_ENDINGS = frozenset({".xlsx", ".xlsm"})
TEXT_ENDINGS = frozenset({".csv", ".tsv", ".txt"})
READABLE_ENDINGS = SPREADSHEET_ENDINGS | TEXT_ENDINGS
DELIMITERS = ",;\t|"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class UnreadableError(Exception):
    """An input that holds no rows for us: `code` is the finding's code, `expected` what would help."""

    def __init__(self, code: str, found: str, expected: str = "") -> None:
        super().__init__(found)
        self.code = code
        self.found = found
        self.expected = expected


class MergedRange(NamedTuple):
    """Cells that are merged into one; rows and columns count from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """One sheet. `rows()` starts at the sheet's first row, blank rows included; the first cell of every row
    stands in column `first_column` (0 = A)."""

    name: str
    hidden: bool = False
    first_column: int = 0
    _cells: CalamineSheet | list[list[CellValue]] = field(default_factory=list)

    def rows(self) -> Iterator[list[CellValue]]:
        """The rows from the top, each a list of values; an empty cell is ""."""
        cells = self._cells
        return iter(cells) if isinstance(cells, list) else cells.iter_rows()

    def merged(self) -> list[MergedRange]:
        """The merged cells, where the format tells."""
        ranges = None if isinstance(self._cells, list) else self._cells.merged_cell_ranges
        return [MergedRange(*first, *last) for first, last in ranges or ()]


def read_workbook(path: Path, data: bytes | None = None) -> list[Sheet]:
    """The sheets of a workbook or of a delimited text file.

    `data` is the content where it has already been read (stdin). Raises UnreadableError: WB001 not a workbook,
    WB002 nothing in it, WB008 password-protected, WB009 expands beyond the limits.
    """
    content = path.read_bytes() if data is None else data
    if not content:
        raise UnreadableError("WB002", "0 bytes")
    if content[:4] == b"PK\x03\x04":
        return _spreadsheet(content)
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        # An encrypted .xlsx is an OLE container too; so is an old .xls.
        if b"E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k" in content:
            raise UnreadableError("WB008", "password-protected")
        raise UnreadableError("WB001", "an Excel 97-2003 workbook (.xls)", "a workbook saved as .xlsx")
    binary = not content.startswith(UTF_16) and b"\x00" in content[:4096]
    if binary or path.suffix.lower() in SPREADSHEET_ENDINGS:
        raise UnreadableError(
            "WB001", f"not a workbook, though it is called {path.suffix or 'so'}", "an .xlsx or .csv file"
        )
    return [_text_sheet(path.stem, content)]


def _spreadsheet(content: bytes) -> list[Sheet]:
    _check_expansion(content)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = []
        for metadata in workbook.sheets_metadata:
            cells = workbook.get_sheet_by_name(metadata.name)
            if cells.start is None:
                continue
            columns = cells.start[1] + cells.width
            if columns > MAX_COLUMNS:
                raise UnreadableError("WB009", f"{columns} columns", f"at most {MAX_COLUMNS} columns")
            hidden = metadata.visible is not SheetVisibleEnum.Visible
            sheets.append(Sheet(metadata.name, hidden, cells.start[1], cells))
    except PasswordError as problem:
        raise UnreadableError("WB008", "password-protected") from problem
    except CalamineError as problem:
        raise UnreadableError("WB001", "a damaged or truncated workbook", "a file that opens in Excel") from problem
    if not sheets:
        raise UnreadableError("WB002", "no cell is filled")
    return sheets


def _check_expansion(content: bytes) -> None:
    """Refuses a zip bomb before anything is expanded: the sizes stand in the zip's directory."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            expanded = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, ValueError) as problem:
        raise UnreadableError("WB001", "a damaged or truncated workbook", "a file that opens in Excel") from problem
    if expanded > MAX_EXPANDED_BYTES or expanded > max(len(content), 100_000) * MAX_EXPANSION:
        raise UnreadableError("WB009", f"{expanded:,} bytes when unpacked", "an ordinary workbook")


def _text_sheet(name: str, content: bytes) -> Sheet:
    text = _decode(content)
    if not text.strip():
        raise UnreadableError("WB002", "only blank text")
    first_lines = text[:20_000].splitlines()[:20]
    delimiter = max(DELIMITERS, key=lambda mark: (sum(line.count(mark) for line in first_lines), mark == ","))
    limit = csv.field_size_limit(10_000_000)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as problem:
        raise UnreadableError("WB001", "not a table of delimited text", "an .xlsx or .csv file") from problem
    finally:
        csv.field_size_limit(limit)
    widest = max(map(len, rows))
    if widest > MAX_COLUMNS:
        raise UnreadableError("WB009", f"{widest} columns", f"at most {MAX_COLUMNS} columns")
    cells: list[list[CellValue]] = [[*row, *[""] * (widest - len(row))] for row in rows]
    return Sheet(name, _cells=cells)


def _decode(content: bytes) -> str:
    if content.startswith(UTF_16):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What Excel on Windows writes when it is asked for "CSV" and nothing more; every byte has a character.
        return content.decode("cp1252", errors="replace")
