"""A provider taxonomy code: ten characters, the last an X (NUCC)."""

from __future__ import annotations

import re

from invoices.cells.base import Cleaned, Problem, normalised, total


def _clean(text: str) -> Cleaned:
    """Taxonomy -> ten characters; CL025 (left out)."""
    code = text.upper().replace(" ", "")
    if not re.fullmatch(r"[0-9A-Z]{9}X", code):
        return Cleaned(None, (Problem("CL025", "ten characters that end with X"),))
    return normalised(code, text, code)


clean = total(_clean)
