"""Every number can be traced: what stands behind a cell is as many lines as it says."""

from __future__ import annotations

from datetime import date

import pytest

from edi.model.capacity import ProviderCapacity
from edi.qimr.given import Request
from edi.qimr.report import FIRST_ROW, Report
from edi.qimr.trace import NoSuchCellError, explain
from tests.invoices.cases import NPIS
from tests.qimr.making import (
    CALL,
    CIN,
    DAY,
    ECM,
    HERE,
    NAVIGATION,
    OTHER_CIN,
    OUTREACH,
    PHONE,
    RESPITE,
    encounter,
    files,
    given,
    information,
    line,
    member,
    report,
    returned,
    tracked,
    x12,
)  # fmt: skip

FOUND = (
    encounter(line(ECM), line(PHONE), line(ECM, date(2024, 4, 2)), line(NAVIGATION), claim_id="300A"),
    encounter(line(ECM, units=2), line(OUTREACH, date(2024, 2, 1)), claim_id="300B"),
    encounter(
        line(CALL), line(RESPITE, date(2024, 3, 28), end=date(2024, 4, 3)), who=member(OTHER_CIN), claim_id="300C"
    ),
)
TOLD = given(
    mif=[information(), information(OTHER_CIN, row=3)],
    rtf=[returned()],
    outreach_tracker=[tracked(OTHER_CIN)],
    requests=(Request(cin=CIN, programme="ecm", received=DAY, where=HERE),),
    capacities=(ProviderCapacity("300", NPIS[0], "A", "ecm", provider_type="4"),),
)


def made(**more: object) -> Report:
    return report(source=files(x12(*FOUND)), told=TOLD, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "value", "lines", "places"),
    [
        ("ECM!Y2", 2, 3, 0),  # one of the three is a repeat
        ("ECM!Z2", 1, 1, 0),
        ("ecm members and services!U2", date(2023, 6, 1), 0, 1),
        ("ECM!I2", 1, 0, 1),
        ("ECM!E2", CIN, 4, 0),
        ("ECM!A2", "GOLDEN VALLEY HEALTH PLAN", 0, 0),
        ("ECM-REQUESTS!E2", 2, 0, 2),
        ("ECM-REQUESTS!F2", 2, 2, 1),
        ("ECM-REQUESTS!G2", 1, 1, 0),
        ("ECM-REQUESTS!H2", 1, 0, 1),
        ("ECM-CAPACITY!S2", 1, 4, 1),
        ("ECM-CAPACITY!F2", "4", 0, 0),
        ("CS!Y2", 1, 1, 0),
        ("CS!AD2", 0, 0, 0),
        ("CS!AD3", 1, 1, 0),
        ("CS!I2", 1, 1, 0),
        ("CS!J2", None, 0, 0),
        ("CS-CAPACITY!G2", "1", 1, 0),
        ("CS-REQUESTS!E2", 0, 0, 0),
    ],
)
def test_what_stands_behind_a_cell(cell: str, value: object, lines: int, places: int) -> None:
    found = explain(made(), cell)
    assert (found.value, len(found.lines), len(found.places)) == (value, lines, places)


def test_every_count_of_the_members_tab_is_as_many_lines() -> None:
    one = made()
    tab = next(tab for tab in one.tabs if tab.name == "ecm_members")
    for number, row in enumerate(one.rows(tab), FIRST_ROW):
        for letter, field in (("Y", "in_person"), ("Z", "telephonic")):
            lines = explain(made(), f"ECM!{letter}{number}").lines
            assert sum(not line.repeated for line in lines) == row.values[field]


def test_a_line_is_told_by_its_place_and_code_and_by_no_value() -> None:
    [line] = explain(made(), "ECM!Z2").lines
    assert line.text().startswith("1.837: segment ")
    assert line.text().endswith(", claim 300A, line 2: G9012 U2 GQ")
    assert "2024" not in line.text()
    assert "05/06/2024" in line.text(show_values=True)


def test_the_segment_is_that_of_the_line() -> None:
    [line] = explain(made(), "ECM!Z2").lines
    segments = x12(*FOUND).decode().replace("\n", "").split("~")
    assert segments[line.segment_no - 1] == "LX*2"
    assert segments[line.segment_no].startswith("SV1*HC:G9012:U2:GQ")


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("Y14", "TAB!CELL"),
        ("XYZ!A2", "no such tab; there are ECM, ECM-REQUESTS"),
        ("ECM!AB2", "columns A to Z"),
        ("ECM!A1", "rows 2 to 2"),
        ("ECM!A9", "rows 2 to 2"),
    ],
)
def test_a_cell_that_is_not_there(cell: str, said: str) -> None:
    with pytest.raises(NoSuchCellError, match=said):
        explain(made(), cell)
