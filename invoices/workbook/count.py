"""The second count of a sheet: which rows hold something, found without the reader of cells where a format allows."""

from __future__ import annotations

from collections.abc import Iterable, Set
from itertools import groupby

from invoices.workbook.sheet import CellValue, Sheet


def filled_rows(sheet: Sheet) -> Set[int]:
    """The numbers of the rows that hold something."""
    counted = sheet.surroundings.filled_rows
    if counted is not None:
        return counted
    return {number for number, cells in enumerate(sheet.rows(), sheet.first_row) if cells.count("") < len(cells)}


def without_blank(sheet: Sheet, rows: Set[int]) -> set[int]:
    """Those of some filled rows that hold more than blank text."""
    if sheet.surroundings.filled_rows is not None:
        return set(rows - sheet.surroundings.blank_among(rows))
    numbered = enumerate(sheet.rows(), sheet.first_row)
    return {number for number, cells in numbered if number in rows and not all(map(_is_blank, cells))}


def _is_blank(cell: CellValue) -> bool:
    return isinstance(cell, str) and not cell.strip()


def in_words(rows: Iterable[int]) -> str:
    """Row numbers for reading: "row 7", "rows 7, 9 to 12"."""
    numbers = sorted(rows)
    runs = [[number for _, number in run] for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])]
    shown = [f"{run[0]:,}" if len(run) == 1 else f"{run[0]:,} to {run[-1]:,}" for run in runs[:10]]
    more = f" and {len(runs) - 10:,} more places" if len(runs) > 10 else ""
    return f"row {shown[0]}" if len(numbers) == 1 else f"rows {', '.join(shown)}{more}"
