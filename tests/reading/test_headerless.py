"""Tables without headings: values, their order and the arithmetic say what the columns are, or the question stays."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from invoices.reading.arithmetic import reckon
from invoices.reading.context import NATURAL, SIDE_BY_SIDE, beside
from invoices.reading.evidence import NEIGHBOUR, Target
from invoices.reading.words import role_of
from invoices.workbook import CellValue
from mappings.fields import all_fields
from tests.invoices.shapes.grids import sheet_of
from tests.reading.reading import read
from tests.reading.test_arithmetic import columns
from tests.trials.generated import run

PEOPLE = (
    ("91234567A", "Okafor", "Ngozi", "04/02/1961", "F", "12 Alder St", "Fresno, CA 93721"),
    ("92345678B", "Tran", "Minh", "11/19/1974", "M", "880 Ninth Ave Apt 2", "Clovis, CA 93612"),
    ("93456789C", "Reyes", "Alma", "07/30/1988", "F", "4 Orchard Ln", "Sanger, CA 93657"),
    ("94567890D", "Petrov", "Ivan", "01/05/1957", "M", "31 Mill Rd", "Selma, CA 93662"),
)
AGENCY = ("1548209935", "Delta Hearth Alliance", "68-0014412", "33 Weber Ave", "Stockton, CA 95202-1190")


def _rows(units: Sequence[int] = (2, 5, 3, 7, 4, 6)) -> list[list[CellValue]]:
    rows: list[list[CellValue]] = []
    for at, count in enumerate(units):
        code, price = (("S5170", Decimal("11.25")), ("H0043", Decimal(112)))[at % 2]
        visit = (f"10/{at + 3:02}/2025", code, "U6", str(count), str(price), str(count * price), "12", "Z59.41")
        rows.append([*PEOPLE[at % len(PEOPLE)], *visit, *AGENCY])
    return rows


def test_a_table_without_headings_is_read_by_its_values_and_their_order() -> None:
    """City, state and ZIP in one cell are parted there too, for the member and for the provider."""
    reading = read(sheet_of(_rows()))
    # A place of service that is the same in every row could be the units, and only one ZIP code is the provider's.
    assert {question.field for question in reading.questions} <= {"place_of_service", "billing_zip"}
    assert "T.3" in {column.letter for column in reading.columns}
    found = [column.field for column in reading.columns if column.field]
    assert found == [
        "member_cin", "member_last_name", "member_first_name", "member_dob", "member_gender", "member_address",
        "member_city", "member_state", "member_zip",
        "service_start", "hcpcs", "modifiers", "units", "unit_cost", "line_charge", "place_of_service", "diagnoses",
        "billing_npi", "billing_name", "billing_tin", "billing_address",
        "billing_city", "billing_state", "billing_zip",
    ]  # fmt: skip


def test_names_the_other_way_round_are_not_read_without_asking() -> None:
    """Nothing proves which of two columns of names is the first name: their order is but a witness, and a weak one."""
    turned = [[row[0], row[2], row[1], *row[3:]] for row in _rows()]
    reading = read(sheet_of(turned))
    taken = [column.field for column in reading.columns if column.field.endswith("_name") and column.field[0] == "m"]
    assert reading.questions or taken == ["member_last_name", "member_first_name"]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_price_that_follows_from_the_service_is_the_price_whatever_the_order(data: st.DataObject) -> None:
    prices = data.draw(st.lists(st.integers(101, 99_999), min_size=2, max_size=3, unique=True))
    rows = data.draw(st.lists(st.tuples(st.integers(0, len(prices) - 1), st.integers(1, 40)), min_size=6, max_size=25))
    keys = [f"H00{which}" for which, _ in rows]
    units, rates = [count for _, count in rows], [Decimal(prices[which]) / 100 for which, _ in rows]
    charges = [count * rate for count, rate in zip(units, rates, strict=True)]
    assume(len(set(zip(keys, units, strict=True))) > len(set(keys)) > 1 and len(set(charges)) > 1)
    assume(1 not in (max(units), min(units)))
    for order in ((units, rates, charges), (rates, units, charges)):
        (product,) = [found for found in reckon(columns(*order), keys).products if found.charge == 2]
        assert not product.turned
        assert order[product.price] == rates


def test_steadiness_and_fractions_that_contradict_each_other_leave_the_direction_open() -> None:
    steady, broken = [3, 4, 3, 4, 3, 4], [Decimal("1.5"), 2, Decimal("2.5"), 3, 5, Decimal("7.5")]
    charges = [a * b for a, b in zip(steady, broken, strict=True)]
    (product,) = reckon(columns(steady, broken, charges), ["A", "B"] * 3).products
    assert product.turned


def test_fields_that_stand_side_by_side_count_only_where_no_heading_speaks() -> None:
    for pair in SIDE_BY_SIDE:
        one, other = sorted(pair)
        assert {one, other} <= all_fields().keys()
        of_one_party = NEIGHBOUR if role_of(one) else 0.0
        assert beside(Target(one), [Target(other)], bare=True) == of_one_party + NATURAL
        assert beside(Target(one), [Target(other)], bare=False) == of_one_party


@pytest.mark.parametrize("seed", [7, 99])
def test_generated_tables_without_headings_send_no_wrong_line_unasked_or_answered(seed: int, tmp_path: Path) -> None:
    tally = run(seed, range(12), tmp_path, "headerless")
    unasked, answered = tally.groups["total"]["all but must ask"], tally.groups["answered from truth"]["all"]
    assert (unasked.wrong, answered.wrong) == (0, 0)
    assert unasked.right * 10 > unasked.expected * 4
    assert answered.right * 10 > answered.expected * 8
