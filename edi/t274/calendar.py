"""Days of the week as the codes of WS01 (X12 data element 678, calendar patterns; the base standard)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from edi.model.provider_file import Hours

#: Code -> days, Monday is 0.
PATTERNS: dict[str, tuple[int, ...]] = {
    "A": (0, 1, 2, 3, 4),
    "B": (0, 1, 2, 3, 4, 5),
    "C": (0, 1, 2, 3, 4, 5, 6),
    "L": (0, 1, 2, 3),
    "D": (0,),
    "E": (1,),
    "F": (2,),
    "G": (3,),
    "H": (4,),
    "J": (5,),
    "K": (6,),
}
_CODES = {days: code for code, days in PATTERNS.items()}


def patterns_of(days: Iterable[int]) -> Iterator[str]:
    """The codes that say these days: one where a pattern is exactly them, else one a day."""
    whole = tuple(sorted(days))
    if whole in _CODES:
        yield _CODES[whole]
    else:
        yield from (_CODES[day,] for day in whole)


def times_in_order(hours: Sequence[Hours]) -> Iterator[int]:
    """The places of those hours that are no times, that end before they begin, or that overlap earlier ones of the
    same days."""
    open_on: dict[int, list[tuple[str, str]]] = {}
    for place, each in enumerate(hours):
        span = (each.opens, each.closes)
        good = not any(span) or is_span(each)
        days = PATTERNS.get(each.pattern, ())
        if any(span[0] < other[1] and other[0] < span[1] for day in days for other in open_on.get(day, ())):
            good = False
        for day in days:
            open_on.setdefault(day, []).append(span)
        if not good:
            yield place


def is_span(hours: Hours) -> bool:
    """Whether hours are two times of a day (HHMM), the later one second."""
    return _is_time(hours.opens) and _is_time(hours.closes) and hours.opens < hours.closes


def _is_time(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and text[:2] < "24" and text[2:] < "60"
