"""Who bills, said in free lines above a table, below it or on another sheet: right, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invoices.cells.full_address import clean as clean_address
from invoices.reading.book import read_sheets
from invoices.reading.complete import complete
from invoices.reading.label_pairs import pairs_above
from invoices.reading.labels import choose
from invoices.reading.model import SheetReading
from invoices.workbook import Sheet
from mappings.layout_file import load_layouts
from mappings.service_table import normal
from tests.reading import letters

NPI, OTHER_NPI, TIN = "1513748685", "1428684645", "85-4419027"
STREET, ADDRESS = "1045 N Wilson Way", "1045 N Wilson Way, Stockton, CA 95205"
WHOLE = {"billing_name": "Bridge Stay Housing", "billing_full_address": ADDRESS, "billing_npi": NPI, "billing_tin": TIN}
PARTS = {"billing_address": STREET, "billing_city": "Stockton", "billing_state": "CA", "billing_zip": "95205"}
HEADINGS = (
    "Member Name", "CIN", "DOB", "Sex", "Member Address", "Date of Service", "Code", "Modifier", "POS", "Dx", "Units",
    "Rate", "Total",
)  # fmt: skip
LINES = [
    ["Rivas, Luis", "91234567A", "1/2/1980", "M", "12 Elm St, Fresno, CA 93702", "2/3/2026", "H0043", "U6", "12",
     "Z59.01", 1, 112.0, 112.0],
    ["Soto, Ana", "92345678B", "3/4/1990", "F", "9 Oak Ave, Fresno, CA 93702", "2/4/2026", "H0043", "U6", "12",
     "Z59.02", 2, 112.0, 224.0],
]  # fmt: skip


def found(rows: Sequence[Sequence[Any]]) -> dict[str, str]:
    """What rows above a table say of the biller, of the payer and of the invoice."""
    chosen, _ = choose(list(pairs_above([list(row) for row in rows], 0)), {}, {})
    return {choice.field: str(choice.label.value) for choice in chosen}


def billers(rows: Sequence[Sequence[Any]]) -> dict[str, str]:
    """The same without the payer and the invoice."""
    return {name: value for name, value in found(rows).items() if name.startswith("billing_")}


def table(above: Sequence[Sequence[Any]] = (), below: Sequence[Sequence[Any]] = (), name: str = "Lines") -> Sheet:
    """A sheet with a table of two lines."""
    rows = [*above, [], HEADINGS, *LINES, *below]
    return Sheet(name, _cells=[[*row, *[""] * (len(HEADINGS) - len(row))] for row in rows])


def readings(*sheets: Sheet) -> list[SheetReading]:
    """How the sheets are read, without a profile."""
    made = read_sheets("f.xlsx", sheets, list(load_layouts().values()))
    for reading in made:
        complete(reading, (), (), {})
    return made


STYLES = {
    "a line each": [["Bridge Stay Housing"], [ADDRESS], ["NPI", NPI], ["EIN", TIN]],
    "one cell": [[f"Bridge Stay Housing | {ADDRESS} | NPI {NPI} | EIN {TIN}"]],
    "line breaks": [[f"Bridge Stay Housing\n{ADDRESS}\nNPI# {NPI}\nTax ID: {TIN}"]],
    "spaces between": [["Bridge Stay Housing"], [ADDRESS], [f"NPI# {NPI}   Tax ID: {TIN}   Tel (209) 555-0100"]],
    "dashes, a title behind": [["Bridge Stay Housing - Housing Navigation"], [f"{ADDRESS} | NPI {NPI} | FEIN {TIN}"]],
    "a sentence behind": [["Bridge Stay Housing - what we did in march"], [f"NPI {NPI}   Tax ID {TIN}   {ADDRESS}"]],
    "comma behind the name": [[f"Bridge Stay Housing, {ADDRESS}"], [f"NPI {NPI}; TIN {TIN}"]],
    "numbers right of it": [["Bridge Stay Housing", "", "NPI #", NPI], [ADDRESS, "", "Federal\nTax ID", TIN]],
    "remarks around": [
        ["INVOICE", "", "February 2026"],
        ["Bridge Stay Housing", "", "Medical Respite / Recuperative Care"],
        [ADDRESS, "", "ECM Visit Log"],
        [f"NPI: {NPI}", "", f"EIN: {TIN}"],
        ["All guests are homeless; the address is that of the last stay."],
    ],
    "two numbers in one cell": [
        ["Billing from:", "Bridge Stay Housing"], ["", ADDRESS], ["NPI/EIN:", f"{NPI} / {TIN}"],
    ],
    "beside the plan": [
        ["From:", "", "Bill to:"],
        ["Bridge Stay Housing", "", "Gold Coast Wellness Alliance"],
        [ADDRESS, "", "PO Box 9, Fresno, CA 93700"],
        [f"NPI {NPI}", "", f"NPI {OTHER_NPI}"],
        [f"EIN {TIN}"],
    ],
    "above the plan": [
        ["Bridge Stay Housing"], [ADDRESS], [f"NPI {NPI}  EIN {TIN}"], ["Attn: Claims"], ["Valley Health Plan"],
        ["PO Box 9, Fresno, CA 93700"],
    ],
    "a plan without a word for it": [
        ["Bridge Stay Housing", "", "Valley Health Plan"], [ADDRESS, "", "PO Box 9, Fresno, CA 93700"],
        [f"NPI {NPI}  EIN {TIN}"],
    ],
    "spanish": [["Proveedor: Bridge Stay Housing"], [f"Domicilio: {ADDRESS}"], [f"NPI: {NPI}"], [f"NIF/EIN: {TIN}"]],
    "of our agency": [
        ["Agency", "Bridge Stay Housing"], ["Address of our agency", ADDRESS], ["NPI of our agency", NPI],
        ["Tax number of our agency", TIN],
    ],
}  # fmt: skip


@pytest.mark.parametrize("rows", STYLES.values(), ids=STYLES)
def test_a_letterhead_says_who_bills(rows: Sequence[Sequence[Any]]) -> None:
    said = billers(rows)
    assert {name: said.get(name) for name in WHOLE} == WHOLE


IN_PARTS = {
    "two rows": [["Bridge Stay Housing", "", "INVOICE 2026-014"], [STREET], ["Stockton, CA 95205"]],
    "three cells": [["Bridge Stay Housing", "", STREET, "", "Stockton, CA 95205"]],
    "a cell each": [["Bill Prv:", "Bridge Stay Housing", "Addr", STREET, "Stockton", "CA", "95205"]],
    "to be paid": [["Remit payment to:", "Bridge Stay Housing"], ["", STREET], ["", "Stockton, CA 95205"]],
}


@pytest.mark.parametrize("rows", IN_PARTS.values(), ids=IN_PARTS)
def test_an_address_in_several_cells_is_put_together(rows: Sequence[Sequence[Any]]) -> None:
    said = billers(rows)
    assert {name: said.get(name) for name in ("billing_name", *PARTS)} == {
        "billing_name": "Bridge Stay Housing"
    } | PARTS


def test_each_value_keeps_the_place_of_its_cell() -> None:
    rows: list[list[Any]] = [["Bridge Stay Housing", "", f"NPI {NPI} | EIN {TIN}"], [STREET], ["Stockton, CA 95205"]]
    chosen, _ = choose(list(pairs_above(rows, 1, 3, sheet="Cover")), {}, {})
    places = {choice.field: (choice.label.sheet, choice.label.row, choice.label.column) for choice in chosen}
    assert places["billing_npi"] == places["billing_tin"] == ("Cover", 3, 3)
    assert places["billing_address"] == ("Cover", 4, 1)
    assert places["billing_city"] == places["billing_zip"] == ("Cover", 5, 1)


@pytest.mark.parametrize(
    "rows",
    [
        [["INVOICE"], ["February 2026"], ["ECM Visit Log"]],
        [["ECM Visit Log"], [f"NPI {NPI}"]],
        [["Housing Navigation"], [f"NPI {NPI}"]],
        [["Stockton"], [f"NPI {NPI}"]],
        [["Lopez, Maria"], [f"NPI {NPI}"]],
        [["Bridge Stay Housing"], ["Keys to Open Doors"], [f"NPI {NPI}"]],
        [["Bridge Stay Housing", "", "Gold Coast Wellness Alliance"], [f"NPI {NPI}", "", "9 Elm St, Fresno, CA 93700"]],
        [["Prepared by", "Ana Ruiz Soto"], [f"NPI {NPI}"]],
        [["Project Sponsor NPI: 1513748685"]],
        [["Billing Entity: Display Name: Bridge Stay Housing"]],
        [["Bill to:"], ["Gold Coast Wellness Alliance"], ["9 Elm St, Fresno, CA 93700"]],
        [["Valley Health Plan"], ["9 Elm St, Fresno, CA 93700"]],
    ],
)
def test_what_is_no_name_or_one_of_several_is_none(rows: Sequence[Sequence[Any]]) -> None:
    assert {*billers(rows)} <= {"billing_npi"}


def test_the_value_of_a_label_does_not_stand_far_off_where_one_stands_below() -> None:
    rows = [["Provider:", "", "", "Thank You"], [f"Bridge Stay Housing | {ADDRESS}"]]
    assert billers(rows) == {"billing_name": "Bridge Stay Housing", "billing_full_address": ADDRESS}


@pytest.mark.parametrize(
    "text",
    [
        "1513748685",  # nothing says what it is
        "NPI 1513748684",  # a wrong check digit
        "Tel 1513748685",
        "Rendering NPI 1513748685",
        "Plan NPI: 1513748685",
        "Invoice 85-4419027",
        "Ref 854419027",
        "Fax 85-4419027",
    ],
)
def test_a_number_of_something_else_is_no_npi_and_no_tin(text: str) -> None:
    assert {*billers([["Bridge Stay Housing"], [text]])}.isdisjoint({"billing_npi", "billing_tin"})
    assert "billing_tin" not in billers([["Invoice no.", "26-0000123"]])


def test_a_member_above_the_table_does_not_bill() -> None:
    assert billers([["Maria Lopez"], ["9 Elm St, Fresno, CA 93700"], ["CIN: 91234567A"]]) == {}
    assert billers([["Member", "Luis Rivas"], ["Address", "9 Elm St, Fresno, CA 93700"]]) == {}
    assert billers([["Delivery address", "9 Elm St, Fresno, CA 93700"]]) == {}


def test_two_numbers_that_differ_are_left_open() -> None:
    pairs = list(pairs_above([[f"NPI {NPI}"], [], ["NPI", OTHER_NPI]], 0))
    chosen, clashes = choose(pairs, {}, {})
    assert "billing_npi" not in {choice.field for choice in chosen}
    assert [one.field for one, _ in clashes] == ["billing_npi"]
    # Written in two ways it is one number.
    assert found([[f"EIN {TIN}"], [], ["Tax ID", "854419027"]])["billing_tin"]


def test_two_addresses_are_left_open_and_a_label_goes_before_a_free_line() -> None:
    two = [["Bridge Stay Housing"], [ADDRESS], [], ["9 Elm St, Fresno, CA 93700"]]
    assert not {*billers(two)} & {"billing_full_address", *PARTS}
    parts = [["Bridge Stay Housing"], [STREET], ["Stockton, CA 95205"]]
    labelled = [*parts, ["Agency address", "9 Elm St, Fresno, CA 93700"]]
    assert billers(labelled)["billing_full_address"] == "9 Elm St, Fresno, CA 93700"
    assert not {*billers(labelled)} & {*PARTS}


def test_parts_of_two_addresses_are_none() -> None:
    rows = [["Bridge Stay Housing"], [ADDRESS], [], ["Agency City", "Fresno"], ["Agency Zip", "93702"]]
    said = billers(rows)
    assert "billing_full_address" not in said
    assert (said["billing_city"], said["billing_zip"]) == ("Fresno", "93702")


def test_who_pays_stands_below_its_label_whatever_stands_below_it() -> None:
    rows = [["NPI", NPI, "", "Bill To", "Golden Valley Health Plan"], ["Tax ID", TIN, "", "Plan ID", "GVHP"]]
    assert found(rows)["payer_name"] == "Golden Valley Health Plan"


def test_a_name_beside_an_unknown_label_is_no_label_of_the_one_below() -> None:
    rows = [["Zorbal NPI", NPI], ["Zorbal", "Sunrise Care Collaborative"], ["Zorbal FEIN", TIN]]
    assert billers(rows).get("billing_name") in (None, "Sunrise Care Collaborative")


@pytest.mark.parametrize(
    ("label", "field", "value"),
    [("Agency", "billing_name", "TRUE"), ("Agency", "billing_name", "a~b*c")],
)
def test_no_free_line_stands_for_a_faulty_label(label: str, field: str, value: str) -> None:
    rows = [["Bridge Stay Housing"], [ADDRESS, "", f"NPI {NPI}", "", f"EIN {TIN}"], [label, value]]
    assert billers(rows).get(field) in (None, value)
    assert field in billers(rows[:2])


def test_a_number_with_decimals_is_no_npi_of_a_free_line() -> None:
    assert "billing_npi" not in billers([["Bridge Stay Housing"], [f"NPI {NPI}.0"], [ADDRESS]])


def test_a_line_that_says_all_goes_before_a_title() -> None:
    rows = [["Larkspur Board"], [f"Bridge Stay Housing - {ADDRESS} - NPI {NPI} - EIN {TIN}"]]
    assert billers(rows) == WHOLE


@pytest.mark.parametrize("tin", [f"Tax: {TIN}", f"No. de impuestos {TIN}"])
def test_an_office_and_a_tax_number_in_few_words(tin: str) -> None:
    rows = [["Bridge Stay Housing"], [f"NPI: {NPI}", "", tin], [f"Office: {ADDRESS}"]]
    assert billers(rows) == WHOLE


@pytest.mark.parametrize(
    "name", ["Three Rivers Housing Alliance", "Two Rivers Home Supports LLC", "One Way Home, Inc."]
)
def test_a_name_that_begins_with_a_number_in_words_is_a_name(name: str) -> None:
    assert billers([["Agency name", name], [f"NPI: {NPI}"]])["billing_name"] == name


@pytest.mark.parametrize("street", ["One Market Plaza", "Two Embarcadero Center, Suite 200", "Three Main St #4"])
def test_a_number_in_words_begins_a_street(street: str) -> None:
    rows = [["Bridge Stay Housing"], [street], ["Stockton, CA 95205"], [f"NPI: {NPI}"]]
    assert billers(rows)["billing_address"] == street


def test_a_title_above_labels_is_no_label() -> None:
    rows = [["Company Info"], ["Legal name", "Bridge Stay Housing"], ["NPI", NPI]]
    assert billers(rows) == {"billing_name": "Bridge Stay Housing", "billing_npi": NPI}


def test_nothing_is_asked_about_the_biller_of_a_letterhead() -> None:
    (reading,) = readings(table(STYLES["one cell"]))
    assert [question.field for question in reading.questions if question.kind == "missing"] == []
    assert reading.table is not None
    assert reading.table.labels["billing_tin"].row == 1


def test_a_block_below_the_table_says_who_bills() -> None:
    foot = [["TOTAL", *[""] * 11, 336.0], [], ["BILLING AGENCY:", "Bridge Stay Housing"], ["AGENCY ADDRESS:", ADDRESS],
            ["AGENCY NPI:", NPI], ["AGENCY TAX ID:", TIN], ["PREPARED BY:", "DPO R. Castellon"]]  # fmt: skip
    (reading,) = readings(table(below=foot))
    assert reading.table is not None
    labels = reading.table.labels
    assert {name: labels[name].value for name in WHOLE} == WHOLE
    assert (labels["billing_npi"].row, labels["billing_npi"].column) == (9, 1)
    assert reading.provider == NPI
    assert not reading.questions


@pytest.mark.parametrize(
    "foot",
    [
        [[], ["Bridge Stay Housing"], [ADDRESS]],  # nobody says that it bills
        [[], ["Bridge Stay Housing"], [f"NPI {NPI}"], [], ["Provider NPI:", OTHER_NPI]],
    ],
)
def test_a_block_below_the_table_that_is_not_clear_is_asked_about(foot: Sequence[Sequence[Any]]) -> None:
    (reading,) = readings(table(below=foot))
    assert [question.field for question in reading.questions if question.kind == "missing"] == ["billing_npi"]


def test_a_block_below_that_contradicts_the_one_above_says_nothing() -> None:
    (reading,) = readings(table([["NPI", NPI]], [[], ["Provider: Keys to Open Doors"], [f"NPI {OTHER_NPI}"]]))
    assert reading.table is not None
    assert "billing_name" not in reading.table.labels


def test_another_sheet_says_who_bills() -> None:
    cover = [["INVOICE"], [], ["Remit payment to:", "Bridge Stay Housing"], ["", STREET], ["", "Stockton, CA 95205"],
             [], ["National Provider Identifier:", NPI], ["Employer ID No.:", TIN], ["Total due:", 336]]  # fmt: skip
    sheet = Sheet("Cover", _cells=[[*row, *[""] * (2 - len(row))] for row in cover])
    (reading,) = readings(sheet, table())
    assert reading.table is not None
    assert not reading.questions
    label = reading.table.labels["billing_zip"]
    assert (label.value, label.sheet, label.row, label.column) == ("95205", "Cover", 5, 1)


def test_a_sheet_of_several_providers_says_nothing_of_who_bills() -> None:
    staff = Sheet("Staff", _cells=[["Ana Ruiz", f"NPI {NPI}"], ["Luis Soto", f"NPI {OTHER_NPI}"]])
    (reading,) = readings(staff, table())
    assert [question.field for question in reading.questions] == ["billing_npi"]
    assert not [one for one in reading.told if one.code == "WB016"]


def is_right(name: str, value: str, biller: letters.Biller) -> bool:
    """Whether a value is the biller's."""
    if name == "billing_full_address":
        parts = clean_address(value, 0).value
        wanted = (biller.street, biller.city, biller.zip)
        return parts is not None and [*map(normal, (parts[0], parts[1], parts[3]))] == [*map(normal, wanted)]
    wanted_of = {
        "billing_npi": biller.npi, "billing_tin": biller.tin, "billing_name": biller.name,
        "billing_phone": biller.phone, "billing_address": biller.street, "billing_city": biller.city,
        "billing_state": value if value in ("CA", "Calif") else "", "billing_zip": biller.zip,
        "invoice_number": biller.invoice,
    }  # fmt: skip
    return name not in wanted_of or normal(value) == normal(wanted_of[name])


@settings(max_examples=400)
@given(st.integers(0, 2**32))
def test_what_is_found_in_any_letterhead_is_right(seed: int) -> None:
    letter = letters.letter_of(Random(seed))
    wrong = {name: value for name, value in found(letter.rows).items() if not is_right(name, value, letter.biller)}
    assert not wrong, letters.shown(letter.rows)


def test_most_letterheads_are_read() -> None:
    made = [letters.letter_of(Random(seed)) for seed in range(400)]
    told = [found(letter.rows) for letter in made]
    for name in ("billing_npi", "billing_tin", "billing_name"):
        assert sum(name in one for one in told) >= 0.9 * len(told)
    assert sum("billing_full_address" in one or "billing_zip" in one for one in told) >= 0.8 * len(told)


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Station", "Cedar Street Sobering Station"),
        ("Center", "Golden Poppy Senior Center"),
        ("Parish", "St. Anne Parish"),
        ("Ministry:", "Open Door Ministry"),
        ("Club", "Valley Boys Club"),
    ],
)
@pytest.mark.parametrize("where", ["Location", "Our location:", "Clinic location", "Premises", "Ubicación"])
def test_a_name_with_the_word_of_its_label_and_a_location(label: str, name: str, where: str) -> None:
    """What no dictionary has: the name says its label itself, and a location beside its numbers is the office."""
    said = billers([[label, name], ["NPI", NPI], ["EIN", TIN], [where, ADDRESS]])
    assert said == {"billing_name": name, "billing_npi": NPI, "billing_tin": TIN, "billing_full_address": ADDRESS}


def test_a_location_beside_an_address_is_not_mixed_with_it() -> None:
    """Two addresses are none."""
    said = billers([["NPI", NPI], ["Address", ADDRESS], ["Location", "9 Oak Ave, Fresno, CA 93702"]])
    assert "9 Oak" not in str(said)
