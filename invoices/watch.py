"""Looks at the columns that are not read, row by row, for what the first rows did not show: no unread cell may say that
a row is not to be billed, or part the rows, without a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Any

from edi.diagnostics import Diagnostic
from invoices.cells.base import text_of
from invoices.layout.table import Table
from invoices.reading import status
from invoices.workbook import CellValue

# So many different values of a column are kept; a column with more tells its rows apart one by one.
MOST = 400


class Watch:
    """Sees the unread columns of a table. False where it has none."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._columns = [column for column, _ in table.unused]
        self._seen: list[dict[CellValue, int]] = [{"": 0} for _ in self._columns]
        places = [column - table.first_column for column in self._columns]
        self._pick: Any = itemgetter(*places) if len(places) > 1 else lambda cells: [cells[place] for place in places]

    def __bool__(self) -> bool:
        return bool(self._columns)

    def see(self, number: int, cells: list[CellValue]) -> None:
        """Keeps the different values of a row with the first row that has them."""
        for known, value in zip(self._seen, self._pick(cells), strict=True):
            if value not in known and len(known) < MOST:
                known[value] = number

    def findings(self) -> Iterator[Diagnostic]:
        """WB027 at each value that may say that its row is not to be billed."""
        for column, seen in zip(self._columns, self._seen, strict=True):
            if column in self._table.harmless:
                continue
            for value, number in _speaking(seen.items()):
                yield Diagnostic("WB027", self._table.ref(number, column=column), text_of(value))


def _speaking(values: Iterable[tuple[CellValue, int]]) -> Iterator[tuple[CellValue, int]]:
    return ((value, number) for value, number in values if number and isinstance(value, str) and _speaks(value))


def _speaks(value: str) -> bool:
    return status.speaks_against(value)
