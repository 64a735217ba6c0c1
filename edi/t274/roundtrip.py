"""Reads a 274 into the model, writes it from the model, and compares segment by segment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from edi.guide.differences import Outcome, differences
from edi.t274.build import header, level
from edi.t274.markers import Markers, default_markers
from edi.t274.parse import Event, Head, Level, Reading
from edi.x12.delimiters import Delimiters
from edi.x12.exchange import after, escaping, finished
from edi.x12.literal import translated
from edi.x12.source import Source
from edi.x12.write import END


class Roundtrip(NamedTuple):
    """The differences of a file, and the levels that were read."""

    outcome: Outcome
    levels: int


def roundtrip(source: Source, markers: Markers | None = None) -> Roundtrip:
    """Compares a file with what is written of it. `source` is read several times: a path, or bytes."""
    readings: list[Reading] = []

    def written(line_break: str) -> Iterator[str]:
        readings.append(Reading(source, markers))
        return rebuild(readings[-1].events(), line_break, markers)

    outcome = differences(source, written)
    return Roundtrip(outcome, readings[0].levels)


def rebuild(events: Iterable[Event], line_break: str = "\n", markers: Markers | None = None) -> Iterator[str]:
    """Text of a file from the events of its reading, with its own separators. `line_break` stands after each
    terminator."""
    delimiters = Delimiters("*", ":", "~", "^", "00405")
    table = markers or default_markers()
    for event in events:
        if isinstance(event, Level):
            value = translated(event.value, escaping(delimiters))
            text = level(value, event.loop, event.number, event.parent, has_child=event.has_child, markers=table)
            yield finished(text, delimiters, line_break)
        elif isinstance(event, Head):
            yield finished(header(translated(event.value, escaping(delimiters))), delimiters, line_break)
        else:
            delimiters = event.delimiters
            for text in event.segments:
                if text[:3] == "ISA":  # as it was read: its separators say what the others are
                    yield text + after(delimiters, line_break)
                else:
                    yield finished(text + END, delimiters, line_break)
