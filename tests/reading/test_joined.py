"""Workbooks whose sheets know things of each other: a log of tags and letters, a roster, prices, code lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.trials.program import Outcome, run_once

Rows = list[list[Any]]
MEMBERS = (
    ("SZ-06", "Zepeda", "Soledad", "92790551H", "1950-01-23", "F", "918 Hawthorne St, Redding, CA 96001", "Z59.01"),
    ("NY-01", "Ybarra", "Nestor", "96166800F", "1991-09-05", "M", "2329 Drake Ln, Eureka, CA 95501", "I10"),
    ("TS-04", "Saelee", "Tamika", "98166033M", "1994-01-28", "F", "3828 Juniper Dr, Madera, CA 93637", "Z59.41"),
    ("FL-02", "Lockhart", "Floyd", "98034977G", "1957-05-28", "M", "2651 Birchwood Ave, Visalia, CA 93277", "Z59.02"),
)
NICKNAMES = ("Sol", "Nes from 2B", "Tami", "Floyd L.")
SERVICES = (
    ("M", "Medically tailored meals", "S5170", "U6", 13.0, "12"),
    ("D", "Day habilitation", "H2014", "U6", 9.25, "11"),
    ("T", "Tenancy sustaining", "T2041", "U6", 18.5, "12"),
)
LABELS = [["Center", "Golden Poppy Senior Center"], ["NPI", "1513748685"], ["Tax ID", "33-3485637"],
          ["Street", "2042 Grant Ave"], ["City", "Eureka"], ["State", "CA"], ["Zip", "95501-4410"]]  # fmt: skip


class Visit(NamedTuple):
    """A line: the places of its member and service, its day and units."""

    member: int
    service: int
    day: int
    units: int


VISITS = (Visit(0, 1, 2, 6), Visit(0, 0, 3, 7), Visit(1, 1, 5, 4), Visit(2, 0, 7, 10), Visit(3, 2, 9, 1),
          Visit(1, 2, 12, 2), Visit(2, 0, 16, 5))  # fmt: skip


def expected(visits: Sequence[Visit] = VISITS) -> list[tuple[str, str, str, float, float]]:
    """Member, day, code, units and charge of each line."""
    return sorted(
        (MEMBERS[v.member][3], f"202512{v.day:02d}", SERVICES[v.service][2], float(v.units),
         SERVICES[v.service][4] * v.units)
        for v in visits
    )  # fmt: skip


def found(outcome: Outcome) -> list[tuple[str, str, str, float, float]]:
    """The same of what was sent."""
    return sorted((one.cin, one.start, one.hcpcs, float(one.units), float(one.charge)) for one in outcome.lines)


def roster(keys: Sequence[Any], heading: str) -> Rows:
    """The members by a key."""
    head = [heading, "Surname", "Given name", "Medi-Cal CIN", "Birth date", "Gender", "Address", "ICD-10"]
    return [head, *([key, *member[1:]] for key, member in zip(keys, MEMBERS, strict=True))]


def prices(keys: Sequence[Any], heading: str) -> Rows:
    """The services by a key."""
    rows: Rows = [[heading, "Service", "Bill as", "Price", "POS"]]
    return rows + [[key, name, f"{code} {mods}", price, place]
                   for key, (_, name, code, mods, price, place) in zip(keys, SERVICES, strict=True)]  # fmt: skip


def log(people: Sequence[Any], whats: Sequence[Any], heads: Sequence[str], visits: Sequence[Visit]) -> Rows:
    """The visits by the keys of their members and services."""
    return [list(heads), *([people[v.member], whats[v.service], date(2025, 12, v.day), v.units] for v in visits)]


TAGS = [member[0] for member in MEMBERS]
LETTERS = [service[0] for service in SERVICES]


def by_tags(visits: Sequence[Visit]) -> Mapping[str, Rows]:
    return {"December log": log(TAGS, LETTERS, ("Roster tag", "What", "Dec", "Count"), visits),
            "Roster": roster(TAGS, "Tag"), "Key + us": [*prices(LETTERS, "What"), [], *LABELS]}  # fmt: skip


def by_numbers(visits: Sequence[Visit]) -> Mapping[str, Rows]:
    numbers = [101, 102, 103, 104]
    return {"Visits": log(numbers, LETTERS, ("Client #", "Svc", "Date", "Units"), visits),
            "Clients": roster(numbers, "Client #"), "Rates": prices(LETTERS, "Svc"), "Us": LABELS}  # fmt: skip


def by_nicknames(visits: Sequence[Visit]) -> Mapping[str, Rows]:
    return {"Us": LABELS, "People": roster(NICKNAMES, "We call them"),
            "Log": log(NICKNAMES, LETTERS, ("Who", "What", "When", "Units"), visits),
            "Legend": prices(LETTERS, "What")}  # fmt: skip


def by_names_of_services(visits: Sequence[Visit]) -> Mapping[str, Rows]:
    names = [service[1] for service in SERVICES]
    rates = [row[:1] + row[2:] for row in prices(names, "Activity")]
    return {"Log": log(TAGS, names, ("Tag", "Activity", "Date", "Qty"), visits),
            "Roster": [*roster(TAGS, "Tag"), [], *LABELS], "Rates": rates}  # fmt: skip


def by_an_enrollment(visits: Sequence[Visit]) -> Mapping[str, Rows]:
    stays = [["EnrollmentID", "PersonalID", "EntryDate", "PrimaryICD10"]]
    stays += [[f"E{600 + at}", member[0], "2025-06-28", member[7]] for at, member in enumerate(MEMBERS)]
    people = [row[:-1] for row in roster(TAGS, "PersonalID")]
    codes = [["Field", "Code", "Text", "HCPCS", "Rate"]]
    codes += [["TypeProvided", 300 + at, name, f"{code} {mods}", price]
              for at, (_, name, code, mods, price, _) in enumerate(SERVICES)]  # fmt: skip
    codes += [["Gender", "F", "Woman", "", ""], ["Gender", "M", "Man", "", ""]]
    rows = log([f"E{600 + at}" for at in range(4)], [300, 301, 302],
               ("EnrollmentID", "TypeProvided", "DateProvided", "ServiceUnits"), visits)  # fmt: skip
    places = [
        [*row, place] for row, place in zip(rows, ["POSCode", *(SERVICES[v.service][5] for v in visits)], strict=True)
    ]
    return {"Organization": LABELS, "Client": people, "Enrollment": stays, "Services": places, "CodeLists": codes}


WAYS: Mapping[str, Callable[[Sequence[Visit]], Mapping[str, Rows]]] = {
    "tags and letters": by_tags, "numbers": by_numbers, "nicknames": by_nicknames,
    "names of services": by_names_of_services, "by way of an enrollment": by_an_enrollment,
}  # fmt: skip


def outcome_of(sheets: Mapping[str, Rows], folder: Path) -> Outcome:
    """What a run makes of a workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(folder / "book.xlsx")
    return run_once(folder / "book.xlsx")


@pytest.mark.parametrize("way", WAYS)
def test_every_visit_has_what_the_other_sheets_know(way: str, tmp_path: Path) -> None:
    outcome = outcome_of(WAYS[way](VISITS), tmp_path)
    assert found(outcome) == expected()
    assert not outcome.errors


@pytest.mark.parametrize("way", WAYS)
def test_two_rows_of_one_key_are_nobodys(way: str, tmp_path: Path) -> None:
    """A key that two different rows of the roster have says nothing of a visit."""
    sheets = {name: [list(row) for row in rows] for name, rows in WAYS[way](VISITS).items()}
    roster_of = next(rows for rows in sheets.values() if "Medi-Cal CIN" in rows[0])
    roster_of[2][0] = roster_of[1][0]
    outcome = outcome_of(sheets, tmp_path)
    assert not {line[0] for line in found(outcome)} & {MEMBERS[0][3], MEMBERS[1][3]}
    assert [line for line in found(outcome) if line not in expected()] == []


@pytest.mark.parametrize("way", WAYS)
def test_a_key_that_is_nowhere_is_left_to_a_person(way: str, tmp_path: Path) -> None:
    sheets = {name: [list(row) for row in rows] for name, rows in WAYS[way](VISITS).items()}
    visits = next(rows for rows in sheets.values() if len(rows) == len(VISITS) + 1)
    visits[3][0] = "XX-99"
    outcome = outcome_of(sheets, tmp_path)
    assert [line for line in found(outcome) if line not in expected()] == []
    assert len(outcome.lines) < len(VISITS)


def test_a_summary_by_service_adds_nothing(tmp_path: Path) -> None:
    """Sums of the month beside the lines are neither their units nor their prices."""
    sums = [["What", "Units", "Amount"], *([letter, 40 + at, 900.0 + at] for at, letter in enumerate(LETTERS))]
    outcome = outcome_of({**by_tags(VISITS), "Summary": sums}, tmp_path)
    assert [line for line in found(outcome) if line not in expected()] == []


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32))
def test_no_visit_gets_what_is_not_its_own(tmp_path: Path, seed: int) -> None:
    """Sheets in any order, their rows in any order."""
    dice = Random(seed)
    visits = [
        Visit(dice.randrange(4), dice.randrange(3), day, dice.randrange(1, 9)) for day in dice.sample(range(1, 29), 8)
    ]
    sheets = list(WAYS[dice.choice([*WAYS])](visits).items())
    dice.shuffle(sheets)
    mixed = {
        name: [rows[0], *dice.sample(rows[1:], len(rows) - 1)] if rows[-1] != LABELS[-1] else rows
        for name, rows in sheets
    }
    outcome = outcome_of(mixed, tmp_path)
    assert [line for line in found(outcome) if line not in expected(visits)] == []
