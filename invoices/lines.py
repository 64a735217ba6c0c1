"""Rows into invoice lines: every cell cleaned once, every position kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from edi.diagnostics import Diagnostic
from invoices.cells import Memo, units
from invoices.cells.base import Problem, text_of
from invoices.cells.date import USUAL, DateForm, Span
from invoices.cells.hcpcs import Services
from invoices.cells.units import Quantity
from invoices.context import Context
from invoices.fold import FIELD_NAMES, INDEX, Folder
from invoices.invoice_line import InvoiceLine
from invoices.layout.rows import RowKind, RowSorter
from invoices.layout.table import BY_POSITION, Table
from invoices.price import charge_of, unit_count
from invoices.resolve import Clues
from invoices.split import Splitter
from invoices.workbook import CellValue
from mappings.fields import load_fields

# What stands beside a field that a table has no cell for.
INSTEAD = {
    "units": ("minutes", "hours"),
    "hcpcs": ("service_name",),
    "member_address": ("homeless_indicator",),
    "member_city": ("homeless_indicator",),
    "member_zip": ("homeless_indicator",),
}


@dataclass(slots=True)
class SkippedRow:
    """A row that is no line: a total with its amount in cents (None where it has none), a blank row, a repeated
    heading, a note, a hidden row with what its services would cost."""

    row: int
    reason: RowKind
    column: int | None = None
    amount: int | None = None
    unread: int = 0


@dataclass(slots=True)
class LineReader:
    """Reads one table. `findings` receives what the cells gave; a finding that holds for every line (a label, a
    missing column) stands in `shared` as well, with the fields it is about."""

    table: Table
    context: Context
    add: Callable[[Diagnostic], None]
    memos: dict[str, Memo] = field(default_factory=dict)
    forms: dict[str, DateForm] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()
    _template: list[Any] = field(init=False)
    _days: list[list[Any]] = field(default_factory=list)
    _faulty: tuple[str, ...] = ()
    _fold: Folder = field(init=False)

    def __post_init__(self) -> None:
        self._template = [None] * len(FIELD_NAMES)
        self._fold = Folder(self.table)
        faulty: list[str] = []
        for name, label in self.table.labels.items():
            value, problems = self._memo(name)[label.value]
            value, problems = self._apart(name, value, problems, self._template)
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
            self.memos[name] = Memo(definition.kind, definition.limit, self.forms.get(name, self._usual))
        return self.memos[name]

    @property
    def _usual(self) -> DateForm:
        return DateForm(from_1904=True) if self.table.source.date1904 else USUAL

    def read(self) -> Iterator[InvoiceLine | SkippedRow]:
        """Lines and skipped rows in the order of the sheet; blank rows below the last filled one are none."""
        table = self.table
        sorter = RowSorter(table)
        shared = self._plan(table.columns)
        slots = [self._plan(slot) for slot in table.slots]
        hidden = table.source.surroundings.hidden_rows
        code = next((column - table.first_column for column in table.columns.get("hcpcs", ())), None)
        codes = self._memo("hcpcs")
        fold = self._fold or None
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
            elif number in hidden:
                yield self._unread(number, cells, shared, slots)
            elif slots:
                yield from self._wide(number, cells, shared, slots)
            elif code is not None and type(services := codes[cells[code]].value) is Services:
                yield from self._split(number, cells, shared, services)
            else:
                values = self._template.copy()
                faulty = self._faulty + self._clean(number, cells, values, shared, 0)
                if fold:
                    faulty = fold(values, faulty)
                yield self._line(values, number, 0, faulty)

    def _plan(self, columns: dict[str, tuple[int, ...]]) -> list[tuple[int, int, Memo, str, bool]]:
        first = self.table.first_column
        plan = [
            (column - first, INDEX[name], self._memo(name), name, len(places) > 1)
            for name, places in columns.items()
            for column in places
        ]
        # A start that brings its end along is read after the end's own column, which it must not contradict.
        return sorted(plan, key=lambda entry: entry[3] == "service_start")

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
                value, problems = self._apart(name, value, problems, values)
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

    @staticmethod
    def _apart(
        name: str, value: Any, problems: tuple[Problem, ...], values: list[Any]
    ) -> tuple[Any, tuple[Problem, ...]]:
        """A value that fills two fields: two dates in one cell, a code with its units. Several codes are one too
        many where a row is not taken apart."""
        if type(value) is Span:
            end = INDEX["service_end"]
            if values[end] not in (None, value.end):
                return None, (Problem("CL006", f"the end {values[end]}, as in its own column"),)
            values[end] = value.end
            return value.start, problems
        if type(value) is Services and name == "hcpcs":
            procedure, count = value.parts[0]
            if len(value.parts) > 1:
                return None, (Problem("CL011", "one HCPCS code"),)
            if count and values[INDEX["units"]] is None:
                values[INDEX["units"]] = units.clean(count, 0).value
            return procedure, problems
        return value, problems

    def _wide(
        self, row: int, cells: list[CellValue], shared: list[Any], slots: list[list[Any]]
    ) -> Iterator[InvoiceLine | SkippedRow]:
        common = self._template.copy()
        faulty = self._faulty + self._clean(row, cells, common, shared, 0)
        used = [n for n, plan in enumerate(slots, 1) if any(cells[entry[0]] != "" for entry in plan)]
        days = self.table.days
        if days and not used:
            yield SkippedRow(row, "note")  # a member without a visit
            return
        # A row without any group is a line with its code missing, so that it is accounted for.
        for slot in used or [1]:
            values = common.copy()
            if days:
                values[INDEX["service_start"]] = days[slot - 1].value
            more = faulty + self._clean(row, cells, values, slots[slot - 1], slot)
            if self._fold:
                more = self._fold(values, more)
            if days and values[INDEX["units"]] is None and "day_cell" not in more:
                values[INDEX["units"]] = self._once(values)
            yield self._line(values, row, slot, more)

    def _once(self, values: list[Any]) -> Quantity | None:
        """A mark or a bare code in a calendar is one unit, except where units are quarter hours."""
        procedure = values[INDEX["hcpcs"]]
        services = self.context.services.with_code(procedure.hcpcs) if procedure else ()
        return None if any(service.unit == "15_minutes" for service in services) else Quantity(Decimal(1))

    def _split(self, row: int, cells: list[CellValue], shared: list[Any], services: Services) -> Iterator[InvoiceLine]:
        common = self._template.copy()
        rest = [entry for entry in shared if entry[3] != "hcpcs" and entry[3] not in BY_POSITION]
        faulty = self._faulty + self._clean(row, cells, common, rest, 0)
        several = len(services.parts) > 1
        splitter = Splitter(self.table, self._memo, self.add)
        for slot, split in enumerate(splitter.split(row, cells, services, common, faulty), 1):
            more = self._fold(split.values, split.faulty)
            yield self._line(split.values, row, slot if several else 0, more)

    def _unread(self, row: int, cells: list[CellValue], shared: list[Any], slots: list[list[Any]]) -> SkippedRow:
        """A hidden row: what it would cost is told, nothing else of it."""
        add, self.add = self.add, lambda _: None
        try:
            values = self._template.copy()
            faulty = self._clean(row, cells, values, shared, 0)
            items = self._wide(row, cells, shared, slots) if slots else [self._line(values, row, 0, faulty)]
            cents = sum(item.charge or 0 for item in items if isinstance(item, InvoiceLine))
        finally:
            self.add = add
        return SkippedRow(row, "hidden", unread=cents)

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
        counted: Decimal | None = unit_count(
            quantity, service.unit if service else "", context.profile.claims.eight_minute_rule
        )
        charge = charge_of(
            values[INDEX["line_charge"]],
            values[INDEX["deposit_amount"]],
            counted,
            values[INDEX["unit_cost"]],
            is_deposit=service is not None and service.service == "housing_deposits",
        )
        plan = context.plan_for(values[INDEX["payer_id"]], values[INDEX["payer_name"]])
        values += (self.table, row, slot, faulty, plan, resolution, counted, charge)
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
