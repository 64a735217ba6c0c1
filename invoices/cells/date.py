"""A date of service, of an invoice, of payment: the programme began in 2022, so two digits mean 20yy."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any, Literal, NamedTuple, TypeAlias

from invoices.cells.base import Cleaned, Problem, normalised, number_of, total

EXPECTED = "a date, for example 03/14/2026"
EXCEL_EPOCH = date(1899, 12, 30)
# Workbooks of old Macs count from 1904-01-01 = 0.
DAYS_TO_1904 = 1462
# Serial numbers of 1920-01-01 and 2100-01-01: a smaller or greater number is no date.
SERIALS = range(7306, 73051)
YEARS = range(1900, 2100)
# A time of day behind a date changes nothing of the day.
CLOCK = r"(?:[T ](?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?: ?[AaPp]\.?[Mm]\.?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
NUMERIC = re.compile(rf"(\d{{1,2}})(?:[-/.]| (?=\d+ ))(\d{{1,2}})[-/. ](\d{{4}}|\d{{2}}){CLOCK}")
# "4-Mar-26", as Excel shows a date.
SHORT = re.compile(r"(\d{1,2})[-\s]([A-Za-z]{3,9})[-\s,]+(\d{2})")
# A day and a year of four digits and no other number: "5-9 January 2026" is no single day.
NUMBERS = re.compile(r"\D*\d{1,2}\D+\d{4}(?:\D+0?0:00(?::00)?)?\s*")
_UNREADABLE = (Problem("CL006", EXPECTED),)
WITHOUT_YEAR = re.compile(r"\d{1,2}[/.]\d{1,2}")
# Months in Spanish, by their first three letters where these are not the English ones; "de" stands between the parts.
SPANISH = {"ene": "jan", "abr": "apr", "ago": "aug", "dic": "dec"}
SPANISH_MONTH = re.compile(
    r"(?i)\b(ene(?:ro)?|feb(?:rero)?|mar(?:zo)?|abr(?:il)?|may(?:o)?|jun(?:io)?|jul(?:io)?|ago(?:sto)?|sep(?:t(?:iembre)?)?"
    r"|oct(?:ubre)?|nov(?:iembre)?|dic(?:iembre)?)\b\.?"
)
BETWEEN = re.compile(r"\s*(?:–|—|\bto\b|\bthru\b|\bthrough\b|(?<=\s)-(?=\s)|\s-\s)\s*")

Order: TypeAlias = Literal["month_first", "day_first", "unsettled"]
Real: TypeAlias = Literal["as_they_are", "swapped", "unsettled"]


class DateForm(NamedTuple):
    """How the dates of a column are written: which part stands first (`unsettled`: the column does not say, so a date
    that can be read both ways is not read), whether its serial numbers count from 1904, and whether its real dates are
    what a spreadsheet made of text with day and month exchanged (`invoices.dates`)."""

    order: Order = "month_first"
    from_1904: bool = False
    real: Real = "as_they_are"


USUAL = DateForm()


class Span(NamedTuple):
    """A start and an end that stood in one cell."""

    start: date
    end: date


def parse_date(text: str, century: int, order: Order = "month_first") -> date | None:
    """A date as people in California write it: month first, or ISO, or eight digits, or in words; two-digit years
    belong to `century`. None for anything else, also for a date with a range in it."""
    match = re.fullmatch(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){CLOCK}", text)
    if match:
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if NUMERIC.fullmatch(text):
        month_first, day_first = readings(text, century)
        return day_first if order == "day_first" else month_first
    match = re.fullmatch(r"(\d{4})(\d{2})(\d{2})", text)
    if match and int(match[1]) in YEARS:
        return _day(int(match[1]), int(match[2]), int(match[3]))
    match = re.fullmatch(r"(\d{2})(\d{2})(\d{4})", text)
    if match:  # the other way round no year is left: 01032026
        return _day(int(match[3]), int(match[1]), int(match[2]))
    if re.search(r"[A-Za-z]{3}", text):
        text = _in_english(text)
    short = SHORT.fullmatch(text)
    if short:
        text = f"{short[1]} {short[2]} {century + int(short[3])}"
    return _in_words(text) if re.search(r"[A-Za-z]{3}", text) and NUMBERS.fullmatch(text) else None


def readings(text: str, century: int = 2000) -> tuple[date | None, date | None]:
    """A numeric date read month first and day first; None for a reading that is no day."""
    match = NUMERIC.fullmatch(text)
    if match is None:
        return None, None
    year = int(match[3]) + (century if len(match[3]) == 2 else 0)
    return _day(year, int(match[1]), int(match[2])), _day(year, int(match[2]), int(match[1]))


def _in_english(text: str) -> str:
    """A date with its month in Spanish ("5 de enero de 2026") as one in English."""
    text = re.sub(r"(?i)\s+del?\s+", " ", text)
    return SPANISH_MONTH.sub(lambda found: SPANISH.get(found[1][:3].lower(), found[1][:3]), text)


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


def clean_date(value: Any, century: int, form: DateForm = USUAL) -> Cleaned:
    """A real date, an Excel serial number or text -> date; CL006, and CL031 for a date that can be read two ways
    in a column that does not say which is meant."""
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return _real(day, form) if day.year in YEARS else Cleaned(None, _UNREADABLE)
    return total(lambda text: _from_text(text, century, form))(value, 0)


def _real(day: date, form: DateForm) -> Cleaned:
    """A date that the spreadsheet holds as one; it may have been text with day and month exchanged."""
    other = exchanged(day)
    if form.real == "as_they_are" or other in (None, day):
        return Cleaned(day)
    if form.real == "swapped":
        return Cleaned(other, (Problem("CL022", f"{other}"),))
    return Cleaned(None, (Problem("CL031", f"{day} or {other}"),))


def exchanged(day: date) -> date | None:
    """The day that has its month and day the other way round; None where there is no such day."""
    return _day(day.year, day.day, day.month)


def _from_text(text: str, century: int, form: DateForm) -> Cleaned:
    number = number_of(text) if "," not in text else None  # a count of days has no thousands
    serial = int(number) + (DAYS_TO_1904 if form.from_1904 else 0) if number is not None else 0
    if serial in SERIALS and number == int(number or 0):
        cleaned = _real(EXCEL_EPOCH + timedelta(days=serial), form)
        return cleaned if cleaned.problems else normalised(cleaned.value, text, cleaned.value.isoformat())
    if form.order == "unsettled":
        month_first, day_first = readings(text, century)
        if month_first and day_first and month_first != day_first:
            return Cleaned(None, (Problem("CL031", f"{month_first} or {day_first}"),))
    day = parse_date(text, century, form.order)
    if day is None:
        return Cleaned(None, _UNREADABLE)
    return normalised(day, _plain(text) if form.order != "day_first" else text, day.isoformat())


def _plain(text: str) -> str:
    """MM/DD/YYYY is the form that DHCS asks for: reading it changes nothing worth telling; nor does dropping the
    midnight of an export."""
    match = re.fullmatch(r"(\d{2})/(\d{2})/(\d{4})", text)
    return f"{match[3]}-{match[1]}-{match[2]}" if match else text


def clean_span(value: Any, form: DateForm = USUAL) -> Cleaned:
    """As `clean_date`, or two dates in one cell ("1/5/26-1/9/26") -> Span, with CL022; CL006 for an end before the
    start."""
    cleaned = clean_date(value, 2000, form)
    if cleaned.value is not None or not isinstance(value, str) or cleaned.problems[:1] != _UNREADABLE:
        return cleaned
    ends = BETWEEN.split(" ".join(value.split()))
    if len(ends) != 2:
        ends = _halves(value)
    if len(ends) != 2:
        return cleaned
    if WITHOUT_YEAR.fullmatch(ends[0].strip()):
        # "1/5 - 1/9/26": the year of the end is that of the start.
        ends[0] = ends[0].strip() + "/" + re.split(r"[/.]", ends[1].strip())[-1]
    start, end = (clean_date(part.strip(), 2000, form) for part in ends)
    if start.value is None or end.value is None:
        return start if start.value is None else end
    if end.value < start.value:
        return Cleaned(None, (Problem("CL006", "a start and an end that is not before it"),))
    return Cleaned(Span(start.value, end.value), (Problem("CL022", f"{start.value} to {end.value}"),))


def _halves(text: str) -> list[str]:
    """Two dates with a bare hyphen between them: "1/5/26-1/9/26", "01-05-2026-01-09-2026"."""
    marks = [place for place, sign in enumerate(text) if sign == "-"]
    middle = marks[len(marks) // 2] if len(marks) % 2 else None
    return [text[:middle], text[middle + 1 :]] if middle is not None else []


def clean(value: Any, limit: int, form: DateForm = USUAL) -> Cleaned:  # noqa: ARG001 - all cell functions are called alike
    """As `clean_date`, two-digit years in this century."""
    return clean_date(value, 2000, form)
