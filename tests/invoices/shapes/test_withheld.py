"""An error about a field that no cell holds withholds its line, whatever shape the sheet has."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from invoices.workbook import CellValue
from tests.invoices.cases import xlsx_bytes
from tests.invoices.reading import run
from tests.reading.test_headerless import AGENCY, PEOPLE
from tests.trials import generated

HEADINGS = (
    "CIN", "Last name", "First name", "Birth date", "Sex", "Home street", "City, State ZIP", "Date of service", "HCPCS",
    "Units", "Rate", "Charge", "POS", "Diagnosis", "Billing NPI", "Billing name", "Tax ID", "Billing street",
    "Billing City, State ZIP",
)  # fmt: skip


def _records() -> list[list[CellValue]]:
    """Six services, of which those of H0043 could be three services for want of a modifier."""
    rows: list[list[CellValue]] = []
    for at in range(6):
        code, price = (("H0043", 112), ("T2040", 17))[at % 2]
        visit = (f"10/{at + 3:02}/2025", code, "1", str(price), str(price), "12", "Z59.41")
        rows.append([*PEOPLE[at % len(PEOPLE)], *visit, *AGENCY])
    return rows


@pytest.mark.parametrize("on_its_side", [False, True])
def test_a_line_that_lacks_its_modifier_is_withheld(on_its_side: bool) -> None:
    rows: Sequence[Sequence[CellValue]] = [list(HEADINGS), *_records()]
    if on_its_side:
        rows = [list(row) for row in zip(*rows, strict=True)]
    result = run(("invoice.xlsx", xlsx_bytes({"Sheet1": rows})))
    lines = [line for part in result.inputs for line in part.dispositions if line.status != "skipped"]
    assert sorted(line.status for line in lines) == ["sent"] * 3 + ["withheld"] * 3


def test_a_record_on_its_side_is_no_template(tmp_path: Path) -> None:
    """ "HCPCS Modifiers" before its values describes no column, however few of its cells its column's reader takes."""
    scored = generated.run(9001, [94], tmp_path).groups["total"]["all but must ask"]
    assert (scored.wrong, scored.right) == (0, scored.expected)
