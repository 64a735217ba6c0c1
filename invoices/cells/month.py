"""The month of a calendar: "February 2026", "Feb-26", "02/2026", "2026-02", or any day of it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from invoices.cells.base import Cleaned, Problem, total
from invoices.cells.date import clean_date

# In the order of the year; Spanish besides English.
NAMES = """
    january jan enero ene; february feb febrero; march mar marzo; april apr abril abr; may mayo; june jun junio;
    july jul julio; august aug agosto ago; september sept sep septiembre setiembre set; october oct octubre;
    november nov noviembre; december dec diciembre dic
"""
MONTH_OF = {name: number for number, names in enumerate(NAMES.split(";"), 1) for name in names.split()}
_NAME = "|".join(sorted(MONTH_OF, key=len, reverse=True))
# "October 2025", "Oct-25", "octubre de 2025"; in "October 15, 2025" the 15 is no year.
IN_WORDS = re.compile(rf"(?i)\b({_NAME})(?:\.?[\s,'’/-]*|\s+(?:of|de|del)\s+)((?:20)?\d{{2}})\b(?!\s*,?\s*20\d{{2}}\b)")
NAMED = re.compile(rf"(?i)(?<![^\W\d_])({_NAME})(?![^\W\d_])")
IN_NUMBERS = re.compile(r"(\d{1,2})\s*[/.-]\s*(20\d{2})|(20\d{2})\s*[/.-]\s*(\d{1,2})")
PROBLEM = Cleaned(None, (Problem("CL006", "a month, for example February 2026"),))


def months_in(text: str) -> list[date]:
    """Every month that a text names, as its first day: a title often does."""
    return list(
        dict.fromkeys(date(int(year) % 2000 + 2000, MONTH_OF[name.lower()], 1) for name, year in IN_WORDS.findall(text))
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
