"""A federal tax number: nine digits, with or without the dash of an EIN or the dashes of an SSN."""

from __future__ import annotations

import re
from typing import Any

from invoices.cells.base import Cleaned, Problem, normalised, total, zero_put_back


def _clean(text: str) -> Cleaned:
    """TIN -> nine digits; CL018."""
    digits = re.sub(r"[\s-]", "", text)
    if not re.fullmatch(r"[0-9]{9}", digits) or digits == "000000000":
        return Cleaned(None, (Problem("CL018", "nine digits"),))
    return normalised(digits, text, digits)


_from_text = total(_clean)


def clean(value: Any, limit: int) -> Cleaned:
    """As `_clean`; a number of eight digits gets its zero back."""
    return zero_put_back(value, 8) or _from_text(value, limit)
