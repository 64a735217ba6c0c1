"""Cells that hold a code of one of the published lists of the member-level files."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from invoices.cells.base import BLANKS, Cleaned, Problem, total
from mappings.member_fields import load_codes
from mappings.service_table import normal

# "None" and "unknown" may be meant as a code; only signs stand for nothing.
SIGNS = BLANKS - {"none", "null", "nil", "unknown", "unk"}


@cache
def _readings(name: str) -> dict[str, tuple[Any, str]]:
    """What may be written -> the value kept and the code that it is."""
    codes = load_codes()[name]
    found: dict[str, tuple[Any, str]] = {}
    for code in codes:
        for text in (code.code, *code.also):
            found[normal(text)] = (code.value, code.code)
    return found


def coded(name: str, problem: str = "MF001") -> Callable[[Any, int], Cleaned]:
    """The cell function of a list: a code of it as written there, or in another letter case or in its words (told,
    CL022); anything else is the finding `problem`, which names the codes."""

    def _clean(text: str) -> Cleaned:
        """A code of the list -> the value it stands for."""
        known = _readings(name).get(normal(text))
        if known is None:
            said = " or ".join(code.code for code in load_codes()[name])
            return Cleaned(None, (Problem(problem, said),))
        value, code = known
        return Cleaned(value, () if text == code else (Problem("CL022", code),))

    return total(_clean, blanks=SIGNS)
