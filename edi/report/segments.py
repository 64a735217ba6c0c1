"""The segments of a file as cards: a transaction's beginning, a provider, a member, a claim; masked where asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from edi.diagnostics.render import mask
from edi.guide.library import guide
from edi.guide.model import SegmentNode
from edi.x12.reader import read_blocks
from edi.x12.source import pieces

_GUIDES = ("837.5010.X222.A1.xml", "x12.control.00501.xml", "274.4050.X109.xml")
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


@dataclass(slots=True)
class Card:
    """Segments that belong together: (number, name, text)."""

    kind: str
    title: str
    separator: str
    st: str = ""
    claim: str = ""
    lines: list[tuple[int, str, str]] = field(default_factory=list)


@cache
def names() -> dict[tuple[str, str], str]:
    """(segment id, qualifier) -> the guide's name; without a qualifier the first that the guide has."""
    found: dict[tuple[str, str], str] = {}
    for file in _GUIDES:
        for node in guide(file).nodes:
            if isinstance(node, SegmentNode):
                found.setdefault((node.id, ""), node.name)
                for code in node.key.codes if node.key else ():
                    found.setdefault((node.id, code), node.name)
    return found


def cards(source: Path | bytes, *, show_values: bool) -> Iterator[Card]:
    """The cards of a file, in its order."""
    card = Card("file", "Interchange", "*")
    number = 0
    st = transaction = ""
    for block in read_blocks(pieces(source)):
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
            shown = text if show_values else _masked(identifier, parts, separator)
            card.lines.append((number, _name(identifier, parts, component), shown))
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


def _name(identifier: str, parts: list[str], component: str) -> str:
    second = parts[1].split(component)[0] if len(parts) > 1 else ""
    known = names()
    return known.get((identifier, second)) or known.get((identifier, "")) or "not in this guide"


def _masked(identifier: str, parts: list[str], separator: str) -> str:
    private = _PRIVATE.get(identifier)
    if private is None:
        private = () if identifier in _ENVELOPE or identifier in _KNOWN else (0,)
    if not private:
        return separator.join(parts)
    return separator.join(
        mask(part) if place and (0 in private or place in private) else part for place, part in enumerate(parts)
    )
