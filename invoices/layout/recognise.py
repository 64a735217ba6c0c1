"""Finds the heading row of a sheet and the layout that it fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as made_by
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
from mappings.fields import load_fields
from mappings.layout_file import Layout
from mappings.service_table import normal


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table may stand: with its heading in the row of this number or the next (0: wherever it is), and with
    the labels of a table further up on the sheet, which hold for this one as well."""

    row: int = 0
    labels: Mapping[str, Label] = made_by(default_factory=dict)

    def rows(self, sheet: Sheet, most: int) -> Iterable[int]:
        """The rows to look at, counted from 0 = the sheet's first."""
        first = self.row - sheet.first_row
        return range(first, min(first + 2, most)) if self.row else range(most)


ANYWHERE = Place()


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


def recognise(file: str, sheet: Sheet, layouts: Iterable[Layout], place: Place = ANYWHERE) -> Table | Diagnostic:
    """The table of a sheet, or why there is none: WB004 nothing like a heading row, WB005 a heading that the
    layout needs is missing, WB006 two layouts fit, WB007 two columns or labels claim one field.
    `place` says where to look on a sheet with several tables."""
    known = [headings_of(layout) for layout in layouts]
    rows = sheet.rows()
    head = list(islice(rows, max(h.layout.search_rows for h in known)))
    candidates = [c for c in (_best(h, head, sheet, place) for h in known) if c is not None]
    fitting = [c for c in candidates if not c.missing]
    fitting = [c for c in fitting if not any(other.reads_all_of(c) for other in fitting)]
    # What fits further down is another table of the sheet (`invoices.layout.stacked`).
    top = min((c.row for c in fitting), default=0)
    fitting = [c for c in fitting if c.row <= top + 1]
    if len(fitting) > 1:
        names = " and ".join(c.layout.name for c in fitting)
        return Diagnostic("WB006", SheetRef(file, sheet.name, fitting[0].row + sheet.first_row), expected=names)
    if not fitting:
        return _misfit(file, sheet, known, candidates)
    chosen = fitting[0]
    clash = _clash(file, sheet, chosen) or _no_month(file, sheet, chosen, head)
    return clash or _table(file, sheet, replace(chosen, places=_spread(sheet, chosen, head)), head, rows)


def _best(known: Headings, head: list[list[CellValue]], sheet: Sheet, place: Place) -> Candidate | None:
    """The row with the most of the layout's fields; among equals the first."""
    best: Candidate | None = None
    first_column, height = sheet.first_column, known.layout.header_rows
    merged = sheet.merged_from_here() if height > 1 else []
    inherited = {field: [label] for field, label in place.labels.items()}
    for number in place.rows(sheet, min(len(head), known.layout.search_rows)):
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
        rows = head[: max(number + 1 - height, 0)]
        labels = inherited | find_labels(rows, first_column, known.labels, sheet.first_row)
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
    return Diagnostic("WB005", SheetRef(file, sheet.name, best.row + sheet.first_row), best.layout.name, lacking)


def _clash(file: str, sheet: Sheet, candidate: Candidate) -> Diagnostic | None:
    """Two columns or two labels for a field that can have only one."""
    many = {name for name, field in load_fields().items() if field.many}
    seen: dict[tuple[str, int], int] = {}
    for column, field, slot in candidate.places:
        first = seen.setdefault((field, slot), column)
        if first != column and field not in many:
            places = f"columns {column_letter(first)} and {column_letter(column)}"
            row = candidate.row + sheet.first_row
            where = SheetRef(file, sheet.name, row, column_letter(column), field, slot)
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
    labels = {field: found[0] for field, found in chosen.labels.items() if field not in columns}
    if chosen.layout.sheet_name and chosen.layout.sheet_name not in columns:
        labels.setdefault(chosen.layout.sheet_name, Label(0, -1, sheet.name))
    month = next(iter(_months(sheet, chosen, head)), None)
    below = chain(head[chosen.row + 1 :], rest)
    number = chosen.row + sheet.first_row
    return Table(
        file=file,
        sheet=sheet.name,
        layout=chosen.layout,
        header_row=number,
        header=[text_of(cell) for cell in head[chosen.row]],
        columns=columns,
        slots=tuple(slot for slot in slots if slot),
        labels=labels,
        first_column=sheet.first_column,
        unused=_unused(sheet, chosen, head),
        rows=enumerate(below, number + 1),
        days=dates_of(chosen.days, number, month),
        source=sheet,
    )


def _spread(sheet: Sheet, chosen: Candidate, head: list[list[CellValue]]) -> tuple[tuple[int, str, int], ...]:
    """The places of the headings; one that is merged over several columns ("Modifiers" over four) stands above each
    of them, where the field may have several."""
    names, row = load_fields(), chosen.row
    ends = {part.left: part.right for part in sheet.merged_from_here() if part.top <= row <= part.bottom}
    return tuple(
        (under, field, slot)
        for column, field, slot in chosen.places
        for under in range(column, (ends.get(column, column) if names[field].many else column) + 1)
        if under == column or head[row][under - sheet.first_column] == ""
    )


def _unused(sheet: Sheet, chosen: Candidate, head: list[list[CellValue]]) -> tuple[tuple[int, str], ...]:
    """The columns with a heading that no field has."""
    height = chosen.layout.header_rows
    merged = sheet.merged_from_here() if height > 1 else []
    headings = heading_cells(head, chosen.row, height, sheet.first_column, merged)
    used = {column for column, _, _ in chosen.places}
    return tuple(
        (column, text_of(cell))
        for column, cell in enumerate(headings, sheet.first_column)
        if column not in used and text_of(cell)
    )


def nearest(sheet: Sheet, layouts: Iterable[Layout]) -> Candidate | None:
    """The layout that a sheet comes nearest to, for a person who asks why none fits."""
    known = [headings_of(layout) for layout in layouts]
    head = list(islice(sheet.rows(), max(h.layout.search_rows for h in known)))
    candidates = [c for c in (_best(h, head, sheet, ANYWHERE) for h in known) if c is not None and c.found]
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
    return Diagnostic("WB024", SheetRef(file, sheet.name, chosen.row + sheet.first_row), expected=named)
