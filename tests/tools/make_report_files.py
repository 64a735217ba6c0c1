"""Writes what the small plan needs for its quarterly report besides encounters and member-level files: a roster, logs
of requests and authorizations, two corrections that came later, and a smaller quarter of 2022 for the one-time report.

    python -m tests.tools.make_report_files [FOLDER]
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import msgspec

import edi
from edi.control_numbers import Counting
from edi.member_files.models import POPULATIONS
from edi.model.encounter import Encounter
from edi.t837p.build import build
from edi.t837p.envelope import envelope
from mappings.payer_file import load_payer
from mappings.profile_file import read_profile
from mappings.service_table import load_services
from tests.tools.make_member_files import Row, csv_file, information, us
from tests.tools.small_plan import FOLDER, MEMBERS, PAYER_ID, PROVIDERS, SUPPORTS, PlanMember, table

#: When the corrections were sent: a month after the quarter's file.
CORRECTED = date(2024, 5, 6)
CAPACITY = {"M": (6, 4), "S": (9, 5), "L": (3, 0)}
SUPPORT_CAPACITY = {"M": 12, "S": 20, "L": 25}
Line = Mapping[str, object]
NAMES = {one.service: one.name for one in load_services().services if one.program == "CS"} | {
    "alf_transition": "Assisted Living Transition", "home_transition": "Community Transition Services",
    "medically_tailored_meals": "Medically Tailored Meals",
}  # fmt: skip


def support_of(code: str, modifiers: str) -> str:
    """The support of a code with its modifiers."""
    [found] = load_services().matching(code, frozenset(modifiers.split()))
    return found.service


def given() -> list[tuple[PlanMember, str, str, date]]:
    """Member, provider, support and day of every community support of the quarter."""
    found = []
    for code, modifiers, _, _, _, _, number, provider, text in table(SUPPORTS):
        month, day = (int(part) for part in text.split("/"))
        found.append((MEMBERS[int(number)], provider, support_of(code, modifiers), date(2024, month, day)))
    return found


def roster() -> list[Line]:
    """A row a provider, with the headings of the layout `roster-sites`."""
    rows = []
    for key, provider in PROVIDERS.items():
        agency = provider.agency
        served = [name for name in POPULATIONS if any(m.population == name for m in MEMBERS if m.provider == key)]
        offered = list(dict.fromkeys(support for _, by, support, _ in given() if by == key))
        adults, children = CAPACITY[key]
        rows.append({
            "Plan Code": PAYER_ID, "Agency NPI": agency.npi, "Agency": agency.name, "Agency Tax ID": agency.tin,
            "Site": f"{key}-1", "Site NPI": agency.npi, "Name of Site": agency.name, "Street": agency.address,
            "City": agency.city, "State": "CA", "ZIP+4": agency.zip, "Telephone": agency.phone,
            "Site Taxonomy": "251B00000X", "ECM (Y/N)": "Y",
            "Populations of Focus Served": "; ".join(served), "ECM Provider Type": provider.ecm_type,
            "Further Adults": adults, "Further Children": children,
            "Community Supports Offered": "; ".join(NAMES[support] for support in offered),
            "CS Provider Type": provider.cs_type,
            "CS Members Now": "; ".join(f"{NAMES[one]} {_now(key, one)}" for one in offered),
            "CS Further Capacity": "; ".join(f"{NAMES[one]} {SUPPORT_CAPACITY[key]}" for one in offered),
        })  # fmt: skip
    return rows


def _now(provider: str, support: str) -> int:
    return len({member.cin for member, by, one, _ in given() if (by, one) == (provider, support)})


def requests() -> list[Line]:
    """Requests of the quarter: a few for ECM, one of them denied, one that the plan's own data analysis found; some for
    supports that were approved, two that were denied."""
    decided = ((24, "Approved"), (25, "Approved"), (30, "Pending"), (33, "Ineligible"))
    asked = [(MEMBERS[number], "ECM", "", "External", decision, 1 + number % 3, 2 + number % 20)
             for number, decision in decided]  # fmt: skip
    asked.append((MEMBERS[26], "ECM", "", "Internal", "Approved", 1, 9))
    asked += [(member, "CS", support, "External", "Approved", 1, 2 + number)
              for number, (member, _, support, _) in enumerate(given()) if number % 3 == 0]  # fmt: skip
    asked += [(MEMBERS[2], "CS", "respite", "External", "Denied", 2, 6),
              (MEMBERS[8], "CS", "home_modifications", "External", "Denied", 3, 11)]  # fmt: skip
    return [
        {
            "Member CIN": member.cin, "Member Last Name": member.last, "Member First Name": member.first,
            "Date of Request": us(date(2024, month, day)), "Programme Requested": programme,
            "Community Supports Requested": NAMES.get(support, ""), "Source of Request": source, "Decision": decision,
            "Date of Decision": "" if decision == "Pending" else us(date(2024, month, day) + timedelta(days=5)),
        }
        for member, programme, support, source, decision, month, day in asked
    ]  # fmt: skip


def authorizations() -> list[Line]:
    """Decisions of the quarter: four of five supports that were given, one that was not given yet, one denied. The rest
    was approved last year."""
    decided = [(member, support, "Approved", day - timedelta(days=4))
               for number, (member, _, support, day) in enumerate(given()) if number % 5]  # fmt: skip
    decided += [(MEMBERS[3], "asthma_remediation", "Approved", date(2024, 3, 20)),
                (MEMBERS[2], "respite", "Denied", date(2024, 2, 11))]  # fmt: skip
    return [
        {
            "Member CIN": member.cin, "Member Last Name": member.last, "Member First Name": member.first,
            "Member Date of Birth": us(member.born), "Community Supports Authorized": NAMES[support],
            "Authorization Decision": decision, "Date of Authorization Decision": us(day),
            "Authorization Number": f"GV24-{number:04}",
        }
        for number, (member, support, decision, day) in enumerate(decided, 1)
    ]  # fmt: skip


def corrections(quarter: Path) -> str:
    """Two encounters of the quarter's file as they were corrected later: an ECM visit that was none is voided, another
    was by telephone."""
    claims = [claim.encounter for claim in edi.read_837p(quarter)]
    visits = [one for one in claims if one.lines[0].hcpcs == "G9008" and one.lines[0].modifiers == ("U1",)]
    profile = read_profile(FOLDER / "edi-translate.toml")
    sent = profile.clock.now
    assert sent is not None
    values = envelope(load_payer("dhcs"), profile, profile.plans[0], sent.replace(month=CORRECTED.month, day=6))
    return "".join(build([_void(visits[0]), _by_telephone(visits[1])], values, Counting(2)))


def _void(one: Encounter) -> Encounter:
    return msgspec.structs.replace(one, frequency="8", payer_claim_id="24098000011")


def _by_telephone(one: Encounter) -> Encounter:
    line = msgspec.structs.replace(one.lines[0], modifiers=("U1", "GQ"))
    return msgspec.structs.replace(
        one, frequency="7", payer_claim_id="24098000012", lines=(line,), place_of_service="10"
    )


def of_2022() -> tuple[list[Row], list[Line]]:
    """Three members of the first quarter of 2022 who came from the Health Homes Program or Whole Person Care: rows of
    the Member Information File, and of an invoice."""
    members, lines = [], []
    for number, (hhp, wpc) in enumerate((("1", "0"), ("0", "1"), ("1", "1"))):
        member = MEMBERS[number]
        row = information(member) | {
            "transitioned_from_hhp": hhp, "transitioned_from_wpc": wpc, "mif_production_date": "03/31/2022",
            "mif_reporting_period": "01/01/2022.03/31/2022", "ecm_authorization_date": "01/01/2022",
            "ecm_provider_assignment_date": "01/05/2022", "medi_cal_renewal_date": "12/28/2022",
            "er_admissions_6m_count": "0", "er_last_admission_date": "", "er_facility_name": "",
            "inpatient_days_6m_count": "0", "inpatient_last_admission_date": "", "inpatient_facility_name": "",
            "pharmacy_list_90d": "", "pcp_last_visit_date": "00/00/0000",
            **{f"pof_{name}": "1" if name == "adult_smi_sud" else "0" for name in POPULATIONS},
        }  # fmt: skip
        members.append(row)
        services = [("G9012", "U2"), ("H0043", "U6")] if number else [("G9012", "U2")]
        lines += [_invoiced(member, code, modifiers, date(2022, 2, 3 + number)) for code, modifiers in services]
    return members, lines


def _invoiced(member: PlanMember, code: str, modifiers: str, day: date) -> Line:
    agency = PROVIDERS["M"].agency
    return {
        "Billing Provider NPI": agency.npi, "Billing Provider TIN": agency.tin, "Billing Provider Name": agency.name,
        "Billing Provider Phone": agency.phone, "Billing Provider Address": agency.address,
        "Billing Provider City": agency.city, "Billing Provider State": "CA", "Billing Provider Zip": agency.zip,
        "Member CIN": member.cin, "Member First Name": member.first, "Member Last Name": member.last,
        "Member Homelessness Indicator": "1" if member.homeless else "",
        "Member Residential Address": "HOMELESS" if member.homeless else member.address,
        "Member Residential City": member.city or "Oakland", "Member Residential Zip": member.zip or "99999",
        "Member Date of Birth": us(member.born), "Member Gender": member.sex, "Primary Payer Identifier": PAYER_ID,
        "Payer Name": "Golden Valley Health Plan", "Procedure Code": code, "Procedure Code Modifier": modifiers,
        "Service Start Date": us(day), "Service End Date": us(day), "Service Name": "", "Service Units": 1,
        "Service Unit Cost": "80.00", "Place of Service": "12", "Member Diagnosis Code": "I10",
        "Total Amount": "80.00", "Invoice Date": "04/05/2022", "Invoice Number": "MCCP-22Q1",
        "Control Number": f"{member.mrn}-{code}",
    }  # fmt: skip


def write_csv(path: Path, rows: Sequence[Line]) -> None:
    """A CSV file with the keys of the first row as headings."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def write(folder: Path) -> None:
    """Writes the files into `plan` below the folder of the small plan, and `transition` beside it."""
    plan, transition = folder / "plan", folder / "transition"
    for one in (plan, transition):
        one.mkdir(parents=True, exist_ok=True)
    write_csv(plan / "roster.csv", roster())
    write_csv(plan / "requests.csv", requests())
    write_csv(plan / "authorizations.csv", authorizations())
    (folder / "corrections.837").write_text(corrections(folder / "quarter.837"), encoding="ascii")
    members, lines = of_2022()
    csv_file(transition / "member-information.csv", "mif", members)
    write_csv(transition / "invoice.csv", lines)


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
