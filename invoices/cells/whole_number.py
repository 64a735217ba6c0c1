"""A count: a whole number that is not negative (footnotes 32 and 66)."""

from __future__ import annotations

from invoices.cells.base import Cleaned, Problem, normalised, number_of, total

MOST = 100_000


def _clean(text: str) -> Cleaned:
    """A count -> int; MF009."""
    number = number_of(text)
    if number is None or number != int(number) or not 0 <= number <= MOST:
        return Cleaned(None, (Problem("MF009", "a whole number"),))
    return normalised(int(number), text, str(int(number)))


clean = total(_clean)
