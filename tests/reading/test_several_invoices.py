"""Several invoices below each other in one sheet, each with the head of its own provider: every line goes out under the
head that it stands below, and what a head leaves out is nobody else's."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reading import letters
from tests.trials.lines import folded
from tests.trials.program import Outcome, run_once

HEADINGS = ("CIN", "Member", "DOB", "Sex", "Street", "City", "Zip", "DOS", "Procedure", "Units", "Unit price",
            "Extended", "POS", "Dx")  # fmt: skip
MEMBERS = (
    ("97599325H", "Farrow, Hortencia", "09/07/1995", "F", "331 Nogales Rd", "Bakersfield", "93301"),
    ("97148156M", "Escobedo, Cedric", "08/07/1947", "M", "3887 Nogales Rd", "El Centro", "92243"),
    ("96538753F", "Espinoza, Noemi", "11/21/1994", "F", "338 Kern St", "Pomona", "91766"),
    ("95281271C", "Weatherby, Ofelia", "05/25/1953", "F", "1113 Grant Ave", "Watsonville", "95076"),
)
SERVICES = (("T2041 U6", "17.25"), ("H2014 U6", "10.50"), ("S5170 U6", "11.50"))
Rows = list[list[str]]


class Head(NamedTuple):
    """Who bills; "" for what a head leaves out."""

    name: str
    npi: str
    tin: str
    street: str
    city: str
    zip: str


HEADS = (
    Head("Manzanita Youth Homes", "1513748685", "95-8579326", "1902 Mission St", "Oakland", "94607"),
    Head("Four Directions Healing Circle", "1428684645", "33-1550075", "3380 Drake Ln", "Watsonville", "95076"),
    Head("Trinity Porch Outreach", "1245319599", "77-7066553", "4073 El Dorado Way", "Hanford", "93230"),
)


def by_turns(head: Head) -> Rows:
    """Label and value by turns."""
    return [
        ["Agency", head.name, "NPI", head.npi, "TIN", head.tin],
        ["Address", head.street, "City", head.city, "State", "CA" if head.city else "", "Zip", head.zip],
    ]


def down(head: Head) -> Rows:
    """A label in every row."""
    labels = ("Agency:", "NPI:", "Tax ID:", "Street:", "City:", "Zip:")
    return [*([label, value] for label, value in zip(labels, head, strict=True)), ["State:", "CA"]]


def free_lines(head: Head) -> Rows:
    """A letterhead."""
    place = f"{head.street}, {head.city}, CA {head.zip}" if head.street else ""
    return [[head.name], [place], [f"NPI {head.npi} | EIN {head.tin}"]]


def in_cells(head: Head) -> Rows:
    """Labels with their values in one cell."""
    return [[f"Provider: {head.name}", f"NPI: {head.npi}", f"EIN: {head.tin}"],
            [f"Address: {head.street}", f"City: {head.city}", "State: CA", f"ZIP: {head.zip}"]]  # fmt: skip


def listed(head: Head) -> Rows:
    """Headings with one row below them."""
    return [["Agency", "NPI", "TIN", "Street", "City", "State", "Zip"], [*head[:5], "CA", head.zip]]


STYLES: Mapping[str, Callable[[Head], Rows]] = {
    "by turns": by_turns, "down": down, "free lines": free_lines, "in cells": in_cells, "listed": listed,
}  # fmt: skip


def lines_of(number: int, count: int = 3) -> Rows:
    """The lines of the invoice of this number."""
    rows = []
    for at in range(count):
        code, price = SERVICES[(number + at) % len(SERVICES)]
        extended = f"{float(price) * (at + 1):.2f}"
        day = f"09/{4 + number * 5 + at:02d}/2025"
        rows.append([*MEMBERS[(number + at) % len(MEMBERS)], day, code, str(at + 1), price, extended, "12", "J44.9"])
    return rows


def sheet(style: str, heads: tuple[Head, ...] = HEADS, dice: Random | None = None) -> Rows:
    """The rows of a file with an invoice for each head."""
    rows: Rows = [["Prepared by North State Fiscal Agents on behalf of the agencies below"], []]
    for number, head in enumerate(heads):
        if dice is None or dice.random() < 0.5:
            rows.append(["INVOICE", f"NSFA-31{number}", "Dated", "10/06/2025"])
        own = lines_of(number)
        rows += [*STYLES[style](head), list(HEADINGS), *own]
        if dice is None or dice.random() < 0.5:
            rows.append([*[""] * 10, "Total", f"{sum(float(row[11]) for row in own):.2f}"])
        rows.append([])
    return rows


def outcome_of(rows: Rows, folder: Path) -> Outcome:
    """What a run makes of the rows as a text."""
    path = folder / "batch.csv"
    width = max(map(len, rows))
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([*row, *[""] * (width - len(row))] for row in rows)
    return run_once(path)


def wrong(outcome: Outcome, heads: tuple[Head, ...]) -> list[Any]:
    """The lines that went out under another head than that above them."""
    own = {(row[0], f"{row[7][6:]}{row[7][:2]}{row[7][3:5]}"): head
           for number, head in enumerate(heads) for row in lines_of(number)}  # fmt: skip
    bad = []
    for line in outcome.lines:
        head = own[line.cin, line.start]
        said = (line.npi, line.provider_name, line.provider_tin, line.provider_street, line.provider_city)
        meant = (head.npi, folded(head.name), head.tin.replace("-", ""), folded(head.street), folded(head.city))
        if said != meant:
            bad.append((said, meant))
    return bad


@pytest.mark.parametrize("style", STYLES)
def test_every_invoice_has_its_own_provider(style: str, tmp_path: Path) -> None:
    """Three invoices of three agencies, nine lines."""
    outcome = outcome_of(sheet(style), tmp_path)
    assert wrong(outcome, HEADS) == []
    assert len(outcome.lines) == 9


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("lacking", Head._fields)
def test_what_a_head_leaves_out_is_nobody_elses(style: str, lacking: str, tmp_path: Path) -> None:
    """The second of three heads lacks something that the first one has."""
    heads = (HEADS[0], HEADS[1]._replace(**{lacking: ""}), HEADS[2])
    outcome = outcome_of(sheet(style, heads), tmp_path)
    assert wrong(outcome, heads) == []
    assert outcome.code == 1


@pytest.mark.parametrize("style", STYLES)
def test_a_faulty_number_is_not_replaced_by_another_heads(style: str, tmp_path: Path) -> None:
    """The NPI of the second head has a wrong digit."""
    heads = (HEADS[0], HEADS[1]._replace(npi="1428684646"), HEADS[2])
    outcome = outcome_of(sheet(style, heads), tmp_path)
    assert wrong(outcome, heads) == []
    assert outcome.code == 1


@pytest.mark.parametrize("style", STYLES)
def test_a_head_between_the_lines_is_seen_without_headings(style: str, tmp_path: Path) -> None:
    """The headings stand once; the head of another agency between two lines holds for nobody's lines unasked."""
    rows = [*STYLES[style](HEADS[0]), list(HEADINGS), *lines_of(0), [], *STYLES[style](HEADS[1]), *lines_of(1)]
    outcome = outcome_of(rows, tmp_path)
    assert wrong(outcome, HEADS) == []
    assert outcome.errors or len(outcome.lines) == 6


@pytest.mark.parametrize("style", STYLES)
def test_a_head_far_down_is_seen(style: str, tmp_path: Path) -> None:
    """The second invoice begins below the rows by which shapes are told."""
    rest = ("T2041 U6", "1", "17.25", "17.25", "12", "I10")
    many = [[*MEMBERS[at % 4], f"{1 + at % 28:02d}/{1 + at // 28:02d}/2025", *rest] for at in range(300)]
    rows = [*STYLES[style](HEADS[0]), list(HEADINGS), *many, [], *STYLES[style](HEADS[1]), list(HEADINGS), *lines_of(1)]
    outcome = outcome_of(rows, tmp_path)
    second = {(row[0], f"2025{row[7][:2]}{row[7][3:5]}") for row in lines_of(1)}
    assert [line for line in outcome.lines if (line.cin, line.start) in second and line.npi == HEADS[0].npi] == []


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("lacking", ["", "npi", "tin", "street", "city"])
def test_another_table_inherits_no_other_biller(style: str, lacking: str, tmp_path: Path) -> None:
    """The second invoice has its columns in another order, and its head lacks something."""
    heads = (HEADS[0], HEADS[1]._replace(**{lacking: ""} if lacking else {}))
    turned = [list(reversed(row)) for row in lines_of(1)]
    rows = [*STYLES[style](heads[0]), list(HEADINGS), *lines_of(0), []]
    rows += [*STYLES[style](heads[1]), list(reversed(HEADINGS)), *turned]
    outcome = outcome_of(rows, tmp_path)
    assert wrong(outcome, heads) == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32))
def test_no_line_goes_out_under_another_head(tmp_path: Path, seed: int) -> None:
    """Heads in many ways, each of its own style, with and without what an invoice has besides."""
    dice = Random(seed)
    heads = tuple(
        Head(one.name, one.npi, one.tin, one.street, one.city, one.zip)
        for one in (letters.biller_of(dice) for _ in range(dice.randrange(2, 5)))
    )
    outcome = outcome_of(sheet(dice.choice([*STYLES]), heads, dice), tmp_path)
    assert wrong(outcome, heads) == []
