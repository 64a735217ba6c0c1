"""Days without their month get it from whatever says it, and only where all that says it agrees."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from invoices.cells.base import text_of
from invoices.reading.book import read_sheets
from invoices.reading.shapes.known import Known
from invoices.reading.shapes.search import load_shapes
from invoices.workbook import CellValue, Sheet
from mappings.layout_file import load_layouts
from tests.invoices.shapes.grids import VISITS, assert_conserved, records, sheet_of, written
from tests.invoices.shapes.test_operators import FEW, texts
from tests.reading.reading import asked
from tests.tools import office_writers as office
from tests.tools import shape_writers as write
from tests.tools.shape_writers import KINDS, PEOPLE, Rows, Visit

OCTOBER = [Visit(person, date(2025, 10, 5 + 6 * at), KINDS[0], 1) for at, person in enumerate(PEOPLE[:4])]


def table(heading: CellValue = "Day", *above: list[CellValue], more: tuple[CellValue, ...] = ()) -> Rows:
    """October's visits, with rows above them; `more` are further headings, with a value each in every row."""
    heads, values = [*more[::2]], [*more[1::2]]
    rows: Rows = [*write.above(), *above, [heading, *heads, *write.MEMBER, *write.SERVICE[1:]]]
    for visit in OCTOBER:
        rows.append([visit.day.day, *values, *write.member_cells(visit.person), *write.service_cells(visit)[1:]])
    return rows


def plain(rows: Rows, name: str = "Sheet1", **known: date) -> Sheet | None:
    """The sheet with its days made dates; `known` are answers by the name of the sheet."""
    return load_shapes()["days"].plain(sheet_of(rows, name), Known(months=known))


def dates(sheet: Sheet | None, heading: str = "Day") -> list[str]:
    """What stands under the heading of the days."""
    assert sheet is not None
    return [text for (text,) in records(sheet, heading)]


WANTED = [visit.day.isoformat() for visit in OCTOBER]


@FEW
@given(visits=VISITS)
def test_days_become_dates(visits: list[Visit]) -> None:
    found = []
    for name, rows in office.days(visits).items():
        sheet = sheet_of(rows, name)
        after = load_shapes()["days"].plain(sheet, Known())
        if after is None:
            # A week of days alone may be days of the week.
            assert len(rows) - len(write.above()) > 4
            assert max(int(text_of(cells[0])) for cells in rows[len(write.above()) + 1 :]) <= 7
            return
        assert_conserved(sheet, after)
        assert after.origins is not None
        head = len(write.above()) + 1
        assert text_of(written(rows, after.origins.at(head + 1, 0))) in map(str, range(32))
        found += [(cin, day, code, units) for day, cin, code, units in records(after, "Day", "CIN", "HCPCS", "Units")]
    assert sorted(found) == texts(visits)


@pytest.mark.parametrize(
    ("name", "above"),
    [
        ("October 2025", []),
        ("2025-10", []),
        ("Oct", [["Visit log 2025"]]),
        ("Sheet1", [["Mes: octubre 2025"]]),
        ("Sheet1", [["Mes", "octubre de 2025"]]),
        ("Sheet1", [["Visits of our clients in Oct '25"]]),
        ("Sheet1", [["Month", "10/2025"]]),
        ("Sheet1", [["Month", date(2025, 10, 1)]]),
        ("Sheet1", [["October"], ["Year", 2025]]),
        ("October 2025", [["Invoice date", "November 5, 2025"], ["Printed November 2025"]]),
        ("Sheet1", [["Billing period: 10/2025"], ["Payment due", "December 2025"]]),
    ],
)
def test_whatever_says_the_month(name: str, above: Rows) -> None:
    assert dates(plain(table("Day", *above), name)) == WANTED


@pytest.mark.parametrize("heading", ["Day", "Día", "Date", "Fecha", "Visit day", "DOS", "Day seen", "Day of the visit"])
def test_whatever_the_days_are_headed(heading: str) -> None:
    after = plain(table(heading), "Oct 2025")
    assert after is not None
    known = heading if Known().field_of(heading)[0] == "service_start" else "Service Date"
    assert dates(after, known) == WANTED


def test_a_heading_may_say_the_month() -> None:
    assert dates(plain(table("Oct 2025")), "Service Date") == WANTED
    assert dates(plain(table("Oct", ["Year", 2025])), "Service Date") == WANTED


def test_month_and_year_may_stand_in_columns_of_their_own() -> None:
    assert dates(plain(table("Day", more=("Month", 10, "Year", 2025)))) == WANTED
    assert dates(plain(table("Day", more=("Mes", "octubre", "Año", "2025")))) == WANTED
    assert plain(table("Day", more=("Month", 10))) is None


@pytest.mark.parametrize(
    ("name", "above"),
    [
        ("Sheet1", []),
        ("October", []),
        ("October 2025", [["November 2025"]]),
        ("Sheet1", [["Printed October 2025"]]),
        ("Sheet1", [["April May Home Care"], ["Year", 2025]]),
        ("Sheet1", [["Invoice date", "October 2025"]]),
        ("Sheet1", [["October"], ["2025 Main Street"]]),
        ("Q4 2025", []),
    ],
)
def test_a_month_that_is_not_told_once_is_asked(name: str, above: Rows) -> None:
    rows = table("Day", *above)
    assert plain(rows, name) is None
    sheet = sheet_of(rows, name)
    (reading,) = read_sheets("f.xlsx", [sheet], list(load_layouts().values()))
    assert any("month" in one for one in asked(reading))
    (reading,) = read_sheets(
        "f.xlsx", [sheet], list(load_layouts().values()), answers={f"{name}!service_month": "October 2025"}
    )
    assert not any("month" in one for one in asked(reading))
    assert "days" in reading.shapes
    assert dates(plain(rows, name, **{name: date(2025, 10, 1)})) == WANTED


@pytest.mark.parametrize(
    "heading", ["Days", "Visit no.", "Day #", "No. of days", "Days billed", "Due", "Rm", "Day of stay", "Day of week"]
)
def test_counts_are_no_days(heading: str) -> None:
    assert plain(table(heading), "October 2025") is None


def test_days_of_the_week_or_of_a_stay_are_not_taken_for_dates() -> None:
    rows = table()
    for number, cells in enumerate(rows[len(write.above()) + 1 :], 1):
        cells[0] = number
    assert plain(rows, "October 2025") is None


def test_a_date_besides_leaves_the_day_alone() -> None:
    rows = table("Day", more=("Service date", "2025-10-05"))
    assert plain(rows, "October 2025") is None


def test_a_day_that_the_month_does_not_have_stays_a_number() -> None:
    rows = table()
    rows[-1][0] = 31
    assert dates(plain(rows, "November 2025"))[-1] == "31"


def test_a_weekday_beside_the_day_has_to_be_right() -> None:
    rows = table()
    for cells, visit in zip(rows[len(write.above()) + 1 :], OCTOBER, strict=True):
        cells[0] = f"{visit.day:%a} {visit.day.day}"
    rows[-1][0] = f"{OCTOBER[-1].day:%a} {OCTOBER[-1].day.day + 1}"
    assert dates(plain(rows, "October 2025")) == [*WANTED[:3], rows[-1][0]]


def test_a_sister_sheet_shows_that_small_numbers_are_days_of_a_month() -> None:
    rows = table()
    for number, cells in enumerate(rows[len(write.above()) + 1 :], 1):
        cells[0] = number
    october, november = sheet_of(table(), "October 2025"), sheet_of(rows, "November 2025")
    layouts = list(load_layouts().values())
    shapes = [reading.shapes for reading in read_sheets("f.xlsx", [october, november], layouts)]
    assert shapes == [("days",), ("days",)]
    (alone,) = read_sheets("f.xlsx", [november], layouts)
    assert "days" not in alone.shapes
