"""A yes/no cell, such as the homelessness indicator (1 = homeless, blank otherwise)."""

from __future__ import annotations

from invoices.cells.base import Cleaned, Problem, total

YES = frozenset({"1", "Y", "YES", "TRUE", "T", "X", "✓", "✔", "HOMELESS", "UNHOUSED"})
NO = frozenset({"0", "N", "NO", "FALSE", "F", "HOUSED", "2"})


def _clean(text: str) -> Cleaned:
    """Indicator -> True or False; CL024 for anything else (read as not said)."""
    upper = text.upper()
    if upper in YES:
        return Cleaned(True)
    if upper in NO:
        return Cleaned(False)
    return Cleaned(None, (Problem("CL024", "1 or Y, 0 or N, or nothing"),))


clean = total(_clean)
