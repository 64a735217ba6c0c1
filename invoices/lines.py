"""Rows into invoice lines: every cell cleaned once, every position kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from edi.diagnostics import Diagnostic
from invoices.cells import Memo
from invoices.cells.base import text_of
from invoices.context import Context
from invoices.invoice_line import InvoiceLine
from invoices.layout.rows import RowKind, RowSorter
from invoices.layout.table import Table
from invoices.price import charge_of, unit_count
from invoices.resolve import Clues
from invoices.workbook import CellValue
from mappings.fields import load_fields

FIELD_NAMES = tuple(load_fields())
INDEX = {name: position for position, name in enumerate(FIELD_NAMES)}
# What stands beside a field that a table has no cell for.
INSTEAD = {
    "units": ("minutes",),
    "hcpcs": ("service_name",),
    "member_address": ("homeless_indicator",),
    "member_city": ("homeless_indicator",),
    "member_zip": ("homeless_indicator",),
}


@dataclass(slots=True)
class SkippedRow:
    """A row that is no line: a total with its amount in cents (None where it has none), a blank row, a repeated
    heading, a note."""

    row: int
    reason: RowKind
    column: int | None = None
    amount: int | None = None


@dataclass(slots=True)
class LineReader:
    """Reads one table. `findings` receives what the cells gave; a finding that holds for every line (a label, a
    missing column) stands in `shared` as well, with the fields it is about."""

    table: Table
    context: Context
    add: Callable[[Diagnostic], None]
    memos: dict[str, Memo] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()
    _template: list[Any] = field(init=False)
    _faulty: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self._template = [None] * len(FIELD_NAMES)
        faulty: list[str] = []
        for name, label in self.table.labels.items():
            value, problems = self._memo(name)[label.value]
            self._template[INDEX[name]] = value
            for problem in problems:
                self.add(
                    Diagnostic(problem.code, self.table.ref(label.row, name), text_of(label.value), problem.expected)
                )
            if problems and value is None:
                faulty.append(name)
        self._faulty = tuple(faulty)
        self.missing = frozenset(self._missing_fields())

    def _missing_fields(self) -> Iterator[str]:
        for name, definition in load_fields().items():
            if definition.presence == "required" and not self.table.has(name):
                if name == "place_of_service" and self.context.profile.defaults.place_of_service:
                    continue
                if not any(self.table.has(other) for other in INSTEAD.get(name, ())):
                    yield name

    def _memo(self, name: str) -> Memo:
        if name not in self.memos:
            definition = load_fields()[name]
            self.memos[name] = Memo(definition.kind, definition.limit)
        return self.memos[name]

    def read(self) -> Iterator[InvoiceLine | SkippedRow]:
        """Lines and skipped rows in the order of the sheet; blank rows below the last filled one are none."""
        table = self.table
        sorter = RowSorter(table)
        shared = self._plan(table.columns)
        slots = [self._plan(slot) for slot in table.slots]
        blanks: list[int] = []
        for number, cells in table.rows:
            kind = sorter.kind(cells)
            if kind == "blank":
                blanks.append(number)
                continue
            yield from (SkippedRow(blank, "blank") for blank in blanks)
            blanks.clear()
            if kind != "line":
                yield self._skipped(number, kind, cells)
            elif slots:
                yield from self._wide(number, cells, shared, slots)
            else:
                values = self._template.copy()
                faulty = self._clean(number, cells, values, shared, 0)
                yield self._line(values, number, 0, self._faulty + faulty)

    def _plan(self, columns: dict[str, tuple[int, ...]]) -> list[tuple[int, int, Memo, str, bool]]:
        first = self.table.first_column
        return [
            (column - first, INDEX[name], self._memo(name), name, len(places) > 1)
            for name, places in columns.items()
            for column in places
        ]

    def _clean(
        self,
        row: int,
        cells: list[CellValue],
        values: list[Any],
        plan: list[tuple[int, int, Memo, str, bool]],
        slot: int,
    ) -> tuple[str, ...]:
        """Fills `values` from the cells; gives the fields whose cell could not be read. The hot loop of reading."""
        faulty: tuple[str, ...] = ()
        for column, position, memo, name, several in plan:
            cell = cells[column]
            if cell == "":
                continue
            value, problems = memo[cell]
            if problems:
                first = self.table.first_column
                for problem in problems:
                    where = self.table.ref(row, name, slot, column + first)
                    self.add(Diagnostic(problem.code, where, text_of(cell), problem.expected))
                if value is None and problems[0].code != "CL028":
                    faulty = (*faulty, name)
            if several and values[position] is not None and value is not None:
                value = (*values[position], *(v for v in value if v not in values[position]))
            if value is not None:
                values[position] = value
        return faulty

    def _wide(
        self, row: int, cells: list[CellValue], shared: list[Any], slots: list[list[Any]]
    ) -> Iterator[InvoiceLine]:
        common = self._template.copy()
        faulty = self._faulty + self._clean(row, cells, common, shared, 0)
        used = [n for n, plan in enumerate(slots, 1) if any(cells[entry[0]] != "" for entry in plan)]
        # A row without any group is a line with its code missing, so that it is accounted for.
        for slot in used or [1]:
            values = common.copy()
            more = self._clean(row, cells, values, slots[slot - 1], slot)
            yield self._line(values, row, slot, faulty + more)

    def _line(self, values: list[Any], row: int, slot: int, faulty: tuple[str, ...]) -> InvoiceLine:
        context = self.context
        hcpcs = values[INDEX["hcpcs"]]
        written = values[INDEX["modifiers"]] or ()
        clues = Clues(
            hcpcs.hcpcs if hcpcs else "",
            frozenset(hcpcs.modifiers + written if hcpcs else written),
            values[INDEX["service_name"]] or "",
            values[INDEX["staff_type"]] or "",
            values[INDEX["modality"]] or "",
            values[INDEX["service_start"]],
        )
        resolution = context.resolver[clues]
        service = resolution.service
        quantity = values[INDEX["units"]] or values[INDEX["minutes"]]
        units: Decimal | None = unit_count(
            quantity, service.unit if service else "", context.profile.claims.eight_minute_rule
        )
        charge = charge_of(
            values[INDEX["line_charge"]],
            values[INDEX["deposit_amount"]],
            units,
            values[INDEX["unit_cost"]],
            is_deposit=service is not None and service.service == "housing_deposits",
        )
        plan = context.plan_for(values[INDEX["payer_id"]], values[INDEX["payer_name"]])
        values += (self.table, row, slot, faulty, plan, resolution, units, charge)
        return InvoiceLine(*values)

    def _skipped(self, row: int, kind: RowKind, cells: list[CellValue]) -> SkippedRow:
        if kind != "total":
            return SkippedRow(row, kind)
        for name in ("line_charge", "row_total", "deposit_amount"):
            for column in self.table.columns.get(name, ()):
                cell = cells[column - self.table.first_column]
                amount = self._memo(name)[cell].value if cell != "" else None
                if amount is not None:
                    return SkippedRow(row, kind, column, amount)
        return SkippedRow(row, kind)
