"""A file that was read, written again from the model: what `roundtrip` compares with the original."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.model.claim import Claim
from edi.model.encounter import Member, Provider
from edi.t837p.build import billing_level, claim, subscriber_level
from edi.t837p.build_parts import patient_level
from edi.t837p.parse import Event, Level, exchange
from edi.t837p.parse_claim import AS_READ
from edi.x12.delimiters import Delimiters
from edi.x12.write import END, TERMINATOR


def rebuild(events: Iterable[Event], line_break: str = "\n") -> Iterator[str]:
    """Text of a file from the events of its reading, with its own separators. `line_break` stands after each
    terminator."""
    delimiters = Delimiters("*", ":", "~", "^", "00501")
    for event in events:
        if isinstance(event, Claim):
            yield finished(claim(event.encounter, AS_READ), delimiters, line_break)
        elif isinstance(event, Level):
            yield finished(level(event), delimiters, line_break)
        else:
            delimiters = event.delimiters
            for text in event.segments:
                if text[:3] == "ISA":  # as it was read: its separators say what the others are
                    yield text + after(delimiters, line_break)
                else:
                    yield finished(text + END, delimiters, line_break)


def level(event: Level) -> str:
    """A level with its own number."""
    if isinstance(event.value, Provider):
        return billing_level(event.value, event.number)
    if isinstance(event.value, Member):
        return subscriber_level(event.value, AS_READ, event.number, event.parent)
    return patient_level(event.value, event.number, event.parent)


def finished(text: str, delimiters: Delimiters, line_break: str) -> str:
    """Text of this package with the separators and line breaks of a file."""
    if line_break != "\n" or delimiters.terminator != TERMINATOR:
        text = text.replace(END, TERMINATOR + ("" if delimiters.terminator in "\r\n" else line_break))
    table = exchange(delimiters, back=True)
    return text.translate(table) if table else text


def after(delimiters: Delimiters, line_break: str) -> str:
    """The end of a segment."""
    return delimiters.terminator + ("" if delimiters.terminator in "\r\n" else line_break)
