"""The records of a delimited text, cut strictly: a quotation mark that is not closed takes no other line with it, and a
record with another number of cells than the headings is known by it.

A lenient reader gives both without a word: the first swallows lines, the second moves cells into the next column.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set

from invoices.workbook.sheet import CellValue, Note, Surroundings

# A cell with more line breaks is one whose quotation mark was forgotten.
MOST_BREAKS = 200
# What stands in the cells of a line, and hardly twice in a remark.
VALUES = (
    re.compile(r"9\d{7}[A-Za-z]\d{0,5}"),  # a CIN
    re.compile(r"\d{10}"),  # an NPI
    re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}"),  # a date
    re.compile(r"[A-Za-z]\d{4}"),  # a procedure code
    re.compile(r"\$?\d+(?:\.\d+)?"),  # an amount, units
)
LEAST_VALUES, LEAST_KINDS = 3, 2


class Records(Surroundings):
    """The records of one text: their cells, the number of cells that each had, and the lines that each stands on."""

    def __init__(self, lines: Sequence[str], delimiter: str, first_line: int) -> None:
        self.rows: list[list[CellValue]] = []
        self._lines, self._delimiter = lines, delimiter
        self._first_line = first_line
        self._widths: list[int] = []
        # Where each record begins, counted from 0; None where every line is a record.
        self._starts: list[int] | None = None
        self._open: dict[int, Note] = {}

    def take(self, rows: list[list[CellValue]], starts: list[int] | None, unclosed: Sequence[int]) -> Records:
        """Takes what the text was cut into, `unclosed` by their place; returns itself."""
        self.rows, self._starts = rows, starts
        self._widths = list(map(len, rows))
        self._open = {place + 1: Note("WB034", self._line(place)) for place in unclosed}
        return self

    def _line(self, place: int) -> str:
        """Where a record begins in the text, for somebody with an editor."""
        start = place if self._starts is None else self._starts[place]
        return f"line {start + self._first_line:,}"

    @property
    def filled_rows(self) -> Set[int]:
        """Records with a line that holds more than delimiters and quotation marks."""
        nothing = f'{self._delimiter}" \t\r\n'
        if self._starts is None:
            return {number for number, line in enumerate(self._lines, 1) if line.strip(nothing)}
        ends = [*self._starts[1:], len(self._lines)]
        return {
            number
            for number, (start, end) in enumerate(zip(self._starts, ends, strict=True), 1)
            if any(line.strip(nothing) for line in self._lines[start:end])
        }

    def faults(self, header_row: int) -> Mapping[int, Note]:
        """Records with a quotation mark that is not closed (WB034), and those below the headings with another number
        of cells (WB035)."""
        found = dict(self._open)
        below = self._widths[header_row:]
        right = self._right_width(header_row, below)
        if below.count(right) < len(below):
            for number, width in enumerate(below, header_row + 1):
                if width != right and self.rows[number - 1]:
                    said = f"{self._line(number - 1)}: {width} cells"
                    found.setdefault(number, Note("WB035", said, f"{right}, as the headings have"))
        return found

    def _right_width(self, header_row: int, below: list[int]) -> int:
        """How many cells a line has: as many as the headings; where nearly every line ends in a delimiter and the
        headings do not, or the other way round, as many as nearly every line."""
        own = self._widths[header_row - 1]
        usual, count = Counter(below).most_common(1)[0] if below else (own, 0)
        if usual == own or count * 10 < len(below) * 9:
            return own
        if usual < own:
            more: list[CellValue] = self.rows[header_row - 1][usual:own]
        else:
            lines = zip(self.rows[header_row:], below, strict=True)
            more = [cell for row, width in lines if width == usual for cell in row[own:usual]]
        return own if any(more) else usual


def cut(lines: Sequence[str], delimiter: str, first_line: int = 1) -> Records:
    """The records of a text's lines; the first of these is number `first_line` of the file. Raises csv.Error for a cell
    beyond all measure."""
    records = Records(lines, delimiter, first_line)
    try:
        rows: list[list[CellValue]] = list(csv.reader(lines, delimiter=delimiter, strict=True))  # type: ignore[arg-type]
    except csv.Error as problem:
        if "limit" in str(problem):
            raise
    else:
        if len(rows) == len(lines):
            return records.take(rows, None, ())
    return records.take(*_one_by_one(lines, delimiter))


def _one_by_one(lines: Sequence[str], delimiter: str) -> tuple[list[list[CellValue]], list[int], list[int]]:
    """The records, where each begins, and the places of those with a quotation mark that is not closed. Such a line is
    a record by itself, so that whatever follows is read as if it had been closed."""
    rows: list[list[CellValue]] = []
    starts: list[int] = []
    unclosed: list[int] = []
    closing = -1
    at = 0
    while at < len(lines):
        cells, used = _record(lines, at, delimiter)
        if cells is None or at == closing:
            unclosed.append(len(rows))
        starts.append(at)
        if cells is None:
            cells = [piece.strip('"') for piece in lines[at].rstrip("\r\n").split(delimiter)]
            closing, used = at + used - 1, 1
        rows.append(cells)
        at += used
    return rows, starts, unclosed


def _record(lines: Sequence[str], at: int, delimiter: str) -> tuple[list[CellValue] | None, int]:
    """The cells of the record that begins on a line and the number of its lines. No cells where a quotation mark is
    not closed, is closed in the middle of a cell, or only on a line that is plainly another record: its distance is the
    number of lines then."""
    reader = csv.reader(lines[at : at + MOST_BREAKS], delimiter=delimiter, strict=True)
    try:
        cells: list[CellValue] = [*next(reader)]
    except csv.Error as problem:
        if "limit" in str(problem):
            raise
        return None, 1
    used = reader.line_num
    if used > 1 and any(_holds_records(cell, delimiter, len(cells)) for cell in cells if isinstance(cell, str)):
        return None, used
    return cells, used


def _holds_records(cell: str, delimiter: str, width: int) -> bool:
    """Whether the text of a cell runs over lines that are records: one of its lines, or its first and last together,
    has as many cells as a record and values as a record has them."""
    first, *between = cell.splitlines() or [""]
    if not between:
        return False
    *between, last = between
    candidates = [line.split(delimiter) for line in between]
    candidates.append([*first.split(delimiter), *last.split(delimiter)])
    return any(len(pieces) >= width and _hold_values(pieces) for pieces in candidates)


def _hold_values(pieces: Sequence[str]) -> bool:
    kinds = [
        next((number for number, value in enumerate(VALUES) if value.fullmatch(piece.strip(' "'))), -1)
        for piece in pieces
    ]
    known = [kind for kind in kinds if kind >= 0]
    return len(known) >= LEAST_VALUES and len(set(known)) >= LEAST_KINDS
