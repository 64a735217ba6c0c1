"""Prices that stand in a list are those of the lines that are billed by exactly that code and those modifiers."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from invoices.reading.shapes.known import Known
from invoices.reading.shapes.price_list import with_prices
from invoices.workbook import CellValue, Origin, Sheet
from tests.invoices.shapes.grids import VISITS, assert_conserved, records, sheet_of
from tests.invoices.shapes.test_operators import FEW
from tests.tools import office_writers as office
from tests.tools.shape_writers import KINDS, PEOPLE, Rows, Visit

KNOWN = Known()
TWO = [Visit(PEOPLE[0], date(2026, 1, 7), KINDS[1], 1), Visit(PEOPLE[0], date(2026, 1, 8), KINDS[2], 1)]


@FEW
@given(visits=VISITS)
def test_prices_are_joined_by_code_and_modifiers(visits: list[Visit]) -> None:
    sheets = [sheet_of(rows, name) for name, rows in office.price_list(visits).items()]
    found = []
    for before, after in zip(sheets[1:], with_prices(sheets, KNOWN)[1:], strict=True):
        assert_conserved(before, after)
        assert after.origins is not None
        assert after.origins.at(6, 5).sheet == "About us"
        found += [(code, float(rate)) for code, rate in records(after, "Billing code", "Rate") if code]
    assert sorted(found) == sorted((f"{v.kind.code} {v.kind.modifiers}", float(v.kind.rate)) for v in visits)


def rates(prices: Rows, more: list[CellValue] | None = None, name: str = "Prices") -> list[str]:
    """The rates of two lines, ECM in person and by phone; `more` is one more heading with its value."""
    rows: Rows = [["CIN", "Visit date", "Billing code", "Units", *(more or [])[:1]]]
    for visit in TWO:
        code = f"{visit.kind.code}-{visit.kind.modifiers.replace(' ', '-')}"
        rows.append([visit.person.cin, visit.day.isoformat(), code, 1, *(more or [])[1:]])
    sheets: list[Sheet] = with_prices([sheet_of(prices, name), sheet_of(rows, "Log")], KNOWN)
    head = next(iter(sheets[1].rows()))
    return [rate for _, rate in records(sheets[1], "Billing code", "Rate")] if "Rate" in head else []


@pytest.mark.parametrize(
    ("prices", "wanted"),
    [
        ([["G9012 U2", 96], ["G9012 U2 GQ", 43]], ["96", "43"]),
        ([["Code", "Price"], ["G9012-U2", "$96.00"], ["G9012-U2-GQ", "$43.00"]], ["$96.00", "$43.00"]),
        ([["ECM visit (G9012 U2)", "", 96, "each"], ["By phone: G9012 U2 GQ", "", 43, "each"]], ["96", "43"]),
        ([["Visita G9012 U2 (por visita)", 96], ["Llamada G9012 U2 GQ", 43]], ["96", "43"]),
        ([["1", "G9012 modifier U2 per contact", "$96"], ["2", "G9012 modifiers U2 and GQ", "$43"]], []),
        ([["G9012 modifier U2 per contact", "$96"], ["G9012 modifiers U2 and GQ", "$43"]], ["$96", "$43"]),
        ([["G9012 U2", 96]], ["96", ""]),
        ([["G9012 U2", 96], ["G9012 U2", 97], ["G9012 U2 GQ", 43]], ["", "43"]),
        ([["G9012 U2 per hour", 96], ["G9012 U2 GQ", 43]], ["", "43"]),
        ([["G9012 U2 (old price)", 96], ["G9012 U2 GQ", 43]], ["", "43"]),
        ([["G9012", 96]], []),
        ([["T2041 U6", 17]], []),
        ([["G9012 U2", "96 or 97"]], []),
    ],
)
def test_lists_in_many_spellings(prices: Rows, wanted: list[str]) -> None:
    assert rates(prices) == wanted


LIST: Rows = [["G9012 U2", 96], ["G9012 U2 GQ", 43]]


@pytest.mark.parametrize(
    ("name", "rows", "wanted"),
    [
        ("About", [["Prices"], *LIST], ["96", "43"]),
        ("About", [["Our rates 2026"], ["Service", "Rate"], *LIST], ["96", "43"]),
        ("About", [["Tarifas"], *LIST], ["96", "43"]),
        ("About", LIST, []),
        ("Summary", LIST, []),
        ("About", [["Prices"], [], *LIST], []),
        ("About", [["Rates and totals"], *LIST], []),
        ("About", [["Code", "Units"], *LIST], []),
        ("Rates", [["Code", "Amount billed"], *LIST], []),
    ],
)
def test_only_a_list_that_says_so_is_one_of_prices(name: str, rows: Rows, wanted: list[str]) -> None:
    assert rates(rows, name=name) == wanted


@pytest.mark.parametrize("heading", ["Rate", "Amount", "Price per unit"])
def test_lines_with_a_price_keep_it(heading: str) -> None:
    head = rates([["G9012 U2", 96], ["G9012 U2 GQ", 43]], [heading, 90])
    assert head in ([], ["90", "90"])


def test_a_price_points_at_its_cell() -> None:
    prices = sheet_of([["Our prices"], ["G9012 U2", 96]], "Prices")
    log = sheet_of(
        [["CIN", "Visit date", "Billing code", "Units"], [PEOPLE[0].cin, "2026-01-07", "G9012 U2", 1]], "Log"
    )
    _, after = with_prices([prices, log], KNOWN)
    assert after.origins is not None
    assert after.origins.at(2, 4) == Origin("Prices", 2, 1)
