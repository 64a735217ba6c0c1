"""Cells merged downwards inside a table: the value stands in the first row and holds for each."""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic
from invoices.layout.table import Table
from invoices.workbook import CellValue
from mappings.subject_file import load_subject


def merged_below(table: Table) -> dict[tuple[int, int], int]:
    """(first row, column) -> last row of every cell of one column that is merged over several rows of the table and
    may be filled; rows count from 1, columns from 0 = A."""
    not_filled = load_subject(table.layout.subject).not_filled
    field_of = {column: name for name, columns in table.columns.items() for column in columns}
    return {
        (part.top + 1, part.left): part.bottom + 1
        for part in table.source.merged()
        if part.top + 1 > table.header_row
        and part.bottom > part.top
        and part.left == part.right
        and field_of.get(part.left, "") not in {"", *not_filled}
    }


def filled(
    rows: Iterator[tuple[int, list[CellValue]]], merged: dict[tuple[int, int], int], first_column: int
) -> Iterator[tuple[int, list[CellValue]]]:
    """The rows with the value of a merged cell in each of its rows that holds anything else."""
    starts: dict[int, list[tuple[int, int]]] = {}
    for (first, column), last in merged.items():
        starts.setdefault(first, []).append((column, last))
    running: dict[int, tuple[int, CellValue]] = {}
    for number, cells in rows:
        if running and any(cell != "" for cell in cells):
            for column, (last, value) in running.items():
                if number <= last and cells[column - first_column] == "":
                    cells[column - first_column] = value
        for column, last in starts.get(number, ()):
            running[column] = (last, cells[column - first_column])
        running = {column: entry for column, entry in running.items() if entry[0] > number}
        yield number, cells


def fill_merged(table: Table) -> list[Diagnostic]:
    """Makes the table's rows whole, and says for each merged cell where its value was used."""
    merged = merged_below(table)
    if not merged:
        return []
    table.rows = filled(table.rows, merged, table.first_column)
    return [
        Diagnostic("WB023", table.ref(first, column=column), expected=f"{first} to {last}")
        for (first, column), last in sorted(merged.items())
    ]
