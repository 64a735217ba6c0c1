"""A telephone number: ten digits."""

from __future__ import annotations

import re

from invoices.cells.base import Cleaned, Problem, total


def _clean(text: str) -> Cleaned:
    """Phone in any punctuation, with or without country code and extension -> ten digits; CL017 (left out)."""
    number = re.split(r"(?i)\s*(?:x|ext\.?|extension)\s*\d+\s*$", text)[0]
    digits = re.sub(r"[\s().+-]", "", number)
    if len(digits) == 11 and digits.startswith("1"):
        digits = digits[1:]
    if not re.fullmatch(r"[2-9][0-9]{9}", digits):
        return Cleaned(None, (Problem("CL017", "ten digits"),))
    return Cleaned(digits)


clean = total(_clean)
