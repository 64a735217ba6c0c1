"""Several files, or one large file, on several processes; the result is that of one process.

A large file is cut between members (`parts`). Where a part did not begin in the state in which the one before it ended,
or where two parts have a service or claim id in common, one process reads it all.
"""

from __future__ import annotations

import mmap
import os
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from edi.claims.register import Register, far_repeats
from edi.diagnostics import Diagnostic
from edi.guide.findings import Summary
from edi.streams import Spill
from edi.validation.checked import checked
from edi.validation.engine import Run
from edi.validation.gather import place_of
from edi.validation.judge import Key
from edi.validation.outcome import Outcome
from edi.validation.parts import Beginning, Layout, Part, begin, beginning, cut, layout
from edi.validation.run import (
    Noted,
    Options,
    Reading,
    judged_as_provider_file,
    read_again,
    read_compared,
    rules,
    validate_noting,
    validate_source,
)
from edi.x12.reader import read_blocks, read_on
from edi.x12.source import stretch
from mappings.own import use, used

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

_LARGE = 4 * 1024 * 1024  # below, starting a process costs more than it saves
_SEED = "PYTHONHASHSEED"


#: All that decides how a reading goes on.
Snapshot: TypeAlias = tuple[Any, ...]


class Done(NamedTuple):
    """What a process tells of a part: its outcome, findings on what is before it, the keys of those on loops above
    claims, hashes of services and ids, snapshots of its beginning and its end, its counts, and the receivers that
    were asked."""

    outcome: Outcome
    above: list[Diagnostic]
    keys: set[Key]
    hashes: list[array[int]]
    began: Snapshot | None
    ended: Snapshot | None
    summary: Summary = Summary()
    receivers: frozenset[str] = frozenset()


def validate_all(sources: Sequence[tuple[Path | bytes, str]], options: Options, jobs: int) -> list[Outcome]:
    """The outcome of each source, in their order. What a file repeats of one before it is found, too."""
    if len(sources) == 1 and jobs == 1:
        return [validate_source(source, name, options) for source, name in sources]
    if len(sources) == 1:
        source, name = sources[0]
        together = _in_parts(source, name, options, jobs) if isinstance(source, Path) else None
        return [together or validate_source(source, name, options)]
    if jobs == 1:
        noted = [validate_noting(source, name, options) for source, name in sources]
    else:
        with _pool(min(jobs, len(sources))) as pool:
            arguments = zip(*sources, strict=True)
            noted = list(pool.map(_noting, *arguments, [options] * len(sources)))
    return _compared(sources, options, noted)


def _noting(source: Path | bytes, name: str, options: Options) -> Noted:
    """As `validate_noting`, in another process: its hashes come back as they are held in memory."""
    noted = validate_noting(source, name, options)
    return noted._replace(hashes=None if noted.hashes is None else list(noted.hashes))


def _compared(sources: Sequence[tuple[Path | bytes, str]], options: Options, noted: Sequence[Noted]) -> list[Outcome]:
    """The outcomes; files that have services or claim ids in common are read once more, in their order, and each is
    then held against those before it."""
    shared = far_repeats([one.hashes for one in noted if one.hashes is not None])
    wanted = shared.union(*(one.repeated for one in noted))
    register = Register(wanted)
    outcomes = []
    for (source, name), one in zip(sources, noted, strict=True):
        has_shared = bool(shared) and any(not shared.isdisjoint(shelf) for shelf in one.hashes or ())
        outcome = read_compared(source, name, options, register) if has_shared else one.outcome
        outcome.checked = outcome.checked._replace(compared=len(sources))
        outcomes.append(outcome)
    return outcomes


@contextmanager
def _pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Workers that hash texts alike, so that parts can be compared: forked where that is possible."""
    import multiprocessing  # both are slow to import, and most runs have one process
    from concurrent.futures import ProcessPoolExecutor

    same: dict[str, Any] = {"initializer": use, "initargs": (used(),)}  # with the plan's own mappings
    if "fork" in multiprocessing.get_all_start_methods():
        rules()  # loaded once, before the fork
        with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("fork"), **same) as pool:
            yield pool
        return
    before = os.environ.get(_SEED)
    os.environ[_SEED] = before or str(hash(_SEED) & 0xFFFFFFFF)  # our own hashes are keyed by chance
    try:
        with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"), **same) as pool:
            yield pool
    finally:
        if before is None:
            del os.environ[_SEED]


def _in_parts(path: Path, name: str, options: Options, jobs: int) -> Outcome | None:
    """The outcome of a file read in parts; None where one process must read it."""
    if path.stat().st_size < _LARGE or judged_as_provider_file(path, options):
        return None
    parts = cut(path, jobs)
    if len(parts) < 2:
        return None
    with _pool(len(parts)) as pool:
        done = list(pool.map(_work, parts, [name] * len(parts), [options] * len(parts)))
    if any(one.ended is None or one.ended != other.began for one, other in pairwise(done)):
        return None
    repeated = far_repeats([one.hashes for one in done])
    return read_again(path, name, options, repeated) if repeated else _together(name, options, done, parts[0].encoding)


def _together(name: str, options: Options, done: Sequence[Done], encoding: str) -> Outcome:
    """One outcome; what two parts say of the loops above their claims is said once."""
    whole = Outcome(name, rules(), guide=Spill() if options.answered else None)
    said: set[Key] = set()
    whole.checked = checked(
        _summed(one.summary for one in done), options.limits, frozenset().union(*(one.receivers for one in done)),
        encoding,
    )  # fmt: skip
    for outcome, above, keys, *_ in done:
        for finding in above:
            if (finding.code, *place_of(finding)) not in said:
                whole.findings.insert(finding)
        said |= keys
        whole.findings.join(outcome.findings)
        if whole.guide is not None and outcome.guide is not None:
            whole.guide.join(outcome.guide)
        whole.claims += outcome.claims
        whole.transactions += outcome.transactions
        whole.segments = max(whole.segments, outcome.segments)
        whole.overrides |= outcome.overrides
    return whole


def _summed(summaries: Iterable[Summary]) -> Summary:
    """The transactions of all parts."""
    whole = Summary()
    for one in summaries:
        for counts, more in ((whole.guides, one.guides), (whole.passed_over, one.passed_over)):
            for name, count in more.items():
                counts[name] = counts.get(name, 0) + count
    return whole


def _work(part: Part, name: str, options: Options) -> Done:
    """Read one part."""
    with Path(part.path).open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        written = layout(data, part.encoding)
        before = beginning(written, part.start) if written is not None and part.start else None
        if written is None or (part.start and before is None):
            return Done(Outcome(name, rules()), [], set(), [], None, None)
        reading = Reading(name, options, Register(), before.segments + 1 if before else 0)
        with reading.run() as run:
            began = _begun(run, written, before)
            following = stretch(part.path, part.start, part.end)
            if before:
                run.read(read_on(following, written.delimiters, before.segments, part.encoding))
            else:
                run.read(read_blocks(following, encoding=part.encoding))
            ended = None if part.is_last else run.snapshot()
            if part.is_last:
                run.end()
            else:
                run.pause()
    hashes = list(reading.register.hashes())
    return Done(
        reading.outcome, reading.gathering.above, reading.judge.above, hashes, began, ended,
        reading.summary, frozenset(reading.judge.receivers),
    )  # fmt: skip


def _begun(run: Run, written: Layout, before: Beginning | None) -> Snapshot | None:
    """The snapshot with which a part begins."""
    if before is None:
        return None
    begin(run, written, before)
    return run.snapshot()
