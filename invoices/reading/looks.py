"""What a text looks like where any text would do: the name of an organisation, of a person, a street."""

from __future__ import annotations

import re
from collections.abc import Callable

from invoices.cells.base import text_of
from invoices.reading.columns import Column

ORGANISATION = re.compile(
    r"(?i)\b(?:inc|llc|corp|corporation|co-?op|cooperative|foundation|services?|supports?|housing|homes?|health|care"
    r"|clinics?|cent(?:er|re)s?|community|communities|collaborative|alliance|partners?|network|association|society"
    r"|ministries|mission|project|agency|kitchen|foods?|meals|pantry|shelter|house|wellness|outreach|recovery|family"
    r"|families|institute|coalition|council|group|organization|trust|department|county|centro|fundaci[oó]n"
    r"|comunidad|servicios|familias?|motel|inn|hotel|church|tribe|tribal|builders?|catering|hub|nursing|living"
    r"|neighbors|works|solutions|systems|company|enterprises|bakery|farms?|college|university|hospital|union)\b"
)
# "Garcia, Maria L" or "Maria Garcia-Lopez"; initials are letters of a name, too.
PERSON = re.compile(r"[^\W\d_][\w'’.-]*(?:,?\s+[^\W\d_][\w'’.-]*){1,3}")
STREET = re.compile(r"(?i)^(?:\d+\S*\s+\S+|p\.?\s?o\.?\s?box\b)|\bhomeless\b|\bsin\s+hogar\b")
PLAN = re.compile(
    r"(?i)\bhealth\s*-?\s*plans?\b|\bmedi[-\s]cal\b|\bmedicaid\b|\bmedicare\b|\bmanaged\s+care\b|\binsurance\b|\bhmo\b"
    r"|\bplan\s+de\s+salud\b|\bdhcs\b|\bdepartment\s+of\s+health\s+care\s+services\b"
)
# The share of the values that have to look alike.
ENOUGH = 0.8


def is_organisation(text: str) -> bool:
    """Whether a name has a word that names of agencies have."""
    return ORGANISATION.search(text) is not None


def is_payers_name(text: str) -> bool:
    """Whether a name is that of a health plan or a programme that pays."""
    return PLAN.search(text) is not None


def is_person(text: str) -> bool:
    """Whether a text is two to four words without digits, each a name, and none of an organisation."""
    return PERSON.fullmatch(text.strip()) is not None and not is_organisation(text)


def share_of(column: Column, look: Callable[[str], object]) -> float:
    """The share of a column's different values that look so; 0.0 where it has none."""
    texts = [text_of(value) for value in column.values]
    return sum(1 for text in texts if look(text)) / len(texts) if texts else 0.0


def mostly(column: Column, look: Callable[[str], object]) -> bool:
    """Whether enough of a column's different values look so."""
    return share_of(column, look) >= ENOUGH
