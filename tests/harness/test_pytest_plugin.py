"""The plug-in for pytest, in a pytest of its own, with the example of the documentation."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import entry_points
from pathlib import Path

from tests.cli.running import ROOT

PLUGIN = "edi.harness.pytest_plugin"
PAGE = ROOT / "docs/how-to/test-your-validator.md"


def in_own_pytest(folder: Path, test: str, *options: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_mine.py").write_text(test, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *options, "."]
    if not any(one.value == PLUGIN for one in entry_points(group="pytest11")):
        command[3:3] = ["-p", PLUGIN]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_example_of_the_documentation(tmp_path: Path) -> None:
    text = PAGE.read_text(encoding="utf-8")
    example = next(body for body in re.findall(r"```python\n(.*?)```", text, re.DOTALL) if "x12_pair" in body)
    assert len(example.splitlines()) == 10
    done = in_own_pytest(tmp_path, example, "--x12-only", "837p/snip3", "--x12-only", "837p/snip6/units")
    assert "13 passed" in done.stdout, done.stdout + done.stderr


def test_a_validator_that_misses_something_fails_by_name(tmp_path: Path) -> None:
    test = "def test_pair(x12_pair):\n    assert x12_pair.good.is_file() and x12_pair.expected.snip == 3\n"
    done = in_own_pytest(tmp_path, test, "--x12-only", "837p/snip3/claim-total", "--x12-only", "837p/snip6/units")
    assert "1 failed, 2 passed" in done.stdout, done.stdout
    assert "test_mine.py::test_pair[837p/snip6/units-with-a-fraction]" in done.stdout


def test_the_payer_answers(tmp_path: Path) -> None:
    test = (
        "from edi.harness.bases import encounter, written\n"
        "from edi.harness.chance import Chance\n\n"
        "def test_denied(x12_payer):\n"
        "    data = written([encounter(Chance(1, 1))]).encode()\n"
        "    assert b'Accepted' in x12_payer(data)['evr'] and b'Denied' not in x12_payer(data)['evr']\n"
        "    assert b'A7:454' in x12_payer(data, codes=['T1016'])['277ca']\n"
    )
    done = in_own_pytest(tmp_path, test)
    assert "1 passed" in done.stdout, done.stdout + done.stderr


def test_a_suite_that_is_none_is_told(tmp_path: Path) -> None:
    done = in_own_pytest(tmp_path, "def test_pair(x12_pair): ...\n", "--x12-suite", str(tmp_path))
    assert done.returncode in (2, 4)
    assert "no pair of a suite" in done.stderr + done.stdout


def test_the_plug_in_is_announced() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["entry-points"]["pytest11"] == {"edi-translate": PLUGIN}
