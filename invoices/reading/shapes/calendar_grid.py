"""Calendars and months: members down, days (or months, or periods) across; a cell holds units, a mark, a code, a code
with units, or the rent of the month. Every filled cell becomes a row with its date in a column."""

from __future__ import annotations

import itertools
import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from invoices.cells.base import text_of
from invoices.cells.month import months_in
from invoices.layout.calendar import Days, dates_of, find_days, month_of, needs_month
from invoices.layout.table import Label
from invoices.reading.shapes.crosstab import CODE, modifiers_in
from invoices.reading.shapes.heading import FEWEST_FIELDS, Heading, head_of
from invoices.reading.shapes.known import Known, filled_places, is_mark, is_nothing, is_number, is_total, key_of
from invoices.reading.shapes.months import MONTH_LABELS
from invoices.reading.shapes.one_service import told_service
from invoices.reading.shapes.periods import are_amounts, periods_in
from invoices.reading.shapes.plain import Plain, numbered
from invoices.reading.shapes.row_totals import Done, Kind, count_of, part_of, totals_of
from invoices.workbook import CellValue, Sheet
from mappings.service_table import Service

NAME = "calendar"
EVIDENCE = "reading"
FEWEST_DAYS, FEWEST_DATES, FEWEST_MONTHS, HEADING_ROWS = 5, 2, 2, 60
HEADING, NO_SERVICE = "heading", "no service"
DATE_HEADING, CODE_HEADING, UNIT_HEADING, MONTH_HEADING = "Service Date", "Procedure Code", "Units", "Service Month"
AMOUNT_HEADING = "Amount"


class Grid(NamedTuple):
    """The columns of a calendar: the date of each by its place, "" for a day that the month does not have; whether they
    are months; whether cells hold codes; the columns that add a row up; whether cells are dollars, and what each of
    them stands for then (1 for a month that is billed by the month, "": it is not said)."""

    heading: Heading
    dates: Mapping[int, CellValue]
    months: bool
    codes: bool
    totals: Mapping[int, Kind]
    amounts: bool = False
    units: CellValue = ""

    @property
    def titles(self) -> list[CellValue]:
        """What the columns behind the others are called."""
        counted = [AMOUNT_HEADING, *([UNIT_HEADING] if self.units else [])] if self.amounts else [UNIT_HEADING]
        return [MONTH_HEADING if self.months else DATE_HEADING, *([CODE_HEADING] if self.codes else []), *counted]

    def without(self, cells: Sequence[CellValue]) -> list[CellValue]:
        """A row without what stands under the days."""
        return ["" if place in self.dates else cell for place, cell in enumerate(cells)]

    def heads(self, cells: Sequence[CellValue]) -> list[CellValue]:
        """Headings or a total without the days, and without what says again what the days add up to."""
        return ["" if self.totals.get(at) is Kind.COUNTS else cell for at, cell in enumerate(self.without(cells))]

    def done(self, cells: Sequence[CellValue]) -> list[int]:
        """The days on which something was done."""
        return [place for place in self.dates if place < len(cells) and not is_nothing(cells[place])]


def plain(sheet: Sheet, known: Known) -> Sheet | None:
    """The sheet with a row for each filled cell under a day; None where no headings are days."""
    rows = head_of(sheet)
    found = _find(sheet, rows, known)
    if found is None:
        return None
    titles = found.titles
    made = Plain(sheet, range(max(len(cells) for cells in rows)), more=len(titles))
    first = next(iter(found.dates))
    for index, (number, cells) in enumerate(numbered(sheet)):
        if index == found.heading.at:
            moved = {made.kept + at: made.origin(number, first) for at in range(len(titles))}
            made.add(found.heads(cells), number, titles, moved)
        elif index < found.heading.at:
            made.add(cells, number)
        elif is_total(cells):
            made.add(found.heads(cells), number)
        elif found.heading.repeated_in(cells):
            made.drop(number, HEADING)
        else:
            _add(made, found, number, cells, known)
    return made.sheet()


def _add(made: Plain, found: Grid, number: int, cells: list[CellValue], known: Known) -> None:
    """The rows that a row of the calendar gives: one for each day on which something was done."""
    done = found.done(cells)
    counts = [count_of(cells[place]) for place in done]
    left = found.without(cells)
    if not done and len(filled_places(left)) > 1:
        made.drop(number, NO_SERVICE)
    elif not done:
        made.add(cells, number)
    head = made.before.first_row + found.heading.at
    code_place = found.heading.place_of("hcpcs")
    for slot, place in enumerate(done, 1):
        own = cells[code_place] if code_place is not None and code_place < len(cells) else ""
        code, units = ("", cells[place]) if found.amounts else _said(cells[place], own, known)
        row, cell = list(left), made.origin(number, place)
        for at, kind in found.totals.items():
            if at < len(row):
                row[at] = part_of(row[at], counts[slot - 1], _all_of(counts), kind)
        moved = {made.kept: made.origin(head, place)} | {made.kept + at: cell for at in range(1, len(found.titles))}
        if code != "" and code_place is not None:
            # The code of a day stands in for that of the row.
            row[code_place], moved[code_place] = code, cell
        added: list[CellValue] = [found.dates[place], *([code] if found.codes else []), units]
        added += [found.units] if found.amounts and found.units else []
        made.add(row, number, added, moved, slot=slot if len(done) > 1 else 0)


def _all_of(counts: Sequence[Decimal | None]) -> list[Decimal]:
    return [count if count is not None else Decimal(0) for count in counts]


def _said(cell: CellValue, own: CellValue, known: Known) -> tuple[CellValue, CellValue]:
    """A cell as code and units: a mark or a code alone is one unit, except where units are quarter hours; anything
    else is units. `own` is the code of the row."""
    text = text_of(cell)
    code = CODE.search(text)
    if code is None and not is_mark(cell):
        return "", cell
    counted = code is not None and re.search(r"(?i)[x×*]\s*\d|\d\s*(?:units?|min|hrs?|hours?)\b", text[code.end() :])
    of = code or CODE.search(text_of(own))
    services = known.services.with_code(of[1].upper()) if of else ()
    one = not counted and all(service.unit != "15_minutes" for service in services)
    return cell if code else "", 1 if one else ""


def _find(sheet: Sheet, rows: Sequence[list[CellValue]], known: Known) -> Grid | None:
    for index, cells in enumerate(rows[:HEADING_ROWS]):
        fields = {place: name for place in filled_places(cells) if (name := known.clear_field(cells[place]))}
        if len(set(fields.values())) < FEWEST_FIELDS or "service_start" in fields.values():
            continue
        heading = Heading(index, list(cells), fields)
        days = _days(sheet, rows, heading)
        named = {} if days else _months(sheet, rows, heading)
        dates = days or named or periods_in(heading.cells)
        if dates:
            below = [row for row in rows[index + 1 :] if not is_total(row)]
            cells_under = [row[place] for row in below for place in dates if place < len(row)]
            said = [cell for cell in cells_under if not is_nothing(cell)]
            counted = _counted_in(rows, below, heading, known)
            monthly = counted == {"month"} and not days
            if named and monthly:
                dates = {place: _whole_month(value) for place, value in named.items()}
            codes = "hcpcs" not in fields.values() and any(CODE.search(text_of(cell)) for cell in said)
            amounts = not codes and not days and are_amounts(said, counted)
            grid = Grid(heading, dates, bool(named) and not monthly, codes, {}, amounts, 1 if monthly else "")
            return grid._replace(totals=_totals(grid, below)) if said else None
    return None


def _totals(grid: Grid, below: Sequence[list[CellValue]]) -> dict[int, Kind]:
    """The columns that add up the days of their row."""
    rows = [Done(cells, _all_of([count_of(cells[place]) for place in grid.done(cells)])) for cells in below]
    return totals_of(rows, grid.heading, grid.dates)


def _counted_in(
    rows: Sequence[list[CellValue]], below: Sequence[Sequence[CellValue]], heading: Heading, known: Known
) -> frozenset[str]:
    """What all services of the rows are counted in (those that the rows name, or the one that is told above them)."""
    columns = [heading.place_of(name) for name in ("hcpcs", "modifiers")]
    if columns[0] is None:
        columns = [heading.place_of("service_name")]
    places = [place for place in columns if place is not None]
    texts = {" ".join(text_of(cells[place]) for place in places if place < len(cells)).strip() for cells in below} - {
        ""
    }
    if not texts:
        texts = {told_service(rows, heading, known)} - {""}
    services = [_services(text, known) for text in texts]
    return frozenset(one.unit for found in services for one in found) if all(services) else frozenset()


def _services(text: str, known: Known) -> Sequence[Service]:
    """What a text may mean: a code with the modifiers behind it, or the name of a service."""
    code = CODE.search(text)
    if code:
        modifiers, _ = modifiers_in(text[code.end() :])
        exact = known.services.matching(code[1].upper(), frozenset(modifiers.split()))
        return exact or known.services.with_code(code[1].upper())
    service = known.services.service_of(text)
    return [entry for entry in known.services.services if service and entry.service == service]


def _whole_month(value: CellValue) -> CellValue:
    """A month in words as the span of its days, which is when its service took place."""
    first = next(iter(months_in(text_of(value))), None)
    if first is None:
        return value
    return f"{first:%m/%d/%Y} - {first.replace(day=monthrange(first.year, first.month)[1]):%m/%d/%Y}"


def _days(sheet: Sheet, rows: Sequence[list[CellValue]], heading: Heading) -> dict[int, CellValue]:
    """The dates of columns headed by days; {} where there are too few, or where their month is not said once. Of dates
    with their year two are enough, where nothing but counts, marks and codes stands below them."""
    days: Days = find_days([_undecorated(cell) for cell in heading.cells], 0)
    if len(days) < FEWEST_DAYS and (
        len(days) < FEWEST_DATES or needs_month(days) or not _is_counted(rows, heading, days)
    ):
        return {}
    month: date | None = None
    if needs_month(days):
        above = rows[: heading.at]
        months = month_of(_month_label(above, sheet), sheet.name, list(above))
        if len(months) != 1:
            return {}
        month = months[0]
    return {label.column: label.value for label in dates_of(days, 0, month)}


def _is_counted(rows: Sequence[list[CellValue]], heading: Heading, days: Days) -> bool:
    below = [cells[place] for cells in rows[heading.at + 1 :] for place, _ in days if place < len(cells)]
    said = [cell for cell in below if not is_nothing(cell)]
    return bool(said) and all(_is_small(cell) or is_mark(cell) or CODE.search(text_of(cell)) for cell in said)


def _is_small(cell: CellValue) -> bool:
    """Whether a cell is a count and no amount."""
    return is_number(cell) and text_of(cell).isdigit()


def _undecorated(cell: CellValue) -> CellValue:
    """A heading of two lines ("Mon\\n2") in one."""
    return " ".join(cell.split()) if isinstance(cell, str) else cell


def _month_label(above: Sequence[list[CellValue]], sheet: Sheet) -> Label | None:
    for index, cells in enumerate(above):
        for place, after in itertools.pairwise(filled_places(cells)):
            if key_of(cells[place]) in MONTH_LABELS:
                return Label(sheet.first_row + index, after, cells[after])
    return None


def _months(sheet: Sheet, rows: Sequence[list[CellValue]], heading: Heading) -> dict[int, CellValue]:
    """The months that columns are headed by ("Oct 2025", "October" with the year in the title), in words, as no day of
    them is said; {} where fewer than two are."""
    titles = [cell for row in rows[: heading.at] for cell in row if isinstance(cell, str)]
    years = {month.year for title in titles for month in months_in(title)}
    years |= {month.year for month in months_in(sheet.name)}
    found: dict[int, CellValue] = {}
    for place in filled_places(heading.cells):
        month = _month(heading.cells[place], years)
        if month is not None and place not in heading.fields:
            found[place] = f"{month:%B %Y}"
    return found if len(found) >= FEWEST_MONTHS and len(set(found.values())) == len(found) else {}


def _month(cell: CellValue, years: set[int]) -> date | None:
    if isinstance(cell, date):
        return date(cell.year, cell.month, 1) if cell.day == 1 else None
    text = text_of(cell)
    if not isinstance(cell, str) or len(text) > 20:
        return None
    named = months_in(text)
    if not named and len(years) == 1:
        named = months_in(f"{text} {next(iter(years))}")
    return named[0] if len(named) == 1 else None
