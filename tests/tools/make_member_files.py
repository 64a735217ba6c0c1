"""Writes the member-level files of the small plan, as a plan and its providers would make them: a good one and a faulty
one of each of the four, and the plan data that a Member Information File can be built from.

    python -m tests.tools.make_member_files [FOLDER]
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from edi.member_files.models import CONDITIONS, POPULATIONS
from mappings.member_fields import load_member_fields
from tests.tools.make_samples import Book, fill, save
from tests.tools.small_plan import (
    COUNTY,
    DIAGNOSES,
    FOLDER,
    MADE,
    MEMBERS,
    PAYER_ID,
    PLAN_NAME,
    PROVIDERS,
    PlanMember,
    services,
    workday,
)

PERIOD = "01/01/2024.03/31/2024"
PHONE = "9165550100"
CONTACT = "Ferreira-Lund, Astrid, ECM programme manager"
# The condition of Table 2 that each diagnosis of the small plan is.
CONDITION_OF = {
    "I10": "hypertension", "E11.9": "diabetes", "F33.1": "major_depression_disorder", "J45.909": "asthma",
    "I50.9": "chronic_congestive_heart_failure", "N18.30": "chronic_kidney_disease", "F20.9": "psychotic_disorders",
    "J44.9": "copd",
}  # fmt: skip
SEVERE = ("major_depression_disorder", "psychotic_disorders")
Row = dict[str, str]


def us(day: date | None) -> str:
    """MM/DD/YYYY."""
    return f"{day:%m/%d/%Y}" if day else ""


def in_ecm() -> list[PlanMember]:
    """The members who were identified for ECM."""
    return [member for member in MEMBERS if member.status]


def information(member: PlanMember) -> Row:
    """A row of the Member Information File."""
    number = MEMBERS.index(member)
    homeless = {"HOMELESS": "HOMELESS", "99999": "99999"} if member.homeless else {}
    condition = CONDITION_OF[DIAGNOSES[number % len(DIAGNOSES)]]
    visits, days = number % 4, 3 if number % 9 == 4 else 0
    agency = PROVIDERS[member.provider].agency
    ended = bool(member.spans) and member.spans[-1][1] is not None
    authorized = member.authorized
    is_new = authorized is not None and authorized >= date(2024, 1, 1)
    return {
        "ecm_provider_npi": agency.npi, "ecm_provider_name": agency.name,
        "member_cin": member.cin, "member_mrn": member.mrn, "member_first_name": member.first,
        "member_last_name": member.last, "homelessness_indicator": "1" if member.homeless else "",
        "residential_address": homeless.get("HOMELESS", member.address),
        "residential_city": homeless.get("HOMELESS", member.city),
        "residential_zip": homeless.get("99999", member.zip),
        "mailing_address": homeless.get("HOMELESS", member.address),
        "mailing_city": homeless.get("HOMELESS", member.city), "mailing_zip": homeless.get("99999", member.zip),
        "member_phone": member.phone or "0000000000", "member_dob": us(member.born), "member_gender": member.sex,
        "preferred_language_spoken": ("English", "Spanish", "Tagalog")[number % 3],
        "race_ethnicity": ("", "H", "C", "B", "A")[number % 5],
        "medi_cal_renewal_date": "00/00/0000" if number % 8 == 3 else us(date(2024, 5 + number % 7, 28)),
        "ecm_authorization_date": us(authorized), "ecm_provider_assignment_date": us(member.assigned),
        **{f"pof_{name}": "1" if name == member.population else "0" for name in POPULATIONS},
        "transitioned_from_hhp": "1" if member.from_hhp else "0",
        "transitioned_from_wpc": "1" if member.from_wpc else "0",
        **{f"condition_{name}": "Y" if name == condition or (name == "smi_sud_sed" and condition in SEVERE) else "X"
           for name in CONDITIONS},
        "other_conditions": "Z79.4, Long term use of insulin, 14022024" if condition == "diabetes" else "",
        "sdoh_indicators": "Z59.02 Unsheltered homelessness" if member.homeless else "",
        "er_admissions_6m_count": str(visits),
        "er_last_admission_date": us(date(2024, 2, 1) + timedelta(days=number)) if visits else "",
        "er_facility_name": "Shoreline General Hospital" if visits else "", "inpatient_days_6m_count": str(days),
        "inpatient_last_admission_date": us(date(2024, 1, 5) + timedelta(days=number)) if days else "",
        "inpatient_facility_name": "Shoreline General Hospital" if days else "",
        "pharmacy_list_90d": f"00093{7000 + number}10,{us(date(2024, 2, 1) + timedelta(days=number))},N",
        "prescribing_provider": "Dr. Ludmila Vance", "pcp_name": "Pickleweed Clinic", "pcp_npi": agency.npi,
        "pcp_phone": agency.phone, "pcp_last_visit_date": "00/00/0000" if number % 6 == 2 else us(date(2024, 1, 9)),
        "mif_production_date": us(MADE), "mif_reporting_period": PERIOD, "primary_payer_id": PAYER_ID,
        "mcp_name": PLAN_NAME, "mcp_provider_services_phone": PHONE, "mcp_ecm_contact_person": CONTACT,
        "mcp_ecm_contact_phone": "9165550108",
        "ecm_member_record_status": "Termed" if ended else "New" if is_new else "Continuing",
    }  # fmt: skip


def returned(member: PlanMember) -> list[Row]:
    """The rows of a member in its provider's return file: one, or one for each time in ECM."""
    provider = PROVIDERS[member.provider]
    told: Row = {
        "member_cin": member.cin, "engagement_status": member.status,
        "homelessness_indicator": "1" if member.homeless else "",
        "residential_address": "HOMELESS" if member.homeless else "",
        "lead_care_manager_name": provider.managers[MEMBERS.index(member) % len(provider.managers)],
        "lead_care_manager_phone": provider.agency.phone, "lead_care_manager_phone_ext": "204",
        "rtf_production_date": us(MADE - timedelta(days=3)), "rtf_reporting_period": PERIOD,
        "ecm_provider_name": provider.agency.name, "ecm_provider_npi": provider.agency.npi,
        "ecm_provider_phone": provider.agency.phone,
    }  # fmt: skip
    rows = []
    for start, end in member.spans or ((None, None),):
        within = [
            one for one in services()
            if one.member is member and one.name == "ECM" and start and start <= one.day <= (end or one.day)
        ]  # fmt: skip
        remote = sum(one.place == "10" for one in within)
        rows.append(told | {
            "ecm_benefit_start_date": us(start), "ecm_benefit_end_date": us(end),
            "discontinuation_recommendation_date": f"{end - timedelta(days=7):%m%d%Y}" if end else "",
            "discontinuation_reason_code": member.reason if end else "",
            "ecm_encounters_in_person": str(len(within) - remote) if start else "",
            "ecm_encounters_telephonic_video": str(remote) if start else "",
        })  # fmt: skip
    return rows


def tracked() -> list[Row]:
    """The attempts that providers tell of by tracker: those without an encounter, and one member's that have both."""
    return [
        {
            "member_cin": member.cin, "outreach_provider_type": "1" if staff == "clinical" else "2",
            "outreach_attempt_date": us(day),
            "outreach_attempt_method": "In-Person" if modality == "in_person" else "Telephonic/electronic",
            "outreach_successful": "1" if member.spans else "0",
            "provider_npi": PROVIDERS[member.provider].agency.npi,
            "provider_name": PROVIDERS[member.provider].agency.name,
        }
        for member in MEMBERS
        for day, modality, staff, known in member.attempts
        if known in "TB"
    ]  # fmt: skip


def referrals() -> list[Row]:
    """Members who are in no ECM and whom a provider thinks of."""
    return [
        {
            "member_cin": member.cin, "member_first_name": member.first, "member_last_name": member.last,
            "member_dob": us(member.born), "member_phone": member.phone,
            **{f"potential_pof_{name}": "1" if name == population else "0" for name in POPULATIONS},
            "potential_pof_explanation": why, "referral_date": us(day),
            "provider_npi": PROVIDERS[member.provider].agency.npi,
            "provider_name": PROVIDERS[member.provider].agency.name,
        }
        for member, population, why, day in zip(
            MEMBERS[34:37], ("adult_homeless", "adult_high_utilizer", "adult_smi_sud"),
            ("Stays with a cousin and has to leave by May", "Seven emergency visits since December",
             "New diagnosis, no case manager"),
            (date(2024, 2, 8), date(2024, 2, 21), date(2024, 3, 14)), strict=True,
        )
    ]  # fmt: skip


def columns(kind: str, rows: Sequence[Row]) -> list[str]:
    """Identifiers that were agreed on first, then the published columns, then what else was agreed on."""
    fields = load_member_fields()[kind].values()
    agreed = [one.name for one in fields if not one.is_published and any(row.get(one.name) for row in rows)]
    first = [name for name in agreed if kind == "rtf"]
    last = [name for name in agreed if kind != "rtf"]
    return [*first, *(one.name for one in fields if one.is_published), *last]


def book(kind: str, title: str, author: str, rows: Sequence[Row]) -> Book:
    """A workbook with the published headings; dates and numbers as text, as a person types them."""
    made = Book(title, author, title[:31])
    names = columns(kind, rows)
    for column, name in enumerate(names, 1):
        cell = made.sheet.cell(1, column, load_member_fields()[kind][name].label)
        cell.font, cell.fill, cell.alignment = Font(bold=True), fill("DCE6F1"), Alignment(wrap_text=True)
        made.sheet.column_dimensions[get_column_letter(column)].width = 15
    for number, row in enumerate(rows, 2):
        for column, name in enumerate(names, 1):
            if row.get(name):
                made.sheet.cell(number, column, row[name]).number_format = "@"
    made.sheet.freeze_panes = "B2"
    return made


def text(path: Path, headings: Iterable[str], rows: Iterable[Iterable[Any]]) -> None:
    """A delimited file."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(headings)
        writer.writerows(rows)


def csv_file(path: Path, kind: str, rows: Sequence[Row]) -> None:
    """A member-level file as delimited text."""
    names = columns(kind, rows)
    labels = [load_member_fields()[kind][name].label for name in names]
    text(path, labels, ([row.get(name, "") for name in names] for row in rows))


README = """## quarter

The first quarter of 2024 of a small plan: three providers, forty members (`tests/tools/small_plan.py`,
`tests/tools/make_member_files.py`), with a profile of its own.

- `invoice-*.xlsx`: what the providers billed, 229 services without a mistake; `quarter.837` is what `translate` makes
  of it
- `members/`: the Member Information File, a Return Transmission File of each provider, the Initial Outreach Tracker and
  the Potential Member Referrals; they agree with the encounters. Four attempts are tracked without an encounter
- `members/faulty/`: one of each of the four with honest mistakes (`WRONG` in the script says which); `golden/` has what
  `members read` finds in them
- `members/plan-data/`: what the plan has, in its own words, and `golden/built-member-information.csv` what
  `members build` makes of it
"""

Spoil = Mapping[int, Row]
# Row of the sheet -> what stands there instead.
WRONG: dict[str, Spoil] = {
    "mif": {
        3: {"homelessness_indicator": "0"},
        4: {"residential_zip": "99999"},
        5: {"member_phone": "(510) 555-0104"},
        6: {"condition_asthma": "N"},
        7: {"ecm_provider_assignment_date": "03/29/2023"},
        8: {"sdoh_indicators": "homeless"},
        9: {"mif_reporting_period": "Q1 2024"},
        10: {"pof_child_ccs": "1"},
        11: {"member_cin": "9182013A"},
    },
    "rtf": {
        2: {"engagement_status": "7"},
        3: {"ecm_benefit_start_date": ""},
        4: {"ecm_benefit_end_date": "03/15/2024"},
        5: {"new_address_indicator": "1"},
        6: {"lead_care_manager_name": ""},
        7: {"lead_care_manager_phone": "555-0171"},
        8: {"residential_address": "HOMELESS", "homelessness_indicator": ""},
        9: {"member_cin": ""},
    },
    "outreach_tracker": {
        2: {"outreach_provider_type": "11"},
        3: {"outreach_attempt_date": ""},
        4: {"outreach_attempt_method": "voicemail drop"},
        5: {"outreach_attempt_date": "02/30/2024"},
    },
    "referral": {
        2: {"member_phone": "5550134"},
        3: {"potential_pof_adult_smi_sud": "maybe"},
        4: {"potential_pof_explanation": "See the letter. " * 18},
    },
}  # fmt: skip


def spoilt(kind: str, rows: Sequence[Row]) -> list[Row]:
    """The rows with honest mistakes."""
    return [row | WRONG[kind].get(number, {}) for number, row in enumerate(rows, 2)]


def plan_data(folder: Path) -> None:
    """What a plan has: an eligibility extract in its own words, an assignment list, and a record of services."""
    folder.mkdir(parents=True, exist_ok=True)
    members = in_ecm()
    text(
        folder / "eligibility.csv",
        ["Medi-Cal CIN#", "Last Name", "First Name", "DOB", "Gender", "Homeless Y/N", "Home Address", "City", "Zip",
         "Phone", "Renewal Date", "County"],
        ([m.cin, m.last, m.first, us(m.born), m.sex, "1" if m.homeless else "", m.address, m.city, m.zip, m.phone,
          "" if n % 8 == 3 else us(date(2024, 5 + n % 7, 28)), COUNTY] for n, m in enumerate(members)),
    )  # fmt: skip
    assignment = Book("ECM assignment", PLAN_NAME, "Assigned")
    heads = ["CIN", "Date Authorized", "Date Assigned", "ECM Provider NPI", "ECM Provider", "HHP Transition",
             "WPC Transition", "PCP Name", "PCP NPI", "PCP Phone"]  # fmt: skip
    heads += [load_member_fields()["mif"][f"pof_{name}"].label for name in POPULATIONS]
    for column, heading in enumerate(heads, 1):
        assignment.sheet.cell(1, column, heading).font = Font(bold=True)
    for number, m in enumerate(members, 2):
        agency = PROVIDERS[m.provider].agency
        values = [m.cin, m.authorized, m.assigned, agency.npi, agency.name, int(m.from_hhp), int(m.from_wpc),
                  "Pickleweed Clinic", agency.npi, agency.phone]  # fmt: skip
        values += [int(name == m.population) for name in POPULATIONS]
        for column, value in enumerate(values, 1):
            assignment.sheet.cell(number, column, value)
    save(assignment, folder / "assignment.xlsx")
    text(
        folder / "services.csv",
        ["CIN", "Date of Service", "Diagnosis Codes", "Setting", "Facility", "Days", "NDC", "Not Filled", "Prescriber"],
        _history(members),
    )


def _history(members: Sequence[PlanMember]) -> Iterable[list[Any]]:
    for number, member in enumerate(members):
        code = DIAGNOSES[MEMBERS.index(member) % len(DIAGNOSES)]
        for months in (1, 5):
            day = workday(date(2023, 11 - months, 6 + number % 20))
            yield [member.cin, us(day), code, "office", "", "", "", "", ""]
        if number % 4:
            yield [member.cin, us(date(2024, 2, 1) + timedelta(days=number)), code, "ER", "Shoreline General Hospital",
                   "", "", "", ""]  # fmt: skip
        if number % 9 == 4:
            yield [member.cin, us(date(2024, 1, 5) + timedelta(days=number)), code, "Inpatient",
                   "Shoreline General Hospital", 3, "", "", ""]  # fmt: skip
        if member.homeless:
            yield [member.cin, "12/04/2023", "Z59.02", "street", "", "", "", "", ""]
        yield [member.cin, us(date(2024, 2, 1) + timedelta(days=number)), "", "", "", "", f"00093{7000 + number}10",
               "Y" if number % 10 == 0 else "N", "Dr. Ludmila Vance"]  # fmt: skip


def write(folder: Path) -> None:
    """Writes everything below `folder`/members."""
    good, wrong = folder / "members", folder / "members" / "faulty"
    wrong.mkdir(parents=True, exist_ok=True)
    told = [information(member) for member in in_ecm()]
    save(book("mif", "Member Information", PLAN_NAME, told), good / "member-information.xlsx")
    save(book("mif", "Member Information", PLAN_NAME, spoilt("mif", told)), wrong / "member-information.xlsx")
    for key, provider in PROVIDERS.items():
        rows = [row for member in in_ecm() if member.provider == key for row in returned(member)]
        name = f"return-{provider.agency.invoice[:4].lower()}.xlsx"
        save(book("rtf", "Return Transmission", provider.agency.name, rows), good / name)
        if key == "M":
            save(book("rtf", "Return Transmission", provider.agency.name, spoilt("rtf", rows)), wrong / name)
    save(book("outreach_tracker", "Outreach Tracker", PLAN_NAME, tracked()), good / "outreach-tracker.xlsx")
    csv_file(wrong / "outreach-tracker.csv", "outreach_tracker", spoilt("outreach_tracker", tracked()))
    csv_file(good / "referrals.csv", "referral", referrals())
    save(book("referral", "Referrals", "Lantern Row", spoilt("referral", referrals())), wrong / "referrals.xlsx")
    plan_data(good / "plan-data")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
