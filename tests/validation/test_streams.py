"""Findings and texts that do not fit into memory: the same as if they did, and memory that does not grow with them."""

from __future__ import annotations

import pickle
import tracemalloc
from collections import deque
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import chain, groupby, pairwise
from pathlib import Path

import pytest

from edi import streams
from edi.control_numbers import Counting
from edi.responses.write import acknowledgments
from edi.streams import END, Passing, Spill, Spool
from edi.validation import Options, validate_source
from edi.views.reading import page
from tests.benchmarks.generate import repetitive, varied
from tests.claims.base import RECEIVED

NOW = datetime(2026, 3, 1, 9, 30)  # noqa: DTZ001 - envelopes carry local time
OPTIONS = Options(RECEIVED, answered=True)


@pytest.fixture
def little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred findings and a thousand bytes are much."""
    monkeypatch.setattr(streams, "_HELD", 100)
    monkeypatch.setattr(streams, "_PACK", 30)
    monkeypatch.setattr(streams, "_SHORT", 1000)


def of_types_1_and_2(claims: int) -> str:
    """Every claim with eight of them."""
    text = "".join(repetitive(claims))
    for good, bad in (("DMG*D8*19", "DMG*D8*X"), ("*UN*1", "*ZZ*1"), ("NM1*IL*1", "NM1*IL*7"), ("472*D8", "472*D9")):
        text = text.replace(good, bad)
    return text


def of_types_3_to_7(claims: int) -> str:
    """Every claim with some ten of them."""
    return "".join(varied(claims))


def written(path: Path) -> list[str]:
    """The page of findings and all acknowledgments of a file."""
    outcome = validate_source(path, "f", OPTIONS)
    made = acknowledgments(outcome, path, NOW, Counting(1))
    return ["".join(page([(outcome, path)], False)), *(f"{kind} {''.join(parts)}" for kind, parts in made)]


@pytest.mark.parametrize("make", [of_types_1_and_2, of_types_3_to_7])
def test_the_same_is_written_from_files_without_names(
    make: Callable[[int], str], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    path = tmp_path / "f.837"
    path.write_text(make(120), newline="")
    expected = written(path)
    request.getfixturevalue("little_memory")
    assert written(path) == expected
    assert sum(map(len, expected)) > 100_000


def texts(path: Path) -> Iterator[str]:
    """All that is written of a file."""
    outcome = validate_source(path, "f", OPTIONS)
    return chain(page([(outcome, path)], False), *(p for _, p in acknowledgments(outcome, path, NOW, Counting(1))))


def peak(path: Path) -> int:
    """The most bytes that are held while all is written."""
    made = texts(path)
    tracemalloc.start()
    deque(made, maxlen=0)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


@pytest.mark.usefixtures("little_memory")
@pytest.mark.parametrize("make", [of_types_1_and_2, of_types_3_to_7])
def test_memory_does_not_grow_with_the_findings(make: Callable[[int], str], tmp_path: Path) -> None:
    """Three times the file; names of codes on the page are remembered up to ten thousand."""
    small, large = tmp_path / "100.837", tmp_path / "300.837"
    for path in (small, large):
        path.write_text(make(int(path.stem)), newline="")
    deque(texts(large), maxlen=0)  # fills what is remembered between files
    assert peak(large) < 1.2 * peak(small)  # with the texts kept: 1.24 and 1.62


@pytest.mark.usefixtures("little_memory")
def test_values_are_read_in_their_order_as_often_as_asked() -> None:
    spill: Spill[int] = Spill()
    for start in range(0, 1000, 7):
        spill.extend(range(start, min(start + 7, 1000)))
    one, other = iter(spill), iter(spill)
    assert [next(one) for _ in range(150)] == [next(other) for _ in range(150)]
    assert list(spill) == list(range(1000))
    assert [*range(150), *one] == [*range(150), *other] == list(range(1000))
    again: Spill[int] = pickle.loads(pickle.dumps(spill))
    again.extend([1000])
    whole: Spill[int] = Spill()
    whole.join(again)
    assert list(whole) == list(range(1001))


@pytest.mark.usefixtures("little_memory")
def test_text_is_read_by_place() -> None:
    places = [0]
    texts = ["plain\r\n", "Río \u0410\u043d\u0430", "\udcff a file name that is no text", "x" * 200_000]
    with Spool() as spool:
        for text in texts:
            spool.add(text)
            places.append(spool.length)
        assert "".join(spool.read()) == "".join(texts)
        assert ["".join(spool.read(a, b)) for a, b in pairwise(places)] == texts


def test_stretches_are_taken_one_after_the_other() -> None:
    passing = Passing([1, 1, 2, 5, 9], int)
    assert passing.has_before(2)
    assert list(passing.before(2)) == [1, 1]
    passing.skip(5)
    assert not passing.has_before(5)
    assert list(passing.before(9)) == [5]
    assert list(passing.before(END)) == [9]
    assert list(passing.before(END)) == []


def test_what_is_taken_may_depend_on_what_follows() -> None:
    """A group of `groupby` is gone as soon as the next is asked for."""

    def groups() -> Iterator[list[int]]:
        passing = Passing(groupby([1, 1, 2, 3, 3], int), lambda pair: pair[0])
        yield from (list(group) for _, group in passing.before(3))
        yield from (list(group) for _, group in passing.before(END))

    assert list(groups()) == [[1, 1], [2], [3, 3]]
