"""A reporting period: two dates with a period sign between them (footnotes 36 and 67)."""

from __future__ import annotations

import re

from edi.member_files.models import Period
from invoices.cells.base import Cleaned, Problem, total
from invoices.cells.date import parse_date

FORM = "MM/DD/YYYY.MM/DD/YYYY"
BETWEEN = re.compile(r"\s*(?:\.|–|—|-|\bto\b|\bthrough\b)\s*")


def _clean(text: str) -> Cleaned:
    """Start and end -> Period; MF007 for another sign between two dates, MF008 for anything else, and for an end before
    the start."""
    match = re.fullmatch(r"(\d{1,2}/\d{1,2}/\d{4})(\D+)(\d{1,2}/\d{1,2}/\d{4})", text)
    start, end = (parse_date(match[place], 2000) for place in (1, 3)) if match else (None, None)
    if match is None or start is None or end is None or not BETWEEN.fullmatch(match[2]):
        return Cleaned(None, (Problem("MF008", FORM),))
    if end < start:
        return Cleaned(None, (Problem("MF008", "an end that is not before the start"),))
    written = f"{start:%m/%d/%Y}.{end:%m/%d/%Y}"
    return Cleaned(Period(start, end), () if text == written else (Problem("MF007", written),))


clean = total(_clean)
