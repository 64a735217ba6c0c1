"""layout, codes, rules, explain, init, help."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mappings.profile_file import read_profile
from mappings.retired_codes import load_retired
from mappings.subject_file import load_subject
from tests.cli.running import SAMPLES, run


def test_layout_list_names_every_layout() -> None:
    shown = [line.split()[0] for line in run("layout", "list").out.splitlines()]
    assert shown == sorted(path.stem for path in load_subject().folder.glob("*.toml"))


def test_layout_inspect_shows_columns_and_labels() -> None:
    outcome = run("layout", "inspect", SAMPLES / "form.xlsx")
    assert outcome.code == 0
    assert "layout form, headings in row 14" in outcome.out
    assert any(line.split()[:2] == ["B", "member_cin"] for line in outcome.out.splitlines())
    as_json = json.loads(run("layout", "inspect", SAMPLES / "wide.xlsx", "--format", "json").out)
    sheet = as_json["sheets"][0]
    assert sheet["layout"] == "wide"
    read = [(place["column"], place["heading"], place["field"], place["slot"]) for place in sheet["columns"]]
    assert ("AP", "Modifier 2", "modifiers", 2) in read


def test_layout_inspect_of_an_unknown_workbook_exits_1(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("fruit,price\npear,1\n")
    outcome = run("layout", "inspect", path)
    assert outcome.code == 1
    assert "list: not read" in outcome.out


@pytest.mark.parametrize(
    ("words", "first"),
    [
        (["G9012", "U2"], "G9012 U2"),
        (["housing", "nav"], "H0043 U6"),
        (["transitional rent"], "H0040 U1"),
    ],
)
def test_codes_finds(words: list[str], first: str) -> None:
    assert run("codes", *words).out.startswith(first)


def test_codes_by_date() -> None:
    assert "H0044 U6" not in run("codes", "H0044", "--on", "2025-06-30").out
    assert "H0044 U6" in run("codes", "H0044", "--on", "2025-07-01").out


def test_codes_without_a_match_exits_1() -> None:
    assert run("codes", "99213").code == 1


def test_rules_and_explain_agree() -> None:
    rules = json.loads(run("rules", "--format", "json").out)
    assert len(rules) > 80
    assert run("explain", "ln014").out == run("explain", "units-off-increment").out
    assert "How to fix" in run("explain", "LN014").out
    assert run("explain", "LN999").code == 2


def test_init_writes_a_profile_that_loads_and_keeps_an_old_one(tmp_path: Path) -> None:
    assert run("init", cwd=tmp_path).code == 0
    profile = read_profile(tmp_path / "edi-translate.toml")
    assert profile.usage == "T"
    assert run("init", cwd=tmp_path).code == 2
    assert run("init", "--force", cwd=tmp_path).code == 0


def test_help_of_every_command_shows_an_example() -> None:
    top = run("--help").out
    for name in ("translate", "codes", "rules", "explain", "init", "layout", "read"):
        assert name in top
        assert "Example:" in run(name, "--help").out
    for name in ("list", "inspect"):
        assert "Example:" in run("layout", name, "--help").out


@pytest.mark.parametrize("code", load_retired())
def test_a_retired_code_says_what_tells_it_now(code: str) -> None:
    outcome = run("explain", code)
    assert outcome.code == 0
    assert all(now in outcome.out and run("explain", now).code == 0 for now in load_retired()[code].replacements)
