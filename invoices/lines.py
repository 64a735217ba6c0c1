"""Rows into invoice lines: every cell cleaned once, every position kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Any

from edi.diagnostics import Diagnostic
from edi.model.money import dollars
from invoices.cells import Memo, units
from invoices.cells.base import Cleaned
from invoices.cells.date import Span
from invoices.cells.hcpcs import NOT_ONE, Procedure, Services
from invoices.cells.units import Quantity
from invoices.context import Context
from invoices.fold import INDEX
from invoices.invoice_line import InvoiceLine
from invoices.layout.rows import RowKind, holds, table_rows
from invoices.layout.table import Table
from invoices.other_heads import OtherHeads
from invoices.price import charge_of, unit_count
from invoices.resolve import NOTHING, Clues, Resolution
from invoices.rows import ColumnPlan, RowReader, SkippedRow
from invoices.service_name import code_in
from invoices.split import Splitter
from invoices.watch import Watch
from invoices.workbook import CellValue
from mappings.code_sets import state_of_zip

CLUES = [INDEX[n] for n in ("hcpcs", "modifiers", "service_name", "staff_type", "modality", "service_start")]
BILLING_STATE, BILLING_ZIP = INDEX["billing_state"], INDEX["billing_zip"]
# What stands beside a field that a table has no cell for.
INSTEAD = {
    "billing_state": ("billing_zip",),
    "units": ("minutes", "hours"),
    "hcpcs": ("service_name",),
    "member_address": ("homeless_indicator",),
    "member_city": ("homeless_indicator",),
    "member_zip": ("homeless_indicator",),
}


def is_spared(table: Table, name: str) -> bool:
    """Whether a required field follows from another one that the table has: the state of an agency from its ZIP code,
    units from minutes."""
    return any(table.has(other) for other in INSTEAD.get(name, ()))


@dataclass(slots=True)
class LineReader(RowReader):
    """Reads the invoice lines of one table."""

    # Two dates in one cell, a code with its units.
    held_two = (Span, Services)

    context: Context
    _splitter: Splitter | None = None
    _resolutions: dict[tuple[Any, ...], Resolution] = field(default_factory=dict)
    _code: int | None = field(init=False)
    _codes: Memo = field(init=False)

    def __post_init__(self) -> None:
        RowReader.__post_init__(self)
        places = self.table.columns.get("hcpcs", ())
        self._code = places[0] - self.table.first_column if places else None
        self._codes = self._memo("hcpcs")

    def worth(self, unread: Sequence[SkippedRow]) -> str:
        """The dollars of rows that are not billed."""
        return f" with services of ${dollars(sum(item.unread for item in unread))}"

    def _is_spared(self, name: str) -> bool:
        if name == "place_of_service" and self.context.profile.defaults.place_of_service:
            return True
        return is_spared(self.table, name)

    def read(self) -> Iterator[InvoiceLine | SkippedRow]:
        """Lines and skipped rows in the order of the sheet; blank rows below the last filled one are none."""
        table = self.table
        shared = self._plan(table.columns)
        slots = [self._plan(slot) for slot in table.slots]
        hidden = table.source.surroundings.hidden_rows
        skips = table.source.skips
        statuses = [
            (column - table.first_column, self._memo_of("row_status", column))
            for column in table.columns.get("row_status", ())
        ]
        watch, heads = Watch(table), self._other_heads()
        for number, kind, cells in table_rows(table, heads.ending(self.another)):
            if heads:
                heads.see(number, cells, line=kind in ("line", "astray"))
            if kind not in ("line", "astray"):
                yield self._skipped(number, kind, cells)
                continue
            if watch:
                watch.see(number, cells)
            if kind == "astray":
                self.add(Diagnostic("WB039", table.ref(number)))
            why = "hidden" if number in hidden else skips.get(number, "")
            if not why and any(memo[cells[place]] == "not_delivered" for place, memo in statuses):
                why = "not_delivered"
            if why:
                yield self._unread(number, why, cells, shared, slots)
            else:
                yield from self._of_row(number, cells, shared, slots)
        for finding in chain(watch.findings(), heads.findings()):
            self.add(finding)

    def _other_heads(self) -> OtherHeads:
        """What sees whether another biller's head stands between the lines."""
        for name in ("member_cin", "hcpcs"):
            places = self.table.columns.get(name, ())
            if len(places) == 1:
                return OtherHeads(self.table, places[0] - self.table.first_column, self._memo(name))
        return OtherHeads(self.table, None, None)

    def _of_row(
        self, row: int, cells: list[CellValue], shared: ColumnPlan, slots: list[ColumnPlan]
    ) -> Iterator[InvoiceLine | SkippedRow]:
        """The services of one row."""
        if slots:
            yield from self._wide(row, cells, shared, slots)
            return
        if self._code is not None:
            known = self._codes[cells[self._code]]
            if type(known) is Cleaned and type(known.value) is Services:
                yield from self._split(row, cells, known.value)
                return
        values = self._template.copy()
        faulty = self._faulty + self._clean(row, cells, values, shared, 0)
        if self._fold:
            faulty = self._fold(values, faulty)
        yield self._line(values, row, 0, faulty)

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
            yield SkippedRow(row, "no visit", unread=self._amount(cells)[1] or 0)
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
            self._splitter = Splitter(self.table, self._memo, lambda finding: self.add(finding))
        splitter = self._splitter
        common = self._template.copy()
        rest = self._plan(splitter.rest)
        faulty = self._faulty + self._clean(row, cells, common, rest, 0)
        several = len(services.parts) > 1
        for slot, split in enumerate(splitter.split(row, cells, services, common, faulty), 1):
            more = self._fold(split.values, split.faulty)
            yield self._line(split.values, row, slot if several else 0, more)

    def _unread(
        self, row: int, why: str, cells: list[CellValue], shared: ColumnPlan, slots: list[ColumnPlan]
    ) -> SkippedRow:
        """A row that is not billed: what it would cost is told, nothing else of it."""
        add, self.add = self.add, lambda _: None
        try:
            items = list(self._of_row(row, cells, shared, slots))
        finally:
            self.add = add
        cents = sum(item.charge or 0 for item in items if isinstance(item, InvoiceLine))
        return SkippedRow(row, why, unread=cents)

    def _line(self, values: list[Any], row: int, slot: int, faulty: tuple[str, ...]) -> InvoiceLine:
        context = self.context
        key = tuple([values[position] for position in CLUES])
        resolution = self._resolutions.get(key)
        if resolution is None:
            resolution = self._resolutions[key] = self._resolve(*key)
        if values[BILLING_STATE] is None and "billing_state" not in faulty:
            values[BILLING_STATE] = state_of_zip(values[BILLING_ZIP])
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
        if procedure is None and service_name:
            procedure = code_in(service_name)
        written = (procedure.modifiers if procedure else ()) + (modifiers or ())
        code = procedure.hcpcs if procedure else ""
        clues = Clues(code, frozenset(written), service_name or "", staff or "", modality or "", on)
        return self.context.resolver[clues]

    def _skipped(self, row: int, kind: RowKind, cells: list[CellValue]) -> SkippedRow:
        if kind in ("blank", "heading"):
            return SkippedRow(row, kind)
        if kind != "total":
            return SkippedRow(row, kind, holds=holds(cells))
        return SkippedRow(row, kind, *self._amount(cells), units=self._units(cells), holds=holds(cells))

    def _amount(self, cells: list[CellValue]) -> tuple[int | None, int | None]:
        """The first amount of a row with its column, counted from 0 = A."""
        for name in ("line_charge", "row_total", "deposit_amount"):
            for column in self.table.columns.get(name, ()):
                amount = self._memo(name).cleaned(cells[column - self.table.first_column]).value
                if amount is not None:
                    return column, amount
        return None, None

    def _units(self, cells: list[CellValue]) -> Decimal | None:
        for column in self.table.columns.get("units", ()):
            quantity = self._memo("units").cleaned(cells[column - self.table.first_column]).value
            if quantity is not None:
                return Decimal(quantity.amount)
        return None
