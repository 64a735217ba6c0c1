"""Cells as people write them: tables of cases, and no value that any cell function cannot take."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoices.cells import load_kinds
from invoices.cells.date import DateForm, Span, clean_span
from tests.invoices.reading import codes, run, visit, workbook

VALUES = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="0123456789-/.:,;xX() GHTU\n", max_size=30),
    st.floats(),
    st.integers(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.just(""),
)


@pytest.mark.parametrize("kind", sorted(load_kinds()))
@given(value=VALUES, limit=st.integers(0, 80))
def test_no_value_raises(kind: str, value: Any, limit: int) -> None:
    cleaned = load_kinds()[kind](value, limit)
    assert cleaned.value is None or cleaned.value != ""


SPANS = {
    "1/5/26-1/9/26": (date(2026, 1, 5), date(2026, 1, 9)),
    "1/5/26 - 1/9/26": (date(2026, 1, 5), date(2026, 1, 9)),
    "01-05-2026-01-09-2026": (date(2026, 1, 5), date(2026, 1, 9)),
    "1/5 - 1/9/26": (date(2026, 1, 5), date(2026, 1, 9)),
    "1/5/2026 to 1/9/2026": (date(2026, 1, 5), date(2026, 1, 9)),
    "2026-01-05–2026-01-09": (date(2026, 1, 5), date(2026, 1, 9)),
    "Jan 5, 2026 thru Jan 9, 2026": (date(2026, 1, 5), date(2026, 1, 9)),
    "March 4, 2026": date(2026, 3, 4),
    "4-Mar-26": date(2026, 3, 4),
    "2026-03-04T00:00:00": date(2026, 3, 4),
    "5-9 January 2026": None,
    "1/9/26-1/5/26": None,
    "25/02/2026": None,
}


@pytest.mark.parametrize("text", SPANS)
def test_starts_that_bring_their_end(text: str) -> None:
    expected = SPANS[text]
    value = clean_span(text).value
    assert value == (Span(*expected) if isinstance(expected, tuple) else expected)


CASES: list[tuple[str, Any, Any]] = [
    ("full_name", "Garcia, Maria L", ("Garcia", "Maria", "L", None)),
    ("full_name", "Maria L. Garcia", ("Garcia", "Maria", "L", None)),
    ("full_name", "Smith, John Jr.", ("Smith", "John", None, "Jr.")),
    ("full_name", "de la Cruz, Ana", ("de la Cruz", "Ana", None, None)),
    ("full_name", "Cher", None),
    ("full_address", "12 Main St Apt 4, Oakland, CA 94612", ("12 Main St Apt 4", "Oakland", "CA", "94612")),
    ("full_address", "12 Main St Oakland CA 94612-1234", ("12 Main St", "Oakland", "CA", "946121234")),
    ("full_address", "HOMELESS", ("HOMELESS", None, None, None)),
    ("full_address", "somewhere", None),
    ("hours", "1.5", (Decimal(90),)),
    ("hours", "30 min", (Decimal(30),)),
    ("month", "Feb-26", date(2026, 2, 1)),
    ("month", datetime(2026, 2, 17), date(2026, 2, 1)),  # noqa: DTZ001 - a cell has no zone
    ("modifiers", "U2GQ", ("U2", "GQ")),
    ("zip", "99999", "99999"),
    ("place_of_service", "Home (12)", "12"),
    ("gender", "female", "F"),
    ("units", time(0, 45), Decimal(45)),
    ("units", timedelta(hours=1), Decimal(60)),
    ("money", "1.200,00", None),
]


@pytest.mark.parametrize(("kind", "text", "expected"), CASES)
def test_cells(kind: str, text: Any, expected: Any) -> None:
    value = load_kinds()[kind](text, 0).value
    if kind == "hours":
        value = tuple(quantity.amount for quantity in value)
    assert (value.amount if kind == "units" else value) == expected


SERVICES = {
    "G9012-U2; H0043-U6": [("G9012", ("U2",), ""), ("H0043", ("U6",), "")],
    "G9012-U2\nH0043-U6": [("G9012", ("U2",), ""), ("H0043", ("U6",), "")],
    "G9012 U2, H0043 U6": [("G9012", ("U2",), ""), ("H0043", ("U6",), "")],
    "G9012 and H0043": [("G9012", (), ""), ("H0043", (), "")],
    "T1019:U6 x 4": [("T1019", ("U6",), "4")],
    "T1019 U6 x4 + S5170 U6 (14 units)": [("T1019", ("U6",), "4"), ("S5170", ("U6",), "14 UNITS")],
}


@pytest.mark.parametrize("text", SERVICES)
def test_several_codes_in_a_cell(text: str) -> None:
    parts = load_kinds()["hcpcs"](text, 0).value.parts
    assert [(p.hcpcs, p.modifiers, count) for p, count in parts] == SERVICES[text]


@pytest.mark.parametrize("text", ["G90l2; H0043", "hello", "G9012; hello", "; ;"])
def test_codes_that_are_none_are_not_split(text: str) -> None:
    assert load_kinds()["hcpcs"](text, 0).value is None


def test_a_column_written_both_ways_is_an_error_with_both_readings() -> None:
    days = ["03/02/2026", "25/02/2026", "02/24/2026"]
    result = run(("dates.xlsx", workbook([visit(Visit_Date=day, Visit_ID=day[:5]) for day in days])))
    doubtful = next(f for f in result.all_findings if f.code == "CL031")
    assert doubtful.expected == "2026-03-02 or 2026-02-03"
    assert result.tally.rows["withheld"] == 3 - result.tally.rows["sent"]


def test_a_range_that_contradicts_the_end_column_is_an_error() -> None:
    form = DateForm("day_first")
    assert clean_span("05/01/2026-09/01/2026", form).value == Span(date(2026, 1, 5), date(2026, 1, 9))


def test_a_change_of_a_value_is_told() -> None:
    told = codes(run(("told.xlsx", workbook([visit(Visit_Date="2/3/26", Client_CIN="92640915p")]))))
    assert told.count("CL022") >= 2


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        ("full_name", "123", "CL032"),
        ("full_address", "Apt", "CL033"),
        ("mark", "sick", "CL034"),
    ],
)
def test_cells_that_cannot_be_taken_apart(kind: str, text: str, code: str) -> None:
    cleaned = load_kinds()[kind](text, 0)
    assert cleaned.value is None
    assert [problem.code for problem in cleaned.problems] == [code]
