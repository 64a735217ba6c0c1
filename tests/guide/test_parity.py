"""Exact mode against pyx12 itself: every file of the corpus, every engine-answered mutant, verdict and
findings."""

from __future__ import annotations

from pathlib import Path

import pytest

from edi.guide.pyx12_engine import run_pyx12
from edi.guide.validate import validate
from tests.benchmarks.generate import repetitive, varied
from tests.guide.mutants import REPOSITORY, corpus_files, exact_rows, oracle_rows, seeded_mutants

FILES = corpus_files()
CORPUS = pytest.mark.skipif(not FILES, reason="the corpus of sample files is not here")
LARGEST_FOR_MUTANTS = 12_000
PORTIONS = 6
MUTANTS_A_PORTION = 100


def assert_same(data: bytes, name: str) -> bool:
    """Compare where pyx12 answers; returns whether it did. Product mode must at least not raise."""
    list(validate(data))
    result = run_pyx12(data)
    ours = exact_rows(data)
    if result.failure:
        return False
    theirs = oracle_rows(result)
    assert ours[1] == theirs[1], name
    assert ours[0] == theirs[0], name
    return True


@CORPUS
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_corpus(path: Path) -> None:
    if not assert_same(path.read_bytes(), path.name):
        pytest.skip("pyx12 gives up on this file")


@CORPUS
@pytest.mark.parametrize("portion", range(PORTIONS))
def test_mutants(portion: int) -> None:
    files = [path for path in FILES if path.stat().st_size < LARGEST_FOR_MUTANTS]
    bases = [path for path in files if not run_pyx12(path).failure][portion::PORTIONS]
    assert bases
    mutants = seeded_mutants(bases, MUTANTS_A_PORTION, 10_000 * portion)
    answered = sum(assert_same(data, name) for name, data in mutants)
    assert answered > MUTANTS_A_PORTION // 2


@pytest.mark.parametrize("make", [repetitive, varied])
def test_generated_files_and_their_mutants(make, tmp_path: Path) -> None:
    """Enough claims for the accept patterns to be compiled, so that these are held to parity, too."""
    path = tmp_path / "generated.837"
    path.write_text("".join(make(40)))
    assert exact_rows(path.read_bytes()) == (True, [])
    for name, data in seeded_mutants([path], 12, 5):
        assert_same(data, name)


def test_repository_samples() -> None:
    for path in sorted((REPOSITORY / "samples").rglob("*.837")):
        assert_same(path.read_bytes(), path.name)


def test_large_limits_are_counted_beside_the_state() -> None:
    """51 lines of a claim, 101 claims of a subscriber: over the limits that are no part of the states."""
    one = "".join(repetitive(1))
    head, _, rest = one.partition("LX*1~\n")
    line, _, tail = rest.partition("LX*2~\n")
    many = "".join(f"LX*{number}~\n{line}" for number in range(1, 54))
    trailer = tail[tail.index("SE*") :]
    assert_same((head + many + trailer).encode(), "53 lines")
    before, claim = head[: head.index("CLM*")], head[head.index("CLM*") :] + "LX*1~\n" + line
    assert_same((before + claim * 103 + trailer).encode(), "103 claims")
