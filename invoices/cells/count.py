"""A number of people."""

from __future__ import annotations

from invoices.cells.base import Cleaned, Problem, number_of, total

MOST = 1_000_000


def _clean(text: str) -> Cleaned:
    """Count -> a whole number from 0 on; CL054 for anything else (left out)."""
    number = number_of(text)
    if number is None or number < 0 or number != int(number) or number > MOST:
        return Cleaned(None, (Problem("CL054", "a whole number"),))
    return Cleaned(int(number))


clean = total(_clean)
