"""A procedure code, alone or with its modifiers in the same cell: "G9012", "g9012-U2", "H0043 U6 GQ"."""

from __future__ import annotations

import re
from typing import NamedTuple

from invoices.cells.base import Cleaned, Problem, normalised, total


class Procedure(NamedTuple):
    """A HCPCS code and the modifiers that stood in its cell."""

    hcpcs: str
    modifiers: tuple[str, ...] = ()


def _clean(text: str) -> Cleaned:
    """HCPCS cell -> Procedure; CL011 for anything that is not one code."""
    parts = re.split(r"[\s:,;/()-]+", text.upper().strip("() "))
    code, modifiers = parts[0], tuple(dict.fromkeys(p for p in parts[1:] if p))
    if not re.fullmatch(r"[A-V][0-9]{4}|[0-9]{4}[0-9A-Z]", code):
        return Cleaned(None, (Problem("CL011", "one HCPCS code: a letter and four digits"),))
    if any(not re.fullmatch(r"[A-Z0-9]{2}", modifier) for modifier in modifiers) or len(modifiers) > 4:
        return Cleaned(None, (Problem("CL011", "one HCPCS code with at most four two-character modifiers"),))
    return normalised(Procedure(code, modifiers), text, " ".join([code, *modifiers]))


clean = total(_clean)
