"""A date of service, of an invoice, of payment: the programme began in 2022, so two digits mean 20yy."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

from invoices.cells.base import Cleaned, Problem, normalised, number_of, total

EXPECTED = "a date, for example 03/14/2026"
EXCEL_EPOCH = date(1899, 12, 30)
# Serial numbers of 1920-01-01 and 2100-01-01: a smaller or greater number is no date.
SERIALS = range(7306, 73051)
YEARS = range(1900, 2100)


def parse_date(text: str, century: int) -> date | None:
    """A date as people in California write it: month first, or ISO, or eight digits, or in words; two-digit years
    belong to `century`. None for anything else, also for a date with a range in it."""
    match = re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?", text)
    if match:
        return _day(int(match[1]), int(match[2]), int(match[3]))
    match = re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?: 0?0:00(?::00)?)?", text)
    if match:
        year = int(match[3]) + (century if len(match[3]) == 2 else 0)
        return _day(year, int(match[1]), int(match[2]))
    match = re.fullmatch(r"(\d{4})(\d{2})(\d{2})", text)
    if match:
        return _day(int(match[1]), int(match[2]), int(match[3]))
    return _in_words(text) if re.search(r"[A-Za-z]{3}", text) and re.search(r"\d{4}", text) else None


def _in_words(text: str) -> date | None:
    from dateutil.parser import ParserError, parse  # only a written month needs it

    # Two defaults that differ in every part: a part that the text leaves out shows as a difference.
    try:
        first, second = (
            parse(text, default=datetime(2000, 1, 1)),  # noqa: DTZ001 - a template, not a moment
            parse(text, default=datetime(2001, 2, 2)),  # noqa: DTZ001
        )
    except (ParserError, OverflowError, ValueError, TypeError):
        return None
    return first.date() if first == second and first.year in YEARS else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


def clean_date(value: Any, century: int) -> Cleaned:
    """A real date, an Excel serial number or text -> date; CL006."""
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return Cleaned(day) if day.year in YEARS else Cleaned(None, (Problem("CL006", EXPECTED),))
    return total(lambda text: _from_text(text, century))(value, 0)


def _from_text(text: str, century: int) -> Cleaned:
    number = number_of(text)
    if number is not None and int(number) in SERIALS and number == int(number):
        day: date | None = EXCEL_EPOCH + timedelta(days=int(number))
    else:
        day = parse_date(text, century)
    if day is None:
        return Cleaned(None, (Problem("CL006", EXPECTED),))
    return normalised(day, _plain(text), day.isoformat())


def _plain(text: str) -> str:
    """MM/DD/YYYY is the form that DHCS asks for: reading it changes nothing worth telling."""
    match = re.fullmatch(r"(\d{2})/(\d{2})/(\d{4})", text)
    return f"{match[3]}-{match[1]}-{match[2]}" if match else text


def clean(value: Any, limit: int) -> Cleaned:  # noqa: ARG001 - all cell functions are called alike
    """As `clean_date`, two-digit years in this century."""
    return clean_date(value, 2000)
