"""Records over two rows of which a sender has crossed out both rows, or one."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from tests.trials.program import Outcome, run_once

MEMBERS = (
    ("Farrow", "Hortencia", "97599325H", "1975-09-07", "F", "331 Nogales Rd", "Bakersfield", "93301"),
    ("Escobedo", "Cedric", "97148156M", "1947-08-07", "M", "3887 Nogales Rd", "El Centro", "92243"),
    ("Espinoza", "Noemi", "96538753F", "1994-11-21", "F", "338 Kern St", "Pomona", "91766"),
)
TOP = (
    ("Station", "Cedar Street Sobering Station"), ("NPI", "1513748685"), ("EIN", "68-3861038"),
    ("Location", "2678 Iris Ct, Vallejo, CA 94590"), (),
    ("Guest last", "Guest first", "CIN", "DOB", "Sex", "Home street", "Home city", "Home zip"),
    ("Arrived", "HCPCS", "Mod", "Units", "Charge", "POS", "ICD-10", "Nurse"),
)  # fmt: skip
DAYS = range(1, 9)


def outcome_of(first: Collection[int], second: Collection[int], folder: Path) -> Outcome:
    """What a run makes of a log with these days struck through in their first and in their second rows."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Log"
    for cells in TOP:
        sheet.append(cells)
    for day in DAYS:
        code, modifier, charge = ("H0014", "U6", 229.5) if day % 2 else ("G9012", "U2", 94.5)
        sheet.append(MEMBERS[day % 3])
        sheet.append([f"2026-02-{day:02d}", code, modifier, 1, charge, "11", "F10.20", "RN Hart"])
        for row, struck in ((sheet.max_row - 1, day in first), (sheet.max_row, day in second)):
            for cell in sheet[row] if struck else ():
                cell.font = Font(strike=True)
    book.save(folder / "log.xlsx")
    return run_once(folder / "log.xlsx")


def days(outcome: Outcome) -> set[int]:
    """The days that were sent."""
    return {int(line.start[-2:]) for line in outcome.lines}


@pytest.mark.parametrize("struck", [(), (2,), (2, 5), (1, 8)])
def test_records_struck_through_are_not_billed(struck: tuple[int, ...], tmp_path: Path) -> None:
    outcome = outcome_of(struck, struck, tmp_path)
    assert days(outcome) == {*DAYS} - {*struck}
    assert not outcome.errors


@pytest.mark.parametrize("row", ["first", "second"])
def test_a_record_struck_in_one_row_is_left_to_a_person(row: str, tmp_path: Path) -> None:
    outcome = outcome_of((2, 5) if row == "first" else (), (2, 5) if row == "second" else (), tmp_path)
    assert not days(outcome) & {2, 5}
    assert "WB042" in outcome.errors
