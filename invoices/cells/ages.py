"""Ages served in one cell: "18-64", "21+", "0 to 20", "under 21", "all"."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any, NamedTuple

from invoices.cells.age import OLDEST, YOUNGEST
from invoices.cells.base import Cleaned, Problem, total

EXPECTED = "ages in years, for example 18-64, 21+ or all"
YEARS = r"\s*(?:years?|yrs?|y\.?o\.?)?(?:\s*olds?)?\s*"
RANGE = re.compile(rf"(?:ages?\s*)?(\d{{1,3}}){YEARS}(?:-|–|—|to|through|thru|/)\s*(\d{{1,3}}){YEARS}")
FROM = re.compile(
    rf"(?:ages?\s*)?(\d{{1,3}}){YEARS}(?:\+|(?:and|&|or)\s*(?:over|up|older|above)|(?:-|to)\s*(?:up|death|any)?)"
    rf"|(?:over|from|>=|ages?\s*over)\s*(\d{{1,3}}){YEARS}"
)
BELOW = re.compile(rf"(?:under|below|<|up\s*to|younger\s*than|<=)\s*(?:age\s*)?(\d{{1,3}}){YEARS}")
ONE = re.compile(rf"(?:ages?\s*)?(\d{{1,3}}){YEARS}only")
ALL = frozenset({"all", "all ages", "any", "any age", "everyone", "no limit", "no age limit", "none specified"})


class Ages(NamedTuple):
    """The youngest and the oldest that are served, in years; `OLDEST` where there is no upper end."""

    youngest: int
    oldest: int


def _read(text: str) -> Ages | None:
    lower = text.lower().strip(" .")
    if lower in ALL:
        return Ages(YOUNGEST, OLDEST)
    if found := RANGE.fullmatch(lower):
        return Ages(int(found[1]), int(found[2]))
    if found := FROM.fullmatch(lower):
        return Ages(int(found[1] or found[2]), OLDEST)
    if found := BELOW.fullmatch(lower):
        inclusive = lower.startswith(("up", "<="))
        age = int(found[1])
        return Ages(YOUNGEST, age if inclusive else age - 1) if inclusive or age else None
    if found := ONE.fullmatch(lower):
        return Ages(int(found[1]), int(found[1]))
    return None


def _clean(text: str) -> Cleaned:
    """Ages -> Ages; CL057 for anything else (left out)."""
    found = _read(text)
    return Cleaned(found) if found else Cleaned(None, (Problem("CL057", EXPECTED),))


_clean_text = total(_clean)


def clean(value: Any, limit: int) -> Cleaned:
    """Ages -> Ages; CL057 for anything else (left out). A range that a spreadsheet took for a date ("6-12") is such
    a thing, too: nobody knows which two numbers it was."""
    if isinstance(value, (date, datetime)):
        return Cleaned(None, (Problem("CL057", f"{EXPECTED}; the spreadsheet made a date of it"),))
    return _clean_text(value, limit)
