"""A federal tax number: nine digits, with or without the dash of an EIN or the dashes of an SSN."""

from __future__ import annotations

import re

from invoices.cells.base import Cleaned, Problem, normalised, total


def _clean(text: str) -> Cleaned:
    """TIN -> nine digits; CL018. A leading zero that a spreadsheet dropped is put back, with a note."""
    digits = re.sub(r"[\s-]", "", text)
    if re.fullmatch(r"[0-9]{8}", digits) and digits == text:
        digits = "0" + digits
    if not re.fullmatch(r"[0-9]{9}", digits) or digits == "000000000":
        return Cleaned(None, (Problem("CL018", "nine digits"),))
    return normalised(digits, text, digits)


clean = total(_clean)
