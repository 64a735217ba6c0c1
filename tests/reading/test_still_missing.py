"""Headings in words that no dictionary has: what values, keys, arithmetic and neighbours say, the rest is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoices.workbook import CellValue, Sheet
from tests.examples import HALF
from tests.reading.reading import asked, mapping, read, status_of

MEMBERS = (
    ("91130457C", "Okafor", "Lena", "05/14/1961", "F", "2217 Larkmead Ave", "Oakland", "94601"),
    ("92204816K", "Sung", "Delfin", "02/19/1986", "M", "1463 Teasel St Apt 201", "Alameda", "94501"),
    ("93380914A", "Reed", "Tomas", "11/02/1964", "M", "77 Gullwing Ave", "Hayward", "94541"),
)
FIELDS: Mapping[str, str] = {
    "CIN": "member_cin", "Last Name": "member_last_name", "First Name": "member_first_name", "DOB": "member_dob",
    "Gender": "member_gender", "Street": "member_address", "City": "member_city", "Zip": "member_zip",
    "Service Date": "service_start", "HCPCS": "hcpcs", "Modifier": "modifiers", "Units": "units", "Rate": "unit_cost",
    "Amount": "line_charge", "POS": "place_of_service", "Dx": "diagnoses", "Agency NPI": "billing_npi",
    "Agency": "billing_name", "Agency Tax ID": "billing_tin", "Agency Street": "billing_address",
    "Agency City": "billing_city", "Agency State": "billing_state", "Agency Zip": "billing_zip",
}  # fmt: skip
AGENCY = (
    "1234567893", "Harbor Light Services", "94-3388120", "10 Quay St", "San Leandro", "CA", "94577-1200",
)  # fmt: skip


def sheet(names: Mapping[str, str] | None = None, **more: Sequence[CellValue]) -> Sheet:
    """Nine services of three members below the headings, some of them by other `names`; `more` columns beside."""
    rows: list[list[CellValue]] = [[(names or {}).get(heading, heading) for heading in FIELDS] + list(more)]
    for at in range(9):
        units = (1, 2, 4)[at // 3]
        service = (f"02/{at + 10}/2026", "H0043", "U6", str(units), "112.00", f"{units * 112}.00", "12", "Z59.01")
        beside = [values[at % len(values)] for values in more.values()]
        rows.append([*MEMBERS[at % 3], *service, *AGENCY, *beside])
    return Sheet("Sheet1", _cells=rows)


@pytest.mark.parametrize("heading", FIELDS)
def test_one_heading_that_nobody_knows_is_read_rightly_or_left_to_a_person(heading: str) -> None:
    reading = read(sheet({heading: "Zorbal"}))
    right = mapping(reading).get("Zorbal") == FIELDS[heading]
    left = "Zorbal" in asked(reading) or FIELDS[heading] in asked(reading)
    assert right or left or "Zorbal" not in mapping(reading)
    others = {name: field for name, field in FIELDS.items() if name != heading}
    assert {name: field for name, field in mapping(reading).items() if name != "Zorbal"}.items() <= others.items()


@pytest.mark.parametrize(
    "heading", ["CIN", "DOB", "Street", "Zip", "HCPCS", "Service Date", "Agency NPI", "Agency State", "Agency Tax ID"]
)
def test_values_that_prove_a_missing_field_need_no_heading(heading: str) -> None:
    reading = read(sheet({heading: "Zorbal"}))
    assert mapping(reading)["Zorbal"] == FIELDS[heading]
    assert asked(reading) == set()


@given(st.sets(st.sampled_from(list(FIELDS)), max_size=5))
@HALF
def test_several_headings_that_nobody_knows_are_never_read_as_something_else(unknown: set[str]) -> None:
    names = {heading: f"Zorb{chr(97 + at)}l" for at, heading in enumerate(sorted(unknown))}
    truth = {names.get(heading, heading): field for heading, field in FIELDS.items()}
    reading = read(sheet(names))
    for heading, field in mapping(reading).items():
        assert field == truth[heading] or heading in asked(reading)


def test_the_first_words_of_headings_are_learned_from_the_sheet() -> None:
    names = {name: f"Zorbal {name}" for name in ("CIN", "DOB", "Gender", "Street", "City", "Zip")}
    names |= {name: name.replace("Agency", "Quimby") for name in FIELDS if name.startswith("Agency ")}
    names["Agency"] = "Quimby Name"
    reading = read(sheet(names))
    assert mapping(reading) == {names.get(heading, heading): field for heading, field in FIELDS.items()}
    assert asked(reading) == set()


def test_a_first_word_that_two_kinds_of_columns_share_teaches_nothing() -> None:
    reading = read(sheet({"Gender": "Zorbal Kind", "Dx": "Zorbal Code", "POS": "Zorbal Place"}))
    assert mapping(reading).get("Zorbal Code") in (None, "diagnoses")


@pytest.mark.parametrize(
    ("first", "last"),
    [("First Night", "Last Night"), ("Activity Start", "Activity End"), ("Rent From", "Rent Thru"), ("In", "Out")],
)
def test_two_columns_of_days_are_the_first_and_the_last_one(first: str, last: str) -> None:
    ends = [f"02/{at + 10 + (0, 1, 3)[at // 3]}/2026" for at in range(9)]
    said = mapping(read(sheet({"Service Date": first}, **{last: ends})))
    assert (said[first], said[last]) == ("service_start", "service_end")


def test_days_that_end_before_they_begin_are_no_span() -> None:
    ends = [f"01/{at + 10}/2026" for at in range(9)]
    reading = read(sheet({"Service Date": "First Zorbal"}, **{"Last Zorbal": ends}))
    assert mapping(reading).get("Last Zorbal") is None


def test_a_heading_is_nothing_that_its_values_are_not() -> None:
    said = mapping(read(sheet({"Service Date": "Rendered On", "Units": "How many time"})))
    assert (said["Rendered On"], said["How many time"]) == ("service_start", "units")


def test_an_amount_is_the_charge_or_the_price_where_all_units_are_one() -> None:
    cells = [list(row) for row in sheet({"Amount": "Fee"}).rows()]
    rate, units, fee = (cells[0].index(name) for name in ("Rate", "Units", "Fee"))
    for row in cells[1:]:
        row[units], row[fee] = "1", f"1{cells.index(row)}2.00"
    for row in cells:
        del row[rate]
    assert asked(read(Sheet("Sheet1", _cells=cells))) == set()
    cells[1][units] = "2"
    assert asked(read(Sheet("Sheet1", _cells=cells))) == {"Fee"}


@pytest.mark.parametrize(
    ("heading", "values", "status"),
    [
        ("Zorbal", ["Ana P.", "T. Alvarado", "Bill W."], "not used"),
        ("User Creating", ["Ana", "Lupe", "Doña Tere"], "not used"),
        ("Zorbal", ["Ana", "Lupe"], "asked"),
        ("Made by", ["Ana", "", "Lupe"], "asked"),
        ("Made by", ["Ana", "void", "Lupe"], "asked"),
        ("Zorbal", ["scan 1.pdf", "", "photo.jpg (https://dl.example/x)"], "not used"),
        ("Zorbal", ["scan", "", "photo.jpg"], "asked"),
        ("Zorbal", [f"V{at:04}" for at in range(3, 12)], "not used"),
        ("#", [str(at) for at in range(1, 10)], "not used"),
        ("Zorbal", ["V0001", "V0003"], "asked"),
        ("Anything else?", ["call back Friday", "", "needs a bus pass"], "not used"),
        ("Anything else?", ["call back Friday", "", "no show"], "asked"),
    ],
)
def test_what_values_show_to_change_nothing(heading: str, values: Sequence[str], status: str) -> None:
    assert status_of(read(sheet(None, **{heading: values})), heading) == status


def test_what_follows_from_code_and_modifier_changes_nothing() -> None:
    cells = [list(row) for row in sheet(None, Zorbal=[""]).rows()]
    modifier = cells[0].index("Modifier")
    for at, row in enumerate(cells[1:]):
        row[modifier], row[-1] = ("U6", "Going along") if at % 2 else ("U6, GQ", "Calling up")
    assert status_of(read(Sheet("Sheet1", _cells=cells)), "Zorbal") == "not used"
    cells[1][-1] = "Going along"
    assert status_of(read(Sheet("Sheet1", _cells=cells)), "Zorbal") == "asked"


def test_services_with_their_codes_among_the_words_are_no_modality() -> None:
    cells = [list(row) for row in sheet({"HCPCS": "What kind of visit was it?"}).rows()]
    modifier, code = cells[0].index("Modifier"), cells[0].index("What kind of visit was it?")
    for at, row in enumerate(cells[1:]):
        row[code] = ("ECM visit, in person, staff (G9012 U2)", "ECM phone or video, staff (G9012 U2 GQ)")[at % 2]
    for row in cells:
        del row[modifier]
    assert mapping(read(Sheet("Sheet1", _cells=cells)))["What kind of visit was it?"] == "service_name"


def _in_one_row(value: CellValue, otherwise: CellValue = "") -> list[CellValue]:
    return [value if row == 4 else otherwise for row in range(9)]


# Headings that are known as other things, or fit a field that is not sent, over values that speak of their rows.
SPEAKING: Mapping[str, list[CellValue]] = {
    "Funding source": _in_one_row("City grant", "Medi-Cal"),
    "Grant": _in_one_row("CDBG"),
    "Void of line": _in_one_row("20931"),
    "Plan at time of visit": _in_one_row("Delta Plan", "Golden Valley Health Plan"),
    "Invoice round": _in_one_row("Earlier", "This one"),
    "Manager signature": _in_one_row("Pending", "Signed"),
    "Entry locked": _in_one_row("N", "Y"),
}


@pytest.mark.parametrize("heading", SPEAKING)
def test_a_heading_of_something_else_does_not_silence_values_that_part_the_rows(heading: str) -> None:
    reading = read(sheet(None, **{heading: SPEAKING[heading]}))
    assert heading in asked(reading) or status_of(reading, heading) == "status"


def test_a_field_that_is_not_sent_does_not_hide_that_a_visit_did_not_take_place() -> None:
    reading = read(sheet(None, **{"What happened": _in_one_row("client refused service")}))
    assert status_of(reading, "What happened") == "status"


@pytest.mark.parametrize("values", [["Signed"], ["Golden Valley Health Plan"], ["10 Mill St", "4 Oak Ave", "9 Elm Ct"]])
def test_columns_that_say_the_same_or_follow_from_the_member_are_not_asked_about(values: list[CellValue]) -> None:
    for heading in SPEAKING.keys() - {"Void of line"}:  # which speaks of rows whatever stands below it
        assert heading not in asked(read(sheet(None, **{heading: values})))


def test_a_provider_whose_name_changes_with_the_rendering_npi_is_the_rendering_one() -> None:
    staff = {"Performing Provider NPI": ["1112223338", "1245319599", "1679576722"],
             "Encounter Provider": ["Hale, Rosa", "Ibarra, Joel", "Quinn, Tess"]}  # fmt: skip
    reading = read(sheet(None, **staff))
    named = mapping(reading).get("Encounter Provider") == "rendering_full_name"
    assert named or "Encounter Provider" in asked(reading)
