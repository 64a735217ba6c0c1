"""Calendar quarters, and when the report of each is due (`reports/due_dates.csv`)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from mappings.errors import ConfigError
from mappings.tables import HERE, optional_date, read_table

DUE_DATES = HERE / "reports" / "due_dates.csv"
_FORM = re.compile(r"(20\d\d)[ -]?Q([1-4])", re.IGNORECASE)
# What the published days have in common: 45 days after the quarter, moved to the next working day (SLP-003).
DAYS_TO_DUE = 45
SATURDAY = 5


class Quarter(NamedTuple):
    """A calendar quarter (guidance, section 2): 2024 Q1 is January to March 2024."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        return _days(self.year, self.number)[0]

    @property
    def last(self) -> date:
        """Its last day."""
        return _days(self.year, self.number)[1]

    @property
    def following(self) -> Quarter:
        """The quarter after it."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def year_start(self) -> date:
        """January 1: where cumulative counts begin (columns E to G of the outreach tab)."""
        return date(self.year, 1, 1)

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return f"{self.year} Q{self.number}"


@cache
def _days(year: int, number: int) -> tuple[date, date]:
    """First and last day; every line that is counted is compared with them."""
    following = Quarter(year, number).following
    return date(year, number * 3 - 2, 1), date(following.year, following.number * 3 - 2, 1) - timedelta(1)


class Due(NamedTuple):
    """When a report is due; `caution` is an earlier day that another text gives, `is_published` whether the day stands
    in the guidance or only follows the pattern of the days there."""

    day: date
    caution: date | None
    is_published: bool


def quarter_of(text: str) -> Quarter | None:
    """A quarter as people write it (2024Q1, 2024 Q1, 2024-q1); None for anything else."""
    found = _FORM.fullmatch(text.strip())
    return Quarter(int(found[1]), int(found[2])) if found else None


def due_date(report: str, quarter: Quarter) -> Due:
    """The due date of a report for a quarter: the published one, else by the pattern of those."""
    found = _load().get((report, str(quarter)))
    if found is not None:
        return found
    day = quarter.last + timedelta(DAYS_TO_DUE)
    while day.weekday() >= SATURDAY:
        day += timedelta(1)
    return Due(day, None, is_published=False)


@cache
def _load() -> dict[tuple[str, str], Due]:
    found = {}
    for line, row in read_table(DUE_DATES):
        day = optional_date(DUE_DATES, line, row["due"])
        if day is None:
            raise ConfigError(DUE_DATES, "no due date", line)
        found[row["report"], row["quarter"]] = Due(day, optional_date(DUE_DATES, line, row["caution"]), True)
    return found
