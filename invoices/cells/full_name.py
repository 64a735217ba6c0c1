"""A person's whole name in one cell: "Last, First M", "First Last", with or without a suffix."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from invoices.cells import text as text_cell
from invoices.cells.base import Cleaned, Problem, text_of

EXPECTED = "a last and a first name, for example Garcia, Maria L"
LIMITS = (60, 35, 25, 10)
# No whole name; to have it parted would take long.
ONE_WORD = re.compile(r"[\w.'/&-]+")


class FullName(NamedTuple):
    """The parts of a name in the order of the fields that they go into; None where the name has none."""

    last: str | None
    first: str | None
    middle: str | None = None
    suffix: str | None = None


@cache
def _constants() -> Any:
    """nameparser's word lists without titles: "Prince" and "King" are names here."""
    from nameparser.config import Constants

    return Constants(titles=(), first_name_titles=(), capitalization_exceptions=())


def _split(name: str) -> FullName:
    from nameparser import HumanName  # only whole names need it

    parts = HumanName(name, constants=_constants())
    last, first, middle, suffix = (str(p).strip(" ,") for p in (parts.last, parts.first, parts.middle, parts.suffix))
    return FullName(last, first, middle.rstrip(".") or None, suffix or None)


def clean(value: Any, limit: int) -> Cleaned:  # noqa: ARG001 - all cell functions are called alike
    """Whole name -> FullName; CL032 for one that has no last and first name, CL022 with the parts as they were
    read, and what `text` finds in them."""
    whole = text_cell.clean(value, 0)
    if whole.value is None:
        return whole
    if ONE_WORD.fullmatch(whole.value):
        return Cleaned(None, (Problem("CL032", EXPECTED),))
    name = _split(whole.value)
    if not name.last or not name.first or not any(c.isalpha() for c in name.last + name.first):
        return Cleaned(None, (Problem("CL032", EXPECTED),))
    problems = list(whole.problems)
    parts: list[str | None] = []
    for part, most in zip(name, LIMITS, strict=True):
        cleaned = text_cell.clean(part, most) if part else Cleaned(None)
        problems += cleaned.problems
        parts.append(cleaned.value)
    if parts[0] is None or parts[1] is None:
        return Cleaned(None, (Problem("CL032", EXPECTED),))
    if not text_of(value).startswith(f"{parts[0]}, {parts[1]}"):
        problems.append(Problem("CL022", f"last name {parts[0]}, first name {' '.join(p for p in parts[1:3] if p)}"))
    return Cleaned(FullName(*parts), tuple(problems))
