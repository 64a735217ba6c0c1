"""ICD-10-CM codes, one or several in a cell, with or without dots: "Z59.01, F1120"."""

from __future__ import annotations

import re

from invoices.cells.base import Cleaned, Problem, total


def _clean(text: str) -> Cleaned:
    """Diagnosis cell -> tuple of codes without dots in the order written; CL013. Whether a code exists on a date
    is a rule's question, not the cell's."""
    codes = []
    for part in re.split(r"[\s,;/|]+", text.upper().strip(" ,;")):
        code = part.replace(".", "")
        well_formed = re.fullmatch(r"[A-Z][0-9A-Z]{2}(\.?[0-9A-Z]{1,4})?", part)
        if not well_formed:
            return Cleaned(None, (Problem("CL013", "ICD-10-CM codes, for example Z59.01"),))
        codes.append(code)
    return Cleaned(tuple(dict.fromkeys(codes)))


clean = total(_clean)
