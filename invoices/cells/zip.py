"""A ZIP code with five or nine digits."""

from __future__ import annotations

import re

from invoices.cells.base import Cleaned, Problem, normalised, total


def _clean(text: str) -> Cleaned:
    """ZIP -> five or nine digits without dash; CL015. 99999 is the member file's code for a homeless member.
    A zero that a spreadsheet dropped is put back, with a note."""
    digits = re.sub(r"[\s-]", "", text)
    if re.fullmatch(r"[0-9]{4}|[0-9]{8}", digits):
        digits = "0" + digits
    if text.upper() == "HOMELESS":
        return Cleaned(None, (Problem("CL028"),))
    if not re.fullmatch(r"[0-9]{5}([0-9]{4})?", digits) or digits.startswith("00000"):
        return Cleaned(None, (Problem("CL015", "five or nine digits"),))
    return normalised(digits, re.sub(r"^(\d{5})-(\d{4})$", r"\1\2", text), digits)


clean = total(_clean)
