"""What the records of a JSON export look up elsewhere in it, and tables whose columns stand apart from their rows."""

from __future__ import annotations

from typing import Any

import pytest

from invoices.workbook.lookups import looked_up, tabled
from tests.invoices.test_references import table

VISITS = [
    {"on": "2026-05-12", "did": "H0043/U6", "howMany": 1},
    {"on": "2026-05-13", "did": "T2041/U6", "howMany": 3},
    {"on": "2026-05-14", "did": "H0043/U6", "howMany": 2},
]
CLIENT = {"cin": "91130457C", "last": "Abernathy", "first": "Lola", "born": "1961-03-14", "contacts": VISITS}
AGENCY = {"name": "Sandpiper", "npi": "2519077343"}
PRICES: dict[str, Any] = {
    "by code": {"H0043/U6": 108.25, "T2041/U6": 18.5},
    "by code in objects": {"H0043/U6": {"rate": 108.25}, "T2041/U6": {"rate": 18.5}},
    "in a list": [{"code": "H0043/U6", "rate": 108.25}, {"code": "T2041/U6", "rate": 18.5}],
    "in a list with more": [
        {"service": "H0043/U6", "title": "Navigation", "fee": 108.25},
        {"service": "T2041/U6", "title": "Tenancy", "fee": 18.5},
        {"service": "S5170/U6", "title": "Meals", "fee": 12.5},
    ],
    "deeper": {"2026": {"H0043/U6": 108.25, "T2041/U6": 18.5}},
}


@pytest.mark.parametrize("way", PRICES)
def test_a_price_list_says_the_price_of_each_visit(way: str) -> None:
    rows = table({"agency": AGENCY, "prices": PRICES[way], "clients": [CLIENT]})
    assert len(rows) == 3
    keys = ("prices unit price", "2026", "rate", "fee")
    found = [next(row[key] for key in row if key.rpartition(".")[2] in keys) for row in rows]
    assert found == [108.25, 18.5, 108.25]
    assert [row["clients.cin"] for row in rows] == ["91130457C"] * 3


def test_a_code_without_a_price_leaves_the_list_alone() -> None:
    """What not every visit finds is no list of theirs."""
    document = {"prices": {"H0043/U6": 108.25, "S5170/U6": 12.5}, "clients": [CLIENT]}
    assert looked_up(document) is document


def test_clients_by_their_number() -> None:
    clients = {"C-101": {"cin": "91130457C", "last": "Abernathy"}, "C-102": {"cin": "92204816K", "last": "Bustamante"}}
    visits = [{**VISITS[0], "client": "C-102"}, {**VISITS[1], "client": "C-101"}]
    rows = table({"clients": clients, "visits": visits})
    assert [row["visits.clients.cin"] for row in rows] == ["92204816K", "91130457C"]


def test_lists_of_services_with_codes_in_common_stay_lists_of_services() -> None:
    document = {
        "cin": "91130457C",
        "ecm": [
            {"code": "G9012", "units": 1, "date": "2026-05-01"},
            {"code": "G9008", "units": 1, "date": "2026-05-02"},
        ],
        "supports": [{"code": "G9012", "units": 2, "date": "2026-05-03"}],
    }
    assert looked_up(document) is document


def test_visits_are_not_looked_up_in() -> None:
    """A note about a visit is no line in its place."""
    visits = [{"id": 70000001, "cin": "91130457C", "code": "H0043", "on": "2026-05-12"},
              {"id": 70000002, "cin": "91130457C", "code": "H0043", "on": "2026-05-13"}]  # fmt: skip
    document = {
        "visits": visits,
        "notes": [{"visitId": 70000001, "text": "late"}, {"visitId": 70000001, "text": "home"}],
    }
    assert looked_up(document) is document


NAMES = ["CIN", "Last", "Code", "Units"]
ROWS = [["91130457C", "Abernathy", "H0043", 1], ["92204816K", "Bustamante", "T2041", 3]]
TABLES: dict[str, Any] = {
    "columns and rows": {"columns": NAMES, "rows": ROWS},
    "fields and records": {"fields": [{"name": name, "type": "text"} for name in NAMES], "records": ROWS},
    "headers and data": {"total": 2, "headers": NAMES, "data": ROWS},
    "columns with titles": {"columns": [{"title": name} for name in NAMES], "values": ROWS},
    "names in the first row": {"export": [NAMES, *ROWS]},
    "a list of lists": [NAMES, *ROWS],
}


@pytest.mark.parametrize("way", TABLES)
def test_columns_apart_from_their_rows(way: str) -> None:
    rows = table(TABLES[way] if isinstance(TABLES[way], dict) else {"result": {"set": TABLES[way]}})
    said = [[next(row[key] for key in row if key.rpartition(".")[2] == name) for name in NAMES] for row in rows]
    assert said == ROWS


def test_rows_of_another_length_are_no_table() -> None:
    document = {"columns": NAMES, "rows": [[*ROWS[0], "more"], ROWS[1]]}
    assert tabled(document) is document


def test_names_that_repeat_are_kept_apart() -> None:
    assert tabled({"columns": ["CIN", "Mod", "Mod"], "rows": [["91130457C", "U2", "GQ"]]}) == {
        "rows": [{"CIN": "91130457C", "Mod": "U2", "Mod 2": "GQ"}]
    }
