"""Elements into plain values. Reading never judges: what cannot be read becomes an empty value."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache


def at(segment: Sequence[str], place: int) -> str:
    """An element, "" where the segment ends before it."""
    return segment[place] if len(segment) > place else ""


@lru_cache(maxsize=8192)
def day(text: str) -> date:
    """CCYYMMDD; `date.min` for what is no date."""
    if len(text) != 8 or not text.isascii() or not text.isdigit():
        return date.min
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return date.min
