"""Who bills, said below a table: looked for where nothing above the table says it."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from invoices.layout.table import Label, Table
from invoices.reading.label_pairs import pairs_above
from invoices.reading.labels import LabelChoice, choose
from invoices.reading.letterhead import letter_of
from invoices.reading.wording import BILLING
from invoices.reading.words import role_of
from invoices.workbook import CellValue
from invoices.workbook.telling import tells_of_a_service

# A block below a table ends within so many rows of the end of the sheet.
LAST_ROWS = 40


def labels_below(table: Table, wanted: Collection[str]) -> list[LabelChoice]:
    """What the rows below the last line say of the biller, of the fields that are `wanted`. Only a block is read that
    says itself that somebody bills; nothing where two of them differ."""
    first, rows = _rows_below(table)
    pairs = list(pairs_above(_speaking(rows), table.first_column, first))
    chosen, clashes = choose(pairs, {}, {})
    if clashes or not rows:
        return []
    return [
        choice._replace(label=_traced(table, choice.label))
        for choice in chosen
        if choice.field in wanted and role_of(choice.field) == BILLING
    ]


def _rows_below(table: Table) -> tuple[int, list[list[CellValue]]]:
    """The number of the first row below the last line, and the rows from there on; none where they are too many."""
    last: deque[tuple[int, list[CellValue]]] = deque(maxlen=LAST_ROWS)
    last.extend(enumerate(table.source.rows(), table.source.first_row))
    lines = [
        at
        for at, (number, cells) in enumerate(last)
        if number <= table.header_row or any(map(tells_of_a_service, cells))
    ]
    below = list(last)[lines[-1] + 1 :] if lines else []
    return (below[0][0], [cells for _, cells in below]) if below else (0, [])


def _speaking(rows: Sequence[list[CellValue]]) -> list[list[CellValue]]:
    """The rows, with those blank that stand in no block that says who bills."""
    return [row for _, group in groupby(rows, key=_is_blank) for row in _blank_unless_speaking(list(group))]


def _is_blank(row: Sequence[CellValue]) -> bool:
    return all(cell == "" for cell in row)


def _blank_unless_speaking(rows: list[list[CellValue]]) -> Iterator[list[CellValue]]:
    speaks = letter_of(rows).speaks
    return (row if speaks else [""] * len(row) for row in rows)


def _traced(table: Table, label: Label) -> Label:
    """The place of a value in the provider's own sheet, where its table was made plain."""
    if table.source.origins is None:
        return label
    origin = table.source.origins.at(label.row, label.column)
    sheet = origin.sheet if origin.sheet != table.sheet else ""
    return replace(label, row=origin.row, column=origin.column, sheet=sheet)
