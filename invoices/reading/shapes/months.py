"""Which month a sheet is of: what its name, its titles, its labels and a heading say, if all of them say the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from invoices.cells.base import text_of
from invoices.cells.month import MONTH_OF, NAMED, clean, months_in
from invoices.reading.shapes.known import filled_places, key_of
from invoices.workbook import CellValue, Sheet

# What may label the month of a sheet, compared as `key_of` has it.
LABELS = """
    month servicemonth forthemonthof monthof billingmonth reportmonth invoicemonth monthofservice mes mesde
    mesdeservicio period serviceperiod billingperiod periodo
"""
MONTH_LABELS = frozenset(LABELS.split())
YEAR_LABELS = frozenset(["year", "serviceyear", "yr", "año", "ano"])
# A month that is said with these is that of another thing.
OTHER_DAYS = re.compile(
    r"(?i)\b(?:print|revis|rev\b|due|effectiv|contract|version|creat|updat|submi|paid|pay(?:ment|able)|since|approv|sign"
    r"|expir|birth|born|dob|invoice\s+date|date\s+of\s+invoice|invoiced\s+on|fiscal|fy\b|copyright|enroll|baby|admi"
    r"|impres|vence|nac)"
)
# "2025-10", "10/2025" in a longer text.
IN_NUMBERS = re.compile(r"(?<![\d/.-])(?:(20\d{2})[-/.](0?[1-9]|1[0-2])|(0?[1-9]|1[0-2])[-/](20\d{2}))(?![\d/.-])")
YEAR_FIRST = re.compile(r"(?<!\d)(20\d{2})[\s,-]+([A-Za-z]{3,10})\b(?!\s*\d)")
YEAR = re.compile(r"(?<![\d.,/-])(20[2-4]\d)(?![\d.,/-])")
# Words beside a month or a year that leave it what the whole sheet is of.
WORDS_BESIDE = """
    a all and bill billed billing calendar client clients day days delivered delivery encounter encounters for in
    invoice invoices line lines log logs month monthly mes meals notes of our page period program record records report
    roster seen served service services sheet statement the timesheet tracker visit visits week year
    ano año bitacora bitácora de del diario factura facturas hoja mensual registro servicio servicios visita visitas
"""
BESIDE = frozenset(WORDS_BESIDE.split())


class MonthSaid(NamedTuple):
    """The month (1 to 12; 0: not said) and the year (None: not said) of a sheet; -1 for a month where two are said."""

    month: int
    year: int | None


def said_in(
    sheet: Sheet,
    above: Sequence[Sequence[CellValue]],
    headings: Iterable[str] = (),
    answered: Mapping[str, date] | None = None,
) -> MonthSaid:
    """The month of a sheet by its name, the rows above its table and some headings; what was `answered`, by the name of
    a sheet, goes before. Two that differ leave none."""
    given = (answered or {}).get(sheet.name)
    if given is not None:
        return MonthSaid(given.month, given.year)
    whole: set[date] = set()
    bare, years = set[int](), set[int]()
    for text, label in (*_texts(above), (sheet.name, ""), *((heading, "") for heading in headings)):
        if OTHER_DAYS.search(text) or OTHER_DAYS.search(label):
            continue
        full = _whole_months(text)
        whole.update(full)
        if not full and (label in MONTH_LABELS or _is_of_the_sheet(text)):
            bare |= {MONTH_OF[name.lower()] for name in NAMED.findall(text)}
        if label in YEAR_LABELS or _is_of_the_sheet(text):
            years |= {int(year) for year in YEAR.findall(text)}
    if whole:
        first = next(iter(whole))
        agrees = len(whole) == 1 and bare <= {first.month} and years <= {first.year}
        return MonthSaid(first.month, first.year) if agrees else MonthSaid(-1, None)
    return MonthSaid(
        next(iter(bare)) if len(bare) == 1 else -1 if bare else 0, next(iter(years)) if len(years) == 1 else None
    )


def _whole_months(text: str) -> list[date]:
    """Every month with its year in a text."""
    found = months_in(text)
    for match in IN_NUMBERS.finditer(text):
        found.append(date(int(match[1] or match[4]), int(match[2] or match[3]), 1))
    for match in YEAR_FIRST.finditer(text):
        number = MONTH_OF.get(match[2].lower())
        if number:
            found.append(date(int(match[1]), number, 1))
    return found


def _texts(above: Sequence[Sequence[CellValue]]) -> Iterator[tuple[str, str]]:
    """The texts above a table with the label left of each, or in it before a colon, as `key_of` has it."""
    for cells in above:
        before = ""
        for place in filled_places(cells):
            cell = cells[place]
            if isinstance(cell, date):
                if key_of(before) in MONTH_LABELS:
                    yield f"{cell:%B %Y}", key_of(before)
                continue
            text = text_of(cell)
            label, colon, value = text.partition(":")
            if colon and value.strip() and key_of(label) in MONTH_LABELS | YEAR_LABELS:
                yield value.strip(), key_of(label)
            else:
                yield text, _label_of(before)
            before = text


def _label_of(before: str) -> str:
    """What stands left of a text: a label of the month or the year by its key, another one by its words."""
    return key_of(before) if key_of(before) in MONTH_LABELS | YEAR_LABELS else before


def _is_of_the_sheet(text: str) -> bool:
    """Whether a text says nothing but a month, a year and what kind of sheet it is."""
    rest = YEAR.sub(" ", NAMED.sub(" ", text))
    return not re.search(r"\d", rest) and all(word.lower() in BESIDE for word in re.findall(r"[^\W\d_]+", rest))


def month_number(cell: CellValue) -> int | None:
    """A month alone in a cell, by its name or number, or with its year; None for anything else."""
    text = text_of(cell).strip(". ")
    if text.lower() in MONTH_OF:
        return MONTH_OF[text.lower()]
    if text.isdigit() and len(text) <= 2:
        return int(text) if 1 <= int(text) <= 12 else None
    month = clean(cell, 0).value
    return month.month if isinstance(month, date) else None


def year_in(cell: CellValue) -> int | None:
    """A year alone in a cell."""
    text = text_of(cell)
    return int(text) if re.fullmatch(r"20[2-4]\d", text) else None
