"""The data types of X12 as pyx12 judges them (`pyx12/validation.py`), one total function a type.

Each takes the element's text and says whether it is of the type; none raises, whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

_WHOLE_NUMBER = re.compile(r"-?[0-9]+", re.ASCII)
_DECIMAL = re.compile(r"-?[0-9]*(\.[0-9]+)?", re.ASCII)
_DIGITS = re.compile(r"[0-9]*", re.ASCII)
#: The extended character set of the standard, printable ASCII; before 5010 without the caret and the
#: backquote.
_TEXT_5010 = re.compile(r"[ -~]*")
_TEXT_4010 = re.compile(r"[ -\]_a-~]*")
#: The control characters that pyx12 looks for before anything else (NUL, BS, SO, SI and the like are not
#: among them).
CONTROL_CHARACTERS = re.compile("[\x01-\x07\x09-\x0d\x11-\x17\x1c-\x1f]")

_EARLIEST_YEAR = 1800
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_date(text: str) -> bool:
    """A calendar date of 6, 8 or 12 digits (with a time), from 1800 on."""
    if len(text) not in (6, 8, 12) or not _DIGITS.fullmatch(text):
        return False
    full = text if len(text) > 6 else ("20" if int(text[:2]) < 50 else "19") + text
    year, month, day = int(full[:4]), int(full[4:6]), int(full[6:8])
    if year < _EARLIEST_YEAR or not 1 <= month <= 12:
        return False
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if not 1 <= day <= _DAYS[month - 1] + leap:
        return False
    return len(full) == 8 or is_time(full[8:])


def is_time(text: str) -> bool:
    """HHMM, HHMMSS or HHMMSS with one or two decimals; pyx12 also lets shorter texts pass (length is checked
    apart)."""
    if not _DIGITS.fullmatch(text) or text[:2] > "23" or text[2:4] > "59":
        return False
    return len(text) <= 4 or (6 <= len(text) <= 8 and text[4:6] <= "59")


def is_date_range(text: str) -> bool:
    """Two dates of eight digits with one dash between."""
    start, dash, end = text.partition("-")
    return bool(dash) and len(start) == 8 and len(end) == 8 and is_date(start) and is_date(end)


def is_ordered(text: str) -> bool:
    """Whether a well-formed date range does not end before it starts; other texts are not judged here."""
    start, dash, end = text.partition("-")
    return not dash or len(start) != len(end) or start <= end


def _is_long_date(text: str) -> bool:
    return len(text) == 8 and is_date(text)


def _is_short_date(text: str) -> bool:
    return len(text) == 6 and is_date(text)


def _anything(_: str) -> bool:
    return True


def _matches(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: pattern.fullmatch(text) is not None


_JUDGES: dict[str, Callable[[str], bool]] = {
    "R": _matches(_DECIMAL),
    "DT": is_date,
    "D8": _is_long_date,
    "D6": _is_short_date,
    "RD8": is_date_range,
    "TM": is_time,
    "B": _anything,
    "": _anything,
}


@lru_cache(maxsize=64)
def judge(kind: str, version: str) -> Callable[[str], bool]:
    """The function for a data type; `version` (ISA12) chooses the character set of texts. Unknown types
    refuse."""
    if kind[:1] == "N":
        return _matches(_WHOLE_NUMBER)
    if kind in ("ID", "AN"):
        return _matches(_TEXT_5010 if version == "00501" else _TEXT_4010)
    return _JUDGES.get(kind, lambda _: False)


def measured_length(text: str, kind: str) -> int:
    """The length that counts: a number's sign and decimal point do not (X12.5, data element lengths)."""
    if kind == "R" or kind[:1] == "N":
        return len(text) - text.count("-") - text.count(".")
    return len(text)
