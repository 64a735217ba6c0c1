"""What the cell functions share: the text that a person sees in a cell, and how a cleaned value looks."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

# What people write for "nothing"; compared in lower case.
BLANKS = frozenset(
    {
        "n/a",
        "na",
        "-",
        "--",
        "---",
        "—",
        "none",
        "null",
        "nil",
        "unknown",
        "unk",
        "tbd",
        ".",
        "?",
        "not applicable",
    }
)
ERROR_VALUES = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA"}
)


class Problem(NamedTuple):
    """Something noticed in a cell: the finding's code and what would be right, or what was made of it."""

    code: str
    expected: str = ""


class Cleaned(NamedTuple):
    """A clean value (None: there is none) and what was noticed."""

    value: Any
    problems: tuple[Problem, ...] = ()


EMPTY = Cleaned(None)
SPREADSHEET_ERROR = Cleaned(None, (Problem("CL023"),))


def text_of(value: Any) -> str:
    """The text that a person sees: whole numbers without ".0", other numbers with the 15 digits that Excel
    keeps, spaces of every kind as one, trimmed."""
    if isinstance(value, str):
        text = value
    elif value is None:
        return ""
    elif isinstance(value, bool):
        # True and 1.0 are one key of a dict: they must mean the same whichever comes first.
        return "1" if value else "0"
    elif isinstance(value, float):
        text = format(value, ".15g") if value != int_or_zero(value) else str(int(value))
    elif isinstance(value, datetime):
        text = value.isoformat(sep=" ") if value.time() != time() else value.date().isoformat()
    elif isinstance(value, timedelta):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        text = f"{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
    elif isinstance(value, (date, time)):
        text = value.isoformat()
    else:
        text = str(value)
    return " ".join(text.split())


def int_or_zero(value: float) -> int:
    """The whole part of a number; 0 for what has none (infinity, not-a-number)."""
    try:
        return int(value)
    except (OverflowError, ValueError):
        return 0


def number_of(text: str) -> Decimal | None:
    """A plain number as people write it ("1,200.50", "2.0"), exactly; None for anything else, also for the
    European 1.200,50 and for exponents written by hand. Excel's own 15-digit form may have one."""
    if not re.fullmatch(r"[-+]?(\d{1,3}(,\d{3})+|\d+)?(\.\d*)?([eE][-+]?\d{1,2})?", text) or not re.search(r"\d", text):
        return None
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None


def plain_number(value: Any) -> tuple[str, str]:
    """The digits before and after the point of a number without sign, exponent or anything else to read, at most
    seven and four of them: what most cells with a number hold, told without a pattern. ("", "") for all others."""
    kind = type(value)
    text: str = value if kind is str else repr(value) if kind is float or kind is int else ""
    whole, _, part = text.partition(".")
    if len(whole) <= 7 and len(part) <= 4 and text.isascii() and whole.isdigit() and (part.isdigit() or not part):
        return whole, part
    return "", ""


def total(clean: Callable[[str], Cleaned], *, blanks: frozenset[str] = BLANKS) -> Callable[[Any, int], Cleaned]:
    """Makes a cell function out of one that only knows text: an empty cell, a word for "nothing" and an Excel
    error value are the same for every kind."""

    def clean_any(value: Any, limit: int) -> Cleaned:  # noqa: ARG001 - all cell functions are called alike
        text = text_of(value)
        if not text:
            return EMPTY
        if text.upper() in ERROR_VALUES:
            return SPREADSHEET_ERROR
        if text.lower() in blanks:
            return Cleaned(None, (Problem("CL028"),))
        return clean(text)

    clean_any.__doc__ = clean.__doc__
    return clean_any


def normalised(value: Any, original: str, shown: str) -> Cleaned:
    """A value, with the information that it was read as something else than it looks like."""
    return Cleaned(value, () if original == shown else (Problem("CL022", shown),))
