"""Rows into invoice lines: every cell cleaned once, every position kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from operator import getitem, itemgetter
from typing import Any

from edi.diagnostics import Diagnostic
from invoices.cells import Memo, units
from invoices.cells.base import Cleaned, text_of
from invoices.cells.date import USUAL, DateForm, Span
from invoices.cells.hcpcs import NOT_ONE, Procedure, Services
from invoices.cells.units import Quantity
from invoices.context import Context
from invoices.fold import FIELD_NAMES, INDEX, Folder
from invoices.invoice_line import InvoiceLine
from invoices.layout.rows import RowKind, RowSorter
from invoices.layout.table import Table
from invoices.price import charge_of, unit_count
from invoices.resolve import NOTHING, Clues, Resolution
from invoices.split import Splitter
from invoices.workbook import CellValue
from mappings.fields import load_fields

CLUES = [INDEX[n] for n in ("hcpcs", "modifiers", "service_name", "staff_type", "modality", "service_start")]
# Values that fill two fields: two dates in one cell, a code with its units.
HELD_TWO = (Span, Services)
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


class ColumnPlan:
    """How the cells of a row become fields: which columns in which order, with which memo. Columns that share one
    field (several modifiers) stand apart in `shared_fields`."""

    def __init__(self, columns: dict[str, tuple[int, ...]], first: int, memo: Callable[[str], Memo]) -> None:
        single = [(places[0] - first, name) for name, places in columns.items() if len(places) == 1]
        self.columns = [column for column, _ in single]
        self.names = [name for _, name in single]
        self.memos = [memo(name) for name in self.names]
        self.positions = [INDEX[name] for name in self.names]
        self.shared_fields = [
            (column - first, name, memo(name))
            for name, places in columns.items()
            if len(places) > 1
            for column in places
        ]
        self.all_columns = [*self.columns, *(column for column, _, _ in self.shared_fields)]
        self.pick: Callable[[list[CellValue]], Iterable[CellValue]] = (
            itemgetter(*self.columns) if len(self.columns) > 1 else self._pick_few
        )

    def _pick_few(self, cells: list[CellValue]) -> list[CellValue]:
        """For fewer than two columns, where itemgetter would give no tuple."""
        return [cells[column] for column in self.columns]


@dataclass(slots=True)
class LineReader:
    """Reads one table. `add` receives what the cells gave. `another` says whether another table of the sheet begins
    with the headings in a row; it gets that row's number and the one after the last line."""

    table: Table
    context: Context
    add: Callable[[Diagnostic], None]
    memos: dict[str, Memo] = field(default_factory=dict)
    forms: dict[str, DateForm] = field(default_factory=dict)
    another: Callable[[int, int], bool] = field(default=lambda _row, _after: False)
    missing: frozenset[str] = frozenset()
    _template: list[Any] = field(init=False)
    _faulty: tuple[str, ...] = ()
    _fold: Folder = field(init=False)
    _splitter: Splitter | None = None
    _resolutions: dict[tuple[Any, ...], Resolution] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._template = [None] * len(FIELD_NAMES)
        self._fold = Folder(self.table)
        faulty: list[str] = []
        for name, label in self.table.labels.items():
            value, problems = self._memo(name).cleaned(label.value)
            self._template[INDEX[name]] = value
            for problem in problems:
                self.add(
                    Diagnostic(problem.code, self.table.ref(label.row, name), text_of(label.value), problem.expected)
                )
            if problems and value is None:
                faulty.append(name)
        self._faulty = tuple(faulty) + self._apart(0, 0, self._template)
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
        shared = ColumnPlan(table.columns, table.first_column, self._memo)
        slots = [ColumnPlan(slot, table.first_column, self._memo) for slot in table.slots]
        hidden = table.source.surroundings.hidden_rows
        code = next((column - table.first_column for column in table.columns.get("hcpcs", ())), None)
        codes = self._memo("hcpcs")
        fold = self._fold or None
        blanks: list[int] = []
        after = table.header_row + 1
        for number, cells in table.rows:
            kind = sorter.kind(cells)
            if kind == "blank":
                blanks.append(number)
                continue
            yield from (SkippedRow(blank, "blank") for blank in blanks)
            blanks.clear()
            if kind != "heading" and sorter.reads_like_headings(cells) and self.another(number, after):
                return
            if kind == "line":
                after = number + 1
            if kind != "line":
                yield self._skipped(number, kind, cells)
            elif number in hidden:
                yield self._unread(number, cells, shared, slots)
            elif slots:
                yield from self._wide(number, cells, shared, slots)
            elif code is not None and type(known := codes[cells[code]]) is Cleaned and type(known.value) is Services:
                yield from self._split(number, cells, known.value)
            else:
                values = self._template.copy()
                faulty = self._faulty + self._clean(number, cells, values, shared, 0)
                if fold:
                    faulty = fold(values, faulty)
                yield self._line(values, number, 0, faulty)

    def _clean(
        self, row: int, cells: list[CellValue], values: list[Any], plan: ColumnPlan, slot: int
    ) -> tuple[str, ...]:
        """Fills `values` from the cells; gives the fields whose cell could not be read. The hot path of reading: a
        row in which nothing was noticed costs one look-up a cell (performance.md)."""
        faulty: tuple[str, ...] = ()
        apart = False
        cleaned = list(map(getitem, plan.memos, plan.pick(cells)))
        if Cleaned in map(type, cleaned):
            for index, value in enumerate(cleaned):
                if type(value) is Cleaned:
                    faulty += self._notice(row, slot, plan.columns[index], plan.names[index], cells, value)
                    cleaned[index] = value.value
                    apart = apart or type(value.value) in HELD_TWO
        for position, value in zip(plan.positions, cleaned, strict=True):
            values[position] = value
        if apart:
            faulty += self._apart(row, slot, values)
        for column, name, memo in plan.shared_fields:
            value, problems = memo.cleaned(cells[column])
            if problems:
                faulty += self._notice(row, slot, column, name, cells, Cleaned(value, problems))
            if value is not None:
                known = values[INDEX[name]] or ()
                values[INDEX[name]] = (*known, *(part for part in value if part not in known))
        return faulty

    def _notice(
        self, row: int, slot: int, column: int, name: str, cells: list[CellValue], cleaned: Cleaned
    ) -> tuple[str, ...]:
        """Reports what was noticed in a cell; gives its field where nothing could be read."""
        where = self.table.ref(row, name, slot, column + self.table.first_column)
        for problem in cleaned.problems:
            self.add(Diagnostic(problem.code, where, text_of(cells[column]), problem.expected))
        return (name,) if cleaned.value is None and cleaned.problems[0].code != "CL028" else ()

    def _apart(self, row: int, slot: int, values: list[Any]) -> tuple[str, ...]:
        """Takes values that fill two fields apart; gives the fields that contradict each other. Several codes are
        too many here: a row of a table without groups has been taken apart before."""
        faulty: tuple[str, ...] = ()
        start, end = INDEX["service_start"], INDEX["service_end"]
        span, services = values[start], values[INDEX["hcpcs"]]
        if type(span) is Span:
            values[start] = span.start
            if values[end] not in (None, span.end):
                said = f"the same end as in its own column, {values[end]}"
                self.add(Diagnostic("CL006", self.table.ref(row, "service_start", slot), str(span.end), said))
                faulty += ("service_start",)
            values[end] = span.end
        if type(services) is Services:
            procedure, count = services.parts[0]
            values[INDEX["hcpcs"]] = procedure
            if len(services.parts) > 1:
                said = ", ".join(part.hcpcs for part, _ in services.parts)
                self.add(Diagnostic("CL011", self.table.ref(row, "hcpcs", slot), said, NOT_ONE.expected))
                values[INDEX["hcpcs"]] = None
                faulty += ("hcpcs",)
            elif count and values[INDEX["units"]] is None:
                values[INDEX["units"]] = units.clean(count, 0).value
        return faulty

    def _wide(
        self, row: int, cells: list[CellValue], shared: ColumnPlan, slots: list[ColumnPlan]
    ) -> Iterator[InvoiceLine | SkippedRow]:
        common = self._template.copy()
        faulty = self._faulty + self._clean(row, cells, common, shared, 0)
        used = [n for n, plan in enumerate(slots, 1) if any(cells[column] != "" for column in plan.all_columns)]
        days = self.table.days
        if days and not used:
            yield SkippedRow(row, "note")  # a member without a visit
            return
        # A row without any group is a line with its code missing, so that it is accounted for.
        for slot in used or [1]:
            values = common.copy()
            if days:
                values[INDEX["service_start"]] = days[slot - 1].value or None
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

    def _split(self, row: int, cells: list[CellValue], services: Services) -> Iterator[InvoiceLine]:
        if self._splitter is None:
            self._splitter = Splitter(self.table, self._memo, self.add)
        splitter = self._splitter
        common = self._template.copy()
        rest = ColumnPlan(splitter.rest, self.table.first_column, self._memo)
        faulty = self._faulty + self._clean(row, cells, common, rest, 0)
        several = len(services.parts) > 1
        for slot, split in enumerate(splitter.split(row, cells, services, common, faulty), 1):
            more = self._fold(split.values, split.faulty)
            yield self._line(split.values, row, slot if several else 0, more)

    def _unread(self, row: int, cells: list[CellValue], shared: ColumnPlan, slots: list[ColumnPlan]) -> SkippedRow:
        """A hidden row: what it would cost is told, nothing else of it."""
        add, self.add = self.add, lambda _: None
        try:
            items: Iterable[InvoiceLine | SkippedRow] = ()
            if slots:
                items = list(self._wide(row, cells, shared, slots))
            else:
                values = self._template.copy()
                faulty = self._clean(row, cells, values, shared, 0)
                items = [self._line(values, row, 0, faulty)]
            cents = sum(item.charge or 0 for item in items if isinstance(item, InvoiceLine))
        finally:
            self.add = add
        return SkippedRow(row, "hidden", unread=cents)

    def _line(self, values: list[Any], row: int, slot: int, faulty: tuple[str, ...]) -> InvoiceLine:
        context = self.context
        key = tuple([values[position] for position in CLUES])
        resolution = self._resolutions.get(key)
        if resolution is None:
            resolution = self._resolutions[key] = self._resolve(*key)
        if "hcpcs" in faulty:
            # A code that cannot be read is the finding; what the name alone might mean is none.
            resolution = NOTHING
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

    def _resolve(
        self,
        procedure: Procedure | None,
        modifiers: tuple[str, ...] | None,
        service_name: str | None,
        staff: str | None,
        modality: str | None,
        on: date | None,
    ) -> Resolution:
        written = (procedure.modifiers if procedure else ()) + (modifiers or ())
        code = procedure.hcpcs if procedure else ""
        clues = Clues(code, frozenset(written), service_name or "", staff or "", modality or "", on)
        return self.context.resolver[clues]

    def _skipped(self, row: int, kind: RowKind, cells: list[CellValue]) -> SkippedRow:
        if kind != "total":
            return SkippedRow(row, kind)
        for name in ("line_charge", "row_total", "deposit_amount"):
            for column in self.table.columns.get(name, ()):
                cell = cells[column - self.table.first_column]
                amount = self._memo(name).cleaned(cell).value
                if amount is not None:
                    return SkippedRow(row, kind, column, amount)
        return SkippedRow(row, kind)
