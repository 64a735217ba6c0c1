"""Days of the week as the codes of WS01 (X12 data element 678, calendar patterns; the base standard)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
