"""A Member Information File from plan data."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from edi.member_files.calendar import business_days, months_before, nth_business_day, population_start
from edi.member_files.context import MemberContext
from edi.member_files.history import HistoryRow, indicators
from edi.member_files.models import MemberInformation, Period
from invoices.intake import Source
from invoices.member_files.build import PlanData, completed, information_workbook, merged, read_plan_data
from invoices.workbook import read_workbook
from mappings.condition_table import load_conditions
from mappings.county_table import county_named
from mappings.member_fields import load_member_fields
from tests.members.base import CIN, profile, run

MADE = date(2024, 4, 8)
NOW = datetime(2024, 4, 8, 9, 30)  # noqa: DTZ001 - envelopes carry local time
QUARTER = Period(date(2024, 1, 1), date(2024, 3, 31))
ELIGIBLE = (
    f"CIN,Last Name,First Name,DOB,Home Address,City,Zip,Phone\n{CIN},Ruiz,Ana,5/14/1985,12 Alder,Oakland,94601,\n"
)
ASSIGNED = (
    f"CIN,Date Authorized,Date Assigned,ECM Provider NPI,Phone\n{CIN},01/08/2024,01/16/2024,1245319599,5105550142\n"
)


def plan(*texts: str) -> PlanData:
    return read_plan_data([Source(Path(f"{n}.csv"), f"{n}.csv", text.encode()) for n, text in enumerate(texts)])


def codes(data: PlanData) -> list[str]:
    return [one.code for part in data.inputs for one in part.findings]


def built(data: PlanData, **settings: str) -> list[MemberInformation]:
    context = MemberContext(profile(**settings), MADE)
    return completed(merged(data), data.history, context, QUARTER, MADE, load_conditions())


def test_sheets_in_any_layout_are_put_together_by_cin() -> None:
    (row,) = merged(plan(ELIGIBLE, ASSIGNED))
    assert (row.member_last_name, row.member_phone, row.ecm_provider_npi) == ("Ruiz", "5105550142", "1245319599")
    assert (row.ecm_authorization_date, row.residential_city) == (date(2024, 1, 8), "Oakland")


def test_what_the_guidance_fixes_is_filled_in_and_nothing_is_invented() -> None:
    (row,) = built(plan(ELIGIBLE, ASSIGNED), provider_services_phone="9165550100")
    assert (row.mif_production_date, row.mif_reporting_period, row.primary_payer_id) == (MADE, QUARTER, "GVHP300")
    assert (row.condition_asthma, row.pof_adult_homeless, row.ecm_member_record_status) == (False, False, "New")
    assert {"medi_cal_renewal_date", "pcp_last_visit_date"} <= set(row.unknown)
    assert "member_phone" not in row.unknown
    assert (row.pcp_name, row.mailing_address, row.er_admissions_6m_count) == (None, None, None)


def test_a_homeless_member_without_address_gets_the_published_words() -> None:
    text = f"CIN,Last Name,First Name,Homeless,Home Address\n{CIN},Ruiz,Ana,1,\n"
    (row,) = built(plan(text))
    assert (row.residential_address, row.mailing_city, row.mailing_zip) == ("HOMELESS", "HOMELESS", "99999")


def test_a_row_without_cin_is_left_out_and_told() -> None:  # MF071
    data = plan(ELIGIBLE + ",Doe,Jo,5/14/1985,,,,\n", ASSIGNED)
    assert len(merged(data)) == 1
    assert "MF071" in codes(data)
    good = plan(ELIGIBLE, ASSIGNED)
    merged(good)
    assert "MF071" not in codes(good)


def test_two_values_are_told_and_the_first_holds() -> None:  # MF072
    data = plan(ELIGIBLE.replace(",94601,\n", ",94601,5105550199\n"), ASSIGNED)
    (row,) = merged(data)
    assert row.member_phone == "5105550199"
    assert codes(data).count("MF072") == 1
    good = plan(ELIGIBLE, ASSIGNED)
    merged(good)
    assert "MF072" not in codes(good)


def history(day: str, **values: object) -> HistoryRow:
    return HistoryRow(member_cin=CIN, service_date=date.fromisoformat(day), **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("days", "code", "field", "wanted"),
    [
        (["2023-01-09", "2023-06-01"], "J45.909", "condition_asthma", True),
        (["2023-01-09", "2023-01-09"], "J45909", "condition_asthma", False),  # one day
        (["2022-03-09", "2023-06-01"], "J45909", "condition_asthma", False),  # one of them over two years ago
        (["2023-06-01", "2024-05-01"], "J45909", "condition_asthma", False),  # one of them after the file
        (["2023-05-01", "2023-06-01"], "F2010", "condition_smi_sud_sed", True),
        (["2022-05-01", "2022-06-01"], "F209", "condition_smi_sud_sed", False),  # twelve months
        (["2022-05-01", "2022-06-01"], "F209", "condition_psychotic_disorders", True),
    ],
)
def test_a_condition_needs_two_days_within_its_time(days: list[str], code: str, field: str, wanted: bool) -> None:
    rows = [history(day, diagnoses=(code,)) for day in days]
    assert indicators(rows, MADE, load_conditions())[field] is wanted


def test_visits_stays_drugs_and_social_codes() -> None:
    rows = [
        history("2024-02-01", setting="ER", facility="Shore"),
        history("2024-03-01", setting="Emergency", facility="Bay"),
        history("2023-09-01", setting="ED", facility="Shore"), history("2024-01-10", setting="inpatient", days=3),
        history("2024-03-02", ndc="00093721410", prescriber="Dr. Vance", not_received="Y"),
        history("2023-12-02", ndc="00093721411", prescriber="Dr. Old"),
        history("2023-08-02", diagnoses=("Z5902", "I10")), history("2022-08-02", diagnoses=("Z602",)),
    ]  # fmt: skip
    found = indicators(rows, MADE, load_conditions())
    assert (found["er_admissions_6m_count"], found["er_facility_name"]) == (2, "Bay")
    assert (found["er_last_admission_date"], found["inpatient_days_6m_count"]) == (date(2024, 3, 1), 3)
    assert found["pharmacy_list_90d"] == "00093721410,03/02/2024,Y"
    assert found["prescribing_provider"] == "Dr. Vance"
    assert found["sdoh_indicators"] == "Z59.02 Unsheltered homelessness"


def test_a_record_of_services_is_known_by_its_headings() -> None:
    text = f"Member ID,DOS,ICD-10 Codes,Visit Type\n{CIN},3/4/2024,I10 E11.9,office\n"
    data = plan(ELIGIBLE, text)
    assert [(row.service_date, row.diagnoses) for row in data.history] == [(date(2024, 3, 4), ("I10", "E119"))]


def test_the_file_is_written_in_the_published_order_and_reads_as_good() -> None:
    rows = built(plan(ELIGIBLE, ASSIGNED), provider_services_phone="9165550100")
    data = information_workbook(rows, profile().member_files, NOW)
    assert data == information_workbook(rows, profile().member_files, NOW), "the same values give the same bytes"
    first = next(read_workbook(Path("m.xlsx"), data)[0].rows())
    labels = [one.label for one in load_member_fields()["mif"].values() if one.is_published]
    assert first[: len(labels)] == labels
    again = run(("m.xlsx", data))
    assert again.counts.good == 1
    assert again.files().mif[0].unknown == rows[0].unknown


def test_what_looks_like_a_formula_is_text() -> None:
    rows = [MemberInformation(member_cin=CIN, pcp_name='=HYPERLINK("http://x")')]
    sheet = read_workbook(Path("m.xlsx"), information_workbook(rows, profile().member_files, NOW))[0]
    assert '=HYPERLINK("http://x")' in list(sheet.rows())[1]


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [("2024-01-08", "2024-01-22", 10), ("2024-01-05", "2024-01-08", 1), ("2024-01-08", "2024-01-08", 0)],
)
def test_business_days_leave_out_weekends(start: str, end: str, days: int) -> None:
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    assert business_days(first, last) == days
    assert nth_business_day(first, days) == last


def test_months_before_keep_to_the_calendar() -> None:
    assert months_before(date(2024, 3, 31), 1) == date(2024, 2, 29)
    assert months_before(date(2024, 1, 15), 24) == date(2022, 1, 15)
    assert months_before(date(2024, 1, 1), -3) == date(2024, 4, 1)


def test_a_population_opens_with_its_county() -> None:
    early, late = county_named("Alameda"), county_named("Yolo")
    assert early is not None
    assert late is not None
    assert population_start("adult_homeless", early) == date(2022, 1, 1)
    assert population_start("adult_homeless", late) == date(2022, 7, 1)
    assert population_start("child_ccs", late) == date(2023, 7, 1)
    assert population_start("child_ccs", early, from_pilots=True) == date(2022, 1, 1)
    assert population_start("child_incarceration", early) == date(2023, 1, 1)
