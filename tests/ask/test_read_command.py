"""`edi-translate read` and `layout`, with a reader that asks: shown, asked, answered, kept, and not asked again."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from edi.cli.main import main
from invoices.reading.draft import draft
from mappings.errors import ConfigError
from mappings.layout_file import Layout
from mappings.reading_file import load_readings
from tests.ask import fake
from tests.ask.base import reading
from tests.cli.running import PROFILE

TIN = "--say=billing_tin=942345678"
ALL = ["--say=Cost=unit_cost", "--say=I:Seen=billed", "--say=I:No show=not billed", TIN]
MEMBERS = ("91234567A", "92345678B", "Ramirez", "Kim", "called twice")


@pytest.fixture
def may(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workbook beside a profile, and the reader that asks."""
    fake.install(monkeypatch)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "edi-translate.toml").write_bytes(PROFILE.read_bytes())
    path = tmp_path / "may.csv"
    path.write_text(fake.SHEET)
    return path


def program(*arguments: str, keys: str = "", terminal: bool = False, monkeypatch: Any = None) -> Result:
    if terminal:
        monkeypatch.setattr("edi.cli.commands.read.at_terminal", lambda: True)
    result = CliRunner().invoke(main, arguments, input=keys, standalone_mode=False)
    if result.exception and not isinstance(result.exception, ConfigError):
        raise result.exception
    return result


def read(*arguments: str, keys: str | None = None, monkeypatch: Any = None) -> Result:
    return program("read", "may.csv", *arguments, keys=keys or "", terminal=keys is not None, monkeypatch=monkeypatch)


def test_it_shows_fields_reasons_questions_and_what_would_be_sent(may: Path) -> None:
    result = read("--verbose")
    text = result.stdout
    assert result.return_value == 1
    assert "may: layout inferred, headings in row 1" in text
    lines = text.splitlines()
    assert next(line for line in lines if line.startswith("read as")).split()[:6] == [
        "read", "as", "billing_npi", "billing_name", "member_cin", "member_full_name",
    ]  # fmt: skip
    assert any(line.startswith("row 2") and "########x" in line and "H0043" in line for line in lines)
    assert "because ‘Agency NPI’ is a name for it" in text
    assert "3 open questions:" in text
    assert "1. column H ‘Cost’ (‘85.00’, ‘40.25’): is it the price of one unit, the charge of the line or none" in text
    assert "   1  unit_cost    the price of one unit" in text
    assert "2. column I ‘Outcome’ (‘Seen’, ‘No show’): which of its values mean that the row is billed" in text
    assert "3. the workbook gives no Billing provider TIN: what is it?" in text
    assert re.search(r"^Would be sent: \d+ of \d+ lines?, \$[\d.,]+$", text, re.M)
    assert not [value for value in MEMBERS if value in text]


def test_values_are_shown_when_asked_for(may: Path) -> None:
    assert "91234567A" in read("--show-values").stdout


def test_answers_settle_it_and_are_kept(may: Path) -> None:
    result = read(*ALL, "--who", "m.carter")
    assert result.return_value == 0, result.output
    assert "open question" not in result.stdout
    path = may.parent / "readings" / "1234567893-bay-housing-partners.toml"
    assert f"Kept in {path}" in result.stdout
    (made,) = load_readings(path.parent)
    assert (made.tables[0].who, made.missing) == ("m.carter", {"billing_tin": "942345678"})
    assert [c.values for c in made.tables[0].columns if c.heading == "Outcome"] == [
        {"Seen": "billed", "No show": "not billed"}
    ]
    assert not [value for value in MEMBERS if value in path.read_text()]


def test_next_month_is_not_asked_and_what_moved_is_told(may: Path) -> None:
    read(*ALL)
    june = fake.SHEET.replace("Cost,Outcome", "Price,Outcome").replace("Client ID,Client,", "Client ID,Member,")
    may.write_text(june)
    result = read()
    assert result.return_value == 0, result.output
    assert "WB026 read as " in result.stdout
    assert "‘Price’ was ‘Cost’ in " in result.stdout
    assert "Billing provider TIN as " in result.stdout
    assert "Kept in" not in result.stdout


def test_a_new_value_asks_again_and_the_answer_is_added(may: Path) -> None:
    read(*ALL)
    may.write_text(
        fake.SHEET + '1234567893,BAY HOUSING PARTNERS,91234567A,"Ramirez, Ana",2026-05-07,H0043,1,85.00,Left early,x\n'
    )
    result = read()
    assert result.return_value == 1
    assert "1 open question:" in result.stdout
    assert "‘Left early’" in result.stdout
    assert "‘No show’" not in next(line for line in result.stdout.splitlines() if line.startswith("1."))
    assert read("--say=I:Left early=not billed").return_value == 0
    (made,) = load_readings(may.parent / "readings")
    assert [c.values for c in made.tables[0].columns if c.heading == "Outcome"] == [
        {"Seen": "billed", "No show": "not billed", "Left early": "not billed"}
    ]
    assert read().return_value == 0


def test_another_provider_is_asked(may: Path) -> None:
    read(*ALL)
    may.write_text(fake.SHEET.replace("1234567893", "1245319599"))
    assert "3 open questions:" in read().stdout


@pytest.mark.parametrize("option", [(), ("--no-save",)])
def test_nothing_is_kept_without_an_answer_or_when_it_is_not_wanted(may: Path, option: Sequence[str]) -> None:
    read(*option, *(ALL if option else ()))
    assert not (may.parent / "readings").exists()


def test_a_reading_is_kept_without_an_answer_when_it_is_wanted(may: Path) -> None:
    may.write_text("Agency NPI,Client ID,Code,billing_tin\n1234567893,91234567A,H0043,1\n")
    assert read("--save").return_value == 1
    (made,) = load_readings(may.parent / "readings")
    assert [column.field for column in made.tables[0].columns] == ["billing_npi", "member_cin", "hcpcs", "-"]


def test_without_a_profile_nothing_is_kept_and_it_says_so(may: Path) -> None:
    (may.parent / "edi-translate.toml").unlink()
    result = read(*ALL)
    assert result.return_value == 0
    assert "Nothing was kept: there is no edi-translate.toml" in result.stderr
    assert not (may.parent / "readings").exists()


def test_a_saved_reading_under_another_name_is_replaced_where_it_is(may: Path) -> None:
    read(*ALL)
    folder = may.parent / "readings"
    (folder / "1234567893-bay-housing-partners.toml").rename(folder / "bay.toml")
    read("--say=Cost=line_charge")
    assert [path.name for path in folder.iterdir()] == ["bay.toml"]
    assert "line_charge" in (folder / "bay.toml").read_text()


def test_the_questions_are_asked_at_a_terminal(may: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = read(keys="7\n1\n1\n1\n2\n942345678\n", monkeypatch=monkeypatch)
    assert result.return_value == 0, result.output
    assert "1 to 3, or Enter" in result.stderr
    assert "Kept in" in result.stdout
    (made,) = load_readings(may.parent / "readings")
    assert [c.field for c in made.tables[0].columns if c.heading == "Cost"] == ["unit_cost"]
    assert [c.values for c in made.tables[0].columns if c.heading == "Outcome"] == [
        {"Seen": "billed", "No show": "not billed"}
    ]


def test_enter_skips_a_question(may: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = read(keys="line_charge\n\n\n", monkeypatch=monkeypatch)
    assert result.return_value == 1
    assert "2 open questions:" in result.stdout
    (made,) = load_readings(may.parent / "readings")
    assert "Outcome" not in [column.heading for column in made.tables[0].columns]


def test_a_column_can_be_said_to_change_nothing(may: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = read(keys="2\n2\n942345678\n", monkeypatch=monkeypatch)
    assert result.return_value == 0, result.output


def test_a_file_of_answers(may: Path) -> None:
    answers = {"may!H": "unit_cost", "may!I": "-", "may!billing_tin": "942345678", "may!Q": "units"}
    (may.parent / "answers.json").write_text(json.dumps({"version": 1, "answers": answers}))
    result = read("--answers", "answers.json")
    assert result.return_value == 0, result.output
    assert "nothing is called may!Q; the answer is not used" in result.stderr


@pytest.mark.parametrize(
    ("say", "told"), [("H=price", "‘price’ is not a choice: unit_cost"), ("Z=units", "nothing is called ‘Z’")]
)
def test_a_wrong_answer_stops_it(may: Path, say: str, told: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(told)):
        CliRunner().invoke(main, ["read", "may.csv", "--say", say], standalone_mode=False, catch_exceptions=False)
    assert not (may.parent / "readings").exists()


def test_as_json(may: Path) -> None:
    said = json.loads(read("--format", "json", TIN).stdout)
    assert (said["version"], said["file"], len(said["sha256"])) == (1, "may.csv", 64)
    sheet = said["sheets"][0]
    assert sheet["provider"] == "1234567893"
    cost = sheet["columns"][7]
    assert {key: cost[key] for key in ("column", "heading", "field", "status", "values")} == {
        "column": "H", "heading": "Cost", "field": "", "status": "asked", "values": ["85.00", "40.25"],
    }  # fmt: skip
    assert [question["id"] for question in sheet["questions"]] == ["may!H", "may!I"]
    assert set(said["would_be_sent"]) == {"lines", "of", "charges", "withheld_by"}
    assert len(said["kept"]) == 1
    assert not [value for value in MEMBERS if value in json.dumps(said)]


def test_a_sheet_that_is_nothing_of_the_kind(may: Path) -> None:
    may.write_text("fruit,price\npear,1\n")
    result = read()
    assert result.return_value == 2
    assert "may: not read, nothing on it looks like a table of this kind" in result.stdout


def test_layout_inspect_gives_reasons_and_masks_values(may: Path) -> None:
    result = program("layout", "inspect", "may.csv")
    assert result.return_value == 0
    lines = result.stdout.splitlines()
    assert any(line.split()[:3] == ["C", "member_cin", "99%"] for line in lines)
    assert any(line.split()[:3] == ["H", "(asked)", "Cost"] for line in lines)
    assert "such as ‘########x’, ‘########x’" in result.stdout
    assert not [value for value in MEMBERS if value in result.stdout]
    said = json.loads(program("layout", "inspect", "may.csv", "--format", "json").stdout)
    assert said["sheets"][0]["columns"][2]["why"] == ["‘Client ID’ is a name for it"]
    assert "member_dob" in said["sheets"][0]["missing"]
    assert "member_last_name" not in said["sheets"][0]["missing"]
    assert "91234567A" in program("layout", "inspect", "may.csv", "--show-values").stdout


def test_layout_draft_writes_what_was_read_and_asks_for_the_rest(may: Path) -> None:
    result = program("layout", "draft", "may.csv", "-o", "mine/bay.toml")
    assert result.return_value == 1
    text = Path("mine/bay.toml").read_text()
    assert '# unit_cost = ["Cost"]  # H, the price of one unit: choose' in text
    assert '# line_charge = ["Cost"]  # H, the charge of the line: choose' in text
    layout = Layout.model_validate(tomllib.loads(text))
    assert (layout.name, layout.columns["member_cin"]) == ("bay", ["Client ID"])
    assert "unit_cost" not in layout.columns
    assert not [value for value in MEMBERS if value in text]
    with pytest.raises(ConfigError, match="overwrites nothing"):
        CliRunner().invoke(
            main, ["layout", "draft", "may.csv", "-o", "mine/bay.toml"], standalone_mode=False, catch_exceptions=False
        )


def test_a_draft_says_what_makes_the_sheet_plain() -> None:
    made = reading()
    made.shapes = ("bands", "fill_down")
    assert tomllib.loads(draft(made, "bay"))["shapes"] == ["bands", "fill_down"]


def test_help_shows_an_example() -> None:
    assert "edi-translate read may.xlsx --say E=unit_cost" in program("read", "--help").output
