"""Writes X12 as text: a segment is a string, the separators are our own four."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache

ELEMENT, COMPONENT, REPETITION, TERMINATOR = "*", ":", "^", "~"
END = TERMINATOR + "\n"


def segment(*elements: str) -> str:
    """A segment without trailing separators, its terminator and a line break behind it (a break is insignificant
    and lets people read the file)."""
    return ELEMENT.join(elements).rstrip(ELEMENT) + END


@lru_cache(maxsize=4096)
def x12_date(day: date) -> str:
    """D8: CCYYMMDD."""
    return day.isoformat().replace("-", "")


@lru_cache(maxsize=4096)
def x12_number(value: Decimal) -> str:
    """An R element: no exponent, no trailing zeros after the point."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def count_segments(text: str) -> int:
    """Segments in text that this module has written."""
    return text.count(TERMINATOR)


def segments(text: str) -> list[str]:
    """The segments of text that this module has written, without terminators."""
    return [part.lstrip("\n") for part in text.split(TERMINATOR) if part.strip()]
