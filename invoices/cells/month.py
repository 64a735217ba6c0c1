"""The month of a calendar: "February 2026", "Feb-26", "02/2026", "2026-02", or any day of it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from invoices.cells.base import Cleaned, Problem, total
from invoices.cells.date import clean_date

NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
IN_WORDS = re.compile(r"(?i)\b(" + "|".join(NAMES) + r")[a-z]*\.?[\s,'’/-]*((?:20)?\d{2})\b")
IN_NUMBERS = re.compile(r"(\d{1,2})\s*[/.-]\s*(20\d{2})|(20\d{2})\s*[/.-]\s*(\d{1,2})")
PROBLEM = Cleaned(None, (Problem("CL006", "a month, for example February 2026"),))


def months_in(text: str) -> list[date]:
    """Every month that a text names, as its first day: a title often does."""
    return list(
        dict.fromkeys(
            date(int(year) % 2000 + 2000, NAMES.index(name.lower()) + 1, 1) for name, year in IN_WORDS.findall(text)
        )
    )


def _clean(text: str) -> Cleaned:
    """Month -> its first day; CL006."""
    named = months_in(text)
    if len(named) == 1:
        return Cleaned(named[0])
    numbers = IN_NUMBERS.fullmatch(text)
    if numbers:
        year, month = int(numbers[2] or numbers[3]), int(numbers[1] or numbers[4])
        return Cleaned(date(year, month, 1)) if 1 <= month <= 12 else PROBLEM
    return PROBLEM


_from_text = total(_clean)


def clean(value: Any, limit: int) -> Cleaned:
    """As `_clean`; a day stands for its month."""
    cleaned = _from_text(value, limit)
    if cleaned.value is None and cleaned.problems and cleaned.problems[0].code == "CL006":
        day = clean_date(value, 2000).value
        return Cleaned(day.replace(day=1)) if isinstance(day, date) else cleaned
    return cleaned
