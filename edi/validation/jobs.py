"""Several files, or one large file, on several processes; the result is that of one process.

A large file is cut before an ST. Each part is read as a file of its own: the real envelope headers, a stub
(`ST`, `SE`) for every transaction before it, so that control numbers and counts are checked as in the whole, its own
bytes, and trailers where the real ones are in a later part. What is found in those stand-ins is dropped, positions
are moved. A service or claim id that two parts have in common can only be told by one process: then one reads it all.
"""

from __future__ import annotations

import mmap
import multiprocessing
from array import array
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from msgspec import structs

from edi.diagnostics import Diagnostic
from edi.model.reference import X12Ref
from edi.validation.outcome import Outcome, number_of
from edi.validation.run import Options, rules, validate_source, validate_tracked
from edi.x12.source import PIECE

_LARGE = 4 * 1024 * 1024  # below, starting a process costs more than it saves
_LINE_ENDS = (b"", b"\n", b"\r\n")
_LONGEST_SE = 64


class Part(NamedTuple):
    """A stretch of a file between two STs: what stands in for the rest, and how its positions move."""

    path: str
    head: bytes
    start: int
    end: int
    tail: bytes
    stand_ins: int
    before: int
    transactions: int


def validate_all(sources: Sequence[tuple[Path | bytes, str]], options: Options, jobs: int) -> list[Outcome]:
    """The outcome of each source, in their order."""
    if jobs == 1 or "fork" not in multiprocessing.get_all_start_methods():
        return [validate_source(source, name, options) for source, name in sources]
    if len(sources) == 1:
        source, name = sources[0]
        together = _in_parts(source, name, options, jobs) if isinstance(source, Path) else None
        return [together or validate_source(source, name, options)]
    with _pool(min(jobs, len(sources))) as pool:
        return list(pool.map(validate_source, *zip(*sources, strict=True), [options] * len(sources)))


def _pool(jobs: int) -> ProcessPoolExecutor:
    """Forked workers: they hash texts as this process does, so that parts can be compared."""
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("fork"))


def _in_parts(path: Path, name: str, options: Options, jobs: int) -> Outcome | None:
    """The outcome of a file read in parts; None where one process must read it."""
    parts = cut(path, jobs)
    if len(parts) < 2:
        return None
    rules()  # loaded once, before the fork
    with _pool(len(parts)) as pool:
        done = list(pool.map(_work, parts, [name] * len(parts), [options] * len(parts)))
    if not all(outcome.is_nested for outcome, _ in done):
        return None
    seen = set(done[0][1])
    for _, keys in done[1:]:
        if not seen.isdisjoint(keys):
            return None
        if len(done) > 2:
            seen.update(keys)
    whole = Outcome(name, rules())
    for outcome, _ in done:
        whole.findings += outcome.findings
        whole.guide += outcome.guide
        whole.claims += outcome.claims
        whole.transactions += outcome.transactions
        whole.segments += outcome.segments
        whole.overrides |= outcome.overrides
    return whole


def _work(part: Part, name: str, options: Options) -> tuple[Outcome, array[int]]:
    """One part, its positions as in the whole file; what it has met, to compare with other parts."""
    outcome, keys = validate_tracked(_pieces(part), name, options)
    last = outcome.segments - part.tail.count(part.tail[-1:]) if part.tail else outcome.segments
    by = part.before - part.stand_ins
    findings = [_moved(one, by) for one in outcome.findings if _is_own(number_of(one), part, last)]
    guide = [
        structs.replace(one, segment_no=one.segment_no + by)
        for one in outcome.guide
        if _is_own(one.segment_no, part, last)
    ]
    return (
        replace(
            outcome,
            findings=findings,
            guide=guide,
            segments=last - part.stand_ins,
            transactions=outcome.transactions - part.transactions,
        ),
        array("q", keys),
    )


def _is_own(number: int, part: Part, last: int) -> bool:
    return number >= part.stand_ins + bool(part.before) and (not part.tail or number <= last)


def _moved(finding: Diagnostic, by: int) -> Diagnostic:
    where = finding.where
    if not by or not isinstance(where, X12Ref):
        return finding
    return replace(finding, where=replace(where, segment_no=where.segment_no + by))


def _pieces(part: Part) -> Iterator[bytes]:
    yield part.head
    with Path(part.path).open("rb") as stream:
        stream.seek(part.start)
        left = part.end - part.start
        while left > 0 and (piece := stream.read(min(PIECE, left))):
            left -= len(piece)
            yield piece
    yield part.tail


def cut(path: Path, parts: int) -> list[Part]:
    """The parts of a file that can be cut: regular, one interchange, one group, several transactions."""
    if path.stat().st_size < _LARGE:
        return []
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if data[:3] != b"ISA" or data[3:4] in b"\r\n" or data[105:106] in (b"\r", b"\n"):
            return []
        separator, end = data[3:4], data[105:106]
        if any(data.find(end + line + end) >= 0 for line in _LINE_ENDS):
            return []  # empty segments are not counted, and every position would move
        starts = list(_segments(data, b"ST" + separator, end))
        if len(starts) < 2 or not _has_plain_envelopes(data, starts, separator, end):
            return []
        return list(_parts(str(path), data, starts, parts))


def _has_plain_envelopes(data: mmap.mmap, starts: list[int], separator: bytes, end: bytes) -> bool:
    """ISA and GS with all their elements before the first ST, trailers behind the last, an SE before every other ST
    and as many: only then nothing is open where the file is cut, and no ST is counted that was not seen here."""
    isa, gs, *rest = [*data[: starts[0]].split(end), b""]
    if isa.count(separator) != 16 or not gs.lstrip(b"\r\n").startswith(b"GS" + separator) or gs.count(separator) < 8:
        return False
    inside = [place for name in (b"ISA", b"GS", b"GE", b"IEA") for place in _segments(data, name + separator, end)]
    if b"".join(rest).strip() or sum(place <= starts[-1] for place in inside) != 1:
        return False
    if sum(1 for _ in _segments(data, b"SE" + separator, end)) != len(starts):
        return False
    return all(_follows_se(data, place, separator, end) for place in starts[1:])


def _follows_se(data: mmap.mmap, place: int, separator: bytes, end: bytes) -> bool:
    before = data[max(place - _LONGEST_SE, 0) : place].rstrip(b"\r\n")[:-1].split(end)[-1]
    return before.lstrip(b"\r\n").startswith(b"SE" + separator)


def _segments(data: mmap.mmap, wanted: bytes, end: bytes) -> Iterator[int]:
    """Where a segment begins so, the first segment of the file left out."""
    place = data.find(wanted, 1)
    while place >= 0:
        if data[place - 3 : place].rstrip(b"\r\n")[-1:] == end:
            yield place
        place = data.find(wanted, place + 1)


def _parts(path: str, data: mmap.mmap, starts: list[int], parts: int) -> Iterator[Part]:
    """Stretches of about the same length."""
    separator, end = data[3:4], data[105:106]
    wanted = [len(data) * number // parts for number in range(1, parts)]
    cuts = sorted({min(starts[1:], key=lambda start: abs(start - want)) for want in wanted})
    head = data[: starts[0]]
    gs, isa = head.split(end)[1].split(separator), head.split(separator)
    edges = [0, *cuts, len(data)]
    for start, stop in pairwise(edges):
        earlier = [place for place in starts if place < start]
        stubs = b"".join(_stub(data, place, separator, end) for place in earlier)
        within = sum(1 for place in starts if place < stop)
        tail = b""
        if stop < len(data):
            tail = separator.join((b"GE", b"%d" % within, gs[6])) + end
            tail += separator.join((b"IEA", b"1", isa[13])) + end
        before, stand_ins = (data[:start].count(end), 2 + 2 * len(earlier)) if start else (0, 0)
        yield Part(path, head + stubs if start else b"", start, stop, tail, stand_ins, before, len(earlier))


def _stub(data: mmap.mmap, place: int, separator: bytes, end: bytes) -> bytes:
    """An ST with its own number and nothing in it."""
    segment = data[place : data.find(end, place)]
    number = segment.split(separator)[2] if segment.count(separator) > 1 else b""
    return segment + end + separator.join((b"SE", b"2", number)) + end
