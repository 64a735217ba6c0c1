"""Runs without a terminal: what is open withholds, is written beside the outputs, and is answered by a file."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from edi.cli.main import main
from invoices import translate
from mappings.errors import ConfigError
from tests.cli.running import PROFILE
from tests.invoices.cases import LINE, NPIS, csv_bytes

HEADINGS = {
    "Agency NPI": "billing_npi", "Agency": "billing_name", "Agency EIN": "billing_tin", "Agency Phone": "billing_phone",
    "Agency Street": "billing_address", "Agency City": "billing_city", "Agency State": "billing_state",
    "Agency Zip": "billing_zip", "CIN": "member_cin", "Last Name": "member_last_name",
    "First Name": "member_first_name", "DOB": "member_dob", "Gender": "member_gender", "Street": "member_address",
    "City": "member_city", "Zip": "member_zip", "Service Date": "service_start", "HCPCS": "hcpcs", "Mod": "modifiers",
    "POS": "place_of_service", "Dx": "diagnoses", "Units": "units", "Cost": "line_charge",
}  # fmt: skip
# ‘Cost’ is the price of a unit or the charge of the line.
COST = "may!W"


def invoice(*left_out: str, npis: Sequence[str] = (LINE["billing_npi"],) * 3) -> bytes:
    """Three lines, without some of the columns; of two providers where `npis` says so."""
    used = {heading: field for heading, field in HEADINGS.items() if heading not in left_out}
    amounts = [("7", "78.75"), ("12", "135.00"), ("5", "56.25")]
    lines = [
        {
            **LINE,
            "units": units,
            "line_charge": cost,
            "hcpcs": "S5170",
            "service_start": f"03/0{day}/2026",
            "billing_npi": npi,
        }
        for day, ((units, cost), npi) in enumerate(zip(amounts, npis, strict=True), 2)
    ]
    return csv_bytes([list(used), *([line[field] for field in used.values()] for line in lines)])


@pytest.fixture
def may(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An invoice with a question."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "may.csv").write_bytes(invoice())
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
    assert [question["id"] for question in said["questions"]] == [COST]
    assert "Next: answer 1 open question with `edi-translate read may.csv`." in result.stderr


def test_the_lines_of_the_table_are_withheld_and_the_finding_says_how_to_answer(may: Path) -> None:
    run("may.csv", "-o", "out")
    said = json.loads((may / "out" / "may.summary.json").read_text())
    assert said["rows"] == {"read": 3, "sent": 0, "withheld": 3, "skipped": 0}
    assert "WB025" in said["dispositions"][0]["codes"]
    (found,) = [finding for finding in said["findings"] if finding["code"] == "WB025"]
    assert found["severity"] == "error"
    assert found["where"] == {"file": "may.csv", "sheet": "may", "row": 1, "column": "W"}
    assert re.search(r"is it the (price of one unit|charge of the line), the .* or none of these\?", found["message"])
    assert re.search(r"`edi-translate read may\.csv --say may!W=(unit_cost|line_charge)`", found["hint"])


def test_answered_it_is_sent_and_the_old_questions_are_gone(may: Path) -> None:
    run("may.csv", "-o", "out")
    result = run("may.csv", "-o", "out", "--answers", answers(may, {COST: "line_charge", "june!Q": "units"}))
    assert result.return_value == 0
    assert "questions.json" not in result.stdout
    assert not (may / "out" / "may.questions.json").exists()
    assert "may.csv: nothing is called june!Q" in result.stderr
    assert (may / "out" / "may.837").exists()


def test_a_file_of_which_only_questions_are_known_exits_1(may: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = translate.read_input

    def nothing_else(*given: Any) -> Any:
        result, _ = real(*given)
        result.sheets = []
        return result, []

    monkeypatch.setattr(translate, "read_input", nothing_else)
    result = run("may.csv", "-o", "out")
    assert result.return_value == 1
    assert (may / "out" / "may.questions.json").exists()


def test_a_wrong_answer_stops_the_run_with_the_choices(may: Path) -> None:
    with pytest.raises(ConfigError, match=r"may!W: ‘price’ is not a choice: (?=.*unit_cost).*line_charge"):
        run("may.csv", "-o", "out", "--answers", answers(may, {COST: "price"}))
    assert not (may / "out").exists()


def kept(may: Path) -> dict[str, Any]:
    """The summary of the last run."""
    return dict(json.loads((may / "out" / "may.summary.json").read_text()))


def codes(said: Mapping[str, Any]) -> set[str]:
    return {finding["code"] for finding in said["findings"]}


def test_what_the_provider_lacks_is_asked_for_and_sent_when_it_is_answered(may: Path) -> None:
    (may / "may.csv").write_bytes(invoice("Agency EIN", "Agency Street", "Agency City", "Agency State", "Agency Zip"))
    run("may.csv", "-o", "out")
    asked = json.loads((may / "out" / "may.questions.json").read_text())["questions"]
    assert {one["id"] for one in asked} == {"may!R", "may!billing_tin", "may!billing_full_address"}
    assert "WB005" not in codes(kept(may))
    given = {
        "may!R": "line_charge",
        "may!billing_tin": "942345678",
        "may!billing_full_address": "1200 Broadway, Oakland, CA 94612",
    }
    result = run("may.csv", "-o", "out", "--answers", answers(may, given))
    assert (result.return_value, kept(may)["rows"]["sent"]) == (0, 3)
    text = (may / "out" / "may.837").read_text()
    assert "REF*EI*942345678~" in text
    assert "N3*1200 Broadway~" in text
    assert any("Billing provider TIN as answered" in finding["message"] for finding in kept(may)["findings"])


def test_the_npi_is_asked_for_first(may: Path) -> None:
    (may / "may.csv").write_bytes(invoice("Agency NPI", "Agency EIN"))
    run("may.csv", "-o", "out")
    asked = json.loads((may / "out" / "may.questions.json").read_text())["questions"]
    assert [one["field"] for one in asked if one["kind"] == "missing"] == ["billing_npi"]
    assert "WB005" not in codes(kept(may))


def test_the_value_of_one_provider_is_not_used_for_another(may: Path) -> None:
    (may / "may.csv").write_bytes(invoice("Agency EIN", npis=(NPIS[0], NPIS[0], NPIS[1])))
    run("may.csv", "-o", "out", "--answers", answers(may, {"may!V": "line_charge", "may!billing_tin": "942345678"}))
    assert "WB005" in codes(kept(may))
    assert kept(may)["rows"]["sent"] == 0
    assert not (may / "out" / "may.questions.json").exists()


def test_the_profile_gives_what_the_sheet_lacks(may: Path) -> None:
    (may / "may.csv").write_bytes(invoice("Agency EIN"))
    profile = may / "edi-translate.toml"
    entry = f'[[providers]]\nnpi = "{LINE["billing_npi"]}"\ntin = "942345678"\n\n[clock]'
    profile.write_text(PROFILE.read_text(encoding="utf-8").replace("[clock]", entry, 1), encoding="utf-8")
    arguments = ["translate", "may.csv", "-o", "out", "--answers", answers(may, {"may!V": "line_charge"})]
    result = CliRunner().invoke(main, arguments, standalone_mode=False, catch_exceptions=False)
    assert (result.return_value, kept(may)["rows"]["sent"]) == (0, 3), result.output
    assert "REF*EI*942345678~" in (may / "out" / "may.837").read_text()


def test_a_second_provider_far_down_is_seen(may: Path) -> None:
    npis = [NPIS[0]] * 3
    rows = invoice("Agency EIN", npis=npis).decode().splitlines()
    last = rows[-1].replace(NPIS[0], NPIS[1])
    (may / "may.csv").write_text("\n".join([*rows, *rows[1:] * 100, last]) + "\n")
    run("may.csv", "-o", "out", "--answers", answers(may, {"may!V": "line_charge", "may!billing_tin": "942345678"}))
    assert kept(may)["rows"]["sent"] == 0


@pytest.mark.parametrize("option", [("--dry-run",), ("-o", "-")])
def test_nothing_is_written_where_nothing_else_is(may: Path, option: tuple[str, ...]) -> None:
    assert run("may.csv", *option).return_value == 1
    assert not list(may.rglob("*.questions.json"))


def test_nothing_is_written_when_the_disk_is_full(may: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("edi.app.outputs._summary", full)
    with pytest.raises(OSError, match="No space"):
        run("may.csv", "-o", "out")
    assert not list(may.glob("out/*"))


def test_answers_are_for_one_file(may: Path) -> None:
    (may / "june.csv").write_bytes(invoice())
    with pytest.raises(click.UsageError, match="one file"):
        run("may.csv", "june.csv", "--answers", answers(may, {}))


def test_several_files_have_their_own_questions(may: Path) -> None:
    (may / "june.csv").write_bytes(invoice())
    result = run("may.csv", "june.csv", "-o", "out")
    made = {path.name for path in (may / "out").glob("*.questions.json")}
    assert made == {"may.questions.json", "june.questions.json"}
    assert result.return_value == 1
