"""Reads an 837P into the model, writes it from the model, and compares segment by segment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from edi.guide.differences import Outcome, differences
from edi.t837p.parse import Reading
from edi.t837p.rebuild import rebuild
from edi.x12.source import Source


class Roundtrip(NamedTuple):
    """The differences of a file, and the claims that were read."""

    outcome: Outcome
    claims: int


def roundtrip(source: Source) -> Roundtrip:
    """Compares a file with what is written of it. `source` is read several times: a path, or bytes."""
    readings: list[Reading] = []

    def written(line_break: str) -> Iterator[str]:
        readings.append(Reading(source))
        return rebuild(readings[-1].events(), line_break)

    outcome = differences(source, written)
    return Roundtrip(outcome, readings[0].claims)
