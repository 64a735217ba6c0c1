"""A National Provider Identifier: ten digits, the first 1 or 2, Luhn over 80840 + the number (V19; the CMS rule)."""

from __future__ import annotations

import re
from typing import Any

from edi.claims.search import valid_npi
from invoices.cells.base import Cleaned, Problem, normalised, total


def _clean(text: str) -> Cleaned:
    """NPI as text, number or with separators -> ten digits; CL004 form, CL003 check digit."""
    digits = re.sub(r"[\s-]", "", text)
    if not re.fullmatch(r"[12][0-9]{9}", digits):
        return Cleaned(None, (Problem("CL004", "ten digits, the first 1 or 2"),))
    if not valid_npi(digits):
        return Cleaned(None, (Problem("CL003"),))
    return normalised(digits, text, digits)


_clean_any = total(_clean)


def clean(value: Any, limit: int) -> Cleaned:
    """NPI as text, number or with separators -> ten digits; CL004 form, CL003 check digit."""
    if type(value) is str and value.isascii() and valid_npi(value):
        return Cleaned(value)
    return _clean_any(value, limit)
