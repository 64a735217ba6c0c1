"""Procedure codes: one, alone or with its modifiers in the same cell ("G9012", "g9012-U2", "H0043 U6 GQ"), or
several ("G9012-U2; H0043-U6"), each with its units if it has them ("T1019:U6 x 4")."""

from __future__ import annotations

import re
from typing import NamedTuple

from invoices.cells.base import Cleaned, Problem, normalised, total
from mappings.service_table import load_services

CODE = r"(?:[A-V][0-9]{4}|[0-9]{4}[0-9A-Z])"
# A new service begins after a strong separator, or where another code does.
BETWEEN = re.compile(r"\s*[;\n|+&]\s*|[\s,/]+(?:AND\s+)?(?=[A-V][0-9]{4}\b)|\s+AND\s+")
UNIT = r"(UNITS?|MIN|MINS|MINUTES|HRS?|HOURS?)"
COUNT = re.compile(rf"[\s,:(]*[X×*]\s*(\d[\d.]*)\s*{UNIT}?\s*\)?$|[\s,(]+(\d[\d.]*)\s*{UNIT}\s*\)?$")
MOST_SERVICES = 24
IN_WORDS = re.compile(r"(?<![A-Z0-9])([A-V][0-9]{4})((?:[\s:,/-]+[A-Z0-9]{2}(?![A-Z0-9]))*)(?![A-Z0-9])")
NOT_ONE = Problem("CL011", "one HCPCS code: a letter and four digits")


class Procedure(NamedTuple):
    """A HCPCS code and the modifiers that stood in its cell."""

    hcpcs: str
    modifiers: tuple[str, ...] = ()


class Services(NamedTuple):
    """Several services in one cell, or one with its units: each a code and the text of its units, "" for none."""

    parts: tuple[tuple[Procedure, str], ...]


def procedures_of(value: Procedure | Services) -> tuple[Procedure, ...]:
    """The codes that a cell was read as, one or several, in its order."""
    return (value,) if isinstance(value, Procedure) else tuple(procedure for procedure, _ in value.parts)


def _clean(text: str) -> Cleaned:
    """HCPCS cell -> Procedure, or Services where there are several codes or units; CL011 for anything else."""
    upper = text.upper()
    one = _procedure(upper) if not COUNT.search(upper) else NOT_ONE
    if isinstance(one, Procedure):
        return normalised(one, text, " ".join([one.hcpcs, *one.modifiers]))
    parts = [part for part in BETWEEN.split(upper.strip(" ,;")) if part.strip(" ,;/")]
    counted = [_counted(part.strip(" ,;/")) for part in parts]
    found = tuple((procedure, count) for procedure, count in counted if isinstance(procedure, Procedure))
    if not found or len(found) != len(counted) or len(found) > MOST_SERVICES:
        said = code_in(upper)
        if said is None:
            return Cleaned(None, (one,))
        return Cleaned(said, (Problem("CL022", " ".join([said.hcpcs, *said.modifiers])),))
    texts = [" ".join([p.hcpcs, *p.modifiers]) + (f" x {count.lower()}" if count else "") for p, count in found]
    return Cleaned(Services(found), (Problem("CL022", " and ".join(texts)),))


def code_in(text: str) -> Procedure | None:
    """The procedure code of the programme, with its modifiers, that stands in a text ("Housing Navigation (H0043 U6)");
    None where none or several do."""
    found = IN_WORDS.findall(text.upper())
    if len(found) != 1 or not load_services().with_code(found[0][0]):
        return None
    read = _procedure(" ".join(found[0]))
    return read if isinstance(read, Procedure) else None


def _counted(part: str) -> tuple[Procedure | Problem, str]:
    count = COUNT.search(part)
    if count is None:
        return _procedure(part), ""
    amount, unit = count[1] or count[3], count[2] or count[4] or ""
    return _procedure(part[: count.start()]), f"{amount} {unit}".strip()


def _procedure(text: str) -> Procedure | Problem:
    parts = re.split(r"[\s:,;/()-]+", text.strip("() "))
    code, modifiers = parts[0], tuple(dict.fromkeys(p for p in parts[1:] if p))
    if not re.fullmatch(CODE, code):
        return NOT_ONE
    if any(not re.fullmatch(r"[A-Z0-9]{2}", modifier) for modifier in modifiers) or len(modifiers) > 4:
        return Problem("CL011", "one HCPCS code with at most four two-character modifiers")
    return Procedure(code, modifiers)


clean = total(_clean)
