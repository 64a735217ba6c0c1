"""Procedure code modifiers, one or several in a cell: "U2", "U2, GQ", "U2 y GQ", "u2gq"."""

from __future__ import annotations

import re

from invoices.cells.base import Cleaned, Problem, total


def _clean(text: str) -> Cleaned:
    """Modifier cell -> tuple of two-character modifiers in the order written; CL012, and CL022 for several without a
    separator."""
    parts = [part for part in re.split(r"[\s:,;/.+&_|^-]+(?:(?:AND|Y)\s+)?", text.upper()) if part]
    together = len(parts) == 1
    # "U2GQ" is two; "Male" is a word.
    if len(parts) == 1 and len(parts[0]) in (4, 6, 8) and parts[0].isalnum() and not parts[0].isalpha():
        parts = [parts[0][i : i + 2] for i in range(0, len(parts[0]), 2)]
    found = tuple(dict.fromkeys(parts))
    if not found or len(found) > 4 or any(not re.fullmatch(r"[A-Z0-9]{2}", part) for part in found):
        return Cleaned(None, (Problem("CL012", "up to four modifiers of two characters, for example U2 or U2 GQ"),))
    if together and len(found) > 1:
        return Cleaned(found, (Problem("CL022", " ".join(found)),))
    return Cleaned(found)


clean = total(_clean)
