"""The extension of a telephone number: up to six digits (footnote 60)."""

from __future__ import annotations

import re

from invoices.cells.base import Cleaned, Problem, normalised, total


def _clean(text: str) -> Cleaned:
    """An extension, with or without "ext." before it -> its digits; MF006."""
    digits = re.sub(r"(?i)^(x|ext\.?|extension)\s*", "", text)
    if not re.fullmatch(r"[0-9]{1,6}", digits):
        return Cleaned(None, (Problem("MF006", "up to six digits"),))
    return normalised(digits, text, digits)


clean = total(_clean)
