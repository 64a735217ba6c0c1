"""Cell functions are total: any value a workbook can hold gives the declared shape and never an exception."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from edi.claims.search import valid_npi
from edi.diagnostics import load_rules
from edi.member_files.models import Period
from invoices.cells import Memo, load_kinds
from invoices.cells.affiliations import Affiliation
from invoices.cells.ages import Ages
from invoices.cells.full_address import FullAddress
from invoices.cells.full_name import FullName
from invoices.cells.hcpcs import Procedure, Services
from invoices.cells.mark import Mark
from invoices.cells.opening_hours import Open
from invoices.cells.units import Quantity
from mappings.code_sets import load_places, load_states
from mappings.member_fields import load_codes
from mappings.roster_tables import populations
from mappings.row_words import RowStatus
from tests.examples import FEW, HALF
from tests.invoices.strategies import ALMOST, NUMBERS, TEXT, VALUES, WRITTEN
from tests.invoices.test_cells import READ

KINDS = load_kinds()
CODES = set(load_rules("invoices.rules").rules)
LIMIT = 30
UNPRINTABLE = {chr(code) for code in (*range(32), 127)} | set("~*:^")


def is_date(value: Any) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime) and 1900 <= value.year < 2100


def is_code_tuple(value: Any) -> bool:
    return isinstance(value, tuple) and 0 < len(value) == len(set(value)) and all(part.isalnum() for part in value)


def is_quantity(value: Any) -> bool:
    return isinstance(value, Quantity) and isinstance(value.amount, Decimal) and value.amount >= 0


def is_digits(*lengths: int) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and value.isascii() and value.isdigit() and len(value) in lengths


def is_code(name: str) -> Callable[[Any], bool]:
    return lambda value: any(value is code.value or value == code.value for code in load_codes()[name])


# Kinds that are a code list of the member-level files.
CODED = {
    "homeless_mark": "homeless", "one_or_zero": "one_or_zero", "y_or_x": "y_or_x", "gender_834": "gender_834",
    "race_ethnicity": "race_ethnicity", "record_status": "record_status",
    "engagement_status": "member_engagement_status", "discontinuation_reason": "ecm_discontinuation_reason",
    "outreach_staff": "outreach_provider_type", "outreach_method": "outreach_method",
    "programme": "programme", "request_source": "request_source", "decision": "decision",
}  # fmt: skip

WORDED = {"one_or_zero", "homeless_mark", "y_or_x"}

SHAPES: dict[str, Callable[[Any], bool]] = {
    **{kind: is_code(name) for kind, name in CODED.items()},
    "comment": lambda value: isinstance(value, str) and 0 < len(value) <= LIMIT,
    "digit_date": is_date,
    "digits": lambda value: isinstance(value, str) and value.isascii() and value.isdigit(),
    "extension": is_digits(1, 2, 3, 4, 5, 6),
    "period": lambda value: isinstance(value, Period) and is_date(value.start) and value.start <= value.end,
    "phone_or_zeros": is_digits(10),
    "ten_digits": is_digits(10),
    "whole_number": lambda value: type(value) is int and value >= 0,
    "zero_date": lambda value: value == "00/00/0000" or is_date(value),
    "birth_date": is_date,
    "cin": lambda value: len(value) == 9 and value[0] == "9" and value[1:8].isdigit() and "A" <= value[8] <= "Z",
    "date": is_date,
    "diagnoses": lambda value: is_code_tuple(value) and all(3 <= len(code) <= 7 for code in value),
    "gender": lambda value: value in ("F", "M", "U"),
    "hcpcs": lambda value: (
        isinstance(value, Services)
        or (isinstance(value, Procedure) and len(value.hcpcs) == 5 and len(value.modifiers) <= 4)
    ),
    "indicator": lambda value: isinstance(value, bool),
    "minutes": lambda value: is_quantity(value) and value.minutes,
    "modality": lambda value: value in ("in_person", "telehealth"),
    "modifiers": lambda value: is_code_tuple(value) and len(value) <= 4 and all(len(code) == 2 for code in value),
    "money": lambda value: type(value) is int and 0 <= value <= 1_000_000_000,
    "cents": lambda value: type(value) is int and 0 <= value <= 10_000_000,
    "unit_cents": lambda value: isinstance(value, Decimal) and 0 <= value <= 100_000 and value == round(value, 4),
    "note": lambda value: isinstance(value, str) and bool(value),
    "reference": lambda value: isinstance(value, str) and 0 < len(value) <= LIMIT and value.isascii(),
    "frequency": lambda value: value in ("1", "6", "7", "8"),
    "row_status": lambda value: value in get_args(RowStatus),
    "npi": lambda value: is_digits(10)(value) and valid_npi(value),
    "phone": is_digits(10),
    "place_of_service": lambda value: value in load_places(),
    "soft_date": is_date,
    "staff": lambda value: value in ("clinical", "non_clinical"),
    "state": lambda value: value in load_states(),
    "taxonomy": lambda value: len(value) == 10 and value.isalnum() and value.endswith("X"),
    "text": lambda value: 0 < len(value) <= LIMIT and value.isascii() and not set(value) & UNPRINTABLE,
    "tin": is_digits(9),
    "unit_cost": lambda value: isinstance(value, Decimal) and 0 <= value <= 10_000_000,
    "full_address": lambda value: isinstance(value, FullAddress),
    "full_name": lambda value: isinstance(value, FullName) and bool(value.last or value.first),
    "hours": lambda value: is_quantity(value[0]) and value[0].minutes,
    "mark": lambda value: isinstance(value, Mark),
    "month": lambda value: is_date(value) and value.day == 1,
    "span": lambda value: all(day is None or is_date(day) for day in (value if isinstance(value, tuple) else (value,))),
    "units": is_quantity,
    "zip": is_digits(5, 9),
    "affiliations": lambda value: all(type(part) is Affiliation and (part.name or part.npi) for part in value),
    "age": lambda value: type(value) is int and 0 <= value <= 999,
    "ages": lambda value: type(value) is Ages and all(0 <= age <= 999 for age in value),
    "count": lambda value: type(value) is int and 0 <= value <= 1_000_000,
    "degrees": lambda value: bool(value) and all(len(each.code) == 3 and each.letters.isupper() for each in value),
    "gender_served": lambda value: value in ("F", "M", "B"),
    "languages": lambda value: is_code_tuple(value) and all(len(code) in (2, 3) and code.islower() for code in value),
    "opening_hours": lambda value: isinstance(value, tuple) and all(type(part) is Open for part in value),
    "opening_times": lambda value: all(0 <= minute < 24 * 60 for times in value for minute in times),
    "phones": lambda value: bool(value) and all(is_digits(10)(part) for part in value),
    "populations": lambda value: bool(value) and set(value) <= set(populations()),
    "support_counts": lambda value: bool(value) and all(part.number >= 0 for part in value),
    "supports": lambda value: bool(value) and all(part != "ecm" for part in value),
    "taxonomies": lambda value: is_code_tuple(value) and all(len(code) == 10 for code in value),
}  # fmt: skip

# A clean value as a person would write it again; kinds that are not here have no such form.
WRITTEN_AGAIN: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(
        ["cin", "date", "gender", "indicator", "npi", "phone", "place_of_service", "state", "taxonomy", "text", "tin",
         "unit_cost", "zip", "note", "soft_date", "birth_date", "comment", "digit_date", "digits", "extension",
         "reference", "frequency",
         "phone_or_zeros", "ten_digits", "whole_number", "zero_date", *CODED.keys() - WORDED], lambda value: value,
    ),
    **{kind: lambda value, kind=kind: "1" if value else "0" for kind in ("one_or_zero", "homeless_mark")},
    "y_or_x": lambda value: "Y" if value else "X",
    "period": lambda value: f"{value.start:%m/%d/%Y}.{value.end:%m/%d/%Y}",
    "diagnoses": ", ".join,
    "modifiers": " ".join,
    "hcpcs": lambda value: (
        "; ".join(" ".join([p.hcpcs, *p.modifiers]) + (f" x {count}" if count else "") for p, count in value.parts)
        if isinstance(value, Services)
        else " ".join([value.hcpcs, *value.modifiers])
    ),
    "money": lambda value: f"{value // 100}.{value % 100:02}",
    "cents": str,
    "unit_cents": lambda value: f"{value.scaleb(2):f}",
    "minutes": lambda value: f"{value.amount} min",
    "units": lambda value: f"{value.amount:f}" + (" min" if value.minutes else ""),
    "modality": lambda value: value.replace("_", " "),
    "staff": lambda value: value.replace("_", "-"),
    **dict.fromkeys(["age", "count", "gender_served"], lambda value: value),
    **dict.fromkeys(["languages", "phones", "populations", "supports", "taxonomies"], "; ".join),
    "affiliations": lambda value: "; ".join(f"{name} ({npi})" if npi else name for name, npi in value),
    "ages": lambda value: f"{value.youngest}-{value.oldest}",
    "degrees": lambda value: "; ".join(degree.letters for degree in value),
    "support_counts": lambda value: "; ".join(f"{part.service} {part.number}".strip() for part in value),
}  # fmt: skip


# Taken apart into other fields: there is no one cell to write again.
ONE_WAY = {
    "row_status",
    "full_address",
    "full_name",
    "hours",
    "mark",
    "month",
    "span",
    "opening_hours",
    "opening_times",
}


def test_every_kind_has_a_shape_and_a_written_form() -> None:
    assert set(SHAPES) == set(KINDS)
    assert set(WRITTEN_AGAIN) | ONE_WAY == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
@given(value=VALUES)
@example(value=float("nan"))
@example(value=float("inf"))
@example(value=-0.0)
@example(value="")
@example(value="\x00")
@HALF
def test_a_cell_function_is_total(kind: str, value: Any) -> None:
    cleaned = KINDS[kind](value, LIMIT)
    assert cleaned.value is None or SHAPES[kind](cleaned.value)
    assert {problem.code for problem in cleaned.problems} <= CODES
    if value not in (None, "") and cleaned.value is None and str(value).strip():
        assert cleaned.problems, "a value was dropped without a word"


@pytest.mark.parametrize("kind", sorted(WRITTEN_AGAIN))
@given(data=st.data())
@HALF
def test_cleaning_twice_changes_nothing(kind: str, data: st.DataObject) -> None:
    known = [cell for of, cell, value, _ in READ if of == kind and value is not None]
    value = data.draw(st.one_of(st.sampled_from(known), ALMOST, WRITTEN, NUMBERS, TEXT))
    first = KINDS[kind](value, LIMIT).value
    if first is None:
        return
    again = KINDS[kind](WRITTEN_AGAIN[kind](first), LIMIT)
    assert again.value == first or (again.value is None and again.problems[0].code in ("CL028", "CL023"))


@pytest.mark.parametrize("kind", KINDS)
@given(values=st.lists(st.one_of(st.sampled_from([True, 1, 1.0, False, 0, 0.0, -0.0, "1"]), VALUES), max_size=6))
@FEW
def test_a_memo_does_not_depend_on_the_order_of_its_cells(kind: str, values: list[Any]) -> None:
    forward, backward = Memo(kind, LIMIT), Memo(kind, LIMIT)
    there = [forward.cleaned(value) for value in values]
    back = [backward.cleaned(value) for value in reversed(values)]
    assert there == back[::-1]
    assert there == [KINDS[kind](value, LIMIT) for value in values]


def test_a_memo_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Memo, "MOST", 3)
    memo = Memo("text", 0)
    assert [memo[f"NAME {n}"] for n in range(9)] == [f"NAME {n}" for n in range(9)]
    assert len(memo) == 3


def test_a_memo_gives_the_value_or_what_was_noticed() -> None:
    memo = Memo("cin", 0)
    assert memo["91234567A"] == "91234567A"
    assert memo["91234567a"].problems[0].code == "CL022"
    assert memo[""] is None


@given(st.integers(min_value=0, max_value=999_999_999))
def test_exactly_one_check_digit_fits(number: int) -> None:
    stem = f"{1 + number % 2}{number:09}"[:9]
    assert sum(KINDS["npi"](stem + digit, 0).value is not None for digit in "0123456789") == 1


@given(st.dates(date(2000, 1, 1), date(2098, 12, 31)))
def test_a_date_reads_the_same_in_every_way_of_writing(day: date) -> None:
    ways = [
        day, datetime.combine(day, time()), (day - date(1899, 12, 30)).days, day.isoformat(),
        f"{day:%m/%d/%Y}", f"{day.month}/{day.day}/{day:%y}", f"{day:%Y%m%d}", f"{day:%B} {day.day}, {day.year}",
        f"{day:%m-%d-%Y}",
    ]  # fmt: skip
    assert {KINDS["date"](way, 0).value for way in ways} == {day}


@given(st.integers(min_value=0, max_value=1_000_000_000))
def test_every_whole_number_of_cents_survives(cents: int) -> None:
    amount = cents / 100
    for written in (amount, f"{amount:.2f}", f"${amount:,.2f}", f"{Decimal(cents).scaleb(-2)} USD"):
        assert KINDS["money"](written, 0).value == cents
