"""Units × price = charge: what is so is found, what is not so is never said to be."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from invoices.reading.arithmetic import Product, reckon, same, weigh
from invoices.reading.columns import Column
from invoices.reading.words import read_heading
from invoices.workbook import CellValue


def column(number: int, cells: Sequence[CellValue], heading: str = "") -> Column:
    values = {cell: list(cells).count(cell) for cell in cells if cell != ""}
    return Column(number, heading, "", read_heading(heading or "x"), list(cells), values)


def columns(*lists: Sequence[object]) -> list[Column]:
    return [column(number, [str(cell) for cell in cells]) for number, cells in enumerate(lists)]


UNITS = st.integers(1, 12)
CENTS = st.integers(101, 99_999)
CODES = st.sampled_from(["H0043", "G9012", "T2041"])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(CODES, UNITS), min_size=4, max_size=30), st.lists(CENTS, min_size=3, max_size=3, unique=True))
def test_the_product_is_found_whatever_the_order_of_the_columns(rows: list[tuple[str, int]], cents: list[int]) -> None:
    price = dict(zip(["H0043", "G9012", "T2041"], [Decimal(c) / 100 for c in cents], strict=True))
    assume(len({units for _, units in rows}) > 1)
    units, rates = [u for _, u in rows], [price[code] for code, _ in rows]
    charges = [u * p for u, p in zip(units, rates, strict=True)]
    assume(len(set(charges)) > 1)
    for order in ((units, rates, charges), (charges, units, rates), (rates, charges, units)):
        made = columns(*order)
        found = reckon(made, [code for code, _ in rows])
        place = order.index(charges)
        assert weigh(found, made[place], "line_charge")[0] >= 5
        # Each of the two is proven to be units or price, never the charge.
        for other in range(3):
            if other != place:
                assert weigh(found, made[other], "line_charge")[0] <= 0
                assert max(weigh(found, made[other], name)[0] for name in ("units", "unit_cost")) >= 3


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(2, 400), st.integers(2, 400), st.integers(1, 9_999)), min_size=4, max_size=30))
def test_a_product_that_is_said_is_so(rows: list[tuple[int, int, int]]) -> None:
    made = columns(*zip(*rows, strict=True))
    for product in reckon(made).products:
        numbers = list(zip(*(made[at].cells for at in (product.units, product.price, product.charge)), strict=True))
        right = sum(Decimal(a) * Decimal(b) == Decimal(c) * product.scale for a, b, c in numbers)
        assert right == product.rows >= 0.9 * len(numbers)


def test_cents_beside_dollars_are_a_scale() -> None:
    (product,) = reckon(
        columns([1, 2, 3, 4], [8500, 8500, 4025, 4025], ["85.00", "170.00", "120.75", "161.00"])
    ).products
    assert product == Product(0, 1, 2, 4, 4, scale=100)


def test_one_row_in_ten_may_be_wrong() -> None:
    units, prices = [2, 3, 4, 5, 2, 3, 4, 5, 6, 7], ["10.50"] * 10
    charges = [str(Decimal("10.50") * u) for u in units]
    assert reckon(columns(units, prices, [*charges[:9], "1.00"])).products
    assert not reckon(columns(units, prices, [*charges[:8], "1.00", "2.00"])).products


def test_units_of_one_say_which_is_which_only_by_themselves() -> None:
    (product,) = {
        p for p in reckon(columns([1] * 5, [10, 20, 30, 40, 50], [10, 20, 30, 40, 50])).products if p.charge == 2
    }
    assert (product.units, product.price, product.ones) == (0, 1, True)


def test_columns_that_are_the_same() -> None:
    found = reckon(columns([1, 2, 3, ""], ["1.0", "2.00", "3", 4], [1, 2, 4, 4]))
    assert same(found, 0, 1)
    assert not same(found, 0, 2)
