"""`edi-translate qimr` as a user runs it."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path

import click
import openpyxl
import pytest

from edi.cli.main import main
from tests.cli.running import SAMPLES, Outcome, run

QUARTER = SAMPLES / "quarter"
X12 = QUARTER / "quarter.837"
PROFILE = ("--profile", QUARTER / "edi-translate.toml")


@pytest.fixture
def here(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """The command in this process: most of what `run` takes is starting another."""

    def call(*arguments: str | Path) -> Outcome:
        try:
            code = main.main([str(one) for one in arguments], prog_name="edi-translate", standalone_mode=False)
        except click.ClickException as problem:
            problem.show()
            code = 2
        shown = capsys.readouterr()
        return Outcome(code or 0, shown.out, shown.err)

    return call


def test_a_workbook_is_written_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    target = tmp_path / "q1.xlsx"
    outcome = run("qimr", X12, "--quarter", "2024Q1", *PROFILE, "-o", target)
    assert (outcome.code, outcome.out.strip()) == (0, str(target))
    assert "due 05/15/2024" in outcome.err
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert openpyxl.load_workbook(target).sheetnames[0] == "ECM Members and Services"
    assert [path.name for path in tmp_path.iterdir()] == ["q1.xlsx"]


def test_the_version_follows_option_and_quarter(tmp_path: Path, here: Callable[..., Outcome]) -> None:
    for more, version in (((), "2024"), (("--report-version", "2022"), "2022")):
        outcome = here("qimr", X12, "--quarter", "2024Q1", *PROFILE, *more, "-o", tmp_path / "a.json")
        assert json.loads((tmp_path / "a.json").read_text())["report_version"] == version
        assert f"layout of {version}" in outcome.err
    here("qimr", X12, "--quarter", "2023Q1", *PROFILE, "-o", tmp_path / "b.json")
    assert json.loads((tmp_path / "b.json").read_text())["report_version"] == "2022"


def test_invoices_give_the_same_report_as_their_837p(tmp_path: Path) -> None:
    """Rows that are withheld are told (QR008) and do not count."""
    invoices = sorted(QUARTER.glob("invoice-*.xlsx"))
    of_x12 = run("qimr", X12, "--quarter", "2024Q1", *PROFILE, "-o", "-")
    of_invoices = run("qimr", *invoices, "--quarter", "2024Q1", *PROFILE, "-o", "-")
    assert json.loads(of_x12.out)["tabs"] == json.loads(of_invoices.out)["tabs"]
    profile = ("--profile", SAMPLES / "edi-translate.toml")
    wrong = run("qimr", SAMPLES / "messy.xlsx", "--quarter", "2026Q1", *profile, "-o", "-")
    assert "QR008" in wrong.err


def test_a_folder_of_csvs(tmp_path: Path, here: Callable[..., Outcome]) -> None:
    outcome = here("qimr", X12, "--quarter", "2024Q1", *PROFILE, "--format", "csv", "-o", tmp_path / "q1")
    names = {Path(line).name for line in outcome.out.splitlines()}
    assert names == {path.name for path in (tmp_path / "q1").iterdir()}
    assert {"ecm_members.csv", "cs_members.csv", "sources.csv", "findings.csv"} <= names


def test_explain_lists_lines(here: Callable[..., Outcome]) -> None:
    outcome = here("qimr", X12, "--quarter", "2024Q1", "--report-version", "2022", *PROFILE, "--explain", "ECM!Y4")
    head, *lines = outcome.out.splitlines()
    assert "Number of in-person ECM encounters" in head
    assert len(lines) == int(head.split(": ")[1].split()[0])
    as_json = here(
        "qimr",
        X12,
        "--quarter",
        "2024Q1",
        "--report-version",
        "2022",
        *PROFILE,
        "--explain",
        "ECM!Y4",
        "--format",
        "json",
    )
    record = json.loads(as_json.out)
    assert len(record["lines"]) == len(lines)
    assert set(record["lines"][0]) == {
        "file",
        "segment_no",
        "sheet",
        "row",
        "column",
        "claim",
        "line",
        "code",
        "repeated",
    }


@pytest.mark.parametrize("cell", ["ECM!E4", "ECM!F4", "ECM!H4"])
def test_explain_shows_who_a_member_is_only_when_asked(cell: str, here: Callable[..., Outcome]) -> None:
    outcome = here("qimr", X12, "--quarter", "2024Q1", *PROFILE, "--explain", cell)
    assert "(not shown)" in outcome.out
    shown = here("qimr", X12, "--quarter", "2024Q1", *PROFILE, "--explain", cell, "--show-values")
    assert "(not shown)" not in shown.out


def test_congruence_with_a_filed_report(tmp_path: Path, here: Callable[..., Outcome]) -> None:
    target = tmp_path / "filed.xlsx"
    here("qimr", X12, "--quarter", "2024Q1", *PROFILE, "-o", target)
    same = here("qimr", X12, "--quarter", "2024Q1", *PROFILE, "--congruence", "--filed", target)
    assert (same.code, same.out) == (0, "")
    book = openpyxl.load_workbook(target)
    book["ECM Members and Services"]["AC2"] = 40
    book.save(target)
    outcome = here("qimr", X12, "--quarter", "2024Q1", *PROFILE, "--congruence", "--filed", target)
    assert outcome.code == 1
    first, *lines = outcome.out.splitlines()
    assert "!AC2" in first
    assert "6 against 40" in first
    assert len(lines) == 6
    as_json = here("qimr", X12, "--quarter", "2024Q1", *PROFILE, "--congruence", "--filed", target, "--format", "json")
    [one] = json.loads(as_json.out)["differences"]
    assert (one["encounters"], one["other"], one["row"], "key" in one) == ("6", "40", 2, False)
    made = here(
        "qimr", X12, "--quarter", "2024Q1", *PROFILE, "--congruence", "--filed", target, "-o", tmp_path / "c.xlsx"
    )
    assert made.code == 1
    assert "Congruence" in openpyxl.load_workbook(tmp_path / "c.xlsx").sheetnames


def test_the_outreach_request_covers_several_quarters(here: Callable[..., Outcome]) -> None:
    outcome = here("qimr", X12, "--quarter", "2023Q4-2024Q1", "--report", "outreach-request", *PROFILE, "-o", "-")
    [tab] = json.loads(outcome.out)["tabs"]
    assert [row[3] for row in tab["rows"]] == ["2023 Q4", "2024 Q1"]
    assert tab["rows"][0][5] == 0
    assert tab["rows"][1][5] > 0


def test_the_transition_report(tmp_path: Path, here: Callable[..., Outcome]) -> None:
    outcome = here(
        "qimr",
        X12,
        "--quarter",
        "2022Q1",
        "--report",
        "transition",
        "--report-version",
        "2024",
        *PROFILE,
        "-o",
        tmp_path / "t.xlsx",
    )
    assert outcome.code == 0
    assert "due 05/15/2022" in outcome.err
    assert openpyxl.load_workbook(tmp_path / "t.xlsx").sheetnames[:2] == ["HHP and WPC to ECM", "HHP and WPC to CS"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--quarter", "2024Q5"], "no quarter"),
        (["--quarter", "Q1"], "no quarter"),
        (["--quarter", "2024Q1-2023Q1"], "no quarter"),
        (["--quarter", "2023Q4-2024Q1"], "outreach-request only"),
        (["--quarter", "2024Q1", "-o", "report.pdf"], "--format"),
        (["--quarter", "2024Q1", "-o", "-", "--format", "xlsx"], "prints JSON"),
        (["--quarter", "2024Q1", "--explain", "ECM"], "TAB!CELL"),
        (["--quarter", "2024Q1", "--filed", str(X12)], "--congruence"),
        (["--quarter", "2024Q1", "--congruence", "--filed", str(X12)], "no workbook"),
        (["--quarter", "2024Q1", "--congruence"], "--returns"),
        (["--quarter", "2024Q1", "--members", str(X12)], "Member Information File"),
        (["--quarter", "2024Q1", "--requests", str(X12)], "Log of requests"),
    ],
)
def test_what_cannot_be_done_is_said(arguments: list[str], said: str, here: Callable[..., Outcome]) -> None:
    outcome = here("qimr", X12, *PROFILE, *arguments)
    assert outcome.code == 2
    assert said in " ".join(outcome.err.split())


def test_a_source_without_encounters(tmp_path: Path, here: Callable[..., Outcome]) -> None:
    (tmp_path / "empty.837").write_text("ISA*00*")
    outcome = here("qimr", tmp_path / "empty.837", "--quarter", "2024Q1", *PROFILE, "-o", tmp_path / "q.xlsx")
    assert (outcome.code, "no encounter" in outcome.err) == (2, True)
    assert not (tmp_path / "q.xlsx").exists()
    assert here("qimr", "nowhere.837", "--quarter", "2024Q1").code == 2
