"""A row with several services in its code cell: "G9012-U2; H0043-U6", with units and costs matched by position."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from edi.diagnostics import Diagnostic
from invoices.cells import Memo
from invoices.cells.base import text_of
from invoices.cells.hcpcs import Services
from invoices.fold import INDEX
from invoices.layout.table import BY_POSITION, Table
from invoices.workbook import CellValue

# An amount that stands once for several services is the row's.
OF_THE_ROW = ("line_charge", "paid_amount")
TEXTS = ("service_name", "control_number", "modality", "staff_type")
STRONG = re.compile(r"\s*[;\n|]\s*")
# Between numbers a comma, a slash or a plus sign will do; "1,200.00" is one number.
WEAK = re.compile(r"\s*(?:[;\n|/+]|,(?!\d{3}(?!\d))|\s&\s)\s*")


class Split(NamedTuple):
    """One service of a row: its values, and the fields that could not be read."""

    values: list[Any]
    faulty: tuple[str, ...]


class Splitter:
    """Takes the rows of one table apart."""

    def __init__(self, table: Table, memo: Callable[[str], Memo], add: Callable[[Diagnostic], None]) -> None:
        self._table = table
        self._memo = memo
        self._add = add
        self._several = True
        self._columns = {
            name: (table.columns[name][0], table.columns[name][0] - table.first_column)
            for name in BY_POSITION
            if len(table.columns.get(name, ())) == 1
        }
        self.rest = {n: where for n, where in table.columns.items() if n != "hcpcs" and n not in self._columns}

    def split(
        self, row: int, cells: list[CellValue], services: Services, common: list[Any], faulty: tuple[str, ...]
    ) -> list[Split]:
        """The services of a row. `common` holds the values of the other columns."""
        count = len(services.parts)
        self._several = count > 1
        made = []
        for procedure, units in services.parts:
            values = common.copy()
            values[INDEX["hcpcs"]] = procedure
            if units:
                values[INDEX["units"]] = self._memo("units").cleaned(units).value
            made.append(Split(values, faulty))
        for name, (column, place) in self._columns.items():
            cell = cells[place]
            if cell != "":
                parts = _parts(name, cell, count)
                made = self._give(row, name, column, cell, parts, made)
        return made

    def _give(
        self, row: int, name: str, column: int, cell: CellValue, parts: list[CellValue], made: list[Split]
    ) -> list[Split]:
        if len(parts) == 1 and len(made) > 1 and name in OF_THE_ROW:
            if name == "line_charge":
                return [
                    self._fill(row, "row_total", column, parts[0], slot, split) for slot, split in enumerate(made, 1)
                ]
            parts = []
        if len(parts) not in (1, len(made)):
            found = f"{len(parts)} values for {len(made)} codes" if parts else "one amount for several codes"
            self._add(Diagnostic("LN045", self._table.ref(row, name, 0, column), text_of(cell), found))
            return [Split(values, (*faulty, name)) for values, faulty in made]
        if len(parts) < len(made) and name in ("units", "minutes", "deposit_amount"):
            self._add(Diagnostic("LN046", self._table.ref(row, name, 0, column), text_of(cell), str(len(made))))
        parts = parts if len(parts) == len(made) else parts * len(made)
        return [
            self._fill(row, name, column, part, slot, split)
            for slot, (part, split) in enumerate(zip(parts, made, strict=True), 1)
        ]

    def _fill(self, row: int, name: str, column: int, cell: CellValue, slot: int, split: Split) -> Split:
        value, problems = self._memo(name).cleaned(cell)
        place, faulty = INDEX[name], split.faulty
        where = self._table.ref(row, name, slot if self._several else 0, column)
        for problem in problems:
            self._add(Diagnostic(problem.code, where, text_of(cell), problem.expected))
        if problems and value is None and problems[0].code != "CL028":
            return Split(split.values, (*faulty, name))
        known = split.values[place]
        if name == "units" and known is not None and value is not None and known != value:
            # Beside the code stands another number than in the column for units.
            self._add(Diagnostic("LN045", where, text_of(cell), "other units beside the code"))
            return Split(split.values, (*faulty, name))
        if value is not None:
            split.values[place] = value
        return split


def _parts(name: str, cell: CellValue, count: int) -> list[CellValue]:
    """The values of a cell, one a service if it has a separator; text keeps its commas, and a cell of modifiers is
    cut at commas only when that gives one for each service."""
    if not isinstance(cell, str) or count == 1:
        return [cell]
    strong = [part for part in STRONG.split(cell.strip()) if part]
    if len(strong) > 1 or name in TEXTS:
        return list(strong)
    weak = [part for part in WEAK.split(cell.strip()) if part]
    if name == "modifiers":
        return list(weak) if len(weak) == count else [cell]
    return list(weak)
