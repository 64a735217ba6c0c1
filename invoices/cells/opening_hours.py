"""Opening hours of a week: "Mon-Fri 8-5", "M-F 8:00 AM - 17:00; Sat 9-12", "24/7"."""

from __future__ import annotations

import re
from typing import NamedTuple

from invoices.cells.base import Cleaned, Problem, total
from invoices.cells.opening_times import ALWAYS, CLOSED, Times, read_times

EXPECTED = "days and hours, for example Mon-Fri 8:00 AM - 5:00 PM; Sat 9-12"
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEK, WORKDAYS = tuple(range(7)), tuple(range(5))
GROUPS = {
    "daily": WEEK, "every day": WEEK, "everyday": WEEK, "7 days": WEEK, "7 days a week": WEEK, "weekdays": WORKDAYS,
    "weekday": WORKDAYS, "weekends": (5, 6), "weekend": (5, 6), "all week": WEEK,
}  # fmt: skip
SHORT = {"m": 0, "t": 1, "tu": 1, "w": 2, "th": 3, "r": 3, "thur": 3, "thurs": 3, "tues": 1, "f": 4, "sa": 5, "su": 6}
NAMES = {day[:length]: place for place, day in enumerate(DAYS) for length in range(2, len(day) + 1)} | SHORT
DAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?|th|tu|sa|su|m|t|w|r|f"
RUN = r"(?:m|tu|th|t|w|r|f|sa|su){2,}"
LIST = rf"(?:{RUN}|{DAY})(?:\s*(?:-|–|—|to|thru|through|,|&|and|/)\s*(?:{DAY}))*"
ENTRY = re.compile(rf"({'|'.join(sorted(GROUPS, key=len, reverse=True))}|{LIST})\s*[:,]?\s+(.+)")
TIGHT = re.compile(rf"({LIST})\s*:?\s*(\d.*)")
TURNED = re.compile(rf"(\d.*?)\s*[,:]?\s+({'|'.join(sorted(GROUPS, key=len, reverse=True))}|{LIST})")
CODED = re.compile(r"#([A-Z0-9]{1,2})(?: (\d{4})-(\d{4}))?")
# Where one entry ends and the next begins: after a semicolon, or after hours and a comma, before a day.
ENDS = re.compile(
    rf"\s*(?:;|\||\n)\s*|(?:(?<=[\dmM.])|(?<=\d[apAP])|(?<=closed))\s*,\s*(?=(?:{DAY}|daily|weekdays?|weekends?)\b)",
    re.IGNORECASE,
)
ALL_THE_TIME = frozenset({"24/7", "24x7", "24 / 7", "24/7/365", "always", "24 hours 7 days", *ALWAYS})


class Open(NamedTuple):
    """When it is open on some days: the days (Monday is 0) and the hours; `code` is a pattern of X12 data element 678
    that no days stand for, with its hours as HHMM in `times`."""

    days: tuple[int, ...]
    opens: str
    closes: str
    code: str = ""


def _days(text: str) -> tuple[int, ...]:
    """The days that a text names, none where it names something else."""
    lower = text.lower().strip(" .:")
    if lower in GROUPS:
        return GROUPS[lower]
    found: list[int] = []
    for part in re.split(r"\s*(?:,|&|\band\b|/)\s*", lower):
        if part not in NAMES and re.fullmatch(RUN, part):
            found += [NAMES[day] for day in re.findall(r"tu|th|sa|su|[mtwrf]", part)]
            continue
        ends = [NAMES.get(end.strip(" .")) for end in re.split(r"\s*(?:-|–|—|\bto\b|\bthru\b|\bthrough\b)\s*", part)]
        if None in ends or len(ends) > 2:
            return ()
        first, last = ends[0] or 0, ends[-1] or 0
        found += [day % 7 for day in range(first, (last if last >= first else last + 7) + 1)]
    return tuple(dict.fromkeys(found))


def _entry(text: str, days: tuple[int, ...]) -> tuple[list[Open], tuple[int, ...]] | None:
    """What one entry says, and its days; hours alone go on from the entry before (`days`)."""
    coded = CODED.fullmatch(text)
    if coded:
        return [Open((), coded[2] or "", coded[3] or "", coded[1])], days
    lower = text.lower()
    if lower in ALL_THE_TIME:
        return [Open(WEEK, *Times(0, 24 * 60 - 1).x12)], WEEK
    entry = ENTRY.fullmatch(lower) or TIGHT.fullmatch(lower)
    if not entry and (turned := TURNED.fullmatch(lower)):
        entry = ENTRY.fullmatch(f"{turned[2]} {turned[1]}")
    reversed_entry = re.fullmatch(rf"(closed)\s+(?:on\s+)?({LIST}|weekends?)", lower)
    if reversed_entry:
        return ([], days) if _days(reversed_entry[2]) else None
    named = _days(entry[1]) if entry else days
    rest = (entry[2] if entry else lower).strip(" .:")
    if rest in CLOSED:
        return [], named
    times = read_times(rest)
    return ([Open(named, *times.x12)], named) if times and named else None


def _clean(text: str) -> Cleaned:
    """Hours of a week -> a tuple of Open in the order written; CL058 for anything else (left out). Hours without a day
    at the start are those of the working days, told with CL022."""
    found: list[Open] = []
    days: tuple[int, ...] = ()
    told = False
    for part in filter(None, ENDS.split(text.strip(" .;"))):
        if not days and read_times(part) and part.lower() not in ALL_THE_TIME:
            days, told = WORKDAYS, True
        entry = None
        for piece in re.split(r"\s*(?:,|&|\band\b)\s*(?=\d)", part):
            entry = _entry(piece.strip(), days)
            if entry is None:
                return Cleaned(None, (Problem("CL058", EXPECTED),))
            found += entry[0]
            days = entry[1]
    if not found and not re.search("closed", text, re.IGNORECASE):
        return Cleaned(None, (Problem("CL058", EXPECTED),))
    problems = (Problem("CL022", "Mon-Fri " + text),) if told else ()
    return Cleaned(tuple(dict.fromkeys(found)), problems)


clean = total(_clean)
