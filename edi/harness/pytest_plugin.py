"""pytest plug-in: every pair as an argument of your tests, and a payer that answers.

A test that takes `x12_pair` runs once for each pair; one that takes `x12_payer` gets a function from a file to its
answers. The suite is built when it is first asked for, or read where `--x12-suite` names one.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from edi.harness.expected import Expected

_PAIR = "x12_pair"
_PAIRS = pytest.StashKey[list["X12Pair"]]()


@dataclass(frozen=True, slots=True)
class X12Pair:
    """A pair: its id, its files, and what is expected of a receiver of the broken one."""

    id: str
    good: Path
    bad: Path
    earlier: Path | None
    expected: Expected


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of the plug-in."""
    group = parser.getgroup("x12", "X12 files that should be rejected")
    group.addoption("--x12-suite", default="", metavar="DIR", help="A suite made by `edi-translate harness build`.")
    group.addoption("--x12-only", action="append", default=[], metavar="PREFIX", help="Only pairs whose id begins so.")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test for each pair."""
    if _PAIR in metafunc.fixturenames:
        found = _pairs(metafunc.config)
        metafunc.parametrize(_PAIR, found, ids=[one.id for one in found])


def _pairs(config: pytest.Config) -> list[X12Pair]:
    if _PAIRS not in config.stash:
        config.stash[_PAIRS] = _read(config)
    return config.stash[_PAIRS]


def _read(config: pytest.Config) -> list[X12Pair]:
    from edi.harness.running import SuiteError, read_suite

    only = config.getoption("--x12-only")
    folder = Path(config.getoption("--x12-suite") or _built(config, only))
    try:
        pairs = read_suite(folder, only)
    except SuiteError as problem:
        raise pytest.UsageError(str(problem)) from problem
    return [
        X12Pair(one.id, at / one.good, at / one.bad, at / one.earlier if one.earlier else None, one)
        for at, one in pairs
    ]


def _built(config: pytest.Config, only: list[str]) -> Path:
    """The suite of this version, as far as it is asked for, in a folder that goes with the session."""
    from edi.harness.folder import write_folder
    from edi.harness.suite import members, suite_files

    folder = Path(tempfile.mkdtemp(prefix="edi-harness-"))
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    write_folder(folder / "suite", suite_files(members(0, only), "seed 0"))
    return folder / "suite"


@pytest.fixture
def x12_payer() -> Callable[..., dict[str, bytes]]:
    """Answers a file as a payer would: `x12_payer(data, received=..., **settings)` gives the answers by their kind
    (`ta1`, `999`, `277ca`, `evr`). The settings are those of `edi-translate harness respond --edits`."""
    from edi.control_numbers import Counting
    from edi.harness.bases import MADE
    from edi.harness.payer_settings import PayerSettings
    from edi.harness.respond import respond

    def answers(data: bytes, received: datetime = MADE, seed: int = 0, **settings: Any) -> dict[str, bytes]:
        said = respond(data, "file", PayerSettings(**settings), received, seed, Counting(1))
        return {one.kind: one.data for one in said}

    return answers
