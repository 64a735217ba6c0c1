"""Headings as providers write them: the right column for each field, or a question."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invoices.reading.book import read_sheets
from invoices.workbook import CellValue, Sheet
from mappings.layout_file import load_layouts
from tests.reading.header_sets import SETS, TWO_ROWS, sheet_of, two_row_sheet
from tests.reading.reading import asked, mapping, read, with_column

ABBREVIATED = SETS["abbreviated"]
LAYOUTS = list(load_layouts().values())


def without(*headings: str) -> dict[str, str]:
    """The abbreviated headings but these."""
    return {heading: field for heading, field in ABBREVIATED.items() if heading not in headings}


@pytest.mark.parametrize("name", SETS)
def test_headings_as_providers_write_them(name: str) -> None:
    reading = read(sheet_of(SETS[name]))
    assert reading.questions == []
    assert mapping(reading) == {heading: field for heading, field in SETS[name].items() if field}


@pytest.mark.parametrize("name", SETS)
def test_the_table_has_the_fields_and_the_rows(name: str) -> None:
    table = read(sheet_of(SETS[name])).table
    assert table is not None
    wanted = {field.partition(":")[0] for field in SETS[name].values() if field}
    assert {*table.columns, *(field for slot in table.slots for field in slot)} == wanted
    assert sum(1 for _ in table.source.rows()) == 13


@pytest.mark.parametrize("merged", [True, False])
def test_two_rows_of_headings(merged: bool) -> None:
    reading = read(two_row_sheet(merged=merged))
    assert (reading.heading_row, reading.heading_rows, reading.questions) == (2, 2, [])
    assert mapping(reading) == {
        f"{group} {heading}": field for group, columns in TWO_ROWS.items() for heading, field in columns.items()
    }


def test_labels_above_the_table() -> None:
    above: list[list[CellValue]] = [
        ["INVOICE"],
        ["Agency:", "Estuary Bridge", "", "Invoice no.", "INV-1"],
        ["Agency NPI", "2044173609", "", "Invoice date:", date(2026, 3, 5)],
        ["Tax ID: 69-0142276"],
    ]
    reading = read(sheet_of(without("Org NPI", "TIN", "Inv #"), above=above))
    assert {(label.field, label.letter) for label in reading.labels} == {
        ("billing_name", "B2"),
        ("billing_npi", "B3"),
        ("billing_tin", "A4"),
        ("invoice_number", "E2"),
        ("invoice_date", "E3"),
    }


def test_a_label_and_a_column_that_differ_are_told() -> None:
    reading = read(sheet_of(ABBREVIATED, above=[["Agency NPI", "2188304572"]]))
    (told,) = [finding for finding in reading.told if finding.code == "WB016"]
    assert "‘Org NPI’" in told.expected
    assert "‘Agency NPI’" in told.expected


@pytest.mark.parametrize(
    ("fields", "heading"),
    [
        ({"Medi-Cal ID": "member_cin", **ABBREVIATED}, "CIN"),
        ({"Date 1": "service_start", "Date 2": "service_start", **without("DOS", "Thru")}, "Date 1"),
        ({"Visit Date": "service_start", "Contact Date": "service_start", **without("DOS", "Thru")}, "Visit Date"),
    ],
)
def test_two_columns_that_say_different_things_of_one_field_are_asked_about(
    fields: dict[str, str], heading: str
) -> None:
    sheet = sheet_of(fields)
    head, *rows = sheet.rows()
    # Every other value of the second column is another row's, so that the two contradict each other.
    at = head.index(heading)
    cells = [row.copy() for row in rows]
    for number, row in enumerate(cells):
        row[at] = rows[(number + 5) % len(rows)][at]
    assert asked(read(Sheet("s", _cells=[head, *cells])))


def test_a_heading_that_its_values_contradict_is_not_the_providers_number() -> None:
    reading = read(with_column(sheet_of(without("Org NPI")), "Phone", ["5105550142"]))
    assert mapping(reading).get("Phone") != "billing_npi"


def test_a_column_of_npis_is_an_npi_column() -> None:
    assert mapping(read(with_column(sheet_of(without("Org NPI")), "Who", ["2044173609"])))["Who"] == "billing_npi"


def test_a_clear_heading_of_another_field_is_not_overruled_by_values() -> None:
    reading = read(with_column(sheet_of(without("Org NPI")), "Phone", ["2044173609"]))
    assert mapping(reading).get("Phone") != "billing_npi"


def test_the_other_date_is_not_the_date_of_birth() -> None:
    fields = {**without("DOB"), "Date of Birth": "service_start"}
    reading = read(sheet_of(fields))
    assert "Date of Birth" in asked(reading) or mapping(reading).get("Date of Birth") == "member_dob"


def test_diagnoses_under_any_heading_are_read_where_nothing_else_could_be_them() -> None:
    fields = {**without("Dx"), "Why": "diagnoses"}
    assert mapping(read(sheet_of(fields)))["Why"] == "diagnoses"


def test_codes_that_may_be_diagnoses_or_procedures_are_asked_about() -> None:
    # Without their point the two look alike.
    reading = read(with_column(sheet_of(without("Dx")), "Why", ["H0043", "F1120", "G9012"]))
    assert "Why" in asked(reading)


def test_a_second_column_of_diagnoses_under_any_heading_is_asked_about() -> None:
    reading = read(with_column(sheet_of(ABBREVIATED), "Why", ["Z59.01", "F11.20", "E11.65"]))
    assert "Why" in asked(reading)


def test_a_place_of_service_above_the_table_holds_for_its_lines() -> None:
    reading = read(sheet_of(without("POS"), above=[["Visit Place of Service", "12"]]))
    assert ("place_of_service", "B1") in {(label.field, label.letter) for label in reading.labels}


def test_headings_far_down_and_text_above() -> None:
    above: list[list[CellValue]] = [["Dear plan", "please", "find", "our", "invoice"]] * 34
    reading = read(sheet_of(ABBREVIATED, above=above))
    assert (reading.heading_row, reading.questions) == (35, [])


def test_empty_columns() -> None:
    rows = [[*row, *[""] * 500] for row in sheet_of(ABBREVIATED).rows()]
    assert mapping(read(Sheet("s", _cells=rows))) == ABBREVIATED


def test_a_template_without_lines() -> None:
    assert mapping(read(sheet_of(ABBREVIATED, rows=0))) == ABBREVIATED


@pytest.mark.parametrize(
    "rows",
    [
        [["Dear plan,"], ["please find our invoice attached."]],
        [["Code", "Name", "Description", "Rate", "Units"], ["H0043", "Housing", "by day", "104.00", "1"]],
        [],
        [[f"Column {n}" for n in range(10_000)], *([["x"] * 10_000] * 12)],
    ],
    ids=["letter", "rates", "nothing", "wide"],
)
def test_what_is_no_invoice_is_none(rows: list[list[CellValue]]) -> None:
    assert read_sheets("f.xlsx", [Sheet("s", _cells=rows)], LAYOUTS) == []


def test_a_heading_that_says_whose_it_is_goes_first() -> None:
    fields = {**without("TIN"), "Street": "billing_address", "Town": "billing_city", "Client Street": "member_address"}
    fields |= {"Client Town": "member_city", "Post Code": "billing_zip", "Client Zip": "member_zip"}
    assert mapping(read(sheet_of(fields))) == fields


def test_what_stands_within_an_address_is_a_part_of_it() -> None:
    """ST alone would be the member's state; between a street, a town and a ZIP of the agency it is the agency's."""
    fields = {**without("TIN"), "Street": "billing_address", "Town": "billing_city", "ST": "billing_state"}
    fields |= {"Post Code": "billing_zip", "Client Street": "member_address", "Client Town": "member_city"}
    fields |= {"Client Zip": "member_zip"}
    assert mapping(read(sheet_of(fields))) == fields


def test_a_name_of_a_person_is_not_half_a_name() -> None:
    fields = {**without("LName", "FName"), "Client Name": "member_last_name"}
    assert mapping(read(sheet_of(fields))).get("Client Name") != "member_last_name"


@settings(max_examples=20, deadline=None)
@given(name=st.sampled_from(sorted(SETS)), seed=st.integers(0, 10_000))
def test_the_order_of_the_columns_does_not_matter(name: str, seed: int) -> None:
    order = list(range(len(SETS[name])))
    random.Random(seed).shuffle(order)
    assert mapping(read(sheet_of(SETS[name], order=order))) == mapping(read(sheet_of(SETS[name])))


CELLS = st.one_of(
    st.just(""),
    st.text(max_size=12),
    st.floats(),
    st.integers(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.sampled_from(["NPI", "CIN", "DOS", "Units", "HCPCS", "HCPCS 2", "Member", "Provider:", "G9012", "2044173609"]),
)


@settings(max_examples=80, deadline=None)
@given(st.integers(1, 7).flatmap(lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=9)))
def test_any_sheet_is_read_or_not_without_an_exception_and_always_the_same(rows: list[list[CellValue]]) -> None:
    first, again = (read_sheets("f.xlsx", [Sheet("s", _cells=rows)], LAYOUTS) for _ in range(2))
    assert [reading.columns for reading in first] == [reading.columns for reading in again]
    assert [reading.questions for reading in first] == [reading.questions for reading in again]


@pytest.mark.parametrize(("code", "is_read"), [("HCPCS", True), ("Remarks", False)])
def test_members_with_a_procedure_code_are_an_invoice_whatever_the_rest_is_called(code: str, is_read: bool) -> None:
    heads = ["Medi-Cal CIN", "Surname", "Given name", "Went there", code]
    rows = [[f"9441706{n}B", "Soto", "Luis", f"2026-03-0{n}", "H0043" if is_read else "fine"] for n in range(1, 6)]
    found = read_sheets("f.xlsx", [Sheet("Jobs", _cells=[heads, *rows])], LAYOUTS)
    assert bool(found) is is_read
