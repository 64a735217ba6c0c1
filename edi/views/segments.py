"""The segments of a file as cards: a transaction's beginning, a provider, a member, a claim; masked where asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from edi.diagnostics.render import mask
from edi.views.element_names import Names, meaning, names_of
from edi.x12.reader import read_file

_ENVELOPE = frozenset(("ISA", "IEA", "GS", "GE", "ST", "SE", "BHT", "HL", "LX", "CLM"))
#: Elements that say who somebody is; 0 stands for all. Segments that the guide doesn't know are masked whole.
_PRIVATE: dict[str, tuple[int, ...]] = {
    "NM1": (3, 4, 5, 9), "N2": (0,), "N3": (0,), "N4": (1, 3), "DMG": (2,), "REF": (2, 3), "NTE": (2,), "K3": (0,),
    "PER": (2, 4, 6, 8), "PAT": (6,), "SBR": (3, 4), "PWK": (6,), "MIA": (0,), "MOA": (0,),
}  # fmt: skip
_KNOWN = frozenset((
    "CUR", "PRV", "CN1", "AMT", "CRC", "HI", "HCP", "OI", "SV1", "SV5", "DTP", "QTY",
    "MEA", "CR1", "CR3", "CAS", "SVD", "LIN", "CTP", "LQ", "FRM", "PS1",
))  # fmt: skip
#: HL03 by transaction ("" for all others).
_LEVELS = {
    "": {"20": "provider", "22": "member", "23": "patient"},
    "274": {"20": "plan", "21": "receiver", "4": "group", "N": "site", "19": "provider"},
}


class Piece(NamedTuple):
    """An element or component as shown: the separator before a component ("" before an element), and the title for who
    points at it."""

    before: str
    element: int
    component: int
    text: str
    title: str


class Line(NamedTuple):
    """A segment: its number in the file, its id and elements, the component separator."""

    number: int
    parts: list[str]
    component: str

    @property
    def names(self) -> Names:
        """Its names in the guide."""
        identifier = self.parts[0].strip().upper()
        place = 3 if identifier == "HL" else 1
        qualifier = self.parts[place].split(self.component or None)[:1] if len(self.parts) > place else []
        return names_of(identifier, "".join(qualifier))

    def texts(self, *, show_values: bool) -> list[str]:
        """Its elements, masked where asked."""
        private = () if show_values else _private(self.parts[0].strip().upper())
        return [
            mask(text) if 0 in private or place in private else text for place, text in enumerate(self.parts[1:], 1)
        ]

    def pieces(self, *, show_values: bool) -> list[Piece]:
        """Its elements, and components of their own where an element has several, with their titles."""
        identifier = self.parts[0].strip().upper()
        private = () if show_values else _private(identifier)
        names = self.names
        found: list[Piece] = []
        for place, text in enumerate(self.parts[1:], 1):
            name, inner = names.elements[place - 1] if place <= len(names.elements) else ("", ())
            divided = self.component and self.component in text and identifier != "ISA"
            hidden = 0 in private or place in private
            for number, value in enumerate(text.split(self.component) if divided else [text], 1):
                at = number if divided or inner else 0
                said = inner[number - 1] if number <= len(inner) else name
                means = "" if hidden else meaning(identifier, place, at, value, text, self.component)
                reference = f"{identifier}{place:02}{f'-{at}' if at else ''}"
                title = f"{reference} {said}{': ' if means else ''}{means}" if value and said else ""
                before = self.component if number > 1 else ""
                found.append(Piece(before, place, at, mask(value) if hidden else value, title))
        return found


@dataclass(slots=True)
class Card:
    """Segments that belong together."""

    kind: str
    title: str
    separator: str
    st: str = ""
    claim: str = ""
    lines: list[Line] = field(default_factory=list)


def cards(source: Path | bytes) -> Iterator[Card]:
    """The cards of a file, in its order."""
    card = Card("file", "Interchange", "*")
    number = 0
    st = transaction = ""
    for block in read_file(source):
        separator, component = block.delimiters.element, block.delimiters.component
        for text in block.segments:
            if not text:
                continue
            number += 1
            parts = text.lstrip().split(separator)
            identifier = parts[0].upper()
            if identifier == "ST":
                transaction = parts[1] if len(parts) > 1 else ""
            opened = _opened(identifier, parts, separator, transaction)
            if opened is not None:
                if card.lines:
                    yield card
                card = opened
                st = parts[2] if identifier == "ST" and len(parts) > 2 else st
                card.st = st
            card.lines.append(Line(number, parts, component))
    if card.lines:
        yield card


def _opened(identifier: str, parts: list[str], separator: str, transaction: str) -> Card | None:
    """The card that a segment begins."""
    second = parts[1] if len(parts) > 1 else ""
    if identifier == "CLM":
        charge = parts[2] if len(parts) > 2 else ""
        return Card("claim", f"Claim {second}, charge {charge}", separator, claim=second)
    if identifier == "HL":
        named = _LEVELS.get(transaction, _LEVELS[""])
        level = named.get(parts[3] if len(parts) > 3 else "", "level")
        return Card("level", f"HL {second}: {level}", separator)
    if identifier in ("ISA", "GS", "ST"):
        kind = "transaction" if identifier == "ST" else "file"
        last = parts[2] if identifier == "ST" and len(parts) > 2 else ""
        return Card(kind, {"ISA": "Interchange", "GS": "Group"}.get(identifier, f"Transaction {last}"), separator)
    return Card("file", "End of the transaction", separator) if identifier == "SE" else None


def _private(identifier: str) -> tuple[int, ...]:
    """Elements to mask; 0 stands for all."""
    private = _PRIVATE.get(identifier)
    if private is None:
        private = () if identifier in _ENVELOPE or identifier in _KNOWN else (0,)
    return private
