"""Procedure codes: one, alone or with its modifiers in the same cell ("G9012", "g9012-U2", "H0043 U6 GQ"), or
several ("G9012-U2; H0043-U6"), each with its units if it has them ("T1019:U6 x 4")."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple, TypeVar

from invoices.cells import row_status
from invoices.cells.base import Cleaned, Problem, normalised, total
from mappings.service_table import load_services

CODE = r"(?:[A-V][0-9]{4}|[0-9]{4}[0-9A-Z])"
# A new service begins after a strong separator, or where another code does.
BETWEEN = re.compile(r"\s*[;\n|+&]\s*|[\s,/]+(?:AND\s+)?(?=[A-V][0-9]{4}\b)|\s+AND\s+")
UNIT = r"(UNITS?|MIN|MINS|MINUTES|HRS?|HOURS?)"
COUNT = re.compile(rf"[\s,:(]*[X×*]\s*(\d[\d.]*)\s*{UNIT}?\s*\)?$|[\s,(]+(\d[\d.]*)\s*{UNIT}\s*\)?$")
MOST_SERVICES = 24
# In a text, words of two letters and numbers of minutes, hours and days are not modifiers.
SHORT_WORDS = "AM|AN|AS|AT|BY|DE|DO|EL|EN|IF|IN|IS|IT|LA|MY|NO|OF|ON|OR|PM|SI|SO|TO|UP|WE|HR"
MODIFIER = rf"(?:(?!(?:{SHORT_WORDS})\b)[A-Z][A-Z0-9]|25|59|76|77|93|95)(?![A-Z0-9])"
IN_WORDS = re.compile(rf"(?<![A-Z0-9])([A-V][0-9]{{4}})((?:[\s:,/_-]+{MODIFIER})*)(?![A-Z0-9])")
# What shows that a text with one code in it is about more than that: marks and words that list, and a code gone wrong.
LISTS = re.compile(r"[;|+]|\b(?:ETC|ET AL|AND SO (?:ON|FORTH)|AND (?:MORE|OTHERS?)|NOT|VARIOUS)\b")
GONE_WRONG = re.compile(r"\b(?=(?:[A-Z]*\d){2})(?:[A-Z][A-Z0-9]{3,7}|\d[A-Z0-9]{4})\b")
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
    counted = [_counted(part.strip(" ,;/"), _procedure) for part in parts]
    found = tuple((procedure, count) for procedure, count in counted if isinstance(procedure, Procedure))
    if not found or len(found) != len(counted) or len(found) > MOST_SERVICES:
        said, count = _counted(upper, code_in)
        if said is None:
            return Cleaned(None, (one,))
        if not count:
            return Cleaned(said, (Problem("CL022", _shown(said, "")),))
        found = ((said, count),)
    texts = [_shown(procedure, count) for procedure, count in found]
    return Cleaned(Services(found), (Problem("CL022", " and ".join(texts)),))


def _shown(procedure: Procedure, count: str) -> str:
    return " ".join([procedure.hcpcs, *procedure.modifiers]) + (f" x {count.lower()}" if count else "")


def code_in(text: str) -> Procedure | None:
    """The procedure code of the programme, with its modifiers, that stands in a text ("Housing Navigation (H0043 U6)");
    None where none or several do, or the rest of the text says that there is more to it: another code, faulty or not,
    or that the service was not delivered."""
    upper = text.upper()
    found = list(IN_WORDS.finditer(upper))
    if len(found) != 1 or not load_services().with_code(found[0][1]):
        return None
    rest = f"{_without_bar(upper[: found[0].start()], -1)} . {_without_bar(upper[found[0].end() :], 0)}"
    if LISTS.search(rest) or GONE_WRONG.search(rest) or _speaks_against(rest):
        return None
    read = _procedure(found[0][0])
    return read if isinstance(read, Procedure) else None


def _without_bar(text: str, at: int) -> str:
    """What stands before a code (`at` -1) or behind it (0) without the bar next to it: between bars a code stands for
    itself ("CalAIM | Housing Tenancy | T2041:U6"), and the names are above each other."""
    parts = text.split("|")
    return " . ".join(parts) if len(parts) > 1 and not parts[at].strip() else text


def _speaks_against(text: str) -> bool:
    """Whether words beside a code are those of a status that does not allow it to be sent."""
    pieces = (piece.strip(" -,:") for piece in re.split(r"[.()]|\s-|-\s|[,:]", text))
    return any(row_status.clean(piece, 0).value not in (None, "delivered") for piece in pieces if piece)


Read = TypeVar("Read")


def _counted(part: str, read: Callable[[str], Read]) -> tuple[Read, str]:
    count = COUNT.search(part)
    if count is None:
        return read(part), ""
    amount, unit = count[1] or count[3], count[2] or count[4] or ""
    return read(part[: count.start()]), f"{amount} {unit}".strip()


def _procedure(text: str) -> Procedure | Problem:
    parts = re.split(r"[\s:,;/()_.|-]+", text.strip("() "))
    code, modifiers = parts[0], tuple(dict.fromkeys(p for p in parts[1:] if p))
    if not re.fullmatch(CODE, code):
        return NOT_ONE
    if any(not re.fullmatch(r"[A-Z0-9]{2}", modifier) for modifier in modifiers) or len(modifiers) > 4:
        return Problem("CL011", "one HCPCS code with at most four two-character modifiers")
    return Procedure(code, modifiers)


clean = total(_clean)
