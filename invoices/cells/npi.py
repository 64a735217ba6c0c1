"""A National Provider Identifier: ten digits, the first 1 or 2, Luhn over 80840 + the number (V19; the CMS rule)."""

from __future__ import annotations

import re

from stdnum import luhn

from invoices.cells.base import Cleaned, Problem, normalised, total


def valid_npi(npi: str) -> bool:
    """Whether ten digits pass the check-digit test."""
    return bool(luhn.is_valid("80840" + npi))


def _clean(text: str) -> Cleaned:
    """NPI as text, number or with separators -> ten digits; CL004 form, CL003 check digit."""
    digits = re.sub(r"[\s-]", "", text)
    if not re.fullmatch(r"[12][0-9]{9}", digits):
        return Cleaned(None, (Problem("CL004", "ten digits, the first 1 or 2"),))
    if not valid_npi(digits):
        return Cleaned(None, (Problem("CL003"),))
    return normalised(digits, text, digits)


clean = total(_clean)
