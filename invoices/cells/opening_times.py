"""Opening hours of one day: "8-5", "8:00 AM - 17:00", "9-12, 1-5", "closed", "24 hours"."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from invoices.cells.base import Cleaned, Problem, total

EXPECTED = "hours of a day, for example 8:00 AM - 5:00 PM, or closed"
CLOSED = frozenset({"closed", "close", "by appointment", "by appointment only", "appointment only", "off"})
ALWAYS = frozenset({"24 hours", "24 hrs", "24h", "open 24 hours", "24hr", "24 hour", "all day", "24"})
NOON, DAY = 12 * 60, 24 * 60
TIME = r"(\d{1,2})(?::?([0-5]\d))?\s*([ap])?\.?(?:m\.?)?"
SPAN = re.compile(rf"(?:from\s*)?{TIME}\s*(?:-|–|—|to|till|until|thru)\s*{TIME}")
WORDS = ((re.compile(r"\b(?:12\s*)?noon\b"), "12:00 p"), (re.compile(r"\b(?:12\s*)?midnight\b"), "12:00 a"))


class Times(NamedTuple):
    """From and until, in minutes from midnight; until lies before from where it is on the next day."""

    opens: int
    closes: int

    @property
    def x12(self) -> tuple[str, str]:
        """Both as HHMM."""
        return f"{self.opens // 60:02}{self.opens % 60:02}", f"{self.closes // 60:02}{self.closes % 60:02}"


def _minutes(hour: str, minute: str | None, half: str | None) -> int | None:
    number = int(hour)
    if half:
        if not 1 <= number <= 12:
            return None
        number = number % 12 + (12 if half == "p" else 0)
    if number > 24 or (number == 24 and int(minute or 0)):
        return None
    return number * 60 + int(minute or 0)


def read_times(text: str) -> Times | None:
    """One span of hours. Without am and pm, "8-5" ends in the afternoon, and "1-5" is one; 24:00 and midnight at the
    end are a minute earlier, since X12 has no 24:00."""
    lower = text.lower().strip(" .")
    for pattern, instead in WORDS:
        lower = pattern.sub(instead, lower)
    if lower in ALWAYS:
        return Times(0, DAY - 1)
    found = SPAN.fullmatch(lower)
    if found is None:
        return None
    opens, closes = _minutes(*found.group(1, 2, 3)), _minutes(*found.group(4, 5, 6))
    if opens is None or closes is None or opens == DAY:
        return None
    said = bool(found[3]), bool(found[6])
    if not any(said) and _is_clock_of_twelve(found):
        opens += NOON if opens < 6 * 60 else 0
        closes += NOON if closes <= opens and closes + NOON > opens and closes < NOON else 0
    elif said == (False, True) and opens > closes and opens - NOON >= 0:
        opens -= NOON
    elif said == (False, True) and found[6] == "p" and opens + NOON < closes and opens < 6 * 60:
        opens += NOON
    elif said == (True, False) and closes <= opens and closes < NOON:
        closes += NOON
    if closes in (0, DAY):
        closes = DAY - 1
    return Times(opens, closes)


def _is_clock_of_twelve(found: re.Match[str]) -> bool:
    """Whether both hours could be read off a clock with twelve hours: "08:00" and "17" could not."""
    return all(1 <= int(found[group]) <= 12 and not found[group].startswith("0") for group in (1, 4))


def _clean(text: str) -> Cleaned:
    """Hours of a day -> a tuple of Times, empty for a day on which it is closed; CL058 for anything else (left out)."""
    if text.lower().strip(" .") in CLOSED:
        return Cleaned(())
    found = [read_times(part) for part in re.split(r"\s*[,;&]\s*|\s+and\s+", text.strip(" ,;"))]
    if None in found:
        return Cleaned(None, (Problem("CL058", EXPECTED),))
    return Cleaned(tuple(found))


_clean_text = total(_clean)


def clean(value: Any, limit: int) -> Cleaned:
    """Hours of a day -> a tuple of Times, empty for a day on which it is closed; CL058 for anything else (left out)."""
    return _clean_text(value, limit)
