"""Labels that name two things, or a value with more behind it: "Payee city / zip" beside "Long Beach 90806-2973",
"Agency" beside "Second Gate Project (NPI 1301237537)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from invoices.cells.base import text_of
from invoices.reading.shapes.composite import PIECES
from invoices.reading.wording import wording
from invoices.reading.words import best_field

# City, state (if any) and ZIP.
PLACE = re.compile(r"(?P<city>[^\W\d_][^\d,]*?)(?:[\s,]+(?P<state>[A-Z]{2}))?[\s,]+(?P<zip>\d{5}(?:-\d{4})?)")
# Numbers of an agency in parentheses behind its name; nothing else stands there.
BEHIND = re.compile(
    r"(?i)(?P<name>[^()\d:]{3,60}?)\s*\(\s*(?:(?:NPI|F?EIN|TIN|tax\s*id|tel|phone)\W{0,3}[\d\s().-]{7,18}[,;/&\s]*)+\)"
)
LONGEST = 120


def parted(label: str, value: object, subject: str) -> Iterator[tuple[str, str]]:
    """The labels and values that a label and its value are made of; nothing where they are one."""
    text = text_of(value) if isinstance(value, str) else ""
    if not 0 < len(text) <= LONGEST:
        return
    named = BEHIND.fullmatch(text)
    if named is not None and best_field(label, subject)[0] == "billing_name":
        yield label, named["name"].strip(" ,;-")
    pieces = [piece for piece in PIECES.split(label.rstrip(": ")) if piece]
    fields = [best_field(piece, subject)[0].rpartition("_")[2] for piece in pieces]
    place = PLACE.fullmatch(text)
    if len(pieces) < 2 or place is None or fields[-1] != "zip" or not {*fields} <= {"city", "state", "zip"}:
        return
    if len({*fields}) != len(fields) or ("state" in fields) != (place["state"] is not None):
        return
    role = wording(pieces[0], subject).role
    whose = pieces[0].rsplit(None, 1)[0] if role and " " in pieces[0] else ""
    for piece, field in zip(pieces, fields, strict=True):
        yield (piece if wording(piece, subject).role else f"{whose} {piece}".strip()), place[field]
