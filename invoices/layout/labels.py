"""Label and value pairs above a table: "NPI" left of its number, or "NPI: 1234567893" in one cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from invoices.cells.base import text_of
from invoices.layout.table import Label
from invoices.workbook import CellValue
from mappings.service_table import normal


def find_labels(
    rows: list[list[CellValue]], first_column: int, labels: Mapping[str, str], first_row: int = 1
) -> dict[str, list[Label]]:
    """Every labelled value in the rows above a table, by field. Two different values for one field are both
    given: which is meant is not for the reader to guess."""
    found: dict[str, list[Label]] = {}
    if not labels:
        return found
    for number, row in enumerate(rows):
        below = rows[number + 1] if number + 1 < len(rows) else []
        for field, column, value, row_offset in _pairs(row, below, labels):
            label = Label(number + first_row + row_offset, column + first_column, value)
            known = found.setdefault(field, [])
            if all(text_of(value) != text_of(other.value) for other in known):
                known.append(label)
    return found


def _pairs(
    row: list[CellValue], below: list[CellValue], labels: Mapping[str, str]
) -> Iterator[tuple[str, int, CellValue, int]]:
    for column, cell in enumerate(row):
        if not isinstance(cell, str) or not cell:
            continue
        before, colon, after = cell.partition(":")
        field = labels.get(normal(cell))
        if field is None and colon and normal(before) in labels and after.strip():
            yield labels[normal(before)], column, after.strip(), 0
        elif field is not None:
            yield from _beside(field, column, row, below, labels)


def _beside(
    field: str, column: int, row: list[CellValue], below: list[CellValue], labels: Mapping[str, str]
) -> Iterator[tuple[str, int, CellValue, int]]:
    for place in range(column + 1, len(row)):
        value = row[place]
        if value == "":
            continue
        if not (isinstance(value, str) and _is_label(value, labels)):
            yield field, place, value, 0
            return
        break
    value = below[column] if column < len(below) else ""
    if value != "" and not (isinstance(value, str) and _is_label(value, labels)):
        yield field, column, value, 1


def _is_label(text: str, labels: Mapping[str, str]) -> bool:
    return normal(text) in labels or normal(text.partition(":")[0]) in labels
