"""Lists beside the lines on their own sheet: partners who bill, prices of services. Every line gets what is said of its
own."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.trials.program import Outcome, run_once

Rows = list[list[str]]
MEMBERS = (
    ("97599325H", "Farrow", "Hortencia", "09/07/1975", "F", "331 Nogales Rd", "Bakersfield", "CA", "93301"),
    ("97148156M", "Escobedo", "Cedric", "08/07/1947", "M", "3887 Nogales Rd", "El Centro", "CA", "92243"),
    ("96538753F", "Espinoza", "Noemi", "11/21/1994", "F", "338 Kern St", "Pomona", "CA", "91766"),
)
PARTNERS = (
    ("Willow Bend Housing", "1513748685", "85-4419027", "4699 Birchwood Ave", "Oxnard", "CA", "93030"),
    ("Lighthouse Point", "1428684645", "82-7785570", "4002 Lupine Way", "Eureka", "CA", "95501"),
    ("Copper Kettle Street Team", "1245319599", "33-1550075", "12 Drake Ln", "Chico", "CA", "95926"),
)
TITLES = ("Partner", "NPI", "TIN", "Street", "City", "State", "Zip")
OF_MEMBERS = ("CIN", "Last", "First", "DOB", "Sex", "Address", "City", "State", "Zip")
SERVICES = (("Tenancy", "T2041", "U6", "18.50"), ("Day hab", "H2014", "U6", "10.25"), ("Meals", "S5170", "U6", "12.00"))
AGENCY = [["Agency", PARTNERS[0][0]], ["NPI", PARTNERS[0][1]], ["TIN", PARTNERS[0][2]],
          ["Address", "4699 Birchwood Ave, Oxnard, CA 93030"], []]  # fmt: skip


def by_partner(key: int, heading: str, whose: Sequence[int]) -> Rows:
    """Lines that say whose they are."""
    head = [heading, *OF_MEMBERS, "Date", "HCPCS", "Mod", "Units", "Amount", "POS", "Dx"]
    rest = ("T2041", "U6", "2", "37.00", "12", "I10")
    rows = [[PARTNERS[one][key], *MEMBERS[at % 3], f"02/{at + 1:02d}/2026", *rest] for at, one in enumerate(whose)]
    return [head, *rows]


def by_service(which: Sequence[int]) -> Rows:
    """Lines that name a service."""
    head = [*OF_MEMBERS, "Date", "Service", "Units", "POS", "Dx"]
    return [head, *([*MEMBERS[at % 3], f"02/{at + 1:02d}/2026", SERVICES[one][0], "2", "12", "I10"]
                    for at, one in enumerate(which))]  # fmt: skip


def outcome_of(rows: Rows, folder: Path) -> Outcome:
    """What a run makes of a sheet."""
    path, width = folder / "sheet.csv", max(map(len, rows))
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([*row, *[""] * (width - len(row))] for row in rows)
    return run_once(path)


def billers(outcome: Outcome) -> dict[int, tuple[str, str, str]]:
    """Day -> who bills it: NPI, TIN and street."""
    return {int(one.start[-2:]): (one.npi, one.provider_tin, one.provider_street) for one in outcome.lines}


def meant(whose: Sequence[int]) -> dict[int, tuple[str, str, str]]:
    """The same as it is to be."""
    told = [(PARTNERS[one][1], PARTNERS[one][2].replace("-", ""), PARTNERS[one][3].upper()) for one in whose]
    return dict(enumerate(told, 1))


def charges(outcome: Outcome) -> dict[int, tuple[str, float]]:
    """Day -> code and charge."""
    return {int(one.start[-2:]): (one.hcpcs, float(one.charge)) for one in outcome.lines}


PARTNER_LIST: Rows = [list(TITLES), *map(list, PARTNERS)]
PRICES: Rows = [["Service", "HCPCS", "Modifier", "Rate"], *map(list, SERVICES)]
PLACES: Mapping[str, bool] = {"above": True, "below": False}
WHOSE, WHICH = (0, 1, 0, 2, 1, 0, 2, 2), (0, 1, 2, 1, 0, 2, 2, 1)


def together(one: Rows, lines: Rows, *, above: bool) -> Rows:
    """A list above or below lines."""
    return [*one, [], *lines] if above else [*lines, [], *one]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("key", "heading"), [(0, "Partner"), (1, "NPI"), (0, "Agency"), (2, "TIN")])
@pytest.mark.parametrize("title", [[], [["JOINT INVOICE OF THE PARTNERSHIP"], []]])
def test_every_line_is_its_partners(place: str, key: int, heading: str, title: Rows, tmp_path: Path) -> None:
    rows = together(PARTNER_LIST, by_partner(key, heading, WHOSE), above=PLACES[place])
    assert billers(outcome_of([*title, *rows], tmp_path)) == meant(WHOSE)


@pytest.mark.parametrize("place", PLACES)
def test_every_line_has_the_price_of_its_service(place: str, tmp_path: Path) -> None:
    outcome = outcome_of([*AGENCY, *together(PRICES, by_service(WHICH), above=PLACES[place])], tmp_path)
    assert charges(outcome) == {
        day: (SERVICES[one][1], float(SERVICES[one][3]) * 2) for day, one in enumerate(WHICH, 1)
    }
    assert {one[0] for one in billers(outcome).values()} == {PARTNERS[0][1]}


@pytest.mark.parametrize("place", PLACES)
def test_a_partner_who_is_not_listed_is_left_to_a_person(place: str, tmp_path: Path) -> None:
    lines = by_partner(0, "Partner", WHOSE)
    lines[3][0] = "Somebody Else"
    found = billers(outcome_of(together(PARTNER_LIST, lines, above=PLACES[place]), tmp_path))
    assert 3 not in found
    assert found.items() <= meant(WHOSE).items()


@pytest.mark.parametrize("place", PLACES)
def test_two_partners_of_one_name_are_asked_about(place: str, tmp_path: Path) -> None:
    twice = [*PARTNER_LIST, [PARTNERS[0][0], *PARTNERS[1][1:3], "1 Other St", "Chico", "CA", "95926"]]
    found = billers(outcome_of(together(twice, by_partner(0, "Partner", WHOSE), above=PLACES[place]), tmp_path))
    assert not {1, 3, 6} & found.keys()


def test_a_summary_is_no_list_of_prices(tmp_path: Path) -> None:
    """Sums by service below the lines are neither units nor prices of a line."""
    sums = [
        ["Service", "Units", "Amount"],
        ["Tenancy", "40", "740.00"],
        ["Day hab", "60", "615.00"],
        ["Meals", "8", "96"],
    ]
    lines = [[*row, "Rate" if not at else SERVICES[WHICH[at - 1]][3]] for at, row in enumerate(by_service(WHICH))]
    outcome = outcome_of([*AGENCY, *lines, [], *sums], tmp_path)
    assert {charge for _, charge in charges(outcome).values()} <= {37.0, 20.5, 24.0}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32))
def test_no_line_gets_what_is_said_of_another(tmp_path: Path, seed: int) -> None:
    """Lists in any order and place, some of their cells blank."""
    dice = Random(seed)
    whose = [dice.randrange(3) for _ in range(9)]
    listed = [list(row) for row in dice.sample(PARTNERS, 3)]
    for row in listed:
        if dice.random() < 0.2:
            row[dice.randrange(1, 7)] = ""
    key, heading = dice.choice(((0, "Partner"), (1, "NPI"), (0, "Agency")))
    rows = together([list(TITLES), *listed], by_partner(key, heading, whose), above=dice.random() < 0.5)
    assert billers(outcome_of(rows, tmp_path)).items() <= meant(whose).items()
