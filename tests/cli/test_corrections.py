"""The way back: a provider corrects exactly the marked cells, and the workbook goes through."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.cli.running import PROFILE, SAMPLES, run

# What a provider types into the coloured cells of each sample. The copy of a row is corrected to what was meant.
CORRECTIONS: dict[str, tuple[str, dict[str, Any]]] = {
    "dhcs-long": (
        "Invoice",
        {
            "AJ21": "45 min",
            "AN34": "Z59.10",
            "J39": "2319406825",
            "AH53": date(2026, 2, 13),
            "AO56": 225.75,
            "S58": "93905176M",
        },
    ),
    "wide": ("Visits", {"BA20": 153, "AF21": date(2026, 2, 17), "AE21": date(2026, 2, 17), "AP24": "U6"}),
    "form": ("Invoice", {"B30": "91183264D", "V35": "12"}),
}


@pytest.mark.parametrize("name", CORRECTIONS)
def test_correcting_the_marked_cells_is_enough(name: str, tmp_path: Path) -> None:
    run(SAMPLES / f"{name}.xlsx", "--profile", PROFILE, "-o", tmp_path / "first")
    before = json.loads((tmp_path / "first" / f"{name}.summary.json").read_text())
    sheet_name, cells = CORRECTIONS[name]
    marked = {finding["where"].get("column", "") + str(finding["where"]["row"]) for finding in errors(before)}
    # data_only keeps the results of formulas, as Excel does when it saves.
    workbook = load_workbook(tmp_path / "first" / f"{name}.rejects.xlsx", data_only=True)
    sheet = workbook[sheet_name]
    for address, value in cells.items():
        assert address in marked, f"{address} is not marked"
        sheet[address] = value
    if name == "dhcs-long":
        sheet["AG27"] = sheet["AH27"] = date(2026, 2, 26)
        if sheet["AJ21"].value == "45 min":
            sheet["AO21"] = 3 * sheet["AK21"].value
    corrected = tmp_path / f"{name}.xlsx"
    workbook.save(corrected)
    outcome = run(corrected, "--profile", PROFILE, "-o", tmp_path / "second", "--show-values")
    after = json.loads((tmp_path / "second" / f"{name}.summary.json").read_text())
    assert errors(after) == [], outcome.err
    assert outcome.code == 0
    assert after["rows"]["withheld"] == 0
    assert after["rows"]["sent"] == before["rows"]["sent"] + before["rows"]["withheld"]
    assert not (tmp_path / "second" / f"{name}.rejects.xlsx").exists()


def errors(summary: dict[str, Any]) -> list[dict[str, Any]]:
    """The findings that withheld something."""
    return [finding for finding in summary["findings"] if finding["severity"] == "error"]


@pytest.mark.parametrize("name", CORRECTIONS)
def test_the_marked_copy_reads_like_the_original(name: str, tmp_path: Path) -> None:
    run(SAMPLES / f"{name}.xlsx", "--profile", PROFILE, "-o", tmp_path / "first")
    again = run(tmp_path / "first" / f"{name}.rejects.xlsx", "--profile", PROFILE, "-o", tmp_path / "second")
    assert again.code == 1
    first = (tmp_path / "first" / f"{name}.837").read_text()
    assert (tmp_path / "second" / f"{name}.rejects.837").read_text() == first
