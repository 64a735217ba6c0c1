"""An age in years."""

from __future__ import annotations

from invoices.cells.base import Cleaned, Problem, number_of, total

YOUNGEST, OLDEST = 0, 120
EXPECTED = f"whole years from {YOUNGEST} to {OLDEST}"


def _clean(text: str) -> Cleaned:
    """Age -> whole years; CL057 for anything else (left out). Whether it is a possible one is a rule's question."""
    number = number_of(text)
    if number is None or number < 0 or number != int(number) or number > 999:
        return Cleaned(None, (Problem("CL057", EXPECTED),))
    return Cleaned(int(number))


clean = total(_clean)
