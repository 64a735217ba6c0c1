"""Several tools over one suite, the table that was measured last, and what joining takes."""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path

import pytest

from edi.harness.folder import write_folder
from edi.harness.matrix import NOT_CLAIMED, measured, versions
from edi.harness.registry import load_scenarios
from edi.harness.scoring import MARKS
from edi.harness.suite import members, suite_files
from edi.harness.tools_known import choose, known_tools
from tests.cli.running import run

ONLY = ("837p/snip2/birth-date-in-february-31", "837p/snip3/claim-total-too-low", "274/snip7/age-of-130")
OWN = """
title = "mine"
url = "https://example.org"
install = "nothing"
command = "{run} {adapter} {file}"
version = "{run} -c 'print(7)'"
answer = "exit"
adapter = "mine.py"
transactions = ["837p"]
"""


@pytest.fixture(scope="module")
def suite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("matrix") / "suite"
    write_folder(folder, suite_files(members(0, ONLY), "seed 0"))
    return folder


def table(text: str) -> dict[str, dict[str, str]]:
    rows = csv.DictReader([line for line in text.splitlines() if not line.startswith("#")])
    return {row.pop("scenario"): row for row in rows}


def test_ours_pyx12_and_a_tool_that_joins(suite: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(OWN, encoding="utf-8")
    (tmp_path / "mine.py").write_text("import sys; sys.exit('snip3' in sys.argv[1])\n", encoding="utf-8")
    done = run("harness", "matrix", suite, "--tool", "ours", "--tool", f"pyx12={sys.executable}", "--tool",
               tmp_path / "mine.toml")  # fmt: skip
    assert done.code == 0, done.err
    assert table(done.out) == {
        "274/snip7/age-of-130": {"ours": "found", "pyx12": NOT_CLAIMED, "mine": NOT_CLAIMED},
        "837p/snip2/birth-date-in-february-31": {"ours": "found", "pyx12": "found", "mine": "missed"},
        "837p/snip3/claim-total-too-low": {"ours": "found", "pyx12": "missed", "mine": "false alarm"},
    }
    assert "mine 7: 1 missed, 1 false alarm" in done.err or "mine 7: 1 false alarm, 1 missed" in done.err


@pytest.mark.parametrize(
    ("tool", "message"),
    [
        ("nothing", "no such tool; there are ours, bots"),
        ("pyx12=no-such-python-here", "no such program"),
        (f"x12sdk={sys.executable}", "pip install x12sdk"),
        ("absent.toml", "absent.toml"),
    ],
)
def test_a_tool_that_cannot_be_asked_is_told(suite: Path, tool: str, message: str) -> None:
    done = run("harness", "matrix", suite, "--tool", tool)
    assert (done.code, done.out) == (2, "")
    assert message in done.err


def test_the_table_measured_last_holds_every_scenario() -> None:
    assert list(measured()) == list(load_scenarios())
    assert set(versions()) == set(known_tools())
    counts = {name: Counter(row[name] for row in measured().values()) for name in known_tools()}
    assert counts["ours"] == {"found": len(load_scenarios())}
    assert all(set(count) <= {*MARKS, NOT_CLAIMED} for count in counts.values())
    for scenario_id, row in measured().items():
        transaction = scenario_id.split("/")[0]
        for name, mark in row.items():
            assert (mark == NOT_CLAIMED) == (transaction not in known_tools()[name].transactions)


def test_a_tool_has_its_adapter() -> None:
    for name, known in known_tools().items():
        tool = choose(f"{name}={sys.executable}")
        assert "{file}" in tool.filled(known.command)
        assert not known.adapter or (tool.folder / known.adapter).is_file()
