"""What a line of text says of one service of the programme: its code with modifiers, its price, where it takes place
("Housing navigation H0043 modifier U6, $108.25 a day, place of service 04")."""

from __future__ import annotations

import re
from typing import NamedTuple

from invoices.cells.base import text_of
from invoices.cells.hcpcs import GONE_WRONG
from invoices.cells.place_of_service import clean as clean_place
from invoices.reading.shapes.known import CIN, DAY, Known
from invoices.workbook import CellValue
from mappings.service_table import Service

LONGEST = 240
CODE = re.compile(r"(?<![A-Z0-9.])([A-V]\d{4})(?![A-Z0-9])")
# Modifiers behind a code, or behind their own word.
ONE = r"(?:U[1-9A-D]|G[QT])"
ANY = rf"(?:{ONE}|93|95|76|77|59|25|22|KX|HQ)"
BETWEEN = r"\s*(?:[,/+&:.-]|\band\b|\by\b)?\s*"
SEVERAL = rf"({ANY}(?:{BETWEEN}{ANY})*)(?![A-Z0-9])"
BEHIND = re.compile(rf"(?i)[\s:,/(-]*({ONE}(?:{BETWEEN}{ONE})*)(?![A-Z0-9])")
# What looks like one more modifier.
MORE = re.compile(r"(?:\s|[:,/+&-])+([A-Z][A-Z0-9]|\d\d)(?![\w.%])")
BY_WORD = re.compile(
    rf"(?i)\bmod(?:ifier|ificador)?(?:es|s)?\b\.?\s*(?:codes?)?\s*(?:is|are|es|son)?\s*[:#]?\s*{SEVERAL}"
)
# A line that makes a difference between its services, or takes some out, says nothing of all.
DIFFERS = re.compile(
    r"(?i)\b(?:except|unless|otherwise|instead|some|other\s+than|varies|vary|various|if|not|never|no\s+longer|cancel\w*"
    r"|void\w*|old|formerly|until|before|after|excluding|excepto|salvo|algun[oa]s?|menos|or|o|etc)\b"
)
AMOUNT = re.compile(r"(?<![\w.])\$\s*(\d{1,3}(?:,\d{3})+|\d+)(\.\d{1,4})?(?!\d)|@\s*(\d+(?:\.\d{1,4})?)(?!\d)")
BASIS = re.compile(
    r"(?i)\s*(?:(?:a|an|per|every|el|la|por|cada|each(?=\s+[a-z]))\b|/)?\s*"
    r"(15[\s-]*min(?:ute)?s?|quarter[\s-]+hour|[a-zà-ÿ]+)?"
)
RATED = re.compile(r"(?i)(?:\b(?:rate|price|fee|cost|tarifa|precio)s?\b(?:\s+(?:is|of|es|de))?|[@=])\s*:?\s*$")
# By what a price may be said for the unit of a code.
ALWAYS = frozenset(["unit", "each", "unidad", "apiece"])
UNITS = {
    "day": frozenset(["day", "night", "visit", "date", "stay", "bed", "día", "dia", "noche", "visita", "diem"]),
    "encounter": frozenset(["visit", "encounter", "contact", "session", "day", "stay", "call", "visita", "contacto"]),
    "15_minutes": frozenset(["15min", "15minute", "15minutes", "15mins", "quarterhour"]),
    "month": frozenset(["month", "mes"]),
    "meal": frozenset(["meal", "comida"]),
    "visit": frozenset(["visit", "visita"]),
    "session": frozenset(["session", "sesión", "sesion"]),
    "service": frozenset(["service", "servicio", "job"]),
}
PLACE = re.compile(
    r"(?i)\b(?:place(?:\s+of\s+service)?|pos|lugar(?:\s+de\s+servicio)?)\b\W{0,3}(?:code\W{0,2})?(\d{2})(?!\d)"
)
IN_WORDS = re.compile(r"(?i)\b([a-zà-ÿ]+)\s*\((\d{2})\)")


class ServiceSaid(NamedTuple):
    """What is said of one service; "" where nothing is."""

    code: str
    modifiers: str
    price: str
    place: str


def service_said(cell: CellValue, known: Known) -> ServiceSaid | None:
    """What a text says of the one service that it names by its code; None where it names none or several, speaks of a
    member or a day, or makes exceptions."""
    text = text_of(cell) if isinstance(cell, str) else ""
    codes = [match for match in CODE.finditer(text.upper()) if known.services.with_code(match[1])]
    if not codes or len(text) > LONGEST or len({match[1] for match in codes}) > 1:
        return None
    if CIN.search(text) or DAY.search(text) or DIFFERS.search(text):
        return None
    code = codes[0][1]
    modifiers, rest = _modifiers(text, codes)
    if modifiers is None or GONE_WRONG.search(rest.upper()):
        return None
    prices = list(AMOUNT.finditer(rest))
    if len(prices) > 1:
        return None
    matching = known.services.matching(code, frozenset(modifiers.split())) or known.services.with_code(code)
    price = _price(rest, prices[0], matching) if prices else ""
    return ServiceSaid(code, modifiers, price, place_said(rest))


def _modifiers(text: str, codes: list[re.Match[str]]) -> tuple[str | None, str]:
    """The modifiers of a code, None where they are said twice and differ; and the text without codes and modifiers."""
    found, rest, end = list[str](), "", 0
    for match in codes:
        behind = BEHIND.match(text, match.end())
        rest += text[end : match.start()] + " "
        end = behind.end() if behind else match.end()
        if behind:
            found.append(_normal(behind[1]))
        if MORE.match(text, end):
            return None, ""
    rest += text[end:]
    for match in BY_WORD.finditer(rest):
        found.append(_normal(match[1]))
    rest = BY_WORD.sub(" ", rest)
    return (None if len(set(found)) > 1 else found[0] if found else ""), rest


def _normal(text: str) -> str:
    return " ".join(re.findall(ANY, text.upper()))


def _price(text: str, amount: re.Match[str], services: tuple[Service, ...]) -> str:
    """The price of one unit, where it is said for what the code counts, or is called the rate."""
    number = f"{(amount[1] or amount[3]).replace(',', '')}{amount[2] or ''}"
    basis = BASIS.match(text, amount.end())
    word = "".join(basis[1].lower().split()).replace("-", "") if basis and basis[1] else ""
    fits = {word, word.removesuffix("s")} - {""}
    if fits & ALWAYS or (services and all(fits & UNITS[service.unit] for service in services)):
        return number
    said = RATED.search(text[: amount.start()]) is not None or amount[3] is not None
    known_unit = any(fits & units for units in UNITS.values()) or word.startswith(("h", "min"))
    return number if said and not known_unit else ""


def place_said(text: str) -> str:
    """The place of service that a text says: behind its words, or in parentheses behind its name ("home (12)")."""
    found = {match[1] for match in PLACE.finditer(text)}
    found |= {match[2] for match in IN_WORDS.finditer(text) if clean_place(match[1], 0).value == match[2]}
    return found.pop() if len(found) == 1 else ""
