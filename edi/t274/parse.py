"""A 274 into provider files: any 004050X109, whatever its order and shape, nothing lost.

The fast validator walks the guide and says where each segment stands; here segments become parts (envelopes, header,
levels) and levels values. What the model does not name stays with its level. A file of a hundred thousand levels is
held once, as its values: rules on provider files compare all of it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias, TypeVar

import msgspec

from edi.guide.findings import Finding, Summary
from edi.guide.parts import Part, Parts
from edi.guide.places import places
from edi.guide.trace import Trace
from edi.model.claim import Transaction
from edi.model.provider_file import Header, Listed, ProviderFile
from edi.t274.build import DEPTHS, LEVEL_CODES, Numbers
from edi.t274.markers import Markers, default_markers
from edi.t274.parse_level import head, level
from edi.t274.tree import Tree
from edi.x12.delimiters import Delimiters
from edi.x12.exchange import reading_values
from edi.x12.literal import translated
from edi.x12.source import Source

GUIDE_FILE = "274.4050.X109.xml"
#: Findings kept on a reading; the count in its summary goes on.
MOST_FINDINGS = 10_000
_Read = TypeVar("_Read", Header, Listed)
_CODE_DEPTHS = {code: DEPTHS[loop] for loop, code in LEVEL_CODES.items()}


class Raw(msgspec.Struct):
    """Segments of no provider file: envelopes, trailers, transactions of other guides. The ST of a 274 is here, too."""

    segments: tuple[str, ...]
    delimiters: Delimiters


class Head(msgspec.Struct):
    """The header of a transaction, from its BHT to the first level."""

    value: Header
    delimiters: Delimiters


class Level(msgspec.Struct):
    """A level: its loop (2000A to 2000E), HL number, its parent's, and whether a deeper level follows."""

    value: Listed
    loop: str
    number: int
    parent: int
    has_child: bool


Event: TypeAlias = Raw | Head | Level


class Parsed(NamedTuple):
    """One provider file of a 274, with its envelopes as they were read."""

    file: ProviderFile
    transaction: Transaction


class Reading:
    """One reading of a file: iterate for its provider files, one a transaction and plan level. `findings` are those of
    SNIP types 1 and 2 that came up so far (the first ten thousand; all of them in a list that is given), `summary` is
    complete at the end."""

    def __init__(self, source: Source, markers: Markers | None = None, findings: list[Finding] | None = None) -> None:
        self._trace = Trace(source)
        self._markers = markers or default_markers()
        self._most = MOST_FINDINGS if findings is None else sys.maxsize
        self.findings: list[Finding] = [] if findings is None else findings
        self.files = 0
        self.levels = 0

    @property
    def summary(self) -> Summary:
        """Counts of the file."""
        return self._trace.summary

    @property
    def encoding(self) -> str:
        """ascii, utf-8 or latin-1, as far as the file was read."""
        return self._trace.encoding

    def __iter__(self) -> Iterator[Parsed]:
        tree = Tree()
        transaction = Transaction()
        parser = _Parser(self._markers)
        for event in self._events(parser):
            if isinstance(event, Level):
                done = tree.add(event.value, DEPTHS[event.loop])
                if done is not None:
                    self.files += 1
                    yield Parsed(done, transaction)
                continue
            done = tree.close()
            if done is not None:
                self.files += 1
                yield Parsed(done, transaction)
            if isinstance(event, Head):
                tree.start(event.value)
                transaction = parser.transaction
        done = tree.close()
        if done is not None:
            self.files += 1
            yield Parsed(done, transaction)

    def events(self) -> Iterator[Event]:
        """Everything of the file, in its order: what a writer needs to write it again."""
        return self._events(_Parser(self._markers))

    def _events(self, parser: _Parser) -> Iterator[Event]:
        parts = Parts()
        for block in self._trace.blocks():
            self.findings += block.findings[: self._most - len(self.findings)]
            for part in parts.block(block):
                yield from self._counted(parser.events(part))
        for part in parts.flushed():
            yield from self._counted(parser.events(part))

    def _counted(self, events: Iterator[Event]) -> Iterator[Event]:
        for event in events:
            self.levels += isinstance(event, Level)
            yield event


def read_274(source: Source, markers: Markers | None = None) -> Reading:
    """Reads a 274 (a path, bytes, or an iterable of byte pieces). `markers` is the receiver's table, by default that of
    `dhcs`. Bad data never raises; an unreadable path raises OSError when the reading starts."""
    return Reading(source, markers)


class _Parser:
    """The running state: envelopes, and the numbers of the open levels."""

    def __init__(self, markers: Markers) -> None:
        self.markers = markers
        self.isa = self.gs = ""
        self.transaction = Transaction()
        self.st_number = 0
        self.numbers = Numbers()

    def events(self, part: Part) -> Iterator[Event]:
        """What a part says."""
        if part.guide_file == GUIDE_FILE and part.kind == "level":
            yield self._level(part)
        elif part.guide_file == GUIDE_FILE and part.kind == "st":
            yield from self._start(part)
        else:
            if part.kind == "isa":
                self.isa = part.texts[0] + part.delimiters.terminator
            elif part.kind == "gs":
                self.gs = part.texts[0]
            yield Raw(tuple(part.texts), part.delimiters)

    def _start(self, part: Part) -> Iterator[Event]:
        """A new transaction: its ST, then its header."""
        self.numbers = Numbers()
        self.st_number = part.first
        self.transaction = Transaction(self.isa, self.gs, tuple(part.texts[:1]))
        yield Raw(tuple(part.texts[:1]), part.delimiters)
        value = head(part.texts[1:], part.nodes[1:], part.guide_file)
        yield Head(_as_read(value, part), part.delimiters)

    def _level(self, part: Part) -> Level:
        loop = places(part.guide_file).loops[part.nodes[0]]
        depth = DEPTHS[loop]
        number = self.numbers.next(depth)
        parent = self.numbers.parent(depth)
        follows = part.following.split("*")
        deeper = follows[0] == "HL" and len(follows) > 3 and _CODE_DEPTHS.get(follows[3], 0) > depth
        at = part.first, part.first - self.st_number + 1
        value = level(part, loop, number, parent, has_child=deeper, at=at, markers=self.markers)
        return Level(_as_read(value, part), loop, number, parent, deeper)


def _as_read(value: _Read, part: Part) -> _Read:
    """A value with the characters of its file."""
    return translated(value, reading_values(part.delimiters)) if part.is_exchanged else value
