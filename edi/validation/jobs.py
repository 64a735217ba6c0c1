"""Several files, or one large file, on several processes; the result is that of one process.

A large file is cut between members (`parts`). Where a part did not begin in the state in which the one before it ended,
or where two parts have a service or claim id in common, one process reads it all.
"""

from __future__ import annotations

import mmap
import multiprocessing
import os
from array import array
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from edi.claims.register import Register, far_repeats
from edi.diagnostics import Diagnostic
from edi.streams import Spill
from edi.validation.engine import Run
from edi.validation.gather import place_of
from edi.validation.outcome import Outcome
from edi.validation.parts import Beginning, Layout, Part, State, begin, beginning, cut, layout, state_of
from edi.validation.run import Key, Options, Reading, judged_as_provider_file, read_again, rules, validate_source
from edi.x12.reader import read_blocks, read_on
from edi.x12.source import stretch

_LARGE = 4 * 1024 * 1024  # below, starting a process costs more than it saves
_SEED = "PYTHONHASHSEED"


class Done(NamedTuple):
    """What a process tells of a part: its outcome, findings on what is before it, the keys of those on loops above
    claims, hashes of services and ids, and its states at the beginning and the end."""

    outcome: Outcome
    above: list[Diagnostic]
    keys: set[Key]
    hashes: list[array[int]]
    began: State | None
    ended: State | None


def validate_all(sources: Sequence[tuple[Path | bytes, str]], options: Options, jobs: int) -> list[Outcome]:
    """The outcome of each source, in their order."""
    if jobs == 1:
        return [validate_source(source, name, options) for source, name in sources]
    if len(sources) == 1:
        source, name = sources[0]
        together = _in_parts(source, name, options, jobs) if isinstance(source, Path) else None
        return [together or validate_source(source, name, options)]
    with _pool(min(jobs, len(sources))) as pool:
        return list(pool.map(validate_source, *zip(*sources, strict=True), [options] * len(sources)))


@contextmanager
def _pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Workers that hash texts alike, so that parts can be compared: forked where that is possible."""
    if "fork" in multiprocessing.get_all_start_methods():
        rules()  # loaded once, before the fork
        with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("fork")) as pool:
            yield pool
        return
    before = os.environ.get(_SEED)
    os.environ[_SEED] = before or str(hash(_SEED) & 0xFFFFFFFF)  # our own hashes are keyed by chance
    try:
        with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
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
    return read_again(path, name, options, repeated) if repeated else _together(name, options, done)


def _together(name: str, options: Options, done: Sequence[Done]) -> Outcome:
    """One outcome; what two parts say of the loops above their claims is said once."""
    whole = Outcome(name, rules(), guide=Spill() if options.answered else None)
    said: set[Key] = set()
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


def _work(part: Part, name: str, options: Options) -> Done:
    """Read one part."""
    with Path(part.path).open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        written = layout(data)
        before = beginning(written, part.start) if written is not None and part.start else None
        if written is None or (part.start and before is None):
            return Done(Outcome(name, rules()), [], set(), [], None, None)
        reading = Reading(name, options, Register(), before.segments + 1 if before else 0)
        with reading.run() as run:
            began = _begun(run, written, before)
            following = stretch(part.path, part.start, part.end)
            run.read(read_on(following, written.delimiters, before.segments) if before else read_blocks(following))
            ended = None if part.is_last else state_of(run)
            if part.is_last:
                run.end()
            else:
                run.session.summary.segments = run.session.base
    hashes = list(reading.register.hashes())
    return Done(reading.outcome, reading.gathering.above, reading.judge.above, hashes, began, ended)


def _begun(run: Run, written: Layout, before: Beginning | None) -> State | None:
    """The state in which a part begins."""
    if before is None:
        return None
    begin(run, written, before)
    return state_of(run)
