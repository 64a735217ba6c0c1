"""What the cell functions share: the text that a person sees in a cell, and how a cleaned value looks."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from invoices.workbook.sheet import FORMULA_WITHOUT_VALUE

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
# What spreadsheet programs show for a formula that failed, in any language ("#¡REF!", "#WERT!"), and LibreOffice's own
# numbers ("Err:502").
ERROR_VALUE = re.compile(r"#(?:N/[AVD]|NV|GETTING_DATA|[¡¿]?[A-ZÀ-Þ][A-ZÀ-Þ0-9/_]*[!?])|ERR:\d{3}")
# Where a point may stand for a comma: "1.200" is one and a fifth here, and twelve hundred in half of the world.
THOUSANDS_POINT = re.compile(r"[-+]?[1-9]\d{0,2}(?:\.\d{3})+")


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
WITHOUT_RESULT = Cleaned(None, (Problem("CL030"),))


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


def failed(text: str) -> Cleaned | None:
    """What becomes of a text that a spreadsheet shows in the place of a result (CL023), or that stands for a formula
    without one (CL030); None for any other text."""
    if text[:1] not in "#Ee" or ERROR_VALUE.fullmatch(text.upper()) is None:
        return None
    return WITHOUT_RESULT if text == FORMULA_WITHOUT_VALUE else SPREADSHEET_ERROR


def int_or_zero(value: float) -> int:
    """The whole part of a number; 0 for what has none (infinity, not-a-number)."""
    try:
        return int(value)
    except (OverflowError, ValueError):
        return 0


def number_of(text: str) -> Decimal | None:
    """A plain number as people write it ("1,200.50", "2.0"), exactly; None for anything else, also for the
    European 1.200,50 and for exponents ("1e2" is a code, or a slip)."""
    if not re.fullmatch(r"[-+]?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)?(\.[0-9]*)?", text) or not re.search(r"[0-9]", text):
        return None
    return Decimal(text.replace(",", ""))


def zero_put_back(value: Any, *lengths: int) -> Cleaned | None:
    """The digits of a number that a spreadsheet has left without its zero, `lengths` of them, with a note (CL022). None
    for any other value: a text that is too short lacks any of its digits."""
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return None
    digits = text_of(value)
    if len(digits) not in lengths or not digits.isdigit():
        return None
    return Cleaned("0" + digits, (Problem("CL022", "0" + digits),))


def has_two_readings(text: str) -> bool:
    """Whether the point of a number may stand for thousands: "1.200" and "1.000.000", but not the "28.125" of a rate
    that ends in eighths of a cent."""
    return THOUSANDS_POINT.fullmatch(text) is not None and (text.endswith("0") or text.count(".") > 1)


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
        error = failed(text)
        if error is not None:
            return error
        if text.lower() in blanks:
            return Cleaned(None, (Problem("CL028"),))
        return clean(text)

    clean_any.__doc__ = clean.__doc__
    return clean_any


def normalised(value: Any, original: str, shown: str) -> Cleaned:
    """A value, with the information that it was read as something else than it looks like."""
    return Cleaned(value, () if original == shown else (Problem("CL022", shown),))


# What stands between the values of a cell that holds several, the surest first: "SMI/SUD" is one value, "en/es" two.
BETWEEN = tuple(re.compile(sign, re.IGNORECASE) for sign in (r"\s*[;|\n]\s*", r"\s*,\s*", r"\s+and\s+|\s*[&/+]\s*"))


def parts_of(value: Any, known: Callable[[str], object]) -> list[str]:
    """The values of a cell that holds several: cut at semicolons, bars and line ends, then at commas, then at slashes
    and "and", as long as a part is not `known` as it stands."""
    parts = ["\n".join(text_of(line) for line in value.splitlines()) if isinstance(value, str) else text_of(value)]
    for sign in BETWEEN:
        found = [[part] if known(part) is not None else sign.split(part) for part in parts]
        parts = [part.strip(" ,;") for several_parts in found for part in several_parts]
    return [part for part in dict.fromkeys(parts) if part]


def several(value: Any, find: Callable[[str], Any], code: str, expected: str) -> Cleaned:
    """A cell that holds several values -> a tuple of what `find` makes of each; what it does not know is left out and
    told by `code`, with what is `expected`. None where nothing is left."""
    text = text_of(value)
    if not text:
        return EMPTY
    error = failed(text)
    if error is not None:
        return error
    if text.lower() in BLANKS:
        return Cleaned(None, (Problem("CL028"),))
    found = [(part, find(part)) for part in parts_of(value, find)]
    values = tuple(dict.fromkeys(value for _, value in found if value is not None))
    unknown = any(value is None for _, value in found)
    return Cleaned(values or None, (Problem(code, expected),) if unknown or not values else ())
