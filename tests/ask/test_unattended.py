"""Runs without a terminal: what is open withholds, is written beside the outputs, and is answered by a file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from edi.cli.main import main
from edi.report.run_result import InputResult
from invoices import intake, translate
from invoices.context import Context
from invoices.reading.answers import Understood
from invoices.reading.model import Answers, Question, SheetReading
from invoices.reading.session import note_questions
from mappings.layout_file import Layout
from tests.ask.base import CHOICES
from tests.cli.running import PROFILE
from tests.invoices.cases import csv_bytes, layout, table

COST = Question("may!H", "column", "may", "H", "Cost", ("85.00", "40.25"), "the charge of 1 line", CHOICES, row=1)
Read = tuple[InputResult, list[intake.TableReading]]


def open_ones(answers: Answers) -> list[Question]:
    return [] if COST.id in answers else [COST]


@pytest.fixture
def may(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An invoice whose reading leaves a question, as long as it is not answered; `nothing.csv` is one of which nothing
    else is read."""
    real = intake.read_input

    def asking(one: intake.Opened, context: Context, layouts: Sequence[Layout], *more: Any) -> Read:
        result, readings = real(one, context, layouts, *more)
        if one.source.path.stem == "nothing":
            result.sheets, result.findings, readings = [], [], []
        questions = open_ones(context.answers)
        reading = SheetReading(result.file, "may", "inferred", 1, questions=questions, provider="1234567893")
        unused = tuple(f"nothing is called {place}" for place in context.answers if place != COST.id)
        note_questions(result, [reading], Understood({}, unused))
        return result, readings

    monkeypatch.setattr(translate, "read_input", asking)
    monkeypatch.chdir(tmp_path)
    for name in ("may.csv", "nothing.csv"):
        (tmp_path / name).write_bytes(csv_bytes(table(layout("dhcs-long"), [{}])))
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(
        main, ["translate", *arguments, "--profile", str(PROFILE)], standalone_mode=False, catch_exceptions=False
    )


def answers(folder: Path, given: Mapping[str, object]) -> str:
    path = folder / "answers.json"
    path.write_text(json.dumps({"version": 1, "answers": given}))
    return str(path)


def test_questions_are_written_beside_the_outputs(may: Path) -> None:
    result = run("may.csv", "-o", "out")
    assert result.return_value == 1
    assert "out/may.questions.json" in result.stdout.splitlines()
    path = may / "out" / "may.questions.json"
    assert path.stat().st_mode & 0o777 == 0o600
    said = json.loads(path.read_text())
    assert (said["file"], said["provider"]) == ("may.csv", "1234567893")
    assert [question["id"] for question in said["questions"]] == ["may!H"]
    assert "Next: answer 1 open question with `edi-translate read may.csv`." in result.stderr


def test_the_lines_of_the_table_are_withheld_and_the_finding_says_how_to_answer(may: Path) -> None:
    run("may.csv", "-o", "out")
    said = json.loads((may / "out" / "may.summary.json").read_text())
    assert said["rows"] == {"read": 1, "sent": 0, "withheld": 1, "skipped": 0}
    assert "WB025" in said["dispositions"][0]["codes"]
    (found,) = [finding for finding in said["findings"] if finding["code"] == "WB025"]
    assert found["severity"] == "error"
    assert found["where"] == {"file": "may.csv", "sheet": "may", "row": 1, "column": "H"}
    assert "is it the price of one unit, the charge of the line or none of these?" in found["message"]
    assert "`edi-translate read may.csv --say may!H=unit_cost`" in found["hint"]


def test_answered_it_is_sent_and_the_old_questions_are_gone(may: Path) -> None:
    run("may.csv", "-o", "out")
    result = run("may.csv", "-o", "out", "--answers", answers(may, {"may!H": "unit_cost", "may!Q": "units"}))
    assert result.return_value == 0
    assert "questions.json" not in result.stdout
    assert not (may / "out" / "may.questions.json").exists()
    assert "may.csv: nothing is called may!Q" in result.stderr
    assert (may / "out" / "may.837").exists()


def test_a_file_of_which_only_questions_are_known_exits_1(may: Path) -> None:
    result = run("nothing.csv", "-o", "out")
    assert result.return_value == 1
    assert (may / "out" / "nothing.questions.json").exists()


@pytest.mark.parametrize("option", [("--dry-run",), ("-o", "-")])
def test_nothing_is_written_where_nothing_else_is(may: Path, option: tuple[str, ...]) -> None:
    assert run("may.csv", *option).return_value == 1
    assert not list(may.rglob("*.questions.json"))


def test_nothing_is_written_when_the_disk_is_full(may: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("edi.cli.outputs._summary", full)
    with pytest.raises(OSError, match="No space"):
        run("may.csv", "-o", "out")
    assert not list((may / "out").iterdir())


def test_answers_are_for_one_file(may: Path) -> None:
    with pytest.raises(click.UsageError, match="one file"):
        run("may.csv", "nothing.csv", "--answers", answers(may, {}))


def test_several_files_have_their_own_questions(may: Path) -> None:
    result = run("may.csv", "nothing.csv", "-o", "out")
    assert {path.name for path in (may / "out").glob("*.questions.json")} == {
        "may.questions.json",
        "nothing.questions.json",
    }
    assert result.return_value == 1
