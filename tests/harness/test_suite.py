"""The suite as files: the same bytes every time, complete, and of use without us."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import msgspec
import pytest

from edi.harness.expected import Expected, expected_schema
from edi.harness.folder import write_folder
from edi.harness.registry import load_scenarios
from tests.cli.running import ROOT, run


@pytest.fixture(scope="module")
def suite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole suite."""
    folder = tmp_path_factory.mktemp("harness") / "suite"
    done = run("harness", "build", "-o", folder)
    assert (done.code, done.out) == (0, f"{folder}\n")
    return folder


def digest(folder: Path) -> str:
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            whole.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()


def test_it_holds_every_scenario_whole(suite: Path) -> None:
    index = json.loads((suite / "index.json").read_text(encoding="utf-8"))
    assert [one["id"] for one in index] == list(load_scenarios())
    for scenario_id, described in load_scenarios().items():
        folder = suite / scenario_id
        expected = msgspec.json.decode((folder / "expected.json").read_bytes(), type=Expected)
        case = tomllib.loads((folder / "case.toml").read_text(encoding="utf-8"))
        assert (expected.id, case["id"], case["broken"]) == (scenario_id, scenario_id, described.broken)
        assert (folder / "earlier.edi").is_file() == bool(expected.earlier)
        assert expected.answers or expected.severity != "error" or set(expected.layers) <= {"TA1"}, scenario_id
        bad = (folder / "bad.edi").read_bytes().decode("latin-1").split("~")
        if expected.place.segment_no > 1 and not described.scenario.bytes_fault:
            assert bad[expected.place.segment_no - 1].strip().upper().startswith(expected.place.segment.upper().strip())
    assert {"LICENSE", "README.md", "VERSION", "run.py", "expected.schema.json"} <= {
        one.name for one in suite.iterdir()
    }
    assert "CC0" in (suite / "LICENSE").read_text(encoding="utf-8")


def test_the_schema_is_published() -> None:
    published = json.loads((ROOT / "docs/reference/expected.schema.json").read_text(encoding="utf-8"))
    assert published == json.loads(msgspec.json.encode(expected_schema()))


def test_it_is_the_same_in_another_process(suite: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    command = [sys.executable, "-c", "from edi.cli.main import run; run()", "harness", "build", "-o", str(again)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "2", "TZ": "UTC-11"}
    subprocess.run(command, env=environment, check=True, capture_output=True)
    assert digest(again) == digest(suite)


def test_an_earlier_suite_is_replaced_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "suite"
    write_folder(target, [("VERSION", b"1"), ("old/file", b"")])
    assert write_folder(target, [("VERSION", b"2")]) == 1
    assert [path.name for path in target.iterdir()] == ["VERSION"]
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("x", encoding="utf-8")
    done = run("harness", "build", "-o", tmp_path / "mine", "--only", "837p/snip3")
    assert (done.code, done.out) == (2, "")
    assert "is no suite" in done.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine", "suite"]


def test_a_folder_that_fails_half_way_leaves_the_old_one(tmp_path: Path) -> None:
    def failing():  # type: ignore[no-untyped-def]
        yield "VERSION", b"2"
        raise OSError(28, "disk full")

    write_folder(tmp_path / "suite", [("VERSION", b"1")])
    with pytest.raises(OSError, match="disk full"):
        write_folder(tmp_path / "suite", failing())
    assert (tmp_path / "suite" / "VERSION").read_bytes() == b"1"
    assert [path.name for path in tmp_path.iterdir()] == ["suite"]


def test_an_unknown_beginning_is_told(tmp_path: Path) -> None:
    done = run("harness", "build", "-o", tmp_path / "suite", "--only", "837i")
    assert done.code == 2
    assert "no scenario begins with 837i" in done.err


PERFECT = """
import pathlib, sys
path = pathlib.Path(sys.argv[1])
sys.exit(path.name == "bad.edi")
"""


def test_the_runner_needs_nothing_but_python(suite: Path, tmp_path: Path) -> None:
    runner = suite / "run.py"
    assert len(runner.read_text(encoding="utf-8").splitlines()) <= 60
    tool = tmp_path / "tool.py"
    tool.write_text(PERFECT, encoding="utf-8")
    own = [sys.executable, "-I", "-S", str(runner), "--only", "837p/snip3", "--"]

    def score(*command: str) -> str:
        done = subprocess.run([*own, *command], env={}, capture_output=True, text=True, check=True)
        return done.stdout.splitlines()[-1]

    python = [sys.executable, "-I", "-S"]
    assert score(*python, str(tool), "{file}") == "SNIP 3: 12 found"
    assert score(*python, "-c", "") == "SNIP 3: 12 missed"
    assert score(*python, "-c", "raise SystemExit(1)") == "SNIP 3: 12 false alarm"
    assert score(*python, "-c", "import os; os.kill(os.getpid(), 9)") == "SNIP 3: 12 error"
