"""The envelopes of a submitted file: what every acknowledgment repeats of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TypeVar

from edi.x12.reader import read_file
from edi.x12.source import Source


@dataclass(slots=True)
class TransactionEnvelope:
    """ST and SE (empty: missing); `first` is the ST's number in the file, `last` the SE's."""

    st: list[str]
    first: int
    se: list[str] = field(default_factory=list)
    last: int = 0


@dataclass(slots=True)
class GroupEnvelope:
    """GS and GE (empty: missing), with their numbers in the file."""

    gs: list[str]
    first: int
    transactions: list[TransactionEnvelope] = field(default_factory=list)
    ge: list[str] = field(default_factory=list)
    last: int = 0


@dataclass(slots=True)
class InterchangeEnvelope:
    """ISA, with its number in the file, and the groups below; `last` is the number of its last segment."""

    isa: list[str]
    first: int
    groups: list[GroupEnvelope] = field(default_factory=list)
    last: int = 0


def outline(source: Source, *, tolerant: bool = True) -> list[InterchangeEnvelope]:
    """The envelopes of a file in their order. Only they are held, not what is in them."""
    found: list[InterchangeEnvelope] = []
    number = 0
    for block in read_file(source, tolerant=tolerant):
        separator = block.delimiters.element
        for raw in block.segments:
            if not raw:
                continue
            number += 1
            text = raw.lstrip()
            head = text[:3].rstrip(separator).upper()
            if head in _TAKEN:
                _take(found, head, text.split(separator), number)
    for interchange, after in with_next(found):
        interchange.last = after.first - 1 if after else number
    return found


Envelope = TypeVar("Envelope")


def with_next(found: Sequence[Envelope]) -> Iterator[tuple[Envelope, Envelope | None]]:
    """Each with the one after it, None for the last."""
    return zip_longest(found, found[1:])


_TAKEN = frozenset(("ISA", "GS", "ST", "SE", "GE"))


def _take(found: list[InterchangeEnvelope], head: str, elements: list[str], number: int) -> None:
    if head == "ISA":
        found.append(InterchangeEnvelope(elements, number))
    elif not found:
        return
    elif head == "GS":
        found[-1].groups.append(GroupEnvelope(elements, number))
    elif not found[-1].groups:
        return
    elif head == "ST":
        found[-1].groups[-1].transactions.append(TransactionEnvelope(elements, number))
    elif head == "GE":
        found[-1].groups[-1].ge, found[-1].groups[-1].last = elements, number
    elif found[-1].groups[-1].transactions:
        last = found[-1].groups[-1].transactions[-1]
        last.se, last.last = elements, number


def at(elements: list[str], place: int) -> str:
    """An element without spaces around it, "" where there is none."""
    return elements[place].strip() if place < len(elements) else ""
