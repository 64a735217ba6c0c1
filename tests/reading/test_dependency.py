"""Whom a bare "Address" belongs to is told by what it follows from."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invoices.reading.dependency import Dependency, following
from tests.reading.test_arithmetic import column

CINS = ["91234567A", "91234567A", "92345678B", "92345678B", "93456789C", "93456789C"]
NPIS = ["1234567893"] * 2 + ["1245319599"] * 4
OF_MEMBER = ["1 A ST", "1 A ST", "2 B ST", "2 B ST", "3 C ST", "3 C ST"]
OF_PROVIDER = ["9 X ST"] * 2 + ["8 Y ST"] * 4


def keys() -> Dependency:
    return Dependency(column(0, CINS), column(1, NPIS))


@pytest.mark.parametrize(
    ("cells", "name", "positive"),
    [
        (OF_MEMBER, "member_address", True),
        (OF_PROVIDER, "billing_address", True),
        (["1", "2", "3", "4", "5", "6"], "member_address", False),
        (["1", "2", "3", "4", "5", "6"], "billing_address", False),
        (["9 X ST"] * 6, "billing_address", True),
        (["9 X ST"] * 6, "member_address", False),
        (["1", "2", "3", "4", "5", "6"], "invoice_number", False),
    ],
)
def test_what_a_column_follows_from(cells: list[str], name: str, positive: bool) -> None:
    score, why = keys().weigh(column(2, cells), name)
    assert (score > 0) is positive
    assert score != 0
    assert why


def test_without_repeated_keys_nothing_is_said() -> None:
    alone = Dependency(column(0, ["91234567A", "92345678B", "93456789C"]), None)
    assert alone.weigh(column(2, ["a", "b", "c"]), "member_address") == (0.0, "")


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(CINS), min_size=10, max_size=60), st.integers(0, 59))
def test_one_faulty_cell_in_many_groups_leaves_the_dependence(cins: list[str], at: int) -> None:
    more = [f"9{number:07}A" for number in range(5) for _ in range(2)]
    key = [*cins, *more]
    cells = [f"street of {cin}" for cin in key]
    cells[len(cins) + at % len(more)] = "elsewhere"
    assert following(key, cells).holds
    assert following(key, [str(n) for n in range(len(key))]).fails
