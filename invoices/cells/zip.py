"""A ZIP code with five or nine digits."""

from __future__ import annotations

import re
from typing import Any

from invoices.cells.base import Cleaned, Problem, normalised, total, zero_put_back


def _clean(text: str) -> Cleaned:
    """ZIP -> five or nine digits without dash; CL015. 99999 is the member file's code for a homeless member."""
    digits = re.sub(r"[\s-]", "", text)
    if text.upper() == "HOMELESS":
        return Cleaned(None, (Problem("CL028"),))
    if not re.fullmatch(r"[0-9]{5}([0-9]{4})?", digits) or digits.startswith("00000"):
        return Cleaned(None, (Problem("CL015", "five or nine digits"),))
    return normalised(digits, re.sub(r"^(\d{5})-(\d{4})$", r"\1\2", text), digits)


_from_text = total(_clean)


def clean(value: Any, limit: int) -> Cleaned:
    """As `_clean`; a number of four or eight digits gets its zero back (a text would be a place in New England)."""
    return zero_put_back(value, 4, 8) or _from_text(value, limit)
