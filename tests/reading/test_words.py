"""What a heading says: whom it is about, which thing it is, and what makes it another thing."""

from __future__ import annotations

import pytest

from invoices.reading.wording import wording, words_of
from invoices.reading.words import SPOKEN, best_field, read_heading


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Client City", "member_city"), ("Agency City", "billing_city"), ("Provider's Tax ID", "billing_tin"),
        ("memberLastName", "member_last_name"), ("member_last_name", "member_last_name"),
        ("memberlastname", "member_last_name"), ("MEMBER LAST NAME", "member_last_name"),
        ("Membr Last Name", "member_last_name"), ("Clt DOB", "member_dob"), ("D.O.B.", "member_dob"),
        ("Fecha de nacimiento", "member_dob"), ("Apellido", "member_last_name"),
        ("What is the member's date of birth?", "member_dob"), ("Proc Code", "hcpcs"), ("Dx", "diagnoses"),
        ("ICD-10 Code", "diagnoses"), ("Place of Servise", "place_of_service"),
    ],
)  # fmt: skip
def test_the_field_of_a_heading(heading: str, field: str) -> None:
    name, odds = best_field(heading)
    assert name == field
    assert odds >= SPOKEN


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Authorized Units", "units"), ("Previous CIN", "member_cin"), ("Paid Amount", "line_charge"),
        ("Referral Date", "service_start"), ("Emergency Contact Phone", "billing_phone"),
        ("Running Total", "line_charge"), ("Scheduled Date", "service_start"), ("Reversal", "authorization"),
    ],
)  # fmt: skip
def test_a_qualifier_makes_it_another_thing(heading: str, field: str) -> None:
    plain = {"units": "Units", "member_cin": "CIN", "line_charge": "Charge", "service_start": "Service Date",
             "billing_phone": "Agency Phone", "authorization": "Referral Number"}[field]  # fmt: skip
    assert read_heading(heading).scores.get(field, 0.0) <= read_heading(plain).scores[field] - 2.5


def test_another_persons_attribute_is_far_away() -> None:
    assert read_heading("Client City").scores.get("billing_city", -9.0) < SPOKEN
    assert read_heading("NPI", "Rendering").scores["rendering_npi"] > read_heading("NPI", "Rendering").scores.get(
        "billing_npi", -9.0
    )


@pytest.mark.parametrize(("text", "number"), [("Modifier 2", 2), ("Modifier 1 (of code 2)", 2), ("ICD-10 Code", 0)])
def test_the_number_that_counts_services(text: str, number: int) -> None:
    assert wording(text).slot == number


def test_cents_are_a_scale() -> None:
    assert wording("charge_cents").scale == 100
    assert wording("charge").scale == 1


def test_words() -> None:
    assert words_of("clientLastName2") == ["client", "last", "name", "2"]
    assert words_of("Année d’été") == words_of("Annee d’ete")


@pytest.mark.parametrize("text", ["", " ", "***", "12", "x" * 5000, "日本", "\x00"])
def test_any_text_is_read(text: str) -> None:
    assert isinstance(best_field(text), tuple)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Where (code)", "place_of_service"), ("NPI (number)", "billing_npi"), ("DOB (MM/DD/YYYY)", "member_dob"),
        ("Units [required]", "units"), ("QuarterHourRate", "unit_cost"), ("Adjusted Minutes", "minutes"),
    ],
)  # fmt: skip
def test_what_a_bracket_says_of_the_form_of_values_is_no_word_of_the_heading(heading: str, field: str) -> None:
    scores = read_heading(heading).scores
    assert max(scores, key=lambda name: scores[name]) == field


def test_a_sign_of_dollars_is_a_price_as_well_as_an_amount() -> None:
    scores = read_heading("$").scores
    assert scores["unit_cost"] == scores["line_charge"]
    assert "unit_cost" not in read_heading("Total $").scores


@pytest.mark.parametrize("heading", ["Code", "ID", "Name", "Type code"])
def test_a_plan_is_never_meant_without_a_word_for_it(heading: str) -> None:
    assert max(read_heading(heading).scores.get(name, -9.0) for name in ("payer_id", "payer_name")) < 0


@pytest.mark.parametrize(
    "heading", ["Seen on", "Served on", "Visited on", "Delivered on", "Day seen on", "date_provided_on"]
)
def test_when_somebody_was_seen_is_a_day(heading: str) -> None:
    assert best_field(heading)[0] == "service_start"


@pytest.mark.parametrize("heading", ["Seen where", "Where seen", "Seen at", "Where delivered"])
def test_where_somebody_was_seen_is_a_place(heading: str) -> None:
    assert best_field(heading)[0] == "place_of_service"


@pytest.mark.parametrize("heading", ["Report delivered on", "Seen by", "Last seen on", "Meals delivered"])
def test_other_things_that_were_done_are_none_of_them(heading: str) -> None:
    assert best_field(heading)[0] not in ("service_start", "place_of_service")


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Servicing Entity NPI", "billing_npi"), ("Rendering Agency Name", "billing_name"),
        ("Rendering Provider NPI", "rendering_npi"), ("Outreach organization", "billing_name"),
        ("Agency tax number", "billing_tin"), ("Home St", "member_state"), ("Who", "member_full_name"),
        ("When", "service_start"),
    ],
)  # fmt: skip
def test_words_of_agencies_and_short_questions(heading: str, field: str) -> None:
    scores = read_heading(heading).scores
    assert max(scores, key=lambda name: scores[name]) == field


def test_a_previous_agency_is_another_one() -> None:
    assert read_heading("Previous agency").scores.get("billing_name", -9.0) < SPOKEN


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Line $", "line_charge"), ("Line #", "control_number"), ("How much is one unit?", "unit_cost"),
        ("Contract fee per unit", "unit_cost"), ("Amount ($)", "line_charge"), ("Total $", "line_charge"),
    ],
)  # fmt: skip
def test_what_dollars_and_units_say_of_an_amount(heading: str, field: str) -> None:
    assert best_field(heading)[0] == field
