"""A short run over damaged workbooks, and what the run notices: `python -m tests.fuzz workbooks` is the long one."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable

import pytest

from tests.fuzz import workbooks


def test_a_short_run() -> None:
    assert list(workbooks.faults(25, seed=7)) == []


def test_a_case_is_the_same_each_time() -> None:
    originals = workbooks.bases()
    assert [workbooks.case(originals, 1, number) for number in range(20)] == [
        workbooks.case(originals, 1, number) for number in range(20)
    ]


FAULTY: dict[str, tuple[Callable[[], object], str]] = {
    "an exception": (lambda: {}["x"], "KeyError"),
    "a sudden end": (lambda: os.kill(os.getpid(), signal.SIGKILL), "ended by signal -9"),
    "a hang": (lambda: time.sleep(30), "ended by signal -14"),
    "too much memory": (lambda: bytearray(workbooks.MEMORY), "MemoryError"),
    "a word of a library's": (lambda: os.write(2, b"thread panicked"), "printed 'thread panicked"),
    "our own exit": (lambda: sys.exit(3), "ended by signal 0"),
}


@pytest.mark.parametrize("name", FAULTY)
def test_what_goes_wrong_is_noticed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    happens, told = FAULTY[name]
    monkeypatch.setattr(workbooks, "SECONDS", 1)
    monkeypatch.setattr(workbooks, "bases", lambda: {"a.csv": b"a,b\n1,2\n"})
    monkeypatch.setattr(workbooks, "translated", lambda *_: happens())
    found = list(workbooks.faults(2, seed=1))
    assert found
    assert all(fault.startswith(told) for _, _, fault in found)
