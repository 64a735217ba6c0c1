"""An 837P into claims, one at a time: any 837P 5010, whatever its order and shape, nothing lost, memory flat.

The fast validator walks the guide and says where each segment stands; here segments become parts (envelopes, levels,
claims) and parts values. What the model does not name stays with its part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

import msgspec

from edi.guide.findings import Finding, Summary
from edi.guide.trace import Trace, Traced
from edi.model.claim import Claim, Transaction
from edi.model.encounter import Address, Member, Patient, Provider
from edi.t837p import parse_claim, parse_level
from edi.t837p.parse_shape import OUTSIDE, Places, places, shape
from edi.x12.delimiters import Delimiters
from edi.x12.source import Source

#: Findings kept on a reading; the count in its summary goes on.
MOST_FINDINGS = 10_000
#: Segments of an unknown guide handed on at once.
_RAW_PIECE = 1000
_OURS = "*:~^"


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
        for block in self._trace.blocks():
            self.findings += block.findings[: MOST_FINDINGS - len(self.findings)]
            for event in parser.block(block):
                self.claims += isinstance(event, Claim)
                yield event
        yield from parser.flushed()


def read_837p(source: Source) -> Reading:
    """Reads an 837P (a path, bytes, or an iterable of byte pieces) claim by claim. Bad data never raises; an unreadable
    path raises OSError when the reading starts."""
    return Reading(source)


class _Parser:
    """The running state: the part being collected, and what the parts before it said."""

    def __init__(self) -> None:
        self.delimiters = Delimiters("*", ":", "~", "^", "00501")
        self.table: Any = None
        self.known: Places = places("x12.control.00501.xml")
        self.heads: list[str] = []
        self.file = ""
        self.texts: list[str] = []
        self.nodes: list[int] = []
        self.kind = ""
        self.first = 0
        self.number = 0
        self.st_number = 0
        self.isa = self.gs = ""
        self.transaction = Transaction()
        self.above = parse_claim.Above()
        self.above.member = _nobody()
        self.level = 0
        self.levels = [0, 0, 0]
        self.taken = Segments((), (), "", 0)

    def block(self, block: Traced) -> Iterator[Event]:
        """The parts that end in a block."""
        if block.segments and block.delimiters != self.delimiters:
            yield from self.flushed()
            self.delimiters, self.first = block.delimiters, self.number + 1
        segments = _as_ours(block)
        # Hot: half of what parsing costs beyond the guide's walk goes through here, so that names are local.
        texts, nodes, heads, breaks, table = self.texts, self.nodes, self.heads, self.known.breaks, self.table
        number, is_claim = self.number, self.kind == "claim"
        for text, state in zip(segments, block.states, strict=True):
            if state.table is not table:
                yield from self.flushed()
                self._turn_to(state.table)
                self.first, is_claim = number + 1, False
                texts, nodes, heads, breaks, table = self.texts, self.nodes, self.heads, self.known.breaks, self.table
            node = state.node
            if not text.startswith(heads[node]):
                if not text:
                    continue
                node = self._odd(text, node)
            number += 1
            if node >= 0 and breaks[node]:
                if texts:
                    yield self._part()
                    texts, nodes = self.texts, self.nodes
                self.kind = breaks[node]
                is_claim = self.kind == "claim"
                self.first = number
            texts.append(text)
            nodes.append(node)
            if not is_claim and len(texts) >= _RAW_PIECE:
                yield from self.flushed()
                texts, nodes, self.first = self.texts, self.nodes, number + 1
        self.number = number

    def flushed(self) -> Iterator[Event]:
        """The part that is still open."""
        if self.texts:
            yield self._part()

    def _turn_to(self, table: Any) -> None:
        self.table = table
        self.file = table.guide.file
        self.known = places(self.file)
        self.heads = [f"{name}*" if name != "ISA" else name for name in self.known.ids]

    def _odd(self, text: str, node: int) -> int:
        """The position of a segment whose id is not written as it should be, or `OUTSIDE`."""
        name = text.lstrip().partition("*")[0].upper()
        return node if node and name == self.known.ids[node] else OUTSIDE

    def _part(self) -> Event:
        """The part that ends here."""
        texts, nodes, kind = self.texts, self.nodes, self.kind
        self.texts, self.nodes, self.kind = [], [], "more"
        self.taken = Segments(texts, nodes, self.file, self.first)
        if self.known.is_837p and kind == "claim":
            return self._claim(texts, nodes)
        if self.known.is_837p and kind == "level":
            return self._level(texts, nodes)
        if kind == "isa":
            self.isa = texts[0] + self.delimiters.terminator
        elif kind == "gs":
            self.gs = texts[0]
        elif kind == "st":
            self._start(texts)
        return Raw(tuple(texts), self.delimiters)

    def _start(self, texts: list[str]) -> None:
        """A new transaction: levels begin anew."""
        self.transaction = Transaction(self.isa, self.gs, tuple(texts))
        self.st_number = self.first
        self.level = 0
        self.levels = [0, 0, 0]
        self.above = parse_claim.Above()
        self.above.member = _nobody()
        sender = self.isa[35:50].strip()
        submitter = self.transaction.submitter_id
        if submitter and sender.startswith(submitter):
            self.above.plan_code = sender[len(submitter) :]

    def _claim(self, texts: list[str], nodes: list[int]) -> Claim:
        outline = shape(tuple(nodes), self.file)
        encounter = parse_claim.claim(texts, outline, self.above)
        first = self.first
        lines = tuple([first + low for low, _, _ in outline.lines])
        levels = (self.levels[0], self.levels[1], self.levels[2])
        return Claim(encounter, self.transaction, first, first - self.st_number + 1, lines, levels)

    def _level(self, texts: list[str], nodes: list[int]) -> Level:
        self.level += 1
        code = self.known.loops[nodes[0]]
        value: Provider | Member | Patient
        if code == "2000A":
            parent = 0
            self.levels = [self.level, 0, 0]
            value = self.above.billing = parse_level.billing(texts, nodes, self.file, self.level)
        elif code == "2000B":
            parent = self.levels[0]
            self.levels[1:] = [self.level, 0]
            value = self.above.member = parse_level.subscriber(texts, nodes, self.file, self.level, parent)
            self.above.patient = None
        else:
            parent = self.levels[1]
            self.levels[2] = self.level
            value = self.above.patient = parse_level.patient(texts, nodes, self.file, self.level, parent)
        return Level(value, self.level, parent)


def _nobody() -> Member:
    """The subscriber of a claim that stands below no level."""
    from datetime import date

    return Member("", "", "", date.min, "", Address())


def _as_ours(block: Traced) -> list[str]:
    """The segments with our separators; characters of values that are ours change places with theirs."""
    table = exchange(block.delimiters)
    if not table:
        return block.segments
    return [text if text[:3] == "ISA" else text.translate(table) for text in block.segments]


@lru_cache(maxsize=64)
def exchange(delimiters: Delimiters, *, back: bool = False) -> dict[int, int]:
    """The table that puts our separators in the place of a file's, or `back`; empty where they are the same. No two
    characters become one: what stood for ours in the file becomes what is no separator any more."""
    theirs = (delimiters.element, delimiters.component, delimiters.terminator, delimiters.repetition or "^")
    pairs: dict[str, str] = {}
    for one, other in zip(theirs, _OURS, strict=True):
        pairs.setdefault(one, other)
    taken = [other for other in pairs.values() if other not in pairs]
    pairs.update(zip(taken, [one for one in pairs if one not in pairs.values()], strict=True))
    different = [(ord(one), ord(other)) for one, other in pairs.items() if one != other]
    return {other: one for one, other in different} if back else dict(different)
