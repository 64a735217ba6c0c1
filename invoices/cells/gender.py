"""Gender as the 837P has it (DMG03): F, M or U."""

from __future__ import annotations

from invoices.cells.base import Cleaned, Problem, normalised, total

WORDS = {
    "F": "F", "FEMALE": "F", "WOMAN": "F", "GIRL": "F",
    "M": "M", "MALE": "M", "MAN": "M", "BOY": "M",
    "U": "U", "UNKNOWN": "U", "X": "U", "NONBINARY": "U", "NON-BINARY": "U", "OTHER": "U", "O": "U",
    "DECLINED": "U", "DECLINE TO STATE": "U",
}  # fmt: skip


def _clean(text: str) -> Cleaned:
    """Gender word or letter -> F, M or U; CL019 for a word that says nothing (sent as U)."""
    code = WORDS.get(text.upper())
    if code is None:
        return Cleaned(None, (Problem("CL019", "F, M or U"),))
    return normalised(code, text, code)


clean = total(_clean, blanks=frozenset({"n/a", "na", "-", "--", ".", "?"}))
