"""Sheets that no layout names: the right column for each field, or a question."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edi.diagnostics import Diagnostic
from edi.model.reference import SheetRef
from invoices.layout.claims import DOUBT, Clash, Column, Target
from invoices.layout.guess import Guess, _clash, guess_sheet, read_unknown
from invoices.layout.recognise import recognise
from invoices.layout.table import Table
from invoices.workbook import CellValue, Sheet
from mappings.layout_file import load_layouts
from tests.invoices.layout.header_sets import SETS, TWO_ROWS, sheet_of, two_row_sheet

ABBREVIATED = SETS["abbreviated"]


def mapping(guess: Guess | None) -> dict[str, str]:
    """Heading -> field, with the number of the service where it has one."""
    assert guess is not None
    return {
        choice.column.heading: choice.target.name + (f":{choice.target.slot}" if choice.target.slot else "")
        for choice in guess.found.choices
    }


def read(sheet: Sheet) -> tuple[Table | Diagnostic, Diagnostic | None]:
    """As a run reads a sheet."""
    found = recognise("f.xlsx", sheet, load_layouts().values())
    assert isinstance(found, Diagnostic)
    return read_unknown("f.xlsx", sheet, found)


def problem(sheet: Sheet) -> tuple[str, str]:
    """The code and text of what is asked about a sheet."""
    found, told = read(sheet)
    assert isinstance(found, Diagnostic)
    assert told is None
    return found.code, found.expected


def without(*headings: str) -> dict[str, str]:
    """The abbreviated headings but these."""
    return {heading: field for heading, field in ABBREVIATED.items() if heading not in headings}


def with_column(fields: dict[str, str], heading: str, value: CellValue) -> Sheet:
    """A sheet with one more column that holds the same value in every row."""
    sheet = sheet_of({**fields, heading: ""})
    rows = list(sheet.rows())
    return Sheet("Sheet1", _cells=[rows[0], *([*row[:-1], value] for row in rows[1:])])


@pytest.mark.parametrize("name", SETS)
def test_headings_as_providers_write_them(name: str) -> None:
    guess = guess_sheet("f.xlsx", sheet_of(SETS[name]))
    assert guess is not None
    assert guess.problem is None
    assert mapping(guess) == {heading: field for heading, field in SETS[name].items() if field}


@pytest.mark.parametrize("name", SETS)
def test_the_table_is_read_as_it_was_guessed(name: str) -> None:
    sheet = sheet_of(SETS[name])
    found = recognise("f.xlsx", sheet, load_layouts().values())
    told = None
    if isinstance(found, Diagnostic):
        found, told = read_unknown("f.xlsx", sheet, found)
        assert told is not None
        assert told.code == "WB018"
    assert isinstance(found, Table)
    wanted = {field.partition(":")[0] for field in SETS[name].values() if field}
    assert {*found.columns, *(field for slot in found.slots for field in slot)} == wanted
    assert len(list(found.rows)) == 12


@pytest.mark.parametrize("merged", [True, False])
def test_two_rows_of_headings(merged: bool) -> None:
    guess = guess_sheet("f.xlsx", two_row_sheet(merged=merged))
    assert guess is not None
    assert (guess.row, guess.height, guess.problem) == (2, 2, None)
    assert mapping(guess) == {
        f"{group} {heading}": field for group, columns in TWO_ROWS.items() for heading, field in columns.items()
    }


def test_labels_above_the_table() -> None:
    above: list[list[CellValue]] = [
        ["INVOICE"],
        ["Agency:", "Estuary Bridge", "", "Invoice no.", "INV-1"],
        ["Agency NPI", "2044173609", "", "Invoice date:", date(2026, 3, 5)],
        ["Tax ID: 69-0142276"],
    ]
    guess = guess_sheet("f.xlsx", sheet_of(without("Org NPI", "TIN", "Inv #"), above=above))
    assert guess is not None
    assert guess.problem is None
    assert {(label.field, label.cell) for label in guess.labels} == {
        ("billing_name", "B2"),
        ("billing_npi", "B3"),
        ("billing_tin", "A4"),
        ("invoice_number", "E2"),
        ("invoice_date", "E3"),
    }


def test_a_label_and_a_column_that_differ_are_asked_about() -> None:
    sheet = sheet_of(ABBREVIATED, above=[["Agency NPI", "2188304572"]])
    code, said = problem(sheet)
    assert code == "WB016"
    assert "‘Org NPI’" in said
    assert "‘Agency NPI’" in said


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        ({"Medi-Cal ID": "member_cin", **ABBREVIATED}, ("‘Medi-Cal ID’", "‘CIN’")),
        ({"Billing NPI": "billing_npi", "NPI": "billing_npi", **without("Org NPI")}, ("‘Billing NPI’", "‘NPI’")),
        ({"Visit Date": "service_start", "Contact Date": "service_start", **without("DOS")}, ("‘Visit Date’",)),
        ({"Date 1": "service_start", "Date 2": "service_start", **without("DOS")}, ("‘Date 1’", "‘Date 2’")),
    ],
)
def test_two_columns_for_a_required_field_are_named(fields: dict[str, str], names: tuple[str, ...]) -> None:
    code, said = problem(sheet_of(fields))
    assert code == "WB016"
    assert all(name in said for name in names)


def test_without_an_npi_a_layout_is_asked_for() -> None:
    guess = guess_sheet("f.xlsx", sheet_of(without("Org NPI")))
    assert guess is not None
    assert guess.problem is not None
    assert (guess.problem.code, guess.problem.expected) == ("WB019", "‘Billing provider NPI’")
    # A layout that it nearly is says the same in its own words.
    assert problem(sheet_of(without("Org NPI")))[0] == "WB005"


def test_a_heading_that_its_values_contradict_is_not_believed() -> None:
    code, said = problem(with_column(without("Org NPI"), "NPI", "5105550142"))
    assert code == "WB019"
    assert "‘NPI’ holds something else" in said


def test_a_clear_heading_of_another_field_is_not_overruled_by_values() -> None:
    guess = guess_sheet("f.xlsx", with_column(without("Org NPI"), "Phone", "2044173609"))
    assert "Phone" not in mapping(guess)


def test_a_column_of_npis_is_an_npi_column() -> None:
    guess = guess_sheet("f.xlsx", with_column(without("Org NPI"), "Who", "2044173609"))
    assert mapping(guess)["Who"] == "billing_npi"


def test_the_other_date_is_not_the_date_of_birth() -> None:
    fields = {**without("DOB"), "Date of Birth": "service_start"}
    guess = guess_sheet("f.xlsx", sheet_of(fields))
    assert "Date of Birth" not in mapping(guess)


def test_headings_far_down_and_text_above() -> None:
    above: list[list[CellValue]] = [["Dear plan", "please", "find", "our", "invoice"]] * 34
    guess = guess_sheet("f.xlsx", sheet_of(ABBREVIATED, above=above))
    assert guess is not None
    assert (guess.row, guess.problem) == (35, None)


def test_empty_columns_and_a_template_without_lines() -> None:
    rows = [[*row, *[""] * 500] for row in sheet_of(ABBREVIATED).rows()]
    assert mapping(guess_sheet("f.xlsx", Sheet("s", _cells=rows))) == ABBREVIATED
    assert mapping(guess_sheet("f.xlsx", sheet_of(ABBREVIATED, rows=0))) == ABBREVIATED


def test_ten_thousand_columns() -> None:
    rows: list[list[CellValue]] = [[f"Column {n}" for n in range(10_000)], *([["x"] * 10_000] * 12)]
    assert guess_sheet("f.xlsx", Sheet("s", _cells=rows)) is None


@pytest.mark.parametrize(
    "rows",
    [
        [["Dear plan,"], ["please find our invoice attached."]],
        [["Code", "Name", "Description", "Rate", "Units"], ["H0043", "Housing", "by day", "104.00", "1"]],
        [],
    ],
)
def test_what_is_no_invoice_is_none(rows: list[list[CellValue]]) -> None:
    assert guess_sheet("f.xlsx", Sheet("s", _cells=rows)) is None


def test_a_heading_that_says_whose_it_is_goes_first() -> None:
    fields = {**without("TIN"), "Street": "billing_address", "Town": "billing_city", "Client Street": "member_address"}
    fields |= {"Client Town": "member_city", "Post Code": "billing_zip", "Client Zip": "member_zip"}
    assert mapping(guess_sheet("f.xlsx", sheet_of(fields))) == fields


def test_a_name_of_a_person_is_not_half_a_name() -> None:
    fields = {**without("LName", "FName"), "Client Name": "member_last_name"}
    assert "Client Name" not in mapping(guess_sheet("f.xlsx", sheet_of(fields)))


@settings(max_examples=60, deadline=None)
@given(name=st.sampled_from(sorted(SETS)), seed=st.integers(0, 10_000))
def test_the_order_of_the_columns_does_not_matter(name: str, seed: int) -> None:
    order = list(range(len(SETS[name])))
    random.Random(seed).shuffle(order)
    straight = guess_sheet("f.xlsx", sheet_of(SETS[name]))
    shuffled = guess_sheet("f.xlsx", sheet_of(SETS[name], order=order))
    assert mapping(shuffled) == mapping(straight)
    assert straight is not None
    assert shuffled is not None
    assert {(c.column.heading, c.score) for c in shuffled.found.choices} == {
        (c.column.heading, c.score) for c in straight.found.choices
    }


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


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 7).flatmap(lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=9)))
def test_any_sheet_is_read_or_refused_without_an_exception(rows: list[list[CellValue]]) -> None:
    first = guess_sheet("f.xlsx", Sheet("s", _cells=rows))
    assert first == guess_sheet("f.xlsx", Sheet("s", _cells=rows))
    if first is not None and first.layout is not None:
        assert not isinstance(recognise("f.xlsx", Sheet("s", _cells=rows), [first.layout]), str)


def test_what_is_told_holds_no_value() -> None:
    sheet = sheet_of(ABBREVIATED)
    _, told = read(sheet)
    assert told is not None
    values = {str(cell) for row in list(sheet.rows())[1:] for cell in row if len(str(cell)) > 3}
    assert not [value for value in values if value in told.expected]
    assert "Member CIN ← C ‘CIN’ (96%)" in told.expected


def test_near_misses_are_above_the_doubt() -> None:
    guess = guess_sheet("f.xlsx", sheet_of(SETS["misspelt"]))
    assert guess is not None
    assert all(score >= DOUBT for _, score in guess.found.near.values())


def test_two_fields_for_a_required_column_are_asked() -> None:
    column = Column(3, "Id or name of the person", {})
    clash = Clash((column,), (Target("member_cin"), Target("member_last_name")))
    found = _clash(SheetRef("a.xlsx", "S", 1), [clash])
    assert found is not None
    assert (found.code, found.found or found.expected) == ("WB017", found.found or found.expected)
    assert "Member CIN" in found.found + found.expected
    assert _clash(SheetRef("a.xlsx", "S", 1), [Clash((column,), (Target("county"), Target("member_mrn")))]) is None
