"""What stands below the last line is nobody's service, a total with a name is one of it; what may be a line stays."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from edi.views.run_result import Disposition
from invoices.workbook import CellValue
from tests.invoices.cases import csv_bytes
from tests.invoices.reading import run
from tests.tools import shape_writers as write
from tests.tools.shape_writers import KINDS, PEOPLE, Rows, Visit

HEADS = [*write.SERVICE, *write.MEMBER]
VISITS = [Visit(person, date(2026, 1, 5 + at), KINDS[at % 2], 1) for at, person in enumerate(PEOPLE[:4])]


def line(visit: Visit) -> list[CellValue]:
    return [*write.service_cells(visit), *write.member_cells(visit.person)]


def below(*rows: list[CellValue], between: bool = False) -> list[Disposition]:
    """What becomes of rows below the lines, or `between` them; the day of a line stands in the first column."""
    lines = [line(visit) for visit in VISITS]
    body: Rows = [*lines[:2], *rows, *lines[2:]] if between else [*lines, *rows]
    cells = [[*row, *[""] * (len(HEADS) - len(row))] for row in [*write.above(), HEADS, *body]]
    result = run(("f.csv", csv_bytes(cells)))
    found = [d for part in result.inputs for d in part.dispositions]
    assert sum(d.status == "sent" for d in found) == len(VISITS)
    return [d for d in found if d.status != "sent"]


@pytest.mark.parametrize(
    "row",
    [
        ["Prepared by Wanda Everhart, billing clerk"],
        ["Signed: ____________", "", "Date: ________"],
        ["Checks to Sandpiper Neighbor Network please"],
        [f"NPI: {write.AGENCY.npi}", f"EIN: {write.AGENCY.tin}"],
        ["I attest that all of this is true"],
        ["Favor de enviar el cheque a la oficina"],
        ["Thank you"],
    ],
)
def test_a_foot_is_skipped(row: list[CellValue]) -> None:
    assert [(d.status, d.reason) for d in below(row)] == [("skipped", "note")]


@pytest.mark.parametrize(
    "row",
    [
        ["All of January was cancelled by the client"],
        ["Do not bill the first two visits"],
        ["See also 91130457C for the rest"],
        ["Housing navigation is H0043 U6 here"],
        ["01/09/2026", "H0043"],
        ["2026-01-09"],
        ["Abernathy"],
    ],
)
def test_what_may_be_a_line_or_speaks_against_one_is_withheld(row: list[CellValue]) -> None:
    assert [d.status for d in below(row)] == ["withheld"]


def test_a_sentence_between_lines_stays_in_doubt() -> None:
    assert [d.status for d in below(["The rest of these are for February"], between=True)] == ["withheld"]


def total(text: str, amount: Any) -> list[CellValue]:
    """A total whose text stands in the column of last names."""
    cells: list[CellValue] = [""] * len(HEADS)
    cells[HEADS.index("Last Name")], cells[HEADS.index("Amount")] = text, amount
    return cells


def test_a_total_with_the_name_of_the_line_above_it() -> None:
    amount = float(VISITS[0].amount + VISITS[1].amount)
    name = f"{PEOPLE[1].first} {PEOPLE[1].last}"
    assert [d.reason for d in below(total(f"Total {name}", amount), between=True)] == ["total"]
    assert [d.status for d in below(total(f"Total {name}", amount + 1), between=True)] == ["withheld"]
    assert [d.status for d in below(total("Total Marisol Quintanar", amount), between=True)] == ["withheld"]


def test_sums_without_a_word_are_a_total() -> None:
    cells: list[CellValue] = [""] * len(HEADS)
    units, amount = HEADS.index("Units"), HEADS.index("Amount")
    cells[units], cells[amount] = 4, float(sum(visit.amount for visit in VISITS))
    assert [d.reason for d in below(cells)] == ["total"]
    cells[units] = 5
    assert [d.status for d in below(cells)] == ["withheld"]
