"""Empty workbooks, and trackers from encounters: published headings, drop-downs, notes, and back again."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from edi.member_files.match import attempts_of
from edi.member_files.models import Kind
from edi.member_files.services import ecm_services
from edi.t837p.parse import read_837p
from invoices.member_files.outreach import tracker_workbook
from invoices.member_files.template import columns_for, template
from invoices.member_files.workbook import SHEETS
from mappings.member_fields import load_codes, load_footnotes, load_member_fields
from tests.cli.running import SAMPLES
from tests.members.base import NOW, VALID, profile, run

MADE = datetime(2024, 4, 8, 9, 30)  # noqa: DTZ001 - envelopes carry local time
KINDS: list[Kind] = ["mif", "rtf", "outreach_tracker", "referral"]


def opened(tmp_path: Path, data: bytes) -> Any:
    path = tmp_path / "made.xlsx"
    path.write_bytes(data)
    return openpyxl.load_workbook(path)


def test_a_template_has_a_tab_a_file_with_frozen_headings_and_notes(tmp_path: Path) -> None:
    book = opened(tmp_path, template(KINDS, profile().member_files, MADE))
    assert book.sheetnames == [*SHEETS.values(), "About the columns"]
    for kind, name in SHEETS.items():
        sheet, fields = book[name], columns_for(kind, profile().member_files)
        assert [cell.value for cell in sheet[1]] == [field.label for field in fields]
        assert sheet.freeze_panes == "B2"
        assert all(cell.comment for cell in sheet[1])


@pytest.mark.parametrize("kind", KINDS)
def test_coded_columns_have_their_codes_to_choose_from(kind: Kind, tmp_path: Path) -> None:
    fields = columns_for(kind, profile().member_files)
    sheet = opened(tmp_path, template([kind], profile().member_files, MADE))[SHEETS[kind]]
    offered = {
        str(rule.sqref).split(":")[0].rstrip("0123456789"): rule.formula1
        for rule in sheet.data_validations.dataValidation
    }
    for place, field in enumerate(fields):
        letter = openpyxl.utils.get_column_letter(place + 1)
        wanted = ",".join(code.code for code in load_codes()[field.codes]) if field.codes else ""
        assert offered.get(letter, "").strip('"') == wanted, field.name


def test_identifiers_are_text_and_dates_are_dates(tmp_path: Path) -> None:
    sheet = opened(tmp_path, template(["mif"], profile().member_files, MADE))["Member Information"]
    fields = [field.name for field in columns_for("mif", profile().member_files)]
    formats = {
        name: span.number_format
        for number, name in enumerate(fields, 1)
        for span in sheet.column_dimensions.values()
        if span.min <= number <= span.max
    }
    assert {formats[name] for name in ("member_cin", "member_phone", "residential_zip", "pcp_npi")} == {"@"}
    assert (formats["member_dob"], formats["medi_cal_renewal_date"]) == ("mm/dd/yyyy", "@")


@pytest.mark.parametrize("key", ["member_cin", "member_mrn", "name_and_birth"])
def test_a_return_file_begins_with_what_identifies_the_member(key: str) -> None:
    names = [field.name for field in columns_for("rtf", profile(return_key=key).member_files)]
    first = {"member_cin": ["member_cin"], "member_mrn": ["member_mrn"]}.get(
        key, ["member_last_name", "member_first_name", "member_dob"]
    )
    assert names[: len(first)] == first
    assert names[len(first)] == "new_address_indicator"


def test_every_footnote_is_told_on_some_heading() -> None:
    told = {n for fields in load_member_fields().values() for field in fields.values() for n in field.footnotes}
    assert told == set(load_footnotes())


@pytest.mark.parametrize("kind", KINDS)
def test_a_filled_template_is_read_and_its_notes_are_passed_over(kind: Kind, tmp_path: Path) -> None:
    book = opened(tmp_path, template([kind], profile().member_files, MADE))
    sheet = book[SHEETS[kind]]
    for column, field in enumerate(columns_for(kind, profile().member_files), 1):
        sheet.cell(2, column, VALID[kind].get(field.name) or None)
    book.save(tmp_path / "filled.xlsx")
    made = run(("filled.xlsx", (tmp_path / "filled.xlsx").read_bytes()))
    assert [table.kind for table in made.inputs[0].tables] == [kind]
    assert made.counts.good == made.counts.read == 1
    assert {made.result.severity(one.code) for one in made.result.all_findings} <= {"info"}


def test_a_tracker_is_made_of_outreach_encounters_and_matches_them() -> None:
    file = SAMPLES / "quarter" / "quarter.837"
    services = list(ecm_services(read_837p(file), "quarter.837"))
    attempts = attempts_of(services)
    assert len(attempts) == sum(one.is_outreach for one in services) == 19
    assert {row.outreach_attempt_method for row in attempts} == {"In-Person", "Telephonic/electronic"}
    assert {row.outreach_provider_type for row in attempts} == {"1", "2"}
    made = run(("tracker.xlsx", tracker_workbook(attempts, profile(), NOW)), services=services)
    assert made.counts.good == 19
    assert "EM007" not in {one.code for one in made.result.all_findings}
    days = [row.outreach_attempt_date for row in made.files().outreach_tracker]
    assert days == sorted(days, key=lambda day: day or date.min)
