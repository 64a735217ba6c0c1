"""A calendar grid: which columns are days, and of which month."""

from __future__ import annotations

import itertools
import re
from datetime import date, datetime
from typing import TypeAlias

from invoices.cells.base import text_of
from invoices.cells.date import clean_date
from invoices.cells.month import clean as clean_month
from invoices.cells.month import months_in
from invoices.layout.table import Label
from invoices.workbook import CellValue

WEEKDAY = r"(?:mo|tu|we|th|fr|sa|su|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|m|t|w|r|f|s|day)\.?"
NUMBER = re.compile(rf"(?i)(?:{WEEKDAY}\s*)?(\d{{1,2}})(?:st|nd|rd|th)?(?:\s*{WEEKDAY})?")
SHORT = re.compile(r"(\d{1,2})/(\d{1,2})")

# (column, heading) of every day.
Days: TypeAlias = tuple[tuple[int, CellValue], ...]


def find_days(row: list[CellValue], first_column: int) -> Days:
    """The columns of a heading row that are days, in order; nothing unless each comes after the one before."""
    found = [(column, cell) for column, cell in enumerate(row, first_column) if day_in(cell) is not None]
    keys = [_key(cell) for _, cell in found]
    rising = all(before < after for before, after in itertools.pairwise(keys))
    return tuple(found) if rising else ()


def _key(cell: CellValue) -> tuple[int, int, int]:
    day = day_in(cell)
    if isinstance(day, date):
        return (day.year, day.month, day.day)
    return (0, *day) if day else (0, 0, 0)


def day_in(cell: CellValue) -> date | tuple[int, int] | None:
    """A heading or a cell as a date, or as (month, day) with month 0 where it has none; None for no day."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, bool) or not isinstance(cell, (str, int, float)):
        return None
    text = text_of(cell)
    number = NUMBER.fullmatch(text)
    if number:
        return (0, int(number[1])) if 1 <= int(number[1]) <= 31 else None
    short = SHORT.fullmatch(text)
    if short:
        return (int(short[1]), int(short[2])) if 1 <= int(short[1]) <= 12 else None
    if isinstance(cell, str) and re.search(r"\d", text) and len(text) <= 20:
        day = clean_date(text, 2000).value
        return day if isinstance(day, date) else None
    return None


def needs_month(days: Days) -> bool:
    """Whether the headings alone do not say the date."""
    return any(not isinstance(day_in(cell), date) for _, cell in days)


def month_of(label: Label | None, sheet: str, above: list[list[CellValue]]) -> list[date]:
    """The month of a grid: its label's, else every month that the sheet's name or a title above names."""
    if label is not None:
        month = clean_month(label.value, 0).value
        return [month] if isinstance(month, date) else []
    named = months_in(sheet)
    texts = [cell for row in above for cell in row if isinstance(cell, str)]
    titled = list(dict.fromkeys(month for text in texts for month in months_in(text)))
    return named or titled


def dates_of(days: Days, row: int, month: date | None) -> tuple[Label, ...]:
    """The heading of each day with its date as value; "" for a day that the month does not have."""
    return tuple(Label(row, column, _date(cell, month) or "") for column, cell in days)


def _date(cell: CellValue, month: date | None) -> date | None:
    day = day_in(cell)
    if isinstance(day, date) or day is None:
        return day
    if month is None or day[0] not in (0, month.month):
        return None
    try:
        return month.replace(day=day[1])
    except ValueError:
        return None
