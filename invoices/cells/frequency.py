"""The claim frequency code: whether a row is an original (1), a correction (6), a replacement (7) or a void (8)."""

from __future__ import annotations

import re

from invoices.cells.base import Cleaned, Problem, total
from mappings.row_words import load_claim_frequencies, phrase

# "7 - Replacement", "8: void".
CODE_AND_WORD = re.compile(r"0?([0-9])\s*[-:=.)]\s*(\D+)")


def _clean(text: str) -> Cleaned:
    """Frequency -> its code; CL040 for anything else, and for a code whose word says another."""
    known = load_claim_frequencies()
    both = CODE_AND_WORD.fullmatch(text)
    codes = {known.get(phrase(part)) for part in (both.groups() if both else (text,))}
    code = codes.pop()
    if codes or code is None:
        return Cleaned(None, (Problem("CL040", "1, 7 or 8"),))
    return Cleaned(code)


clean = total(_clean)
