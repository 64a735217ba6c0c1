"""`edi-translate members`, as a user runs it, on the small plan of the samples."""

from __future__ import annotations

import csv
import json
import shutil
import stat
from collections import Counter
from pathlib import Path

import pytest

from invoices.workbook import read_workbook
from tests.cli.running import SAMPLES, run
from tests.golden.test_golden import compare

QUARTER = SAMPLES / "quarter"
GOLDEN = QUARTER / "golden"
GOOD = sorted(path.name for path in (QUARTER / "members").glob("*.*"))
FAULTY = sorted(path.name for path in (QUARTER / "members" / "faulty").glob("*.*") if path.suffix in (".xlsx", ".csv"))


def test_the_files_of_the_small_plan_are_good_and_agree_with_its_encounters() -> None:
    files = [f"members/{name}" for name in GOOD]
    outcome = run("members", "read", *files, "--against", "quarter.837", "--format", "json", cwd=QUARTER)
    assert outcome.code == 0, outcome.err
    told = json.loads(outcome.out)
    kinds = Counter(table["kind"] for part in told["inputs"] for table in part["tables"])
    assert kinds == {"mif": 1, "rtf": 3, "outreach_tracker": 1, "referral": 1}
    assert told["rows"] == {"read": 78, "good": 78, "faulty": 0, "skipped": 0}
    assert Counter(one["code"] for one in told["findings"]) == {"EM007": 4, "EM009": 1, "MF068": 4}
    assert {one["severity"] for one in told["findings"]} == {"info"}


@pytest.mark.parametrize("name", FAULTY)
def test_a_faulty_file_gives_its_golden_findings_and_a_marked_copy(name: str, tmp_path: Path) -> None:
    outcome = run("members", "read", f"members/faulty/{name}", "--format", "json", "-o", tmp_path, cwd=QUARTER)
    assert outcome.code == 1, outcome.err
    copy = tmp_path / f"{Path(name).stem}.rejects.xlsx"
    told = outcome.out.replace(str(tmp_path), "OUT")
    made = tmp_path / f"{Path(name).stem}.findings.json"
    made.write_text(told, encoding="utf-8")
    compare({"findings": (made, GOLDEN / f"{Path(name).stem}.findings.json")})
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    again = run("members", "read", copy, "--format", "json", cwd=QUARTER)
    rows = [json.loads(text)["rows"] for text in (outcome.out, again.out)]
    assert rows[0] == rows[1], "the marked copy reads like the file"


def test_values_are_masked_unless_asked_for() -> None:
    shown = [
        run("members", "read", "members/faulty/member-information.xlsx", *more, cwd=QUARTER).out
        for more in ((), ("--show-values",))
    ]
    assert "9182013A" not in shown[0]
    assert "9182013A" in shown[1]


def test_a_folder_is_every_file_below_it() -> None:
    outcome = run("members", "read", "members/faulty", "-q", cwd=QUARTER)
    assert outcome.code == 1
    assert {line.split(":")[0] for line in outcome.out.splitlines()} == {f"members/faulty/{name}" for name in FAULTY}


def test_a_file_of_something_else_is_exit_code_two() -> None:
    assert run("members", "read", "invoice-mccp.xlsx", cwd=QUARTER).code == 2


def test_tracked_attempts_without_an_encounter_become_an_837p(tmp_path: Path) -> None:
    files = ["members/member-information.xlsx", "members/outreach-tracker.xlsx"]
    outcome = run("members", "read", *files, "--against", "quarter.837", "--to-837", tmp_path, "-q", cwd=QUARTER)
    made = (tmp_path / "outreach.837").read_text()
    assert made.count("CLM*") == 2
    assert "SV1*HC:G9008:U8" in made
    summary = json.loads((tmp_path / "outreach.summary.json").read_text())
    assert summary["rows"] == {"read": 4, "sent": 2, "withheld": 2, "skipped": 0}
    assert {one["code"] for one in summary["findings"] if one["severity"] == "error"} == {"LN023"}
    assert str(tmp_path / "outreach.837") in outcome.out.splitlines()
    again = run(
        "members", "read", *files, "--against", "quarter.837", "--against", tmp_path / "outreach.837",
        "--format", "json", cwd=QUARTER,
    )  # fmt: skip
    assert Counter(one["code"] for one in json.loads(again.out)["findings"])["EM007"] == 2


def test_a_member_information_file_is_built_and_good(tmp_path: Path) -> None:
    made = tmp_path / "mif.xlsx"
    outcome = run("members", "build", "members/plan-data", "--period", "2024Q1", "-o", made, cwd=QUARTER)
    assert outcome.code == 0, outcome.err
    assert outcome.out == f"{made}\n"
    assert "34 members" in outcome.err
    text = tmp_path / "mif.csv"
    with text.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(read_workbook(made)[0].rows())
    compare({"mif": (text, GOLDEN / "built-member-information.csv")})


def test_each_provider_gets_its_own_members(tmp_path: Path) -> None:
    outcome = run(
        "members", "build", "members/plan-data", "--per-provider", "-o", tmp_path / "mif.xlsx", "-q", cwd=QUARTER
    )
    paths = [Path(line) for line in outcome.out.splitlines()]
    assert sorted(path.name for path in paths) == [
        f"mif-{npi}.xlsx" for npi in sorted({path.stem.split("-")[1] for path in paths})
    ]
    assert sum(len(list(read_workbook(path)[0].rows())) - 1 for path in paths) == 34
    assert len(paths) == 3


def test_templates_and_trackers_are_written(tmp_path: Path) -> None:
    made = run("members", "template", "all", "-o", tmp_path / "empty.xlsx", cwd=QUARTER)
    assert (made.code, made.out) == (0, f"{tmp_path / 'empty.xlsx'}\n")
    tracker = run("members", "tracker", "quarter.837", "-o", tmp_path / "tracker.xlsx", cwd=QUARTER)
    assert (tracker.code, tracker.err) == (0, "19 attempts to 10 members\n")
    assert run("members", "template", "nothing", "-o", tmp_path / "x.xlsx", cwd=QUARTER).code == 2


@pytest.mark.parametrize("period", ["2024Q5", "01/01/2024", "03/31/2024.01/01/2024", "02/30/2024.03/01/2024"])
def test_a_strange_period_is_refused(period: str, tmp_path: Path) -> None:
    outcome = run("members", "build", "members/plan-data", "--period", period, "-o", tmp_path / "m.xlsx", cwd=QUARTER)
    assert outcome.code == 2
    assert not (tmp_path / "m.xlsx").exists()


def test_a_layout_of_ones_own_names_other_headings(tmp_path: Path) -> None:
    shutil.copy(QUARTER / "edi-translate.toml", tmp_path)
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "ours.toml").write_text(
        'name = "ours"\ntitle = "Our outreach list"\nsample = ""\nsubject = "outreach_tracker"\n'
        'recognise = ["outreach_tracker.member_cin", "outreach_tracker.outreach_attempt_date"]\n[columns]\n'
        '"outreach_tracker.member_cin" = ["Who"]\n"outreach_tracker.outreach_attempt_date" = ["When"]\n'
        '"outreach_tracker.outreach_attempt_method" = ["How"]\n"outreach_tracker.outreach_provider_type" = ["By"]\n'
    )
    (tmp_path / "list.csv").write_text("When,Who,How,By\n02/05/2024,91234567A,phone,2\n")
    outcome = run("members", "read", "list.csv", "--format", "json", cwd=tmp_path)
    told = json.loads(outcome.out)
    assert told["inputs"][0]["tables"][0]["layout"] == "ours"
    assert told["rows"]["good"] == 1
    assert "MF065" not in {one["code"] for one in told["findings"]}
