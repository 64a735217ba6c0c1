"""Finds the heading row of a sheet and the layout that it fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice

from edi.diagnostics import Diagnostic
from edi.model.reference import SheetRef
from invoices.cells.base import text_of
from invoices.layout.calendar import Days, dates_of, find_days, month_of, needs_month
from invoices.layout.header_rows import heading_cells
from invoices.layout.headings import Headings, heading_for, headings_of
from invoices.layout.labels import find_labels
from invoices.layout.table import Label, Table, column_letter
from invoices.workbook import CellValue, Sheet
from mappings.fields import all_fields
from mappings.layout_file import Layout
from mappings.service_table import normal


@dataclass(frozen=True, slots=True)
class Candidate:
    """A layout at a heading row (counted from 0): (column, field, slot) of every heading found, the labels above
    it, and what it lacks of the fields that make out the layout."""

    layout: Layout
    row: int
    places: tuple[tuple[int, str, int], ...]
    labels: dict[str, list[Label]]
    missing: tuple[str, ...]
    days: Days = ()

    def reads_all_of(self, other: Candidate) -> bool:
        """Whether this reads every cell that the other reads, in the same way, and more: no contradiction."""
        return (
            self.row == other.row
            and set(self.places) > set(other.places)
            and all(self.labels.get(field) == labels for field, labels in other.labels.items())
        )

    @property
    def found(self) -> int:
        """How many of the fields that make out the layout are there."""
        return len(self.layout.recognise) - len(self.missing)


def recognise(file: str, sheet: Sheet, layouts: Iterable[Layout]) -> Table | Diagnostic:
    """The table of a sheet, or why there is none: WB004 nothing like a heading row, WB005 a heading that the
    layout needs is missing, WB006 two layouts fit, WB007 two columns or labels claim one field."""
    known = [headings_of(layout) for layout in layouts]
    rows = sheet.rows()
    head = list(islice(rows, max(h.layout.search_rows for h in known)))
    candidates = [c for c in (_best(h, head, sheet) for h in known) if c is not None]
    fitting = [c for c in candidates if not c.missing]
    fitting = [c for c in fitting if not any(other.reads_all_of(c) for other in fitting)]
    if len(fitting) > 1:
        names = " and ".join(c.layout.name for c in fitting)
        return Diagnostic("WB006", SheetRef(file, sheet.name, fitting[0].row + 1), expected=names)
    if not fitting:
        return _misfit(file, sheet, known, candidates)
    clash = _clash(file, sheet, fitting[0]) or _no_month(file, sheet, fitting[0], head)
    return clash or _table(file, sheet, fitting[0], head, rows)


def _best(known: Headings, head: list[list[CellValue]], sheet: Sheet) -> Candidate | None:
    """The row with the most of the layout's fields; among equals the first."""
    best: Candidate | None = None
    first_column, height = sheet.first_column, known.layout.header_rows
    merged = sheet.merged() if height > 1 else []
    for number in range(min(len(head), known.layout.search_rows)):
        row = heading_cells(head, number, height, first_column, merged)
        places = tuple(
            (column + first_column, *known.places[key])
            for column, cell in enumerate(row)
            if isinstance(cell, str) and cell and (key := normal(cell)) in known.places
        )
        days = find_days(row, first_column) if known.layout.calendar else ()
        if known.layout.calendar and len(days) >= known.layout.calendar.least:
            places += tuple((column, "day_cell", slot) for slot, (column, _) in enumerate(days, 1))
        if len(places) < 2:
            continue
        labels = find_labels(head[: max(number + 1 - height, 0)], first_column, known.labels)
        present = {field for _, field, _ in places} | set(labels) | {known.layout.sheet_name}
        missing = tuple(field for field in known.layout.recognise if field not in present)
        candidate = Candidate(known.layout, number, places, labels, missing, days)
        if best is None or candidate.found > best.found:
            best = candidate
    return best


def _misfit(file: str, sheet: Sheet, known: list[Headings], candidates: list[Candidate]) -> Diagnostic:
    best = max(candidates, key=lambda c: c.found, default=None)
    if best is None or best.found * 2 <= len(best.layout.recognise):
        names = ", ".join(h.layout.name for h in known)
        return Diagnostic("WB004", SheetRef(file, sheet.name), expected=names)
    lacking = ", ".join(f"‘{heading_for(best.layout, field)}’" for field in best.missing)
    return Diagnostic("WB005", SheetRef(file, sheet.name, best.row + 1), best.layout.name, lacking)


def _clash(file: str, sheet: Sheet, candidate: Candidate) -> Diagnostic | None:
    """Two columns or two labels for a field that can have only one."""
    many = {name for name, field in all_fields().items() if field.many}
    seen: dict[tuple[str, int], int] = {}
    for column, field, slot in candidate.places:
        first = seen.setdefault((field, slot), column)
        if first != column and field not in many:
            places = f"columns {column_letter(first)} and {column_letter(column)}"
            where = SheetRef(file, sheet.name, candidate.row + 1, column_letter(column), field, slot)
            return Diagnostic("WB007", where, expected=places)
    for field, labels in candidate.labels.items():
        if len(labels) > 1:
            places = " and ".join(f"{column_letter(label.column)}{label.row}" for label in labels)
            where = SheetRef(file, sheet.name, labels[1].row, column_letter(labels[1].column), field)
            return Diagnostic("WB007", where, expected=f"cells {places}")
    return None


def _table(
    file: str, sheet: Sheet, chosen: Candidate, head: list[list[CellValue]], rest: Iterator[list[CellValue]]
) -> Table:
    columns: dict[str, tuple[int, ...]] = {}
    slots: list[dict[str, tuple[int, ...]]] = [
        {} for _ in range(max(chosen.layout.slots.last if chosen.layout.slots else 0, len(chosen.days)))
    ]
    for column, field, slot in chosen.places:
        target = slots[slot - 1] if slot else columns
        target[field] = (*target.get(field, ()), column)
    header = head[chosen.row]
    height = chosen.layout.header_rows
    headings = heading_cells(head, chosen.row, height, sheet.first_column, sheet.merged() if height > 1 else [])
    used = {column for column, _, _ in chosen.places}
    unused = tuple(
        (column, text_of(cell))
        for column, cell in enumerate(headings, sheet.first_column)
        if column not in used and text_of(cell)
    )
    labels = {field: found[0] for field, found in chosen.labels.items() if field not in columns}
    if chosen.layout.sheet_name and chosen.layout.sheet_name not in columns:
        labels.setdefault(chosen.layout.sheet_name, Label(0, -1, sheet.name))
    month = next(iter(_months(sheet, chosen, head)), None)
    below = chain(head[chosen.row + 1 :], rest)
    return Table(
        file=file,
        sheet=sheet.name,
        layout=chosen.layout,
        header_row=chosen.row + 1,
        header=[text_of(cell) for cell in header],
        columns=columns,
        slots=tuple(slot for slot in slots if slot),
        labels=labels,
        first_column=sheet.first_column,
        unused=unused,
        rows=enumerate(below, chosen.row + 2),
        days=dates_of(chosen.days, chosen.row + 1, month),
    )


def nearest(sheet: Sheet, layouts: Iterable[Layout]) -> Candidate | None:
    """The layout that a sheet comes nearest to, for a person who asks why none fits."""
    known = [headings_of(layout) for layout in layouts]
    head = list(islice(sheet.rows(), max(h.layout.search_rows for h in known)))
    candidates = [c for c in (_best(h, head, sheet) for h in known) if c is not None and c.found]
    return max(candidates, key=lambda c: c.found / len(c.layout.recognise), default=None)


def _months(sheet: Sheet, chosen: Candidate, head: list[list[CellValue]]) -> list[date]:
    label = next(iter(chosen.labels.get("service_month", ())), None)
    return month_of(label, sheet.name, head[: chosen.row]) if chosen.days else []


def _no_month(file: str, sheet: Sheet, chosen: Candidate, head: list[list[CellValue]]) -> Diagnostic | None:
    """A calendar whose day numbers belong to no month, or to one of several."""
    months = _months(sheet, chosen, head)
    if not needs_month(chosen.days) or len(months) == 1:
        return None
    named = " and ".join(f"{month:%B %Y}" for month in months) or "none"
    return Diagnostic("WB024", SheetRef(file, sheet.name, chosen.row + 1), expected=named)
