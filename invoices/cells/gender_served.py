"""Which gender a site serves (PDI01): F, M or B for both."""

from __future__ import annotations

from invoices.cells.base import Cleaned, Problem, normalised, total

WORDS = {
    "F": "F", "FEMALE": "F", "WOMEN": "F", "FEMALES": "F", "FEMALE ONLY": "F", "WOMEN ONLY": "F", "GIRLS": "F",
    "M": "M", "MALE": "M", "MEN": "M", "MALES": "M", "MALE ONLY": "M", "MEN ONLY": "M", "BOYS": "M",
    "B": "B", "BOTH": "B", "ALL": "B", "ANY": "B", "EVERYONE": "B", "M/F": "B", "F/M": "B", "ALL GENDERS": "B",
}  # fmt: skip


def _clean(text: str) -> Cleaned:
    """Gender served -> F, M or B; CL056 for anything else (left out)."""
    code = WORDS.get(text.upper())
    if code is None:
        return Cleaned(None, (Problem("CL056", "F, M or both"),))
    return normalised(code, text, code) if text.upper() in ("M/F", "F/M") else Cleaned(code)


clean = total(_clean)
