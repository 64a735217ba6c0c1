"""A telephone number for which the guidance asks for digits and gives no length (footnote 69)."""

from __future__ import annotations

from invoices.cells.base import Cleaned, Problem, total
from invoices.cells.ten_digits import TEN, digits_of


def _clean(text: str) -> Cleaned:
    """A number -> its digits; MF003 for other signs between them, MF005 for another length than ten, MF004 for what
    is no number."""
    digits = digits_of(text)
    if not digits:
        return Cleaned(None, (Problem("MF004", TEN),))
    problems = [Problem("MF003", digits)] if text != digits else []
    if len(digits) != 10:
        problems.append(Problem("MF005", "ten digits"))
    return Cleaned(digits, tuple(problems))


clean = total(_clean)
