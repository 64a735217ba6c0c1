"""Answers: what `--say` and a file of answers mean, and what is said where they mean nothing."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from edi.model.reference import SheetRef
from invoices.reading.answers import missing_answers, said, understood
from invoices.reading.ask import how_to_answer, question_finding
from invoices.reading.model import Option, Question, SheetReading
from invoices.reading.questions import (
    ANSWERS_SCHEMA,
    QUESTIONS_SCHEMA,
    Questions,
    answers_json,
    answers_schema,
    questions_json,
    questions_schema,
    read_answers,
    shown_values,
)
from mappings.errors import ConfigError
from mappings.fields import all_fields
from mappings.masking import is_shown, looks_identifying
from tests.ask.base import NPI, cost_question, reading, rows_question, tin_question
from tests.meta.sources import ROOT


def asked(sheet: str = "May") -> SheetReading:
    return reading(sheet=sheet, questions=[cost_question(sheet), rows_question(sheet), tin_question(sheet)])


ALL = {"Seen": "billed", "No show": "billed", "Cancelled": "billed"}


@pytest.mark.parametrize(
    ("says", "answers"),
    [
        (["J=unit_cost"], {"May!J": "unit_cost"}),
        (["j=unit_cost"], {"May!J": "unit_cost"}),
        (["May!J=unit_cost"], {"May!J": "unit_cost"}),
        (["Cost=line_charge"], {"May!J": "line_charge"}),
        (["cost=the charge of the line"], {"May!J": "line_charge"}),
        (["J=Line charge"], {"May!J": "line_charge"}),
        (["J = -"], {"May!J": "-"}),
        (["H=invoice_date"], {"May!H": "invoice_date"}),
        (["L:No show=not billed", "L:seen=Billed"], {"May!L": {"No show": "not billed", "Seen": "billed"}}),
        (["May!L:No show=not billed"], {"May!L": {"No show": "not billed"}}),
        (["Outcome:No show=not billed"], {"May!L": {"No show": "not billed"}}),
        (["L=-"], {"May!L": "-"}),
        (["L=billed"], {"May!L": ALL}),
        (["billing_tin=94-2345678"], {"May!billing_tin": "94-2345678"}),
    ],
)
def test_what_is_said(says: list[str], answers: dict[str, object]) -> None:
    found = said(says, [asked()])
    assert (found.answers, found.wrong, found.ignored) == (answers, (), ())


@pytest.mark.parametrize(
    ("say", "told"),
    [
        ("J", "‘J’ is not an answer"),
        ("=units", "is not an answer"),
        ("J=", "is not an answer"),
        ("Z=units", "nothing is called ‘Z’"),
        ("June!J=unit_cost", "nothing is called ‘June!J’"),
        ("J=price", "May!J: ‘price’ is not a choice: unit_cost (the price of one unit), line_charge"),
        ("H=price", "May!H: ‘price’ is not a choice: write a field"),
        ("L:No show=perhaps", "‘perhaps’ is not a choice: billed, not billed"),
        ("L=unit_cost", "‘unit_cost’ is not a choice"),
        ("billing_tin=12", "May!billing_tin: not a Billing provider TIN"),
    ],
)
def test_what_is_said_and_means_nothing(say: str, told: str) -> None:
    found = said([say], [asked()])
    assert found.answers == {}
    assert len(found.wrong) == 1
    assert told in found.wrong[0]


def test_without_a_sheet_all_open_questions_of_that_column_are_answered() -> None:
    both = [asked(), asked("June")]
    assert said(["J=unit_cost"], both).answers == {"May!J": "unit_cost", "June!J": "unit_cost"}
    assert said(["June!J=unit_cost"], both).answers == {"June!J": "unit_cost"}


def test_a_column_that_is_not_asked_about_needs_its_sheet() -> None:
    found = said(["H=invoice_date"], [asked(), asked("June")])
    assert found.answers == {}
    assert "May!H or June!H: say which" in found.wrong[0]


def test_a_heading_with_a_colon_and_an_equals_sign() -> None:
    made = reading({"Contact: Birthdate = DOB": ("", ["1990-01-02"])})
    assert said(["Contact: Birthdate = DOB=member_dob"], [made]).answers == {"May!A": "member_dob"}


def test_an_unknown_id_is_told_and_changes_nothing() -> None:
    found = understood({"May!Q": "units", "May!J": "unit_cost"}, [asked()])
    assert (found.answers, found.wrong) == ({"May!J": "unit_cost"}, ())
    assert "May!Q" in found.ignored[0]


def test_an_answer_of_the_wrong_form_is_told() -> None:
    found = understood({"May!billing_tin": {"a": "billed"}, "May!J": {"85.00": "billed"}}, [asked()])
    assert "give one value" in found.wrong[0]
    assert found.answers == {"May!J": {"85.00": "billed"}}


def test_answers_that_give_what_the_provider_lacks() -> None:
    answers = {"May!billing_tin": "942345678", "May!J": "unit_cost", "May!L": {"Seen": "billed"}, "May!member_cin": "x"}
    assert missing_answers(answers, asked()) == {"billing_tin": "942345678"}
    keys = reading({"billing_tin": ("billing_tin", [])})
    keys.columns[0].letter = "billing_tin"
    assert missing_answers({"May!billing_tin": "billing_npi"}, keys) == {}


def test_the_questions_of_a_file_in_the_promised_shape() -> None:
    made = json.loads(questions_json("may.xlsx", NPI, asked().questions))
    assert {key: made[key] for key in ("version", "file", "sheet", "provider")} == {
        "version": 1, "file": "may.xlsx", "sheet": "May", "provider": NPI,
    }  # fmt: skip
    assert made["questions"][0] == {
        "id": "May!J", "kind": "column", "sheet": "May", "column": "J", "heading": "Cost", "values": ["85.00", "40.25"],
        "depends": "the charge of 22 lines", "row": 3,
        "choices": [
            {"field": "unit_cost", "says": "the price of one unit"},
            {"field": "line_charge", "says": "the charge of the line"},
            {"field": "-", "says": "none of these"},
        ],
    }  # fmt: skip
    assert made["questions"][1]["values"] == ["Seen", "No show", "Cancelled"]
    assert (made["questions"][2]["field"], made["questions"][2]["values"]) == ("billing_tin", [])


def of_fields(*fields: str, values: tuple[str, ...] = ("91234567A", "Ana Ramirez", "55 Pine St")) -> Question:
    return cost_question()._replace(values=values, choices=tuple(Option(name, name) for name in fields))


@pytest.mark.parametrize(
    "fields", [("member_cin",), ("unit_cost", "member_mrn"), ("-",), (), ("member_address", "billing_address")]
)
def test_values_that_may_be_a_members_are_masked(fields: tuple[str, ...]) -> None:
    assert shown_values(of_fields(*fields)) == ["########x", "xxx xxxxxxx", "## xxxx xx"]
    assert shown_values(of_fields(*fields), show_values=True)[0] == "91234567A"


def test_an_identifying_value_is_masked_in_any_column() -> None:
    assert shown_values(of_fields("service_name", values=("91234567A", "Housing", "(510) 555-0134"))) == [
        "########x", "Housing", "(###) ###-####",
    ]  # fmt: skip
    assert shown_values(rows_question()._replace(values=("No show", "a@b.org", "123-45-6789"))) == [
        "No show", "x@x.xxx", "###-##-####",
    ]  # fmt: skip


def test_the_masking_policy_names_what_identifies() -> None:
    hidden = {name for name in all_fields() if not is_shown(name)}
    must = {name for name in all_fields() if "member" in name and "indicator" not in name}
    must |= {name for name in all_fields() if any(word in name for word in ("_phone", "address", "_dob", "mrn", "cin"))}
    must = {name for name in must if "indicator" not in name and not all_fields()[name].kind.startswith("one_or")}
    assert must - hidden == set()
    assert {"billing_npi", "hcpcs", "modifiers", "diagnoses", "units", "line_charge", "service_start"} & hidden == set()


@pytest.mark.parametrize(
    "text", ["H0043", "1234567893", "Z59.01", "2026-03-04", "85.00", "94-2345678", "No show", "U6"]
)
def test_codes_and_numbers_are_not_taken_for_a_persons(text: str) -> None:
    assert not looks_identifying(text)


def test_answers_are_read_back(tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    path.write_bytes(answers_json({"May!J": "unit_cost", "May!L": {"Seen": "billed"}}))
    assert read_answers(path) == {"May!J": "unit_cost", "May!L": {"Seen": "billed"}}


@pytest.mark.parametrize("page", ["how-to/answer-questions.md", "reference/questions-json.md"])
def test_the_examples_of_the_pages_can_be_read(page: str, tmp_path: Path) -> None:
    blocks = (ROOT / "docs" / page).read_text(encoding="utf-8").split("```json\n")[1:]
    *asked_ones, answered = [block.split("```")[0] for block in blocks]
    (tmp_path / "answers.json").write_text(answered)
    given = read_answers(tmp_path / "answers.json")
    assert understood({**given, "May!J": given["May!H"]}, [asked()]).wrong == ()
    assert [msgspec.json.decode(block, type=Questions).questions[0].id for block in asked_ones] == ["May!H"] * len(
        asked_ones
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "not valid JSON"),
        ("[]", "not a file of answers"),
        ('{"version": 2, "answers": {}}', "$.version"),
        ('{"version": 1}', "answers"),
        ('{"version": 1, "answers": {"May!J": 3}}', "$.answers"),
        ('{"version": 1, "answers": {}, "answer": {}}', "answer"),
    ],
)
def test_a_bad_file_of_answers_is_told(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "answers.json"
    path.write_text(text)
    with pytest.raises(ConfigError) as problem:
        read_answers(path)
    assert told in str(problem.value)
    with pytest.raises(ConfigError, match="No such file"):
        read_answers(tmp_path / "none.json")


@pytest.mark.parametrize(("path", "schema"), [(QUESTIONS_SCHEMA, questions_schema), (ANSWERS_SCHEMA, answers_schema)])
def test_the_published_schemas_are_current(path: str, schema: object) -> None:
    """The schemas are made from the structs: write them to their place after a change."""
    assert (ROOT / path).read_bytes() == schema()  # type: ignore[operator]


def test_the_questions_hold_to_their_schema() -> None:
    assert msgspec.json.decode(questions_json("may.xlsx", "", asked().questions), type=Questions).provider == ""


def test_a_question_is_a_finding_in_one_sentence() -> None:
    found = question_finding("may 2026.xlsx", cost_question())
    assert (found.code, found.where) == ("WB025", SheetRef("may 2026.xlsx", "May", 3, "J"))
    assert found.expected == (
        "column J ‘Cost’ (‘85.00’, ‘40.25’): is it the price of one unit, the charge of the line or none of these? "
        "This affects the charge of 22 lines"
    )
    assert found.found == '"may 2026.xlsx" --say May!J=unit_cost'


def test_every_kind_of_question_says_how_to_answer() -> None:
    assert how_to_answer("may.xlsx", rows_question()) == 'may.xlsx --say "May!L:Seen=not billed"'
    assert how_to_answer("may.xlsx", tin_question()) == "may.xlsx --say billing_tin=VALUE"
    rows = question_finding("may.xlsx", rows_question()).expected
    assert "which of its values mean that the row is billed, and which that it is not billed?" in rows
    tin = question_finding("may.xlsx", tin_question()).expected
    assert tin == "the workbook gives no Billing provider TIN: what is it? This affects all 22 lines"


def test_what_a_finding_says_can_be_said() -> None:
    """The command in the hint is an answer that is understood."""
    for question in (cost_question(), rows_question()):
        say = how_to_answer("may.xlsx", question).partition("--say ")[2].strip('"')
        assert said([say], [asked()]).wrong == ()
