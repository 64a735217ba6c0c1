"""A Medi-Cal Client Index Number: 9, seven digits, a letter (the state's Medi-Cal FAQ: nine characters, the first
a 9, the last a letter). The 14-character number of a benefits card begins with it."""

from __future__ import annotations

import re

from invoices.cells.base import Cleaned, Problem, normalised, total


def _clean(text: str) -> Cleaned:
    """CIN in any case and spacing, or a 14-character card number -> nine characters; CL005."""
    compact = re.sub(r"[\s-]", "", text).upper()
    if re.fullmatch(r"9[0-9]{7}[A-Z][0-9]{5}", compact):
        compact = compact[:9]
    if not re.fullmatch(r"9[0-9]{7}[A-Z]", compact):
        return Cleaned(None, (Problem("CL005", "9, seven digits and a letter"),))
    return normalised(compact, text, compact)


clean = total(_clean)
