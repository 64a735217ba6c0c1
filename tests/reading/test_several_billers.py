"""Sheets that name more than one biller: where no line says whose it is, none of them stands for all lines."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invoices.reading.model import SheetReading
from invoices.workbook import Sheet
from tests.reading import letters
from tests.reading.test_letterhead import readings, table

ONE = ("Willow Bend Housing Works", "1513748685", "85-4419027", "4699 Birchwood Ave", "Oxnard", "CA", "93030")
TWO = ("Lighthouse Point Care Partners", "1428684645", "82-7785570", "4002 Lupine Way", "Eureka", "CA", "95501")
TITLES = ("Partner", "NPI", "TIN", "Street", "City", "State", "Zip")
UNNAMED = ("Organization", "Org NPI", "FEIN", "Address", "Town", "State", "ZIP Code")
BLOCKS = {
    "a list": [TITLES, ONE, TWO],
    "a list with other headings": [UNNAMED, TWO, ONE],
    "a list that begins with the number": [TITLES[1:], ONE[1:], TWO[1:]],
    "a short list": [TITLES[:3], ONE[:3], TWO[:3]],
    "a list with a gap": [TITLES, ONE, [TWO[0], TWO[1], "", *TWO[3:]]],
    "one below the other": [["Agency", ONE[0]], ["NPI", ONE[1]], ["TIN", ONE[2]], ["Agency", TWO[0]], ["NPI", TWO[1]]],
    "with a blank row between": [["Agency:", ONE[0]], ["NPI:", ONE[1]], [], ["Agency:", TWO[0]], ["NPI:", TWO[1]]],
    "two values beside a label": [["Agency", ONE[0], TWO[0]], ["NPI", ONE[1], TWO[1]], ["TIN", ONE[2], TWO[2]]],
    "in free lines": [[f"{ONE[0]}, NPI {ONE[1]}, EIN {ONE[2]}"], [f"{TWO[0]}, NPI {TWO[1]}, EIN {TWO[2]}"]],
    "with numbers that nothing speaks for": [[ONE[0], ONE[1], ONE[2]], [TWO[0], TWO[1], TWO[2]]],
    "one with a label and one without": [["NPI", ONE[1]], ["and", TWO[1]]],
}


def npis_of(reading: SheetReading) -> list[str]:
    """The NPI that stands for all lines of a table, and the columns of NPIs that it has."""
    if reading.table is None:
        return []
    label = reading.table.labels.get("billing_npi")
    columns = reading.table.columns.get("billing_npi", ())
    return [str(label.value)] if label is not None else [f"column {column}" for column in columns]


def asks(reading: SheetReading) -> bool:
    """Whether the sheet asks who bills."""
    return any(question.field == "billing_npi" for question in reading.questions)


@pytest.mark.parametrize("block", BLOCKS)
def test_two_billers_above_a_table_are_asked_about(block: str) -> None:
    """None of two agencies stands for lines that do not say whose they are."""
    (reading,) = readings(table([["JOINT INVOICE OF THE PARTNERSHIP"], [], *BLOCKS[block]]))
    assert (npis_of(reading), asks(reading)) == ([], True)


@pytest.mark.parametrize("block", BLOCKS)
def test_two_billers_below_a_table_are_asked_about(block: str) -> None:
    """The same where they stand in the foot."""
    (reading,) = readings(table(below=[[], *BLOCKS[block]]))
    assert (npis_of(reading), asks(reading)) == ([], True)


@pytest.mark.parametrize("block", BLOCKS)
def test_two_billers_on_a_cover_are_asked_about(block: str) -> None:
    """The same where they stand on a sheet of their own."""
    rows = [list(row) for row in BLOCKS[block]]
    width = max(map(len, rows))
    cover = Sheet("Partners", _cells=[[*row, *[""] * (width - len(row))] for row in rows])
    found = [reading for reading in readings(cover, table()) if reading.table is not None]
    assert [npis_of(reading) for reading in found] == [[]]


def test_a_list_of_one_biller_is_read() -> None:
    """Labels side by side with one row below them name one biller."""
    (reading,) = readings(table([TITLES, ONE]))
    assert npis_of(reading) == [ONE[1]]
    assert not reading.questions


def test_the_same_biller_twice_is_one() -> None:
    """A letterhead and a list that name the same agency contradict nothing."""
    (reading,) = readings(table([[f"{ONE[0]} · NPI {ONE[1]}"], [], TITLES, ONE]))
    assert npis_of(reading) == [ONE[1]]


def test_the_number_of_a_person_is_no_second_biller() -> None:
    """What a label says to be somebody else's contradicts nothing."""
    (reading,) = readings(table([TITLES, ONE, [], ["Rendering provider NPI", TWO[1]]]))
    assert npis_of(reading) == [ONE[1]]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32))
def test_no_list_of_billers_gives_one(seed: int) -> None:
    """However long a list is, in whatever order its columns stand: two different numbers are never one biller."""
    dice = Random(seed)
    columns = dice.sample(range(1, 4), 2) + ([0] if dice.random() < 0.7 else [])
    dice.shuffle(columns)
    words = (("Agency", "Partner", "Organization"), ("NPI", "Agency NPI", "NPI #"), letters.TIN_WORDS, ("Street",))
    rows: list[Sequence[str]] = [[dice.choice(words[column]) for column in columns]]
    billers = [letters.biller_of(dice) for _ in range(dice.randrange(2, 5))]
    rows += [[(one.name, one.npi, one.tin, one.street)[column] for column in columns] for one in billers]
    (reading,) = readings(table(rows))
    if 1 in columns:
        assert (npis_of(reading), asks(reading)) == ([], True)
    assert "billing_tin" not in (reading.table.labels if reading.table is not None else {}) or 2 not in columns
