"""Labels of the biller in words that no dictionary has, with a colon inside, and what is none of theirs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from invoices.reading.columns import Column
from invoices.reading.label_pairs import pairs_above
from invoices.reading.labels import choose
from invoices.reading.looks import is_organisation, is_payers_name, is_person
from invoices.reading.words import read_heading
from tests.invoices.shapes.grids import sheet_of
from tests.reading.reading import mapping, read
from tests.reading.test_headerless import _rows

NAME, STREET = "Cedar Housing Alliance", "33 Weber Ave"


def found(rows: Sequence[Sequence[Any]]) -> dict[str, str]:
    chosen, _ = choose(list(pairs_above([list(row) for row in rows], 0)), {}, {})
    return {choice.field: str(choice.label.value) for choice in chosen}


@pytest.mark.parametrize("before", ["Billing Entity", "Agency", "Vendor info", "Provider"])
def test_a_label_with_a_colon_inside_is_one_label(before: str) -> None:
    said = found([
        [f"{before}: NPI", "1548209935"], [f"{before}: Display Name", NAME],
        [f"{before}: Main Phone", "(510) 555-0123"], [f"{before}: Address Line 1", STREET],
        [f"{before}: City", "Stockton"], [f"{before}: Postal Code", "95202-1190"],
    ])  # fmt: skip
    assert said["billing_npi"] == "1548209935"
    assert said["billing_name"] == NAME
    assert said["billing_phone"] == "(510) 555-0123"
    assert said["billing_address"] == STREET


@pytest.mark.parametrize("label", ["Agency", "Provider", "Vendor"])
def test_a_name_behind_a_colon_stays_the_value(label: str) -> None:
    assert found([[f"{label}: {NAME}", "", "NPI", "1548209935"]])["billing_name"] == NAME


@pytest.mark.parametrize("label", ["Zorblat", "County Department", "Meal Vendor", "Our outfit", "Sponsoring body"])
def test_the_only_organisation_beside_an_unknown_label_is_the_biller(label: str) -> None:
    said = found([[label, NAME], ["NPI", "1548209935"]])
    assert said["billing_name"] == NAME


@pytest.mark.parametrize(
    "rows",
    [
        [["Zorblat", NAME], ["Quibble", "Harbor Family Services"]],
        [["Bill to", NAME]],
        [["Plan", "Golden Valley Health Plan"]],
        [["Zorblat", "Golden Valley Health Plan"]],
        [["Zorblat", "Ngozi Okafor"]],
        [["Requesting organization", NAME]],
        [["Client", NAME]],
    ],
)
def test_what_may_be_somebody_elses_name_is_no_billers(rows: Sequence[Sequence[Any]]) -> None:
    assert "billing_name" not in found([*rows, ["NPI", "1548209935"]])


def test_a_known_label_goes_before_an_unknown_one() -> None:
    said = found([["Zorblat", "Harbor Family Services"], ["Agency", NAME], ["NPI", "1548209935"]])
    assert said["billing_name"] == NAME


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Meal Client", "member_full_name"), ("Meal Vendor", "billing_name"), ("Encounter Provider", "billing_name"),
        ("County Department", "billing_name"), ("Performing Staff", "rendering_full_name"),
    ],
)  # fmt: skip
def test_somebody_is_named_and_not_what_qualifies_the_word(heading: str, field: str) -> None:
    scores = read_heading(heading).scores
    assert max(scores, key=lambda name: scores[name]) == field


def test_looks_of_names() -> None:
    assert all(map(is_organisation, [NAME, "Keys to Home LLC", "Fundación Luz"]))
    assert not any(map(is_organisation, ["Ngozi Okafor", "Garcia-Lopez, Maria L.", "Home4"]))
    assert all(map(is_person, ["Ngozi Okafor", "Garcia-Lopez, Maria L.", "O'Brien, Pat"]))
    assert not any(map(is_person, [NAME, "Okafor", "12 Main St"]))
    assert is_payers_name("Golden Valley Health Plan")
    assert not is_payers_name(NAME)


def test_a_label_with_a_colon_in_it_and_its_value_in_one_cell() -> None:
    rows: list[list[Any]] = [["Account: Billing City: Vallejo"], ["Account: Billing Zip: 94590"]]
    rows += [["Billing Entity: Display Name: Bay Homes"], ["Provider: Bay Homes: West"]]
    found = [(pair.text, pair.label.value) for pair in pairs_above(rows, 0)]
    assert ("Account: Billing City", "Vallejo") in found
    assert ("Account: Billing Zip", "94590") in found
    assert ("Billing Entity: Display Name", "Bay Homes") in found
    assert ("Provider", "Bay Homes: West") in found


def test_a_sentence_about_a_service_is_no_name() -> None:
    rows: list[list[Any]] = [["Every night is recuperative care: procedure T2033, modifier U6"], ["NPI", "1301237537"]]
    chosen, _ = choose(list(pairs_above(rows, 0)), {}, {})
    assert [choice.field for choice in chosen] == ["billing_npi"]


def test_who_saw_somebody_is_not_who_bills() -> None:
    rows: list[list[Any]] = [["Billing Entity: NPI: 1299784227"], ["Billing Entity: Mission Community Partners"]]
    column = Column(0, "Encounter Provider", "", read_heading("Encounter Provider"), values={"Xiong, José": 2})
    _, clashes = choose(list(pairs_above(rows, 0)), {"billing_name": column}, {})
    assert [choice.field for choice, _ in clashes] == ["billing_name"]
    column = Column(
        0, "Encounter Provider", "", read_heading("Encounter Provider"), values={"Mission Community Inc": 2}
    )
    _, clashes = choose(list(pairs_above(rows[:1], 0)), {"billing_name": column}, {})
    assert not clashes


def test_persons_beside_the_npi_of_who_rendered_are_them_whatever_they_are_called() -> None:
    """ "Encounter Provider" is no biller where the biller is named and the values are persons."""
    headings = (
        "CIN", "Last", "First", "Birth date", "Sex", "Home street", "City/State/Zip", "Date of service", "HCPCS",
        "Mods", "Units", "Rate", "Charge", "POS", "Dx", "Billing NPI", "Billing name", "Tax ID", "Billing street",
        "Billing City/State/Zip", "Staff NPI", "Encounter Provider",
    )  # fmt: skip
    rows = [list(headings)]
    for at, row in enumerate(_rows()):
        rows.append([*map(str, row), *(("1876604640", "Quintero, Octavio"), ("1588428171", "Lee, Jo"))[at % 2]])
    found = mapping(read(sheet_of(rows)))
    assert found["Encounter Provider"] == "rendering_full_name"
    assert found["Billing name"] == "billing_name"
