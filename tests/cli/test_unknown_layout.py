"""A workbook that no layout names, from the outside: translate, layout inspect, layout draft, layouts of one's own."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.running import PROFILE, SAMPLES, run
from tests.reading.header_sets import SETS, as_csv, sheet_of, two_row_sheet

UNKNOWN = SAMPLES / "unknown.xlsx"


def test_translate_reads_it_and_says_how(tmp_path: Path) -> None:
    outcome = run(UNKNOWN, "--profile", PROFILE, "-o", tmp_path, "-v")
    assert outcome.code == 1
    assert "WB018" in outcome.err
    assert "Member CIN ← A ‘Participant Benefits ID’" in outcome.err
    summary = json.loads((tmp_path / "unknown.summary.json").read_text())
    assert summary["rows"] == {"read": 26, "sent": 23, "withheld": 2, "skipped": 1}


@pytest.mark.parametrize("layout", ["form", "wide"])
def test_a_layout_of_something_else_on_the_command_line_sends_nothing_else(layout: str, tmp_path: Path) -> None:
    outcome = run(UNKNOWN, "--profile", PROFILE, "-o", tmp_path, "--layout", layout, "-v")
    assert outcome.code == 1
    assert (tmp_path / "unknown.837").read_bytes() == (SAMPLES / "unknown.837").read_bytes()
    # Its user is told that the layout does not name the sheet, and how it was read instead.
    assert "WB018" in outcome.err
    assert "Rendering provider NPI ← R ‘Care Staff NPI’" in outcome.err


FILES = {
    "side": as_csv(sheet_of(SETS["services side by side"])),
    "first": as_csv(sheet_of(SETS["first service not numbered"])),
    "camel": as_csv(sheet_of(SETS["camelCase export"])),
    "two-rows": as_csv(two_row_sheet(merged=False)),
}


@pytest.mark.parametrize("name", ["unknown", *FILES])
def test_a_draft_reads_the_file_as_the_guess_did(name: str, tmp_path: Path) -> None:
    source = UNKNOWN
    if name in FILES:
        source = tmp_path / f"{name}.csv"
        source.write_bytes(FILES[name])
    guessed = run(source, "--profile", PROFILE, "-o", tmp_path / "guessed")
    drafted = run("layout", "draft", source, "-o", tmp_path / "mine" / "agency.toml")
    assert (drafted.code, drafted.out) == (0, f"{tmp_path / 'mine' / 'agency.toml'}\n"), drafted.err
    layout = tmp_path / "mine" / "agency.toml"
    assert len(layout.read_text().splitlines()) <= 60
    read = run(source, "--profile", PROFILE, "-o", tmp_path / "read", "--layout", layout)
    assert (read.code, read.out.replace("/read/", "/guessed/")) == (guessed.code, guessed.out)
    before, after = (
        json.loads((tmp_path / folder / f"{source.stem}.summary.json").read_text()) for folder in ("guessed", "read")
    )
    for key in ("rows", "dollars", "dispositions"):
        assert before[key] == after[key]
    if name == "unknown":
        written = (tmp_path / folder / "unknown.837" for folder in ("guessed", "read"))
        assert len({path.read_bytes() for path in written}) == 1


def test_a_draft_holds_no_members_data(tmp_path: Path) -> None:
    draft = run("layout", "draft", UNKNOWN).out
    sheet = load_workbook(UNKNOWN).active
    assert sheet is not None
    values = {str(cell) for row in sheet.iter_rows(min_row=11, values_only=True) for cell in row if cell is not None}
    assert not [value for value in values if len(value) > 3 and value in draft]


def test_a_draft_leaves_decisions_to_a_person(tmp_path: Path) -> None:
    source = tmp_path / "two.csv"
    source.write_bytes(as_csv(sheet_of({"Medi-Cal ID": "member_cin", **SETS["abbreviated"]})))
    outcome = run("layout", "draft", source)
    assert outcome.code == 1
    assert '# member_cin = ["Medi-Cal ID"]' in outcome.out
    assert '# member_cin = ["CIN"]' in outcome.out
    assert "member_cin" not in tomllib.loads(outcome.out)["columns"]


def test_inspect_shows_how_sure_it_is_and_what_is_missing(tmp_path: Path) -> None:
    text = run("layout", "inspect", UNKNOWN)
    assert text.code == 0
    assert "layout inferred, headings in rows 9 to 10" in text.out
    assert "because " in text.out
    sheet = json.loads(run("layout", "inspect", UNKNOWN, "--format", "json").out)["sheets"][0]
    assert (sheet["layout"], sheet["heading_row"], sheet["heading_rows"]) == ("inferred", 10, 2)
    cin = sheet["columns"][0]
    assert (cin["column"], cin["field"], cin["slot"], cin["status"]) == ("A", "member_cin", 0, "read")
    assert cin["sure"] > 0.9
    assert cin["why"]
    assert set(cin["values"]) == {"########x"}
    assert "control_number" in sheet["missing"]
    unused = [column["heading"] for column in sheet["columns"] if column["status"] == "not used"]
    assert unused == ["Remarks"]


def test_a_layouts_folder_beside_the_profile_is_searched(tmp_path: Path) -> None:
    profile = tmp_path / "edi-translate.toml"
    profile.write_bytes(PROFILE.read_bytes())
    run("layout", "draft", UNKNOWN, "-o", tmp_path / "layouts" / "harborlight.toml")
    assert "harborlight" in run("layout", "list", "--profile", profile).out
    outcome = run(UNKNOWN, "--profile", profile, "-o", tmp_path / "out", "-v")
    assert "WB018" not in outcome.err
    assert (tmp_path / "out" / "unknown.837").read_bytes() == (SAMPLES / "unknown.837").read_bytes()
    (tmp_path / "layouts" / "form.toml").write_text((tmp_path / "layouts" / "harborlight.toml").read_text())
    clash = run("layout", "list", "--profile", profile)
    assert clash.code == 2
    assert "form.toml" in clash.err


def test_a_file_that_a_layout_names_needs_no_draft() -> None:
    outcome = run("layout", "draft", SAMPLES / "form.xlsx")
    assert outcome.code == 2
    assert "already" in outcome.err


def test_a_draft_overwrites_nothing(tmp_path: Path) -> None:
    layout = tmp_path / "mine.toml"
    layout.write_text("# edited by hand")
    assert run("layout", "draft", UNKNOWN, "-o", layout).code == 2
    assert layout.read_text() == "# edited by hand"
