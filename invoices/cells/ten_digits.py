"""A telephone number of the member-level files: ten digits without dashes (footnotes 34, 38, 40, 54, 59, 75)."""

from __future__ import annotations

import re

from invoices.cells.base import Cleaned, Problem, total

TEN = "ten digits without dashes"


def digits_of(text: str) -> str:
    """The digits of a number in any punctuation, without the country code; "" where there is a letter in it."""
    digits = re.sub(r"[\s().+/-]", "", text)
    if len(digits) == 11 and digits.startswith("1"):
        digits = digits[1:]
    return digits if digits.isascii() and digits.isdigit() else ""


def ten_digits(text: str) -> Cleaned:
    """A number -> ten digits; MF003 where other signs stand between them, MF004 for anything else."""
    digits = digits_of(text)
    if len(digits) != 10 or digits[0] in "01":
        return Cleaned(None, (Problem("MF004", TEN),))
    return Cleaned(digits, () if text == digits else (Problem("MF003", digits),))


clean = total(ten_digits)
