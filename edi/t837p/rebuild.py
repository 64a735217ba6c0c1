"""A file that was read, written again from the model: what `roundtrip` compares with the original."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from edi.model.claim import Claim
from edi.model.encounter import Member, Provider
from edi.t837p.build import billing_level, claim, subscriber_level
from edi.t837p.build_parts import patient_level
from edi.t837p.parse import Event, Level
from edi.t837p.parse_claim import AS_READ
from edi.x12.delimiters import Delimiters
from edi.x12.exchange import after, escaping, finished
from edi.x12.literal import OF_LEVELS, translated
from edi.x12.write import END


def rebuild(events: Iterable[Event], line_break: str = "\n") -> Iterator[str]:
    """Text of a file from the events of its reading, with its own separators. `line_break` stands after each
    terminator."""
    delimiters = Delimiters("*", ":", "~", "^", "00501")
    for event in events:
        if isinstance(event, Claim):
            encounter = translated(event.encounter, escaping(delimiters), OF_LEVELS)
            yield finished(claim(encounter, AS_READ), delimiters, line_break)
        elif isinstance(event, Level):
            escaped = replace(event, value=translated(event.value, escaping(delimiters)))
            yield finished(level(escaped), delimiters, line_break)
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
