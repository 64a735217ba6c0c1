"""Totals beside a grid: they are the charge of none of its services, and of one only where the grid says its part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from edi.views.run_result import RunResult
from tests.invoices.cases import csv_bytes, run

ABOVE = [
    ["Agency", "BAY HOUSING PARTNERS", "NPI", "1234567893", "Tax ID", "94-2345678"],
    ["Address", "1200 BROADWAY", "City", "OAKLAND", "State", "CA", "Zip", "946121234"],
    [],
]
MEMBER = ["Member", "CIN", "DOB", "Sex", "Member Address", "Dx"]
PEOPLE = [
    ("Ramirez, Ana", "91234567A"),
    ("Soto, Luis", "94417063B"),
    ("Ortiz, Eva", "94417064C"),
    ("Diaz, Ed", "94417065C"),
]


def sent(*rows: Sequence[Any]) -> RunResult:
    """The run of a sheet with these rows below its provider."""
    width = max(map(len, (*ABOVE, *rows)))
    return run(csv_bytes([[*cells, *[""] * (width - len(cells))] for cells in (*ABOVE, *rows)]))


def about(place: int) -> list[str]:
    """What a row says of somebody."""
    name, cin = PEOPLE[place]
    return [name, cin, "5/14/1985", "F", "55 Pine St, Oakland, CA 94607", "Z59.01"]


def charges(result: RunResult) -> list[tuple[int, str, int]]:
    """Row, status and charge of each line."""
    return [(d.row, d.status, d.charge) for part in result.inputs for d in part.dispositions if d.status != "skipped"]


def meals(heads: Sequence[str], ends: Sequence[Sequence[Any]], counts: Sequence[Sequence[Any]]) -> RunResult:
    """A calendar of three days."""
    days = ["2/3/2026", "2/10/2026", "2/17/2026"]
    head = [*MEMBER, "HCPCS", "Mod", "POS", *days, *heads]
    return sent(head, *([*about(at), "S5170", "U6", "12", *row, *ends[at]] for at, row in enumerate(counts)))


def test_the_total_of_days_is_parted_by_their_counts() -> None:
    result = meals(["Total meals", "Total $"], [[3, 33.75], [5, 56.25]], [[1, 2, ""], ["", 2, 3]])
    assert charges(result) == [(5, "sent", 1125), (5, "sent", 2250), (6, "sent", 2250), (6, "sent", 3375)]


def test_an_amount_that_is_the_same_however_many_days_is_of_each() -> None:
    result = meals(["Charge"], [[22.5], [22.5]], [[2, 2, ""], [2, 2, 2]])
    assert {charge for _, _, charge in charges(result)} == {2250}
    assert {status for _, status, _ in charges(result)} == {"sent"}


def test_an_amount_that_may_be_of_all_days_or_of_each_is_left_to_a_person() -> None:
    result = meals(["Charge"], [[22.5], [22.5]], [[1, 1, ""], ["", 1, 1]])
    assert [status for _, status, _ in charges(result)] == ["withheld"] * 4


def test_no_amount_is_parted_among_cells_that_count_nothing() -> None:
    result = meals(["Total $"], [[33.75], [56.25]], [["S5170 U6", 2, ""], ["", "S5170 U6", "S5170 U6"]])
    assert [status for _, status, _ in charges(result)] == ["withheld"] * 4


def services(heads: Sequence[str], rows: Sequence[Sequence[Any]], *between: Sequence[Any]) -> RunResult:
    """A crosstab of two services."""
    head = [*MEMBER, "Visit Date", "POS", "H0043 U6", "G9012 U2", *heads]
    return sent(head, *between, *([*about(at), "3/4/2026", "12", *row] for at, row in enumerate(rows)))


@pytest.mark.parametrize("heading", ["Total $", "Amount", "Charge"])
def test_the_amount_of_two_services_is_the_charge_of_neither(heading: str) -> None:
    result = services([heading], [[1, 1, 183.5], [1, "", 85], ["", 1, 98.5], [1, 1, 183.5]])
    assert [(row, status) for row, status, _ in charges(result)] == [
        (5, "withheld"), (5, "withheld"), (6, "sent"), (7, "sent"), (8, "withheld"), (8, "withheld"),
    ]  # fmt: skip


def test_the_amount_of_two_services_is_what_their_rates_come_to() -> None:
    rates = ["Rate", *[""] * 7, 85, 98.5, ""]
    rows = [[1, 1, 183.5], [1, "", 85], ["", 1, 98.5], [1, 1, 183.5]]
    assert {status for _, status, _ in charges(services(["Total $"], rows, rates))} == {"sent"}
    rows[0][2] = 200
    found = charges(services(["Total $"], rows, rates))
    assert [status for row, status, _ in found if row == 6] == ["withheld"] * 2


def test_two_dates_make_a_calendar_where_counts_stand_below_them() -> None:
    days = ["2/3/2026", "2/10/2026"]
    head = [*MEMBER, "HCPCS", "Mod", "POS", "Rate", *days]
    rows = [[*about(at), "S5170", "U6", "12", 11.25, 1, 2] for at in range(2)]
    assert [charge for _, _, charge in charges(sent(head, *rows))] == [1125, 2250, 1125, 2250]
    paid = [[*about(at), "S5170", "U6", "12", 11.25, 11.25, 22.5] for at in range(2)]
    assert "sent" not in {status for _, status, _ in charges(sent(head, *paid))}
