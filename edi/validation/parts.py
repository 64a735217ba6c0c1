"""A large file cut into parts between members, so that each process can begin in the middle.

Whoever begins at a cut reads the loops above it again (envelopes, the transaction's beginning, the billing provider,
the member's HL), each at its own place in the file, and sets the counters to what the bytes before the cut say. That is
only a guess: a file may hold anything there. So each part takes a snapshot (`Run.snapshot`) where it begins and where
it ends, and only where each began as the one before it ended do the parts give the whole (`jobs`).
"""

from __future__ import annotations

import itertools
import mmap
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from edi.guide.session import Before
from edi.validation.engine import Run
from edi.x12.delimiters import ISA_LENGTH, Delimiters, is_regular, read_fixed
from edi.x12.encoding import ASCII, LATIN_1, Decoder, encoding_of
from edi.x12.reader import Block, split_segments

_HEAD = 4096
_FAR = 1 << 20  # bytes that are searched for a place to cut at
_CHUNK = 1 << 20


class Part(NamedTuple):
    """A stretch of a file: from the end of one member's HL (0: the beginning) to the end of another's."""

    path: str
    start: int
    end: int
    is_last: bool
    encoding: str = ASCII


class Layout:
    """How the segments of a regular file are written: what stands before each, the delimiters. None where the file
    does not begin as most do."""

    def __init__(self, data: mmap.mmap, delimiters: Delimiters, encoding: str) -> None:
        self.data = data
        self.delimiters = delimiters
        self.encoding = encoding
        self.end = delimiters.terminator.encode("latin-1")
        after = data[106:108]
        self.gap = b"\r\n" if after == b"\r\n" else b"\n" if after[:1] == b"\n" else b""

    def segment(self, at: int) -> str:
        """The segment that begins there."""
        return Decoder(self.encoding).text(self.data[at : self.data.find(self.end, at)])

    def after(self, at: int) -> int:
        """Where the segment that begins there has ended, terminator included."""
        return self.data.find(self.end, at) + 1

    def segments(self, name: str, start: int, stop: int) -> Iterator[int]:
        """Where segments of that id begin."""
        lead = len(self.end + self.gap)
        wanted = self.end + self.gap + f"{name}{self.delimiters.element}".encode("latin-1")
        place = self.data.find(wanted, max(0, start - lead), stop)
        while place >= 0:
            yield place + lead
            place = self.data.find(wanted, place + 1, stop)

    def last(self, name: str, stop: int) -> int:
        """Where the last segment of that id before a place begins, or -1."""
        lead = self.end + self.gap
        found = self.data.rfind(lead + f"{name}{self.delimiters.element}".encode("latin-1"), 0, stop)
        return found + len(lead) if found >= 0 else -1

    def count(self, start: int, stop: int) -> int:
        """How many segments end in a stretch."""
        return sum(self.data[at : min(at + _CHUNK, stop)].count(self.end) for at in range(start, stop, _CHUNK))

    def block(self, start: int, stop: int) -> Block:
        """The segments of a stretch."""
        text = Decoder(self.encoding).text(self.data[start:stop]).strip("\r\n")
        terminator = self.delimiters.terminator
        return Block(self.delimiters, split_segments(text.removesuffix(terminator), terminator), [])


def layout(data: mmap.mmap, encoding: str) -> Layout | None:
    """The layout of a file, None for one that is to be read in one go."""
    head = data[:_HEAD].decode(LATIN_1)
    delimiters = read_fixed(head)
    if delimiters is None or not is_regular(head) or not head[:ISA_LENGTH].isascii() or delimiters.terminator in "\r\n":
        return None
    return Layout(data, delimiters, encoding)


def cut(path: Path, parts: int) -> list[Part]:
    """Parts of about the same length; a single one where there is no place to cut at."""
    size = path.stat().st_size
    encoding = encoding_of(path)
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        written = layout(data, encoding)
        wanted = [size * number // parts for number in range(1, parts)] if written is not None else []
        places = {_cut_after(written, start, size) for start in wanted} if written is not None else set()
    edges = [0, *sorted(places - {0}), size]
    return [Part(str(path), start, stop, stop == size, encoding) for start, stop in itertools.pairwise(edges)]


def _cut_after(written: Layout, start: int, size: int) -> int:
    """The end of the first HL of a member from there on, 0 where there is none."""
    places = written.segments("HL", start, min(size, start + _FAR))
    return next((written.after(at) for at in places if _level(written, at) == "22"), 0)


def _level(written: Layout, at: int) -> str:
    parts = written.segment(at).split(written.delimiters.element)
    return parts[3] if len(parts) > 3 else ""


class Beginning(NamedTuple):
    """What the bytes before a cut say. `stretches` are read again; all places are in bytes."""

    stretches: list[tuple[int, int]]
    transactions: list[int]
    levels: list[int]
    claims: list[int]
    segments: int


def beginning(written: Layout, start: int) -> Beginning | None:
    """What is before a cut; None where that is not how a file looks."""
    transactions = list(written.segments("ST", 0, start))
    if not transactions or next(written.segments("ISA", 1, start), None) is not None:
        return None
    first = transactions[-1]
    levels = list(written.segments("HL", first, start))
    providers = [place for place, at in enumerate(levels[:-1]) if _level(written, at) == "20"]
    groups = len(list(written.segments("GS", 0, start)))
    if not providers or groups != 1:
        return None
    provider = providers[-1]
    stretches = [
        (0, transactions[0]),
        (first, levels[0]),
        (levels[provider], levels[provider + 1]),
        (levels[-1], start),
    ]
    return Beginning(
        stretches, transactions, levels, list(written.segments("CLM", first, start)), written.count(0, start)
    )


def begin(run: Run, written: Layout, before: Beginning) -> None:
    """Bring a run to the state after a cut, as far as the bytes tell."""
    element = written.delimiters.element
    counted = place = 0
    for start, stop in before.stretches:
        counted += written.count(place, start)
        place = start
        run.skip(counted)
        run.take(written.block(start, stop))

    def elements(places: list[int]) -> list[list[str]]:
        return [written.segment(at).split(element)[1:] for at in places]

    lines, claim, end = 0, "", before.levels[-1]
    last = written.last("CLM", end)  # it may be of an earlier transaction, where only its lines count
    if last >= 0:
        claim = written.segment(last) if last > before.transactions[-1] else ""
        lines = len(list(written.segments("LX", last, end)))
    run.resume(Before(elements(before.transactions), elements(before.levels), lines, claim), len(before.claims))
