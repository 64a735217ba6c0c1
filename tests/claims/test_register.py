"""Repeats are found however far apart they are, and whatever the register keeps at hand."""

from __future__ import annotations

import pytest

from edi.claims import register as module
from edi.claims.register import Register, far_repeats
from edi.validation import Options, validate_source
from tests.benchmarks.generate import repetitive
from tests.claims.base import RECEIVED


def test_what_is_far_apart_is_told_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_RECENT", 10)
    register = Register()
    assert [register.met(value, f"C{value}") for value in [*range(100), 99, 3]] == [*[None] * 100, "C99", None]
    assert not register.is_complete
    assert far_repeats([register.hashes()]) == {3}
    again = Register({3})
    assert [again.met(value, f"C{value}") for value in [*range(100), 3]] == [*[None] * 100, "C3"]


def test_what_stands_in_a_file_is_compared_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_RECENT", 10)
    monkeypatch.setattr(module, "_HELD", 70)
    register = Register()
    for value in [*range(-1000, 1000), 5, -7, *range(2000, 2030)]:
        register.met(value, "C")
    shelves = register.hashes()
    assert far_repeats([shelves]) == {5, -7}
    assert sorted(value for shelf in shelves for value in shelf) == sorted(
        [*range(-1000, 1000), 5, -7, *range(2000, 2030)]
    )
    assert far_repeats([shelves, list(shelves)]) == {*range(-1000, 1000), *range(2000, 2030)}


def test_findings_do_not_hang_on_what_is_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "".join(repetitive(120)).replace("300H00000110", "300H00000003").replace("9000110A", "9000003A")
    whole = list(validate_source(text.encode(), "f", Options(RECEIVED)).findings)
    assert {one.code for one in whole} == {"X7002"}
    monkeypatch.setattr(module, "_RECENT", 20)
    assert list(validate_source(text.encode(), "f", Options(RECEIVED)).findings) == whole
    pieces = (text[at : at + 999].encode() for at in range(0, len(text), 999))
    assert list(validate_source(pieces, "f", Options(RECEIVED)).findings) == whole
