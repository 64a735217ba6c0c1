"""Reading the four files: known by their content, every row accounted for, positions kept."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edi.member_files.models import MemberInformation, OutreachAttempt, Period, ReturnRow
from edi.model.reference import SheetRef
from mappings.member_fields import headings_of_file
from mappings.service_table import normal
from tests.members.base import CIN, MIF, RTF, TRACKER, VALID, run, sheet


def text(*rows: list[str]) -> bytes:
    made = io.StringIO()
    csv.writer(made).writerows(rows)
    return made.getvalue().encode()


@pytest.mark.parametrize("kind", VALID)
def test_a_valid_row_is_read_without_a_word_beyond_notes(kind: str) -> None:
    made = run(("whatever.csv", sheet(kind, {})))
    assert [table.kind for table in made.inputs[0].tables] == [kind]
    assert {made.result.severity(one.code) for one in made.result.all_findings} <= {"info"}
    assert (made.counts.read, made.counts.good) == (1, 1)


def test_a_row_is_typed() -> None:
    row = run(("a.csv", sheet("mif", {"medi_cal_renewal_date": "00/00/0000"}))).files().mif[0]
    assert isinstance(row, MemberInformation)
    assert (row.member_cin, row.member_dob, row.pcp_npi) == (CIN, date(1985, 5, 14), "1245319599")
    assert row.mif_reporting_period == Period(date(2024, 1, 1), date(2024, 3, 31))
    assert (row.populations, row.homelessness_indicator, row.condition_copd) == (("adult_homeless",), None, False)
    assert (row.medi_cal_renewal_date, row.unknown) == (None, ("medi_cal_renewal_date",))
    assert row.at("member_cin") == SheetRef("a.csv", "a", 2, "A", "member_cin")


def test_a_file_is_known_by_its_headings_not_by_its_name() -> None:
    made = run(("outreach_tracker.csv", sheet("rtf", {})), ("return.csv", sheet("outreach_tracker", {})))
    assert [table.kind for judged in made.inputs for table in judged.tables] == ["rtf", "outreach_tracker"]
    files = made.files()
    assert isinstance(files.rtf[0], ReturnRow)
    assert isinstance(files.outreach_tracker[0], OutreachAttempt)


@pytest.mark.parametrize("kind", VALID)
def test_every_heading_means_one_field(kind: str) -> None:
    seen: dict[str, str] = {}
    for name, texts in headings_of_file(kind).items():
        for one in texts:
            assert seen.setdefault(normal(one), name) == name, one


def test_other_headings_order_and_place_are_read() -> None:
    content = text(
        ["Outreach of March", "", "", ""],
        ["Provider NPI", "1245319599", "", ""],
        [],
        ["Outreach Date", "CIN", "Method of Outreach", "Staff Type"],
        ["1/10/24", CIN.lower(), "Phone call", "Clinical"],
    )
    made = run(("x.csv", content))
    row = made.files().outreach_tracker[0]
    assert (row.member_cin, row.outreach_attempt_date) == (CIN, date(2024, 1, 10))
    assert (row.outreach_attempt_method, row.outreach_provider_type) == ("Telephonic/electronic", "1")
    assert row.provider_npi == "1245319599"
    assert row.at("provider_npi") == SheetRef("x.csv", "x", 2, "B", "provider_npi")
    assert made.counts.good == 1


def test_a_misspelt_heading_is_read_and_told() -> None:
    content = sheet("outreach_tracker", {}).replace(b"Outreach Attempt Method", b"Outreach Atempt Methode")
    made = run(("x.csv", content))
    assert made.files().outreach_tracker[0].outreach_attempt_method == "In-Person"
    told = [one for one in made.result.all_findings if one.code == "WB018"]
    assert "‘Outreach Atempt Methode’" in told[0].expected


def test_columns_in_another_order_are_read_and_told() -> None:
    names = [*TRACKER]
    labels = [headings_of_file("outreach_tracker")[name][0] for name in names]
    made = run(("x.csv", text(labels[::-1], [TRACKER[name] for name in names[::-1]])))
    found = [one for one in made.result.all_findings if one.code == "MF065"]
    assert [(one.where, made.result.severity(one.code)) for one in found] == [
        (SheetRef("x.csv", "x", 1, "C", "outreach_provider_type"), "warning")
    ]
    in_order = run(("x.csv", text(labels, [TRACKER[name] for name in names])))
    assert "MF065" not in {one.code for one in in_order.result.all_findings}


def test_the_plans_columns_may_stand_beside_those_for_the_provider() -> None:
    """A plan may send its file with blank columns to fill (guidance, section 1, (3))."""
    mif = {k: v for k, v in MIF.items() if not k.startswith(("residential", "member_phone"))}
    rtf = {k: v for k, v in RTF.items() if k != "member_cin"}
    heads = [headings_of_file("mif")[k][0] for k in mif] + [headings_of_file("rtf")[k][0] for k in rtf]
    other = {**mif, "member_cin": "91234568A"}
    made = run(("x.csv", text(heads, [*mif.values(), *rtf.values()], [*other.values(), *([""] * len(rtf))])))
    files = made.files()
    assert (len(files.mif), len(files.rtf), len(files.referral)) == (2, 1, 0)
    assert files.rtf[0].member_cin == CIN


TERMED = {"ecm_member_record_status": "Termed"}
LATER = {"mif_production_date": "04/08/2024"}


def test_a_termed_member_comes_back_as_new_only() -> None:
    first, second = sheet("mif", TERMED), sheet("mif", LATER)
    made = run(("b.csv", second), ("a.csv", first))
    found = [one for one in made.result.all_findings if one.code == "MF069"]
    assert [one.where.file for one in found] == ["b.csv"]
    assert [place.file for place in found[0].related] == ["a.csv"]
    assert [(one.row, one.status, one.codes) for one in made.inputs[0].outcomes] == [(2, "faulty", ("MF069",))]
    again = sheet("mif", {**LATER, "ecm_member_record_status": "New"})
    good = run(("a.csv", first), ("b.csv", again))
    assert "MF069" not in {one.code for one in good.result.all_findings}


def test_a_sheet_of_something_else_is_refused() -> None:
    made = run(("x.csv", text(["Name", "Amount"], ["Ruiz", "12"])))
    assert [one.code for one in made.result.all_findings] == ["WB004"]
    assert made.counts.read == 0


def test_what_is_no_workbook_is_said() -> None:
    assert [one.code for one in run(("x.xlsx", b"%PDF-1.7")).result.all_findings] == ["WB001"]


def test_dates_of_a_day_first_column_are_read_so() -> None:
    rows = [{"outreach_attempt_date": day} for day in ("13/01/2024", "02/01/2024", "14/01/2024", "15/01/2024")]
    made = run(("x.csv", sheet("outreach_tracker", *rows)))
    assert [row.outreach_attempt_date for row in made.files().outreach_tracker] == [
        date(2024, 1, 13), date(2024, 1, 2), date(2024, 1, 14), date(2024, 1, 15),
    ]  # fmt: skip


CELL = st.sampled_from(["", "1", "0", "Y", CIN, "02/05/2024", "02/30/2024", "In-Person", "=1+1", "Total", "x" * 300])


@given(st.lists(st.lists(CELL, min_size=4, max_size=4), max_size=12))
@settings(max_examples=40, deadline=None)
def test_every_row_is_accounted_for(rows: list[list[str]]) -> None:
    head = [headings_of_file("outreach_tracker")[name][0] for name in TRACKER]
    made = run(("x.csv", text(head, *rows)))
    counts = made.counts
    filled = max((n for n, row in enumerate(rows, 1) if any(row)), default=0)
    assert counts.read == counts.good + counts.faulty + counts.skipped == filled
    outcomes = [one for judged in made.inputs for one in judged.outcomes]
    assert [one.row for one in outcomes] == list(range(2, filled + 2)) if outcomes else not filled
    assert Counter(one.status for one in outcomes) == Counter(
        {"good": counts.good, "faulty": counts.faulty, "skipped": counts.skipped}
    )
    assert all(bool(one.codes) == (one.status == "faulty") for one in outcomes)
    assert len(made.files(good_only=True).outreach_tracker) == counts.good
    errors = {one.where.row for one in made.result.all_findings if made.result.severity(one.code) == "error"}
    assert counts.faulty == len(errors)
