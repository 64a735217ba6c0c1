"""The envelope of an answer: sender and receiver of the submitted file change places. Text comes in pieces, so that an
answer may be longer than memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from edi.control_numbers import ControlNumbers
from edi.responses.outline import InterchangeEnvelope, at
from edi.x12.write import COMPONENT, REPETITION, count_segments, segment, x12_date

_QUALIFIERS = ("01", "14", "20", "27", "28", "29", "30", "33", "ZZ")
_KNOWN_USAGE = ("P", "T")


def interchange(
    answered: InterchangeEnvelope, body: Iterable[str], groups: int, now: datetime, number: int
) -> Iterator[str]:
    """ISA to IEA around a body."""
    isa = answered.isa
    usage = at(isa, 15) if at(isa, 15) in _KNOWN_USAGE else "P"
    yield segment(
        "ISA", "00", " " * 10, "00", " " * 10,
        _qualifier(at(isa, 7)), f"{clean(at(isa, 8)):<15.15}", _qualifier(at(isa, 5)), f"{clean(at(isa, 6)):<15.15}",
        now.strftime("%y%m%d"), now.strftime("%H%M"), REPETITION, "00501", f"{number:09}", "0", usage, COMPONENT,
    )  # fmt: skip
    yield from body
    yield segment("IEA", str(groups), f"{number:09}")


def group(
    answered: list[str], functional: str, kind: str, version: str, bodies: Iterable[Iterable[str]], now: datetime,
    numbers: ControlNumbers,
) -> Iterator[str]:  # fmt: skip
    """GS to GE with a transaction of `kind` for each body; `answered` is the GS that is answered."""
    number = str(numbers.group())
    sender, receiver = _party(at(answered, 3)), _party(at(answered, 2))
    day, clock = x12_date(now.date()), now.strftime("%H%M%S")
    yield segment("GS", functional, sender, receiver, day, clock, number, "X", version)
    count = 0
    for body in bodies:
        count += 1
        yield from _transaction(kind, version, body, numbers)
    yield segment("GE", str(count), number)


def _transaction(kind: str, version: str, body: Iterable[str], numbers: ControlNumbers) -> Iterator[str]:
    """ST to SE around a body."""
    number = f"{numbers.transaction():04}"
    count = 2
    yield segment("ST", kind, number, version)
    for part in body:
        count += count_segments(part)
        yield part
    yield segment("SE", str(count), number)


def clean(text: str) -> str:
    """A value of the submitted file as one of ours: our separators and what does not print become spaces."""
    return "".join(
        mark if mark.isascii() and mark.isprintable() and mark not in "*:^~" else " " for mark in text
    ).strip()


def _party(text: str) -> str:
    """GS02 or GS03: two to fifteen characters."""
    found = clean(text)[:15].strip()
    return found if len(found) > 1 else "UNKNOWN"


def _qualifier(text: str) -> str:
    return text if text in _QUALIFIERS else "ZZ"
