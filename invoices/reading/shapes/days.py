"""Days without their month: a column "Day" of the numbers 1 to 31, below a title, a label or a sheet's name that says
the month, or beside columns for month and year. Each becomes its date; without one month and one year it stays a
number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from invoices.cells.base import text_of
from invoices.layout.calendar import day_in
from invoices.reading.shapes.heading import Heading, head_of, heading_in
from invoices.reading.shapes.known import Known, filled_places, is_day, is_filled, is_total, key_of
from invoices.reading.shapes.months import OTHER_DAYS, MonthSaid, month_number, said_in, year_in
from invoices.reading.shapes.plain import Plain, numbered
from invoices.reading.wording import words_of
from invoices.workbook import CellValue, Sheet

NAME = "days"
EVIDENCE = "cells"
# What a heading over days says, and what it says over a count of them.
DAY_WORDS = """
    day date when on from to thru through until start started end ended begin began dos dia fecha desde hasta cuando
"""
OF_A_DAY = frozenset(DAY_WORDS.split())
COUNTED = "no num number count days dias id per rate units numero stay week treatment semana"
COUNTS = frozenset(COUNTED.split())
ENDS = frozenset(["to", "thru", "through", "until", "end", "ended", "hasta"])
MONTH, YEAR = frozenset(["month", "mo", "mes", "monthofservice"]), frozenset(["year", "yr", "ano", "año"])
DATES = ("service_start", "service_end")
WEEK, ROWS_OF_A_WEEK = 7, 4
# A weekday beside its day has to be the one of the date.
WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
WEEKDAY = re.compile(r"(?i)(?<![a-z])(mo|tu|we|th|fr|sa|su)[a-z]*")
START_HEADING, END_HEADING = "Service Date", "Service End Date"


class DayColumns(NamedTuple):
    """The columns of days, of the month and of the year of a row (None: none), and the month that the sheet says."""

    heading: Heading
    places: Sequence[int]
    month: int | None
    year: int | None
    said: MonthSaid

    def date_of(self, cells: Sequence[CellValue], place: int) -> date | None:
        """The date of a row; None where its month or its year is not said, or where there is no such day."""
        day = day_in(_at(cells, place))
        if not isinstance(day, tuple):
            return None
        own = month_number(_at(cells, self.month)) if self.month is not None else None
        if self.month is not None and own is None:
            return None
        months = {month for month in (day[0], own, self.said.month) if month}
        year = year_in(_at(cells, self.year)) if self.year is not None else self.said.year
        if len(months) != 1 or year is None:
            return None
        try:
            found = date(year, months.pop(), day[1])
        except ValueError:
            return None
        weekday = WEEKDAY.search(text_of(_at(cells, place)))
        return None if weekday and WEEKDAYS[found.weekday()] != weekday[1].lower() else found


def plain(sheet: Sheet, known: Known) -> Sheet | None:
    """The sheet with dates for its days; None where it has no days, or does not say of which month."""
    rows = head_of(sheet)
    heading = heading_in(rows, known)
    found = _find(sheet, rows, heading, known) if heading is not None else None
    if found is None or not any(found.date_of(cells, place) for cells in _lines(rows, found) for place in found.places):
        return None
    made = Plain(sheet, range(max(len(cells) for cells in rows)))
    for index, (number, cells) in enumerate(numbered(sheet)):
        if index == found.heading.at or (index > found.heading.at and found.heading.repeated_in(cells)):
            _retitle(found, cells, known)
        elif index > found.heading.at and not is_total(cells):
            _fill(found, cells)
        made.add(cells, number)
    return made.sheet()


def days_without_month(sheet: Sheet, known: Known) -> str:
    """The heading of days of which nothing says the month and the year; "" where there are none."""
    rows = head_of(sheet)
    heading = heading_in(rows, known)
    found = _find(sheet, rows, heading, known) if heading is not None and sheet.name not in known.months else None
    if found is None or any(found.date_of(cells, place) for cells in _lines(rows, found) for place in found.places):
        return ""
    return text_of(found.heading.cells[found.places[0]])


def days_beyond_a_week(sheets: Sequence[Sheet], known: Known) -> frozenset[str]:
    """The headings below which a sheet has days of a month that no week has: below the same ones of a sister sheet
    smaller numbers are days of a month, too."""
    found = set[str]()
    for sheet in sheets:
        rows = head_of(sheet)
        heading = heading_in(rows, known)
        columns = _find(sheet, rows, heading, known) if heading is not None else None
        if columns is None:
            continue
        lines = list(_lines(rows, columns))
        for place in columns.places:
            days = [day_in(cell) for cell in _filled(lines, place)]
            if any(isinstance(day, tuple) and day[1] > WEEK for day in days):
                found.add(key_of(columns.heading.cells[place]))
    return frozenset(found)


def _at(cells: Sequence[CellValue], place: int | None) -> CellValue:
    return cells[place] if place is not None and place < len(cells) else ""


def _retitle(found: DayColumns, cells: list[CellValue], known: Known) -> None:
    """A heading that does not say so itself is told to be one of dates; those of month and year have no rows."""
    for place in found.places:
        text = text_of(cells[place])
        if known.field_of(text)[0] not in DATES:
            cells[place] = END_HEADING if ENDS & {*words_of(text)} else START_HEADING
    _blank(found, cells)


def _fill(found: DayColumns, cells: list[CellValue]) -> None:
    dates = {place: day for place in found.places if (day := found.date_of(cells, place)) is not None}
    for place, day in dates.items():
        cells[place] = day
    if dates:
        _blank(found, cells)


def _blank(found: DayColumns, cells: list[CellValue]) -> None:
    for place in (found.month, found.year):
        if place is not None and place < len(cells):
            cells[place] = ""


def _lines(rows: Sequence[list[CellValue]], found: DayColumns) -> Iterable[list[CellValue]]:
    return (cells for cells in rows[found.heading.at + 1 :] if not found.heading.repeated_in(cells))


def _find(sheet: Sheet, rows: Sequence[list[CellValue]], heading: Heading, known: Known) -> DayColumns | None:
    """The columns of days of a table that has no dates besides, with what its sheet says of their month."""
    below = [cells for cells in rows[heading.at + 1 :] if len(filled_places(cells)) > 1 and not is_total(cells)]
    below = [cells for cells in below if not heading.repeated_in(cells)]
    if any(name == DATES[0] and _has_dates(below, place) for place, name in heading.fields.items()):
        return None
    places = [place for place in filled_places(heading.cells) if _is_of_days(heading.cells[place], below, place, known)]
    ends = [place for place in places if ENDS & {*words_of(text_of(heading.cells[place]))}]
    if not places or len(ends) > 1 or len(places) - len(ends) != 1:
        return None
    month = _headed(heading, MONTH, lambda place: all(month_number(cell) for cell in _filled(below, place)))
    year = _headed(heading, YEAR, lambda place: all(year_in(cell) for cell in _filled(below, place)))
    said = said_in(sheet, rows[: heading.at], [text_of(heading.cells[place]) for place in places], known.months)
    return DayColumns(heading, places, month, year, said)


def _headed(heading: Heading, names: frozenset[str], fits: Callable[[int], bool]) -> int | None:
    places = [place for place in filled_places(heading.cells) if key_of(heading.cells[place]) in names]
    return places[0] if len(places) == 1 and fits(places[0]) else None


def _filled(below: Sequence[Sequence[CellValue]], place: int) -> list[CellValue]:
    return [cells[place] for cells in below if place < len(cells) and is_filled(cells[place])]


def _has_dates(below: Sequence[Sequence[CellValue]], place: int) -> bool:
    return any(is_day(cell) for cell in _filled(below, place))


def _is_of_days(title: CellValue, below: Sequence[Sequence[CellValue]], place: int, known: Known) -> bool:
    """Whether a column holds days of a month: its heading speaks of a day and of no other one, and all its values are
    such. Small numbers alone may be days of the week or of a stay, unless the heading says date."""
    text = text_of(title)
    words = {*words_of(text)}
    name = known.field_of(text)[0]
    named = bool(words & OF_A_DAY) or month_number(title) is not None
    if not named or words & COUNTS or "#" in text or OTHER_DAYS.search(text) or name not in ("", *DATES):
        return False
    values = _filled(below, place)
    days = [day_in(value) for value in values]
    if not days or not all(isinstance(day, tuple) for day in days):
        return False
    last = max(day[1] for day in days if isinstance(day, tuple))
    alone = all(isinstance(day, tuple) and not day[0] for day in days)
    bare = not words & {"date", "fecha", "dos"} and alone and not any(WEEKDAY.search(text_of(v)) for v in values)
    return not (bare and last <= WEEK and len(values) >= ROWS_OF_A_WEEK and key_of(title) not in known.days)
