"""Where something stands: a cell, a place in an X12 file, or a file as a whole.

A position is made only when a finding needs one; lines and segments keep the little that it is derived from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import msgspec

# The last column of a spreadsheet is XFD.
LONGEST_LETTER = 3


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file as a whole: `file` is its name as the user gave it."""

    file: str

    def __str__(self) -> str:
        return self.file


@dataclass(frozen=True, slots=True)
class SheetRef:
    """A cell or a row: `row` counts from 1, `column` is the letter ("" for the whole row), `slot` counts the
    service groups of a wide row from 1 (0 where a row holds one service). In a JSON export `row` is the running
    number of the service and `column` the path of the key; 0 is the headings.

    A cell may stand outside the row that is read with it (a client above its services, a rate on another sheet):
    `line` is then the number of that row and `line_sheet` its sheet; 0 and "" where it stands in the row itself."""

    file: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    field: str = ""
    slot: int = 0
    line: int = 0
    line_sheet: str = ""

    @property
    def record(self) -> tuple[str, int]:
        """The sheet and the number of the row that the cell is read with."""
        return self.line_sheet or self.sheet, self.line or self.row

    @property
    def cell(self) -> str:
        """The cell in words: H37, "row 37" for a whole row, "37 member.cin" in a JSON export."""
        if not self.column:
            return f"row {self.row}" if self.row else ""
        if not self.row:
            return self.column
        is_letter = self.column.isalpha() and self.column.isupper() and len(self.column) <= LONGEST_LETTER
        return f"{self.column}{self.row}" if is_letter else f"{self.row} {self.column}"

    def __str__(self) -> str:
        place = f" › {self.sheet!r}" if self.sheet else ""
        if self.cell:
            place += f"!{self.cell}" if self.column else f" {self.cell}"
        return f"{self.file}{place}" + (f" ({self.field})" if self.field else "")


class X12Ref(msgspec.Struct, frozen=True, gc=False):
    """A place in an X12 file; of a type that is made fast, a bad file has millions. `segment_no` counts from the ISA
    (1), `st_segment_no` from the ST (1); 0 and "" stand for "not known" or "does not apply".

    `repeat` is the occurrence of a repeated element. No element of the 837P guide may repeat, so that it is always 0
    there; the two of the 834 that may (DMG05, COB04) are read as one, as pyx12 reads them."""

    file: str
    isa: str = ""
    gs: str = ""
    st: str = ""
    segment_no: int = 0
    st_segment_no: int = 0
    loop: str = ""
    segment: str = ""
    element: int = 0
    component: int = 0
    repeat: int = 0
    claim: str = ""

    def __str__(self) -> str:
        parts = [f"ST {self.st}"] if self.st else []
        if self.segment_no:
            parts.append(f"segment {self.segment_no}")
        element = f"{self.segment}-{self.element:02}" if self.element else self.segment
        place = " ".join(part for part in (self.loop, element) if part)
        return " · ".join([self.file, *parts, *([place] if place else [])])


Reference: TypeAlias = FileRef | SheetRef | X12Ref
