"""Encounters against return files and an earlier report: every difference, with its lines."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from edi.member_files.models import Period
from edi.qimr.compare import compare, said
from edi.qimr.congruence import FILED, RETURNS, Congruence
from edi.qimr.filed import Sheet
from edi.qimr.report import Report, shown
from edi.qimr.source import Listed
from tests.invoices.cases import NPIS
from tests.qimr import making
from tests.qimr.making import (
    ECM,
    NAVIGATION,
    OTHER_CIN,
    PHONE,
    encounter,
    files,
    given,
    line,
    member,
    report,
    returned,
    x12,
)

MAY = Period(date(2024, 5, 1), date(2024, 5, 31))
VISITS = (line(ECM), line(ECM, date(2024, 5, 20)), line(PHONE, date(2024, 6, 3)))


def counted(cin: str = making.CIN, **values: Any) -> Any:
    """A return row with the counts of VISITS."""
    return returned(cin, **{"ecm_encounters_in_person": 2, "ecm_encounters_telephonic_video": 1} | values)


def told(made: Congruence) -> list[tuple[str, str, str]]:
    """Field, ours, theirs of each difference."""
    return [(one.field, one.ours, one.theirs) for one in made.differences]


def against(*rows: Any, found: Any = ()) -> Congruence:
    return compare(report(*(found or (encounter(*VISITS),)), told=given(rtf=rows)), None)


def test_counts_that_agree_are_no_difference() -> None:
    made = against(counted())
    assert told(made) == []
    assert [one[:5] for one in made.compared] == [(RETURNS, "ECM Members and Services", 1, 0, 0)]


def test_a_count_that_differs_names_its_lines() -> None:
    source = files(x12(encounter(*VISITS)))
    made = report(source=source, told=given(rtf=[counted(ecm_encounters_in_person=3)]))
    [one] = compare(made, None).differences
    assert (one.other, one.field, one.ours, one.theirs) == (RETURNS, "in_person", "2", "3")
    assert str(one.where) == "rtf.xlsx › 'Sheet'!A2 (ecm_encounters_in_person)"
    assert [text.split(", ")[1:] for text in one.lines] == [
        ["claim 300CLAIM1", "line 1: G9012 U2"],
        ["claim 300CLAIM1", "line 2: G9012 U2"],
    ]
    assert all(text.startswith("1.837: segment ") for text in one.lines)
    assert made.findings.counts["QR080"] == 1


def test_a_period_within_the_quarter_compares_its_own_days() -> None:
    assert told(against(counted(rtf_reporting_period=MAY, ecm_encounters_telephonic_video=0))) == []
    assert told(against(counted(rtf_reporting_period=MAY))) == [("telephonic", "0", "1")]


def test_a_period_that_reaches_out_is_skipped_and_said() -> None:
    made = against(counted(rtf_reporting_period=Period(date(2024, 3, 1), date(2024, 4, 30))))
    assert made.skipped == 1


def test_counts_of_another_provider_are_its_own() -> None:
    both = (encounter(*VISITS), encounter(line(ECM, date(2024, 6, 10)), npi=NPIS[1]))
    rows = (counted(), counted(ecm_provider_npi=NPIS[1], ecm_encounters_in_person=1, ecm_encounters_telephonic_video=0))
    assert told(against(*rows, found=both)) == []


def test_two_stays_are_compared_apart() -> None:
    rows = (
        counted(ecm_encounters_in_person=1, ecm_encounters_telephonic_video=0, ecm_benefit_end_date=date(2024, 5, 10)),
        counted(ecm_benefit_start_date=date(2024, 5, 15), ecm_encounters_in_person=1),
    )
    assert told(against(*rows)) == []


def test_members_whom_only_one_side_knows() -> None:
    found = (encounter(*VISITS), encounter(line(ECM), who=member(OTHER_CIN)))
    made = against(counted(), found=found)
    assert told(made) == [("in_person", "1", "")]
    made = against(counted(), counted(OTHER_CIN))
    assert told(made) == [("in_person", "0", "2"), ("telephonic", "0", "1")]


def sheet_of(made: Report, tab: str, **changes: Any) -> Sheet:
    """A tab as a filed workbook would have it, dates as dates, with changes by column letter of its first row."""
    found = next(one for one in made.tabs if one.name == tab)
    rows: list[list[Any]] = [["title"], [column.heading for column in found.columns]]
    rows += [[row.values.get(column.field) for column in found.columns] for row in made.rows(found)]
    letters = [column.letter for column in found.columns]
    for letter, value in changes.items():
        rows[2][letters.index(letter)] = value
    return Sheet(f"{found.title} Tab", 1, rows)


def filed(made: Report, *sheets: Sheet) -> Congruence:
    return compare(made, ("filed.xlsx", sheets))


def test_a_filed_report_that_is_the_same_has_no_difference() -> None:
    made = report(encounter(*VISITS, line(NAVIGATION)), told=given(rtf=[returned()]))
    sheets = [sheet_of(made, tab.name) for tab in made.tabs]
    found = filed(made, *sheets)
    assert [one for one in found.differences if one.other == FILED] == []
    assert {one.sheet for one in found.compared if one.other == FILED} == {tab.sheet for tab in made.tabs}


def test_a_filed_number_that_differs_names_its_cell_and_its_lines() -> None:
    made = report(source=files(x12(encounter(*VISITS))))
    found = filed(made, sheet_of(made, "ecm_members", Y=5.0))
    [one] = found.differences
    assert (one.field, one.ours, one.theirs, one.row, len(one.lines)) == ("in_person", "2", "5", 2, 2)
    assert str(one.where) == "filed.xlsx › 'ECM Members and Services Tab'!Y3 (in_person)"


def test_rows_that_only_one_report_has() -> None:
    made = report(encounter(*VISITS))
    other = report(encounter(*VISITS, who=member(OTHER_CIN)))
    found = filed(made, sheet_of(other, "ecm_members"))
    assert [(one.field, one.ours, one.theirs, len(one.lines)) for one in found.differences] == [
        ("", "a row", "", 3),
        ("", "", "a row", 0),
    ]
    assert found.compared[0][2:] == (0, 1, 1)


def test_a_difference_is_said_without_a_members_value() -> None:
    made = report(encounter(*VISITS))
    found = filed(made, sheet_of(made, "ecm_members", F="QZJXWV", H=date(1971, 2, 3)))
    words = [said(made, one) for one in found.differences]
    assert len(words) == 2
    assert not any("QZJXWV" in text or "1971" in text or "RIVERA" in text for text in words)


def test_sheets_of_something_else_are_left_alone() -> None:
    made = report(encounter(*VISITS))
    found = filed(made, Sheet("Notes", 1, [["anything"]]), Sheet("ECM Members and Services", 1, [["no", "headings"]]))
    assert [one.only_ours for one in found.compared] == [1]


def test_the_source_is_read_once_for_all_lines(tmp_path: Path) -> None:
    class Counting(Listed):
        passes = 0

        def __iter__(self) -> Any:
            Counting.passes += 1
            return super().__iter__()

    made = report(source=Counting([encounter(*VISITS)]), told=given(rtf=[counted(ecm_encounters_in_person=9)]))
    compare(made, ("f.xlsx", [sheet_of(made, "ecm_members", Y=7)]))
    assert Counting.passes == 2
    assert shown(making.DAY) == "05/06/2024"
