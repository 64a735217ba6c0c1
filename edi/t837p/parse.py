"""An 837P into claims, one at a time: any 837P 5010, whatever its order and shape, nothing lost, memory flat.

The fast validator walks the guide and says where each segment stands; here segments become parts (envelopes, levels,
claims) and parts values. What the model does not name stays with its part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

import msgspec

from edi.guide.findings import Finding, Summary
from edi.guide.parts import Part, Parts
from edi.guide.places import places
from edi.guide.trace import Trace
from edi.model.claim import Claim, Transaction
from edi.model.encounter import Address, Member, Patient, Provider
from edi.t837p import parse_claim, parse_level
from edi.t837p.parse_shape import shape
from edi.x12.delimiters import Delimiters
from edi.x12.exchange import reading_values
from edi.x12.literal import OF_LEVELS, translated
from edi.x12.source import Source

#: Findings kept on a reading; the count in its summary goes on.
MOST_FINDINGS = 10_000


class Raw(msgspec.Struct):
    """Segments that are no claim and no level: envelopes, headers, trailers, transactions of other guides."""

    segments: tuple[str, ...]
    delimiters: Delimiters


class Level(msgspec.Struct):
    """A billing provider, subscriber or patient level, with its parent's number."""

    value: Provider | Member | Patient
    number: int
    parent: int


Event: TypeAlias = Raw | Level | Claim


class Segments(NamedTuple):
    """The segments of an event with our separators, their positions in the guide (`OUTSIDE`: not expected), the guide's
    file, and the number in the file of the first."""

    texts: Sequence[str]
    nodes: Sequence[int]
    guide_file: str
    first: int


class Reading:
    """One reading of a file: iterate for its claims. `findings` are those of SNIP types 1 and 2 that came up so far
    (the first ten thousand), unknown and misplaced segments among them; `claims` counts what was given, `summary` is
    complete at the end."""

    def __init__(self, source: Source) -> None:
        self._trace = Trace(source)
        self._parser = _Parser()
        self.findings: list[Finding] = []
        self.claims = 0

    @property
    def summary(self) -> Summary:
        """Counts of the file."""
        return self._trace.summary

    @property
    def encoding(self) -> str:
        """ascii, utf-8 or latin-1, as far as the file was read."""
        return self._trace.encoding

    @property
    def segments(self) -> Segments:
        """The segments of the event that was given last."""
        return self._parser.taken

    def __iter__(self) -> Iterator[Claim]:
        for event in self.events():
            if isinstance(event, Claim):
                yield event

    def events(self) -> Iterator[Event]:
        """Everything of the file, in its order: what a writer needs to write it again."""
        parser = self._parser = _Parser()
        parts = Parts()
        for block in self._trace.blocks():
            self.findings += block.findings[: MOST_FINDINGS - len(self.findings)]
            for part in parts.block(block):
                event = parser.event(part)
                self.claims += isinstance(event, Claim)
                yield event
        for part in parts.flushed():
            yield parser.event(part)


def read_837p(source: Source) -> Reading:
    """Reads an 837P (a path, bytes, or an iterable of byte pieces) claim by claim. Bad data never raises; an unreadable
    path raises OSError when the reading starts."""
    return Reading(source)


class _Parser:
    """The running state: the part being collected, and what the parts before it said."""

    def __init__(self) -> None:
        self.st_number = 0
        self.isa = self.gs = ""
        self.transaction = Transaction()
        self.above = parse_claim.Above()
        self.above.member = _nobody()
        self.level = 0
        self.levels = [0, 0, 0]
        self.taken = Segments((), (), "", 0)

    def event(self, part: Part) -> Event:
        """What a part says."""
        texts, nodes, kind = part.texts, part.nodes, part.kind
        self.taken = Segments(texts, nodes, part.guide_file, part.first)
        is_837p = "837.5010.X222" in part.guide_file
        if is_837p and kind == "claim":
            return self._claim(part)
        if is_837p and kind == "level":
            return self._level(part)
        if kind == "isa":
            self.isa = texts[0] + part.delimiters.terminator
        elif kind == "gs":
            self.gs = texts[0]
        elif kind == "st":
            self._start(texts)
        return Raw(tuple(texts), part.delimiters)

    def _start(self, texts: Sequence[str]) -> None:
        """A new transaction: levels begin anew."""
        self.transaction = Transaction(self.isa, self.gs, tuple(texts))
        self.st_number = self.taken.first
        self.level = 0
        self.levels = [0, 0, 0]
        self.above = parse_claim.Above()
        self.above.member = _nobody()
        sender = self.transaction.sender_id
        submitter = self.transaction.submitter_id
        if submitter and sender.startswith(submitter):
            self.above.plan_code = sender[len(submitter) :]

    def _claim(self, part: Part) -> Claim:
        outline = shape(tuple(part.nodes), self.taken.guide_file)
        encounter = parse_claim.claim(part.texts, outline, self.above)
        if part.is_exchanged:
            encounter = translated(encounter, reading_values(part.delimiters), OF_LEVELS)
        first = self.taken.first
        lines = tuple([first + low for low, _, _ in outline.lines])
        levels = (self.levels[0], self.levels[1], self.levels[2])
        return Claim(encounter, self.transaction, first, first - self.st_number + 1, lines, levels)

    def _level(self, part: Part) -> Level:
        texts, nodes = part.texts, part.nodes
        table = reading_values(part.delimiters) if part.is_exchanged else {}
        self.level += 1
        file = self.taken.guide_file
        code = places(file).loops[nodes[0]]
        value: Provider | Member | Patient
        if code == "2000A":
            parent = 0
            self.levels = [self.level, 0, 0]
            value = self.above.billing = translated(parse_level.billing(texts, nodes, file, self.level), table)
        elif code == "2000B":
            parent = self.levels[0]
            self.levels[1:] = [self.level, 0]
            member = parse_level.subscriber(texts, nodes, file, self.level, parent)
            value = self.above.member = translated(member, table)
            self.above.patient = None
        else:
            parent = self.levels[1]
            self.levels[2] = self.level
            patient = parse_level.patient(texts, nodes, file, self.level, parent)
            value = self.above.patient = translated(patient, table)
        return Level(value, self.level, parent)


def _nobody() -> Member:
    """The subscriber of a claim that stands below no level."""
    from datetime import date

    return Member("", "", "", date.min, "", Address())
