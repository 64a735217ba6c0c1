"""The workbook, and the other forms of the report."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from edi.qimr.compare import compare
from edi.qimr.forms import report_json, tab_csv
from edi.qimr.report import Report
from edi.qimr.workbook import write_workbook
from tests.qimr.making import ECM, NAVIGATION, PHONE, encounter, given, information, line, member, report, returned

MADE = datetime(2024, 7, 20, 9, 30)  # noqa: DTZ001 - a property of the workbook
EVIL = '=HYPERLINK("http://x","y")'


def one(**more: Any) -> Report:
    told = given(
        mif=[information()],
        rtf=[
            returned(
                ecm_benefit_end_date=date(2024, 5, 31), discontinuation_reason_code="4", ecm_encounters_in_person=7
            )
        ],
    )
    return report(encounter(line(ECM), line(PHONE), line(NAVIGATION)), told=told, **more)


def book_of(made: Report, **options: Any) -> Any:
    stream = io.BytesIO()
    write_workbook(made, stream, MADE, **options)
    stream.seek(0)
    return openpyxl.load_workbook(stream)


def test_tabs_and_headings_are_those_of_the_layout() -> None:
    made = one()
    book = book_of(made)
    names = [tab.sheet for tab in made.tabs]
    assert book.sheetnames == [*names, "Sources", "Findings", "Codes"]
    for tab in made.tabs:
        sheet = book[tab.sheet]
        assert [cell.value for cell in sheet[1]] == [column.heading for column in tab.columns]
        assert sheet.freeze_panes == "A2"


def test_values_have_their_types() -> None:
    sheet = book_of(one())["ECM Members and Services"]
    row = {cell.column_letter: cell for cell in sheet[2]}
    assert (row["B"].value, row["E"].value, row["X"].value) == ("300", "91234567A", "1234567893")
    assert (row["H"].value, row["H"].number_format) == (datetime(1985, 4, 12), "mm/dd/yyyy")  # noqa: DTZ001
    assert [row[letter].value for letter in ("I", "J", "W", "Y", "Z")] == [1, 0, 4, 1, 1]
    assert {row[letter].data_type for letter in ("B", "E", "X")} == {"s"}


def test_coded_columns_have_drop_downs() -> None:
    book = book_of(one())
    offered: dict[str, str] = {}
    for rule in book["ECM Members and Services"].data_validations.dataValidation:
        offered[str(rule.sqref).split("2", 1)[0]] = rule.formula1
    assert offered["I"] == '"1,0"'
    assert offered["W"].startswith("=Codes!$") or offered["W"].startswith("Codes!$")
    place = offered["W"].rpartition("!")[2].replace("$", "")
    assert [cell.value for [cell] in book["Codes"][place]] == ["1", "2", "3", "4", "5"]
    assert set(offered) >= {"A", "B", "C", "D", "I", "T", "W"}


def test_sources_say_where_values_came_from_and_what_is_missing() -> None:
    rows = {row[:2]: row for row in book_of(one())["Sources"].iter_rows(values_only=True)}
    told = {letter: rows["ECM Members and Services", letter][3:6] for letter in ("E", "I", "U", "Y")}
    assert told == {
        "E": ("encounters 1", 1, 0),
        "I": ("member information file 1", 1, 0),
        "U": ("return transmission file 1", 1, 0),
        "Y": ("encounters 1", 1, 0),
    }
    assert rows["ECM Requests and Outreach", "H"][3:6] == ("none of: requests log", 1, 1)
    assert rows["status unknown", None][4] == 3


def test_findings_are_listed_without_a_members_value() -> None:
    text = "\n".join(str(row) for row in book_of(one())["Findings"].iter_rows(values_only=True))
    assert "QR051" in text
    assert not any(word in text for word in ("RIVERA", "91234567A", "04/12/1985"))


def test_differences_have_a_sheet() -> None:
    made = one()
    book = book_of(made, congruence=compare(made, None))
    [row] = list(book["Congruence"].iter_rows(min_row=2, values_only=True))
    assert row[:2] == ("return file", "ECM Members and Services")
    assert row[3:6] == ("Number of in-person ECM encounters", "1", "7")
    assert "claim 300CLAIM1, line 1: G9012 U2" in row[7]


@pytest.mark.parametrize("text", [EVIL, "+1", "-1", "@SUM(A1)", "a\x01b", "x" * 400])
def test_text_of_a_file_never_becomes_a_formula(text: str) -> None:
    made = report(encounter(who=member(last=text)))
    cell = book_of(made)["ECM Members and Services"]["F2"]
    assert cell.data_type == "s"
    assert str(cell.value)[:1] == text[:1]
    tab = made.tabs[0]
    [shown] = list(csv.DictReader(io.StringIO("".join(tab_csv(made, tab)))))
    assert not shown["Member Last Name*"].startswith(("=", "+", "-", "@"))


def test_a_birth_date_before_excel_is_text() -> None:
    made = report(encounter(who=member(born=date(1899, 12, 31))))
    assert book_of(made)["ECM Members and Services"]["H2"].value == "12/31/1899"


def test_the_same_report_has_the_same_bytes() -> None:
    streams = [io.BytesIO(), io.BytesIO()]
    for stream in streams:
        write_workbook(one(), stream, MADE)
    assert streams[0].getvalue() == streams[1].getvalue()


def test_json_holds_tabs_sources_and_findings() -> None:
    made = one()
    record = json.loads("".join(report_json(made, compare(made, None))))
    assert (record["version"], record["quarter"], record["due"]) == (1, "2024 Q2", "2024-08-14")
    assert [tab["tab"] for tab in record["tabs"]] == [tab.name for tab in made.tabs]
    [row] = record["tabs"][0]["rows"]
    assert row[4:8] == ["91234567A", "RIVERA", "ANA", "1985-04-12"]
    assert record["sources"][4]["from"] == {"encounters": 1}
    assert "QR051" in {finding["code"] for finding in record["findings"]}
    assert len(record["congruence"]["differences"]) == 1


def test_csv_has_headings_and_dates_as_published() -> None:
    made = one()
    rows = list(csv.reader(io.StringIO("".join(tab_csv(made, made.tabs[0])))))
    assert rows[0][4] == "Member CIN*"
    assert rows[1][4:8] == ["91234567A", "RIVERA", "ANA", "04/12/1985"]
