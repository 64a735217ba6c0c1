"""The three cells of the Member Information File that hold a list: other conditions, social determinants, drugs
(footnotes 30, 31 and 33). Reading never judges: an entry that is not in the published form is None."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

ICD10 = r"[A-TV-Z][0-9][0-9A-Z](?:\.?[0-9A-Z]{1,4})?"
CONDITION = re.compile(rf"({ICD10})\s*[,:–-]?\s+(.*?[A-Za-z].*?)[\s,(]+([0-9]{{8}})\)?", re.IGNORECASE)
SOCIAL = re.compile(r"(Z(?:5[5-9]|6[0-5])(?:\.?[0-9A-Z]{1,4})?)\s*[,:–-]?\s+(.*[A-Za-z].*)", re.IGNORECASE)
NDC = re.compile(r"[0-9]{10,11}|[0-9]{4,5}-[0-9]{3,4}-[0-9]{1,2}")


class Condition(NamedTuple):
    """A condition with the day on which it was observed; `month_first` where the day could only be read so."""

    code: str
    description: str
    day: date
    month_first: bool = False


class SocialCode(NamedTuple):
    """A social determinant: its code without the dot, and its description."""

    code: str
    description: str


class Prescription(NamedTuple):
    """A prescription: national drug code as written, day, and the indicator of prescribed but not received."""

    ndc: str
    day: date
    indicator: str


def _entries(text: str | None) -> Iterator[str]:
    return (part.strip() for part in (text or "").split(";") if part.strip())


def conditions(text: str | None) -> Iterator[Condition | None]:
    """The entries of `other_conditions`: code, description, DDMMYYYY."""
    for entry in _entries(text):
        match = CONDITION.fullmatch(entry)
        if match is None:
            yield None
            continue
        digits = match[3]
        first, second, year = int(digits[:2]), int(digits[2:4]), int(digits[4:])
        day, swapped = _day(year, second, first), _day(year, first, second)
        found = day or swapped
        code = match[1].replace(".", "").upper()
        yield Condition(code, match[2].strip(" ,:-–"), found, day is None) if found else None


def social_codes(text: str | None) -> Iterator[SocialCode | None]:
    """The entries of `sdoh_indicators`: a code from Z55 to Z65 and its description."""
    for entry in _entries(text):
        match = SOCIAL.fullmatch(entry)
        yield SocialCode(match[1].replace(".", "").upper(), match[2].strip()) if match else None


def prescriptions(text: str | None) -> Iterator[Prescription | None]:
    """The entries of `pharmacy_list_90d`: NDC, MM/DD/YYYY, indicator."""
    for entry in _entries(text):
        parts = [part.strip() for part in entry.split(",")]
        match = re.fullmatch(r"(\d{2})/(\d{2})/(\d{4})", parts[1]) if len(parts) == 3 else None
        day = _day(int(match[3]), int(match[1]), int(match[2])) if match else None
        good = day is not None and NDC.fullmatch(parts[0]) and parts[2]
        yield Prescription(parts[0], day, parts[2]) if good and day else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
