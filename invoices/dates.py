"""Which part of a column's dates stands first, and whether its real dates are what they seem: decided by the column as
a whole. A single date never decides for the others; where the evidence is thin, what has two readings is not read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from invoices.cells.base import Cleaned, text_of
from invoices.cells.date import DateForm, Order, Real, exchanged, readings

# Columns that are written by one hand: a start that is day first makes its end so.
GROUPS = (
    ("service_start", "service_end"),
    ("member_dob",),
    ("invoice_date",),
    ("paid_date",),
    tuple(f"{level}_contract_{end}" for level in ("group", "site", "provider") for end in ("start", "end")),
)
# So many different dates are a habit and not a slip, where they are this share of all that are written in numbers:
# of dates at random three in five can be read one way only.
SEVERAL, SHARE = 3, 4
# So many dates in a row say something by being in order.
IN_A_ROW = 5
WRITTEN = re.compile(r"(?<![0-9/.-])[0-9]{1,2}[-/.][0-9]{1,2}[-/.](?:[0-9]{4}|[0-9]{2})(?![0-9])")


class Pair(NamedTuple):
    """One date read month first and day first; None for a reading that is no day."""

    month_first: date | None
    day_first: date | None


class Evidence(NamedTuple):
    """The different dates of columns that are written by one hand: those in text with both readings, real ones with
    themselves and their exchange, and both kinds as they follow one another in the first of the columns. `pointed`: all
    in text have points between their parts, which is the habit of countries where the day stands first."""

    written: tuple[Pair, ...]
    real: tuple[Pair, ...]
    rows: tuple[Pair, ...]
    pointed: bool = False

    @property
    def day_only(self) -> int:
        """How many can only be day first."""
        return sum(one.month_first is None for one in self.written)

    @property
    def month_only(self) -> int:
        """How many can only be month first."""
        return sum(one.day_first is None for one in self.written)

    @property
    def either(self) -> int:
        """How many are two different days."""
        return sum(None not in one and one.month_first != one.day_first for one in self.written)

    @property
    def exchangeable(self) -> int:
        """How many real dates would be another day with day and month exchanged."""
        return sum(one.day_first not in (None, one.month_first) for one in self.real)

    @property
    def firm(self) -> int:
        """How many real dates have a day that is no month."""
        return sum(one.day_first is None for one in self.real)


def evidence_of(*columns: Iterable[Any]) -> Evidence:
    """What the cells of columns say, each different date once."""
    written: dict[Pair, None] = {}
    real: dict[Pair, None] = {}
    rows: tuple[Pair, ...] = ()
    pointed = True
    for column in columns:
        here: dict[Pair, None] = {}
        for value in column:
            if isinstance(value, date):
                day = value.date() if isinstance(value, datetime) else value
                real[Pair(day, exchanged(day))] = here[Pair(day, exchanged(day))] = None
            elif isinstance(value, str):
                texts = WRITTEN.findall(text_of(value))
                pairs = [pair for text in texts if (pair := Pair(*readings(text))) != (None, None)]
                pointed = pointed and all("." in text for text in texts)
                written |= dict.fromkeys(pairs)
                here |= dict.fromkeys(pairs)
        rows = rows or tuple(here)
    return Evidence(tuple(written), tuple(real), rows, pointed and bool(written))


def order_of(found: Evidence, others: Order | None = None) -> Order:
    """How the dates of a column are written. `others` is what the other columns of the table, or the formats of the
    file, are known to be: it settles what the column leaves open."""
    if not found.day_only:
        # Nothing contradicts the American order; beside columns that are day first that is not enough.
        doubtful = found.either and not found.month_only and others == "day_first"
        return "unsettled" if doubtful else "month_first"
    if found.month_only:
        return "unsettled"
    several = found.day_only >= (1 if found.pointed else SEVERAL)
    habit = several and found.day_only * SHARE >= found.day_only + found.either
    unanimous = found.day_only > 1 and not found.either
    if habit or unanimous or others == "day_first" or _in_order_day_first(found):
        return "day_first"
    return "unsettled"


def _in_order_day_first(found: Evidence) -> bool:
    """Whether the rows follow one another in time if the day stands first, and do not if the month does."""
    both = [one for one in found.rows if None not in one]
    return (
        len(both) >= IN_A_ROW
        and not found.real
        and _rises([one.day_first for one in found.rows])
        and not _rises([one.month_first for one in both])
    )


def _rises(days: Sequence[date | None]) -> bool:
    known = [day for day in days if day is not None]
    return known == sorted(known)


def real_dates(found: Evidence) -> Real:
    """What the real dates of a column are, that has text beside them. An American Excel makes real dates of day-first
    text wherever it can, with day and month exchanged, and leaves the rest as text (a European one does so with
    month-first text): then no text has two readings, and no real date a day above twelve."""
    one_sided = max(found.day_only, found.month_only)
    if not found.exchangeable or not one_sided:
        return "as_they_are"
    if found.firm > 1 and found.firm * SHARE >= found.firm + found.exchangeable:
        return "as_they_are"
    if not found.day_only:
        left = not found.either and not found.firm and min(one_sided, found.exchangeable) >= SEVERAL
        return "unsettled" if left else "as_they_are"
    literal = [one.month_first or one.day_first for one in found.rows]
    swapped = [one.day_first or one.month_first for one in found.rows]
    proven = not found.firm and not found.either and not found.month_only and found.day_only > 1
    if proven and len(found.rows) >= IN_A_ROW and _rises(swapped) and not _rises(literal):
        return "swapped"
    return "unsettled"


def forms_of(
    memos: Mapping[str, Mapping[Any, Any]],
    groups: Iterable[Sequence[str]] = GROUPS,
    *,
    from_1904: bool,
    day_first: bool = False,
) -> dict[str, DateForm]:
    """The columns that have to be read once more in another form than month first; nothing for most tables. `groups`
    are the columns of dates that are written by one hand; `day_first` says that the file shows its own dates so."""
    columns = {tuple(group): [memos[name] for name in group if name in memos] for group in groups}
    if not day_first and not any(_may_differ(some) for some in columns.values()):
        return {}
    found = {group: evidence_of(*some) for group, some in columns.items()}
    sure = {order_of(one, None) for one in found.values() if one.day_only or one.month_only} - {"unsettled"}
    others: Order | None = "day_first" if sure == {"day_first"} or (day_first and not sure) else None
    forms: dict[str, DateForm] = {}
    for group, evidence in found.items():
        form = DateForm(order_of(evidence, others), from_1904, real_dates(evidence))
        if form != DateForm(from_1904=from_1904):
            forms |= dict.fromkeys(group, form)
    return forms


def _may_differ(columns: Iterable[Mapping[Any, Any]]) -> bool:
    """Whether there is anything to look for: a date that can only be day first has not been read, one that a
    spreadsheet has exchanged stands beside text."""
    for column in columns:
        if any(type(kept) is Cleaned and kept.value is None for kept in column.values()):
            return True
        if len({isinstance(value, str) for value in column if value != ""}) > 1:
            return True
    return False
