"""Sheets for the operators, and what every operator owes to the sheet it was given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from hypothesis import strategies as st

from invoices.cells.base import text_of
from invoices.reading.shapes.known import is_filled, is_nothing, key_of
from invoices.workbook import CellValue, Origin, Sheet
from invoices.workbook.sheet import table_sheet
from tests.tools.shape_writers import KINDS, PEOPLE, Rows, Visit

DAYS = st.integers(0, 40).map(lambda days: date(2026, 1, 5) + timedelta(days=days))
VISITS = st.lists(
    st.builds(Visit, st.sampled_from(PEOPLE), DAYS, st.sampled_from(KINDS), st.integers(1, 12)),
    min_size=6,
    max_size=16,
    unique_by=lambda visit: (visit.person, visit.day, visit.kind),
)


def sheet_of(rows: Sequence[Sequence[CellValue]], name: str = "Sheet1") -> Sheet:
    """Rows as a sheet."""
    return table_sheet(name, [list(row) for row in rows])


def cells_of(sheet: Sheet) -> Iterator[tuple[int, int, CellValue]]:
    """Every filled cell: row, column, value."""
    for number, row in enumerate(sheet.rows(), sheet.first_row):
        for column, cell in enumerate(row, sheet.first_column):
            if is_filled(cell):
                yield number, column, cell


def records(sheet: Sheet, *headings: str) -> list[tuple[str, ...]]:
    """The texts under some headings, for the rows that have the first of them filled."""
    rows = list(sheet.rows())
    at = next(i for i, row in enumerate(rows) if headings[0] in row)
    places = [rows[at].index(heading) for heading in headings]
    return [tuple(text_of(row[place]) for place in places) for row in rows[at + 1 :] if is_filled(row[places[0]])]


def assert_conserved(before: Sheet, after: Sheet, *, said_elsewhere: Sequence[str] = ()) -> None:
    """Every row of the old sheet is a row of the plain one, each accounted for once, or dropped with a reason; every
    filled cell that says something is the origin of a filled cell, or in a dropped row. `said_elsewhere` are headings
    that became values and marks that stand for others."""
    origins = after.origins
    numbers = range(after.first_row, after.first_row + len(list(after.rows())))
    told = [origins.record(number) if origins else (after.name, number, 0) for number in numbers]
    assert len(told) == len(set(told))
    rows = {row for _, row, _ in told}
    assert not rows & after.dropped.keys()
    sources: dict[Origin, list[str]] = {}
    for row, column, cell in cells_of(after):
        place = origins.at(row, column) if origins else Origin(after.name, row, column)
        sources.setdefault(place, []).append(key_of(cell))
    for row, column, cell in cells_of(before):
        assert row in rows or row in after.dropped, f"row {row} is lost"
        if row in after.dropped or is_nothing(cell) or text_of(cell) in said_elsewhere:
            continue
        assert sources.get(Origin(before.name, row, column)), f"{text_of(cell)!r} in row {row}, column {column} is lost"


def written(rows: Rows, place: Origin) -> CellValue:
    """What stands in a cell of the sheet that was written."""
    row = rows[place.row - 1]
    return row[place.column] if place.column < len(row) else ""
