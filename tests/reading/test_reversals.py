"""Ledgers in which rows take back what others charged: no charge that was taken back is billed."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.trials.program import Outcome, run_once

MEMBERS = (
    ("97599325H", "Farrow", "Hortencia", "09/07/1975", "F", "331 Nogales Rd", "Bakersfield", "CA", "93301"),
    ("97148156M", "Escobedo", "Cedric", "08/07/1947", "M", "3887 Nogales Rd", "El Centro", "CA", "92243"),
    ("96538753F", "Espinoza", "Noemi", "11/21/1994", "F", "338 Kern St", "Pomona", "CA", "91766"),
)
BILLER = ("Granite Falls Behavioral Homes", "1513748685", "95-7146209", "327 Drake Ln", "Chico", "CA", "95926")
SERVICES = (("T2041", "U6", "17.25", 3), ("H2014", "U6", "10.50", 4), ("S5170", "U6", "11.50", 7))
HEADINGS = ("CIN", "Last Name", "First Name", "DOB", "Gender", "Address", "City", "State", "Zip", "Service Date",
            "HCPCS", "Modifier", "Units", "Rate", "Amount", "POS", "Dx", "Provider Name", "Provider NPI",
            "Provider TIN", "Provider Address", "Provider City", "Provider State", "Provider Zip")  # fmt: skip


class Way(NamedTuple):
    """How a ledger says what it takes back: the headings of number, kind and reference ("" where it has none), the
    words for a charge and for what takes one back, and how amounts and units are written then."""

    number: str = "Trans #"
    kind: str = "Type"
    reference: str = "Applies To"
    charge: str = "Charge"
    back: str = "Charge reversal"
    amount: str = "-{}"
    units: str = "-{}"


WAYS = {
    "with a reference": Way(),
    "other words": Way("TranNo", "TranKind", "AppliesToTran", "Charge", "Reversal"),
    "no kind": Way(kind=""),
    "no reference": Way(reference=""),
    "neither": Way(kind="", reference=""),
    "in brackets": Way(reference="", amount="({})", units="({})"),
    "behind the amount": Way(amount="{}-", units="-{}"),
    "a credit": Way(kind="", amount="{} CR", units="{}"),
    "units as they are": Way(kind="", units="{}"),
    "with a dollar sign": Way("Entry", "Entry Type", "Reverses", "Charge", "Credit", "-${}", "-{}"),
    "words alone": Way(amount="{}", units="{}"),
}


class Entry(NamedTuple):
    """A row: its number, what it charges, and the number of the row that it takes back."""

    number: int
    member: int
    day: int
    service: int
    takes_back: int = 0
    part: bool = False


CHARGES = tuple(Entry(66010 + at, at % 3, 1 + at, at % len(SERVICES)) for at in range(9))


def rows_of(entries: Sequence[Entry], way: Way) -> list[list[str]]:
    """The rows of a ledger."""
    extra = [heading for heading in (way.number, way.kind, way.reference) if heading]
    rows = [[*extra, *HEADINGS]]
    for entry in entries:
        code, modifier, price, units = SERVICES[entry.service]
        units = units - 1 if entry.part else units
        back = bool(entry.takes_back)
        said = {way.number: str(entry.number), way.kind: way.back if back else way.charge,
                way.reference: str(entry.takes_back) if back else ""}  # fmt: skip
        amount = f"{float(price) * units:.2f}"
        rows.append([
            *(said[heading] for heading in extra), *MEMBERS[entry.member], f"02/{entry.day:02d}/2026", code, modifier,
            way.units.format(units) if back else str(units), price, way.amount.format(amount) if back else amount,
            "12", "Z59.01", *BILLER,
        ])  # fmt: skip
    return rows


def outcome_of(entries: Sequence[Entry], way: Way, folder: Path) -> Outcome:
    """What a run makes of a ledger."""
    return outcome_of_rows(rows_of(entries, way), folder)


def outcome_of_rows(rows: Sequence[Sequence[str]], folder: Path) -> Outcome:
    """The same of its rows."""
    path = folder / "ledger.csv"
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows(rows)
    return run_once(path)


def billed(outcome: Outcome) -> set[tuple[str, str]]:
    """Member and day of what was sent."""
    return {(line.cin, line.start) for line in outcome.lines}


def named(entries: Sequence[Entry]) -> set[tuple[str, str]]:
    """The same of some rows."""
    return {(MEMBERS[one.member][0], f"202602{one.day:02d}") for one in entries}


def back(entry: Entry, number: int) -> Entry:
    """A row that takes another one back."""
    return entry._replace(number=number, takes_back=entry.number)


@pytest.mark.parametrize("way", WAYS)
def test_a_charge_and_what_takes_it_back_are_not_billed(way: str, tmp_path: Path) -> None:
    entries = [*CHARGES, back(CHARGES[1], 66101), back(CHARGES[7], 66107)]
    outcome = outcome_of(entries, WAYS[way], tmp_path)
    gone = [CHARGES[1], CHARGES[7]]
    assert billed(outcome) == named(CHARGES) - named(gone)
    assert outcome.rows["skipped"] == 4
    assert not outcome.errors
    assert outcome.conserved


@pytest.mark.parametrize("way", WAYS)
def test_a_part_that_is_taken_back_leaves_the_charge_to_a_person(way: str, tmp_path: Path) -> None:
    entries = [*CHARGES, back(CHARGES[4], 66101)._replace(part=True)]
    outcome = outcome_of(entries, WAYS[way], tmp_path)
    assert not billed(outcome) & named([CHARGES[4]])
    assert outcome.errors


def test_of_two_that_may_be_meant_neither_is_billed(tmp_path: Path) -> None:
    """Nothing says which of two equal rows a reversal is about, nor whether the second was charged for it."""
    again = CHARGES[2]._replace(number=66030)
    outcome = outcome_of([*CHARGES, again, back(CHARGES[2], 66101)], WAYS["neither"], tmp_path)
    assert not billed(outcome) & named([CHARGES[2]])
    assert "WB045" in outcome.errors


def test_what_was_charged_elsewhere_takes_nothing_back_here(tmp_path: Path) -> None:
    """The number that a reversal names is none of this file's: it is left to a person, and nothing else is."""
    entries = [*CHARGES, back(CHARGES[1], 66101), CHARGES[5]._replace(number=66102, takes_back=51234, day=20)]
    outcome = outcome_of(entries, WAYS["with a reference"], tmp_path)
    assert billed(outcome) == named(CHARGES) - named([CHARGES[1]])
    assert outcome.rows["withheld"] == 1


def test_a_name_that_fits_another_members_row_is_left_to_a_person(tmp_path: Path) -> None:
    """The row that is named has another member than the reversal, whose own row may be meant: neither is billed."""
    entries = [*CHARGES, back(CHARGES[1], 66101), CHARGES[4]._replace(number=66102, takes_back=CHARGES[5].number)]
    outcome = outcome_of(entries, WAYS["with a reference"], tmp_path)
    assert not billed(outcome) & named([CHARGES[1], CHARGES[5]])


def test_a_day_that_was_posted_later_is_left_to_a_person(tmp_path: Path) -> None:
    """A reversal with the day on which it was made, and no number: whatever of its member and code it may mean."""
    other = back(CHARGES[3], 66101)._replace(day=25)
    outcome = outcome_of([*CHARGES, other], WAYS["neither"], tmp_path)
    assert not billed(outcome) & named([CHARGES[3]])
    assert outcome.errors


@pytest.mark.parametrize("way", ["no kind", "neither"])
def test_a_payment_takes_no_charge_back(way: str, tmp_path: Path) -> None:
    """A negative amount without code and units may be what was paid: a person says what becomes of the charge."""
    rows = rows_of([*CHARGES, back(CHARGES[1], 66101)], WAYS[way])
    for name in ("HCPCS", "Modifier", "Units", "Rate"):
        rows[-1][rows[0].index(name)] = ""
    outcome = outcome_of_rows(rows, tmp_path)
    assert not billed(outcome) & named([CHARGES[1]])
    assert "WB044" not in outcome.errors
    assert outcome.rows["skipped"] == 0


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32))
def test_nothing_that_was_taken_back_is_billed(tmp_path: Path, seed: int) -> None:
    """Reversals in any number and order, whole or in part."""
    dice = Random(seed)
    gone = dice.sample(CHARGES, dice.randrange(1, 5))
    rows = [back(one, 66100 + at)._replace(part=dice.random() < 0.2) for at, one in enumerate(gone)]
    entries = [*CHARGES]
    for row in rows:
        entries.insert(dice.randrange(len(entries) + 1), row)
    outcome = outcome_of(entries, WAYS[dice.choice([*WAYS])], tmp_path)
    assert not billed(outcome) & named(gone)
    assert billed(outcome) <= named(CHARGES)
