"""Sheets are joined by tags though the headings of the log name nothing, and a block below a key says who bills."""

from __future__ import annotations

from hypothesis import given

from invoices.reading.shapes.join import joined
from invoices.reading.shapes.known import Known
from invoices.workbook import Sheet
from tests.invoices.cases import xlsx_bytes
from tests.invoices.reading import run
from tests.invoices.shapes.grids import VISITS, assert_conserved, records, sheet_of
from tests.invoices.shapes.test_operators import FEW
from tests.tools import office_writers as office
from tests.tools.make_shapes import visits as sample
from tests.tools.shape_writers import AGENCY, Rows, Visit

KNOWN = Known()


def sheets_of(books: dict[str, Rows]) -> list[Sheet]:
    return [sheet_of(rows, name) for name, rows in books.items()]


@FEW
@given(visits=VISITS)
def test_tags_and_letters_hold_the_sheets_together(visits: list[Visit]) -> None:
    sheets = sheets_of(office.tagged(visits))
    log, *_ = joined(sheets, KNOWN)
    if len({visit.person for visit in visits}) < 3:
        return  # fewer tags may be the same by chance
    assert_conserved(sheets[0], log)
    found = records(log, "Member Medi-Cal CIN", "Jan", "Bill as", "Count")
    assert sorted(found) == sorted(
        (v.person.cin, v.day.isoformat(), f"{v.kind.code} {v.kind.modifiers}", str(v.units)) for v in visits
    )


def billers(books: dict[str, Rows]) -> set[str]:
    """Who bills the lines that are sent."""
    result = run(("log.xlsx", xlsx_bytes(books)))
    return {d.provider for part in result.inputs for d in part.dispositions if d.status == "sent"}


def test_a_block_below_a_key_says_who_bills() -> None:
    books = office.tagged(sample())
    assert billers(books) == {AGENCY.name}
