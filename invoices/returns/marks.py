"""What is to be marked: the findings of one input as marks on cells and as rows of the Findings sheet.

Values are shown: the copy goes back to the person who sent them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from edi.diagnostics import Severity
from edi.model.reference import SheetRef
from edi.views.run_result import InputResult, RunResult
from edi.views.spoken import cell_of, speak
from edi.views.tables import ORDER

LONGEST_NOTE = 2_000  # of one finding in a comment; a pasted letter in a cell would hide the rest
LAST_ROW = 1_048_576
LAST_COLUMN = 16_384


class Mark(NamedTuple):
    """A fault of a cell. `row` and `column` count from 1; column None marks the row at its first filled cell."""

    row: int
    column: int | None
    severity: Severity
    text: str


class Listed(NamedTuple):
    """A row of the Findings sheet; `target` is the cell to jump to ("" where there is none)."""

    code: str
    severity: Severity
    sheet: str
    cell: str
    target: str
    what: str
    fix: str
    value: str


def findings_of(part: InputResult, run: RunResult) -> tuple[dict[str, list[Mark]], list[Listed]]:
    """The marks by sheet (errors and warnings) and the rows of the Findings sheet: errors first, then warnings
    and notes, each from the top of the workbook to its end."""
    marks: dict[str, list[Mark]] = {}
    rows: list[tuple[tuple[int, int, int, int], Listed]] = []
    sheets: dict[str, int] = {}
    for finding in part.findings:
        said = speak(finding, run, show_values=True)
        where = finding.where if isinstance(finding.where, SheetRef) else SheetRef(finding.where.file)
        column = column_number(where.column)
        real = 0 < where.row <= LAST_ROW and column <= LAST_COLUMN
        if real and said.severity != "info":
            text = f"{said.code} ({said.severity})\n{said.message}\nTo fix: {said.hint}"[:LONGEST_NOTE]
            marks.setdefault(where.sheet, []).append(Mark(where.row, column or None, said.severity, text))
        target = f"{where.column or 'A'}{where.row}" if real else ""
        order = sheets.setdefault(where.sheet, len(sheets))
        rows.append(
            (
                (ORDER[said.severity], order, where.row, column),
                Listed(
                    said.code, said.severity, where.sheet, cell_of(where), target, said.message, said.hint, said.found
                ),
            )
        )
    return marks, [row for _, row in sorted(rows, key=lambda pair: pair[0])]


def worst(marks: Iterable[Mark]) -> Severity:
    """The severity that colours a cell with several marks."""
    return min((mark.severity for mark in marks), key=ORDER.__getitem__)


def column_number(letters: str) -> int:
    """A -> 1, AA -> 27; "" -> 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def split_cell(reference: str) -> tuple[int, int]:
    """ "H17" -> (17, 8): row and column from 1. Raises ValueError for anything else."""
    found = re.fullmatch(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})", reference)
    if found is None:
        raise ValueError(f"{reference!r} is not a cell")
    return int(found[2]), column_number(found[1])
