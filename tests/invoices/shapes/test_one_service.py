"""What is said once of the service of all lines, and what is not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from invoices.reading.shapes.known import Known
from invoices.reading.shapes.periods import are_amounts, periods_in
from invoices.reading.shapes.search import load_shapes
from invoices.reading.shapes.service_said import ServiceSaid, service_said
from invoices.workbook import CellValue, Origin, Sheet
from tests.invoices.cases import csv_bytes
from tests.invoices.reading import run
from tests.invoices.shapes.grids import VISITS, assert_conserved, records, sheet_of, written
from tests.invoices.shapes.test_operators import FEW, texts
from tests.tools import office_writers as office
from tests.tools import shape_writers as write
from tests.tools.shape_writers import KINDS, PEOPLE, Rows, Visit

KNOWN = Known()
MEALS = [Visit(person, date(2025, 10, 5 + 6 * at), KINDS[0], 1) for at, person in enumerate(PEOPLE[:4])]


@FEW
@given(visits=VISITS)
def test_a_service_told_once_stands_in_every_line(visits: list[Visit]) -> None:
    found = []
    for rows in office.one_service(visits).values():
        sheet = sheet_of(rows)
        after = load_shapes()["one_service"].plain(sheet, KNOWN)
        assert after is not None
        assert_conserved(sheet, after)
        assert after.origins is not None
        head = len(write.above()) + 1
        assert after.origins.at(head + 1, 13) == Origin("Sheet1", len(rows), 0)
        assert "All of the above" in str(written(rows, after.origins.at(head + 1, 14)))
        found += [
            (cin, day, code, units)
            for cin, day, code, units in records(after, "CIN", "Service Date", "Procedure Code", "Units")
            if code
        ]
    assert sorted(found) == texts(visits)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Housing navigation H0043 modifier U6, $108.25 a day, x = seen (place of service 04)",
         ServiceSaid("H0043", "U6", "108.25", "04")),
        ("Every night above is recuperative care: procedure T2033, modifier U6, POS 16.",
         ServiceSaid("T2033", "U6", "", "16")),
        ("We bill S5170 U6 at $11.50 a meal, all delivered to the home (12).",
         ServiceSaid("S5170", "U6", "11.50", "12")),
        ("H0043 U6 he was seen at $112 a visit", ServiceSaid("H0043", "U6", "112", "")),
        ("ECM by phone: G9012-U2-GQ @ 43", ServiceSaid("G9012", "U2 GQ", "43", "")),
        ("Rate: $17.25 for T2041 (U6)", ServiceSaid("T2041", "U6", "17.25", "")),
        ("T2041 U6, $17.25 per 15 min", ServiceSaid("T2041", "U6", "17.25", "")),
        ("Código H0043 con modificador U6, $108 por día", ServiceSaid("H0043", "U6", "108", "")),
        ("Sobering stay H0014 with modifiers U6, $1,228.00 each", ServiceSaid("H0014", "U6", "1228.00", "")),
        # Not the price of what the code counts.
        ("T2041 U6 at $69.00 an hour", ServiceSaid("T2041", "U6", "", "")),
        ("H0043 U6, rate $432 per month", ServiceSaid("H0043", "U6", "", "")),
        ("H0043 U6, paid up to $400", ServiceSaid("H0043", "U6", "", "")),
        # A place beside another name than its own.
        ("H0043 U6 for those at Suite (12)", ServiceSaid("H0043", "U6", "", "")),
    ],
)  # fmt: skip
def test_what_a_sentence_says(text: str, said: ServiceSaid) -> None:
    assert service_said(text, KNOWN) == said


@pytest.mark.parametrize(
    "text",
    [
        "H0043 U6 or T2041 U6",
        "S5170 U6 except on Sundays",
        "H0043 U6, not billed here",
        "H0043 U6 from 01/05/2026",
        "H0043 U6 for 91130457C",
        "Invoice E1234 of October",
        "H0043 modifier U6 (modifier U3 in July)",
        "H0043 U6 $108 a day or $20 a meal",
        "Navigation H0043-U6X7",
        "Navigation H0043 U6 TD",
        "H0043-HE",
        "H0043, 25 visits",
        "",
    ],
)
def test_what_is_no_such_sentence(text: str) -> None:
    assert service_said(text, KNOWN) is None


def told(*below: list[CellValue], above: Rows | None = None, heads: tuple[CellValue, ...] = ()) -> Rows:
    """Lines without their service, with rows above and below; `heads` are further headings, each with its value."""
    rows: Rows = [*write.above(), *(above or []), [*write.MEMBER, "Service Date", "Dx", "Units", *heads[::2]]]
    for visit in MEALS:
        rows.append([*write.member_cells(visit.person), visit.day.isoformat(), visit.person.dx, 1, *heads[1::2]])
    return [*rows, [], *below]


def plain(rows: Rows, name: str = "Sheet1") -> Sheet | None:
    return load_shapes()["one_service"].plain(sheet_of(rows, name), KNOWN)


@pytest.mark.parametrize(
    "rows",
    [
        told(["Navigation H0043 U6 at $112 a day at the home (12)"]),
        told(above=[["Procedure", "H0043"], ["Modifier", "U6"], ["Rate", 112], ["Place of service", "12"]]),
        told(above=[["Service: H0043 U6", "", "Rate: $112.00", "", "POS: 12"]]),
        told(["H0043 modifier U6"], ["Rate", "$112 a day"], ["Place of service 12"]),
        told(above=[["Housing navigation (H0043 U6)"], ["$112.00 each unit of H0043"], ["POS 12"]]),
    ],
)
def test_wherever_it_is_said(rows: Rows) -> None:
    after = plain(rows)
    assert after is not None
    result = run(("f.csv", csv_bytes(_even(rows))))
    assert {d.status for part in result.inputs for d in part.dispositions if d.status == "withheld"} == set()
    sent = [line for part in result.inputs for line in part.dispositions if line.status == "sent"]
    assert len(sent) == len(MEALS)


def _even(rows: Rows) -> Rows:
    width = max(map(len, rows))
    return [[*cells, *[""] * (width - len(cells))] for cells in rows]


@pytest.mark.parametrize(
    "rows",
    [
        told(["H0043 U6"], ["T2041 U6"]),
        told(["H0043 U6, place of service 12"], ["Place of service", "11"]),
        told(["H0043 U6"], heads=("Service", "Navigation")),
        told(["H0043 U6"], heads=("What", "Respite")),
        told(["H0043 U6"], heads=("Note", "see T2041 U6")),
        told(["H0043 U6"], heads=("Respite [S9125 U6]", "X")),
        told(["Housing navigation"]),
    ],
)
def test_lines_that_say_it_themselves_or_two_services(rows: Rows) -> None:
    assert plain(rows) is None


def test_the_name_of_the_sheet_may_contradict() -> None:
    assert plain(told(["H0043 U6"]), "Respite") is None
    assert plain(told(["H0043 U6"]), "Housing Navigation") is not None


def test_columns_that_are_there_are_kept() -> None:
    after = plain(told(["H0043 U6 at $112 a day, POS 12"], heads=("Rate", 90, "Place of Service", "11")))
    assert after is not None
    rows = list(after.rows())
    assert rows[3][-2:] == ["Procedure Code", "Modifiers"]
    assert len(rows[3]) == len(write.MEMBER) + 7


def test_periods_across() -> None:
    assert periods_in(["CIN", "01/01/2026-01/31/2026", "2/1/2026 - 2/28/2026"]) == {
        1: "01/01/2026 - 01/31/2026", 2: "02/01/2026 - 02/28/2026",
    }  # fmt: skip
    assert periods_in(["CIN", "01/01/2026-01/31/2026", "Notes"]) == {}
    assert periods_in(["01/01/2026-01/31/2026", "01/15/2026-02/15/2026"]) == {}
    assert are_amounts([1125, "1,475.00"], frozenset(["month"]))
    assert are_amounts(["$40"], frozenset(["day"]))
    assert not are_amounts([1125, 1], frozenset(["month"]))
    assert not are_amounts([1125], frozenset(["15_minutes"]))
    assert not are_amounts([1125], frozenset())
    assert not are_amounts(["x", 1125], frozenset(["month"]))


def test_rents_below_periods_are_amounts_of_one_month_each() -> None:
    heads = ["CIN", "Last Name", "First Name", "DOB", "Gender", "Street", "City", "State", "Zip", "Dx"]
    months = ["01/01/2026-01/31/2026", "02/01/2026-02/28/2026"]
    rows: Rows = [*write.above(), ["Procedure", "H0044"], ["Modifier", "U6"], ["Place of service", "12"]]
    rows.append([*heads, *months, "Quarter"])
    for person in PEOPLE[:3]:
        rows.append([*write.member_cells(person), person.dx, 1125, 1150.5, 2275.5])
    result = run(("rents.csv", csv_bytes(_even(rows))))
    assert not [d for part in result.inputs for d in part.dispositions if d.status == "withheld"]
    (made,) = result.outputs
    for amount, days in (("1125", "20260101-20260131"), ("1150.5", "20260201-20260228")):
        assert made.text.count(f"SV1*HC:H0044:U6*{amount}*UN*1*") == 3
        assert made.text.count(f"DTP*472*RD8*{days}~") == 3
