"""One heading of a sheet is written otherwise, missing, there twice, or stands over another column: whatever is then
made of the sheet, the program goes on, and every row is accounted for."""

from __future__ import annotations

import random

import pytest

from invoices.returns.plain import plain_workbook
from invoices.workbook import Sheet, UnreadableError, read_workbook
from tests.fuzz.workbooks import translated
from tests.invoices.cases import run
from tests.invoices.headings import FILES, SAMPLES, changes, with_cell

A_FILE = 3


@pytest.mark.parametrize("name", [str(path) for path in FILES])
def test_no_heading_stops_the_program(name: str) -> None:
    """A few changes of every sample; `python -m tests.fuzz workbooks` makes them all."""
    try:
        sheets = read_workbook(SAMPLES / name)
    except UnreadableError:
        return
    tables = [list(sheet.rows()) for sheet in sheets]
    possible = [(place, change) for place, rows in enumerate(tables) for change in changes(rows)]
    for place, change in random.Random(name).sample(possible, min(A_FILE, len(possible))):
        again = [
            Sheet(sheet.name, sheet.hidden, sheet.first_column, change(rows) if number == place else rows)
            for number, (sheet, rows) in enumerate(zip(sheets, tables, strict=True))
        ]
        translated(name, plain_workbook(again)[0])


@pytest.mark.parametrize("heading", ["Org NPI", "Client CIN", "Visit Date", "Codes", "Units Each"])
@pytest.mark.parametrize("name", ["codes-in-a-cell.csv", "monday/larkspur.xls"])
def test_a_mistyped_heading_over_several_codes_in_a_cell(name: str, heading: str) -> None:
    (sheet,) = read_workbook(SAMPLES / name)
    rows = list(sheet.rows())
    changed = with_cell(rows, 0, rows[0].index(heading), heading.replace(" ", "_")[:-1] + "x")
    result = run(plain_workbook([Sheet(sheet.name, _cells=changed)])[0], name="a.xlsx")
    told = {finding.code for finding in result.all_findings if result.severity(finding.code) == "error"}
    assert result.tally.rows["read"] >= len(rows) - 1 or told


def test_a_sheet_of_a_thousand_tables_is_read() -> None:
    """Each table begins below the one before; none of them is a step deeper."""
    sheet = Sheet("a", _cells=[["x"]] * 3_000)
    for row in range(2, 2_900):
        sheet = sheet.below(row)
    assert len(list(sheet.rows())) == 3_000 - 2_899 + 1
    assert sheet.merged() == []
