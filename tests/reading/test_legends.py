"""Letters that a legend explains: which rows are billed, and which service was done."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.trials.program import Outcome, run_once

HEADINGS = (
    "Date", "CIN", "Last", "First", "DOB", "Sex", "Address", "City", "State", "Zip", "HCPCS", "Mod", "Units", "Amount",
    "POS", "Dx", "Agency", "Agency NPI", "Agency TIN", "Agency Address", "Agency City", "Agency State", "Agency Zip",
)  # fmt: skip
MEMBERS = (
    ("97599325H", "Farrow", "Hortencia", "09/07/1975", "F", "331 Nogales Rd", "Bakersfield", "CA", "93301"),
    ("97148156M", "Escobedo", "Cedric", "08/07/1947", "M", "3887 Nogales Rd", "El Centro", "CA", "92243"),
    ("96538753F", "Espinoza", "Noemi", "11/21/1994", "F", "338 Kern St", "Pomona", "CA", "91766"),
)
BILLER = ("Granite Falls Homes", "1513748685", "95-7146209", "327 Drake Ln", "Chico", "CA", "95926")
Rows = list[list[str]]


def table(letters: Sequence[str], heading: str) -> Rows:
    """A row for each letter, in a column of its own."""
    rows = [[heading, *HEADINGS]]
    for at, letter in enumerate(letters):
        rows.append(
            [letter, f"02/{at + 1:02d}/2026", *MEMBERS[at % 3], "T2041", "U6", "2", "37.00", "12", "Z59.01", *BILLER]
        )
    return rows


def outcome_of(rows: Rows, folder: Path) -> Outcome:
    """What a run makes of the rows."""
    path, width = folder / "log.csv", max(map(len, rows))
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([*row, *[""] * (width - len(row))] for row in rows)
    return run_once(path)


def days(outcome: Outcome) -> list[int]:
    """The days that were sent."""
    return sorted(int(line.start[-2:]) for line in outcome.lines)


LEGENDS = {
    "below its heading": [["St:", "K = kept, bill it"], ["", "X = visit cancelled, do not bill"], ["", "N = no show"]],
    "in one line": [["K = kept; X = client not home; N = no show"]],
    "called a legend": [["Legend: K kept, X cancelled, N no show"]],
    "a letter a cell": [["Legend"], ["K", "kept"], ["X", "client not home"], ["N", "no show"]],
    "with dashes": [["K - visit took place"], ["X - client not home"], ["N - no show"]],
    "in Spanish": [["Clave:"], ["K", "completado"], ["X", "cancelado"], ["N", "no asistió"]],
}


@pytest.mark.parametrize("legend", LEGENDS)
@pytest.mark.parametrize("heading", ["St", "Status", "Code", "Visit"])
def test_rows_are_billed_as_their_letters_say(legend: str, heading: str, tmp_path: Path) -> None:
    rows = LEGENDS[legend] if heading == "St" else [[cell for cell in row if cell != "St:"] for row in LEGENDS[legend]]
    outcome = outcome_of([*table("KKXKNKKKKK", heading), [], *rows], tmp_path)
    assert days(outcome) == [1, 2, 4, 6, 7, 8, 9, 10]
    assert not outcome.errors


@pytest.mark.parametrize("legend", LEGENDS)
def test_a_letter_that_the_legend_does_not_have_is_asked_about(legend: str, tmp_path: Path) -> None:
    outcome = outcome_of([*table("KKXKNKKQKK", "Visit"), [], *LEGENDS[legend]], tmp_path)
    assert not {3, 5, 8} & {*days(outcome)}
    assert outcome.errors


def test_a_legend_that_contradicts_itself_says_nothing(tmp_path: Path) -> None:
    legend = [["K = kept; X = cancelled"], ["K = cancelled; X = kept"]]
    assert days(outcome_of([*table("KKXKXKKKKK", "Visit"), [], *legend], tmp_path)) == []


def test_what_the_legend_leaves_open_is_asked(tmp_path: Path) -> None:
    """Nobody knows whether a service in a hospital is billed."""
    outcome = outcome_of([*table("KKXKXKKKKK", "Visit"), [], ["K = kept; X = at the hospital"]], tmp_path)
    assert not {3, 5} & {*days(outcome)}
    assert outcome.questions


def test_a_legend_above_the_table(tmp_path: Path) -> None:
    rows = [["K = kept, X = client not home, N = no show"], [], *table("KKXKNKKKKK", "St")]
    assert days(outcome_of(rows, tmp_path)) == [1, 2, 4, 6, 7, 8, 9, 10]


def test_letters_of_services(tmp_path: Path) -> None:
    """The letter says which service; the legend has its code."""
    rows = table("ABBAAB", "Svc")
    for row in rows:
        del row[11:13]  # code and modifier
    rows += [[], ["A = Tenancy support, T2041 U6"], ["B = Day habilitation, H2014 U6"]]
    outcome = outcome_of(rows, tmp_path)
    found = {int(line.start[-2:]): line.hcpcs for line in outcome.lines}
    assert found == {1: "T2041", 2: "H2014", 3: "H2014", 4: "T2041", 5: "T2041", 6: "H2014"}


def test_m_and_f_below_sex_stay_what_they_are(tmp_path: Path) -> None:
    outcome = outcome_of([*table("MFMFMF", "Where"), [], ["M = mobile unit; F = field office"]], tmp_path)
    assert {line.gender for line in outcome.lines} <= {"F", "M"}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32))
def test_no_row_is_billed_whose_letter_says_otherwise(tmp_path: Path, seed: int) -> None:
    """Any letters, in any order, with any words for them."""
    dice = Random(seed)
    keys = dice.sample("ABCDKNPRSTVXYZ", 4)
    words = [
        dice.choice(("kept", "completed", "seen", "visit done, bill")),
        dice.choice(("no show", "did not come")),
        dice.choice(("cancelled", "cancelled by client, do not bill")),
        dice.choice(("client not home", "refused")),
    ]
    letters = [dice.choice([keys[0], keys[0], keys[0], *keys[1:]]) for _ in range(12)]
    style = dice.choice((" = ", " - ", " – ", " → "))
    pieces = [f"{key}{style}{word}" for key, word in zip(keys, words, strict=True)]
    dice.shuffle(pieces)
    foot = [["; ".join(pieces)]] if dice.random() < 0.5 else [[piece] for piece in pieces]
    outcome = outcome_of([*table(letters, dice.choice(("St", "Outcome", "Code", "V"))), [], *foot], tmp_path)
    assert {*days(outcome)} <= {at + 1 for at, letter in enumerate(letters) if letter == keys[0]}
