"""Referral networks, forms, tables and books of offices that keep no practice system."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby
from typing import Any

from tests.tools.systems.sample import (
    PLAN,
    Column,
    Row,
    Sample,
    add_sheet,
    book,
    dashed,
    delimited,
    filled,
    rows_of,
    unit_word,
    us,
)
from tests.tools.systems.world import ECM, HOME, HOUSING, MEALS, Agency, Person, world


def whole(street: str, city: str, zip_code: str) -> str:
    """An address in one cell."""
    return f"{street}, {city}, CA {zip_code}"


def home(person: Person) -> str:
    """Where a member lives, in one cell."""
    return whole(person.street, person.city, person.zip)


def office(agency: Agency) -> str:
    """Where the agency is, in one cell."""
    return whole(agency.street, agency.city, agency.zip)


def findhelp() -> Sample:
    """Referrals with the services given; the status is the same for all."""
    one = world("findhelp", 14, menu=(*HOUSING, *MEALS))
    columns: list[Column] = [
        ("Referral ID", lambda r: f"R{880000 + r.number * 37}"),
        ("Referral Date", lambda r: us(r.line.start - timedelta(12))),
        ("Referral Status", lambda r: "Got help"),
        ("Last Status Update", lambda r: us(r.line.end + timedelta(2))),
        ("Program Name", lambda r: f"Community Supports - {r.line.service.name}"),
        ("Navigator", lambda r: ("Golden Valley Care Team", "County Navigator")[r.number % 2]),
        ("Seeker First Name", lambda r: r.line.person.first),
        ("Seeker Last Name", lambda r: r.line.person.last),
        ("Seeker DOB", lambda r: us(r.line.person.born)),
        ("Seeker Gender", lambda r: {"F": "Woman", "M": "Man"}[r.line.person.sex]),
        ("Seeker Medi-Cal ID", lambda r: r.line.person.cin),
        ("Seeker Phone", lambda r: r.line.person.phone),
        ("Seeker Street Address", lambda r: r.line.person.street),
        ("Seeker City", lambda r: r.line.person.city),
        ("Seeker State", lambda r: "CA"),
        ("Seeker Zip Code", lambda r: r.line.person.zip),
        ("Service Provided", lambda r: r.line.service.name),
        ("HCPCS Code", lambda r: r.line.service.code),
        ("Billing Modifier", lambda r: " ".join(r.line.service.modifiers)),
        ("Service Start Date", lambda r: us(r.line.start)),
        ("Service End Date", lambda r: us(r.line.end)),
        ("Units Provided", lambda r: r.line.units),
        ("Approved Units", lambda r: r.line.units + 6),
        ("Unit Rate", lambda r: f"${r.line.service.rate:.2f}"),
        ("Total Amount", lambda r: f"${r.line.charge:,.2f}"),
        ("ICD-10 Codes", lambda r: "; ".join(r.line.diagnoses)),
        ("POS Code", lambda r: r.line.place),
        ("Provider Organization", lambda r: r.world.agency.name),
        ("Organization NPI", lambda r: r.world.agency.npi),
        ("Organization Tax ID", lambda r: r.world.agency.tin),
        ("Organization Address", lambda r: office(r.world.agency)),
        ("Comments", lambda r: ""),
    ]
    return Sample(delimited(filled(columns, rows_of(one))), one, "referrals: Approved Units beside those provided")


def unite_us() -> Sample:
    """Three invoices of an agency in one file, snake_case headings, authorized amounts beside those invoiced."""
    one = world("unite_us", 20, menu=(*HOUSING, *HOME, *MEALS))
    columns: list[Column] = [
        ("invoice_number", lambda r: f"UU-{r.line.start:%y%m}-{(r.number - 1) // 7 + 1:03}"),
        ("case_id", lambda r: f"c{r.line.person.mrn}{r.line.service.code.lower()}"),
        ("case_status", lambda r: "accepted"),
        ("network", lambda r: "Golden Valley"),
        ("client_first_name", lambda r: r.line.person.first),
        ("client_last_name", lambda r: r.line.person.last),
        ("client_date_of_birth", lambda r: str(r.line.person.born)),
        ("client_gender", lambda r: {"F": "female", "M": "male"}[r.line.person.sex]),
        ("external_member_id", lambda r: r.line.person.cin),
        ("plan_name", lambda r: PLAN),
        ("address_line_1", lambda r: r.line.person.street),
        ("client_city", lambda r: r.line.person.city),
        ("client_state", lambda r: "CA"),
        ("client_postal_code", lambda r: r.line.person.zip),
        ("service_type", lambda r: r.line.service.name),
        ("procedure_code", lambda r: r.line.service.code),
        ("modifiers", lambda r: ",".join(r.line.service.modifiers)),
        ("diagnosis_codes", lambda r: ",".join(r.line.diagnoses)),
        ("place_of_service", lambda r: r.line.place),
        ("service_start_date", lambda r: str(r.line.start)),
        ("service_end_date", lambda r: str(r.line.end)),
        ("unit_type", lambda r: unit_word(r.line.service)),
        ("authorized_units", lambda r: 60),
        ("units_provided", lambda r: r.line.units),
        ("unit_rate", lambda r: f"{r.line.service.rate:.2f}"),
        ("approved_amount", lambda r: f"{60 * r.line.service.rate:.2f}"),
        ("invoiced_amount", lambda r: f"{r.line.charge:.2f}"),
        ("authorization_number", lambda r: r.line.authorization),
        ("authorization_start_date", lambda r: "2026-01-01"),
        ("authorization_end_date", lambda r: "2026-06-30"),
        ("created_at", lambda r: f"{r.line.end + timedelta(1)}T17:05:00Z"),
        ("primary_worker", lambda r: f"{r.line.worker.first} {r.line.worker.last}".strip()),
        ("provider_name", lambda r: r.world.agency.name),
        ("provider_npi", lambda r: r.world.agency.npi),
        ("provider_tax_id", lambda r: r.world.agency.tin),
        ("provider_address", lambda r: r.world.agency.street),
        ("provider_city", lambda r: r.world.agency.city),
        ("provider_state", lambda r: "CA"),
        ("provider_zip", lambda r: r.world.agency.zip),
    ]
    text = delimited(filled(columns, rows_of(one)))
    return Sample(text, one, "three invoices in one file; authorized units and amounts beside those invoiced")


def form_answers() -> Sample:
    """Answers of a form, the questions as headings; the code stands in the answer about the service."""
    one = world("form_answers", 12, menu=(*ECM, HOUSING[0], *MEALS))
    columns: list[Column] = [
        ("Timestamp", lambda r: f"{r.line.start + timedelta(1):%-m/%-d/%Y} 18:{10 + r.number}:07"),
        ("Email Address", lambda r: f"staff{r.number % 3}@example.org"),
        ("What is the member's full name?", lambda r: f"{r.line.person.first} {r.line.person.last}"),
        ("What is the member's Medi-Cal number?", lambda r: r.line.person.cin),
        ("What is the member's date of birth?", lambda r: us(r.line.person.born)),
        ("Where does the member live?", lambda r: home(r.line.person)),
        ("On what date was the service provided?", lambda r: us(r.line.start)),
        (
            "Which service did you provide?",
            lambda r: f"{r.line.service.name} ({r.line.service.code} {' '.join(r.line.service.modifiers)})",
        ),
        ("How many units?", lambda r: r.line.units),
        ("What is your rate?", lambda r: f"${r.line.service.rate:.2f}"),
        ("Where did the service take place?", lambda r: _place(r)),
        ("What is the diagnosis code (ICD-10)?", lambda r: ", ".join(r.line.diagnoses)),
        ("What is your agency's name?", lambda r: r.world.agency.name),
        ("What is your agency's NPI?", lambda r: r.world.agency.npi),
        ("What is your agency's tax ID?", lambda r: dashed(r.world.agency.tin)),
        ("What is your agency's address?", lambda r: office(r.world.agency)),
        ("I certify that this is true", lambda r: "Yes"),
    ]
    text = delimited(filled(columns, rows_of(one)))
    return Sample(text, one, "questions as headings; the code in the answer on the service")


def _place(row: Row) -> str:
    names = {"12": "Home", "11": "Office", "27": "Street", "02": "Telehealth", "10": "Telehealth at home"}
    return f"{names[row.line.place]} ({row.line.place})"


def jotform() -> Sample:
    """Submissions with the parts of name and address fields, and the time they came in."""
    one = world("jotform", 11, menu=(*HOUSING[:2], *HOME))
    columns: list[Column] = [
        ("Submission Date", lambda r: f"{r.line.start + timedelta(2):%b %d, %Y}"),
        ("First Name", lambda r: r.line.person.first),
        ("Last Name", lambda r: r.line.person.last),
        ("Member's Medi-Cal ID (9 digits and a letter)", lambda r: r.line.person.cin),
        ("Birthday of the member", lambda r: r.line.person.born),
        ("Street Address", lambda r: r.line.person.street),
        ("Street Address Line 2", lambda r: ""),
        ("City", lambda r: r.line.person.city),
        ("State / Province", lambda r: "CA"),
        ("Postal / Zip Code", lambda r: r.line.person.zip),
        ("When did you provide the service?", lambda r: r.line.start),
        ("Billing code", lambda r: r.line.service.code),
        ("Modifier(s), if any", lambda r: " ".join(r.line.service.modifiers)),
        ("Number of units", lambda r: r.line.units),
        ("Rate per unit", lambda r: r.line.service.rate),
        ("Total amount billed for this service", lambda r: r.line.charge),
        ("Location of service", lambda r: r.line.place),
        ("Reason for service (ICD-10)", lambda r: " ".join(r.line.diagnoses)),
        ("Staff member who provided the service", lambda r: f"{r.line.worker.first} {r.line.worker.last}"),
        ("Name of your organization", lambda r: r.world.agency.name),
        ("Organization NPI", lambda r: r.world.agency.npi),
        ("Federal tax ID of your organization", lambda r: dashed(r.world.agency.tin)),
        ("Your organization's address", lambda r: office(r.world.agency)),
        ("Please type your name as signature", lambda r: f"{r.line.worker.first} {r.line.worker.last}"),
        ("Submission IP", lambda r: f"203.0.113.{20 + r.number}"),
        ("Submission ID", lambda r: str(5_700_000_000_000_000_000 + r.number * 7919)),
    ]
    made = book(one.agency.name, "Form Responses", filled(columns, rows_of(one)))
    return Sample(made, one, "parts of name and address fields headed First Name, Street Address, Postal / Zip Code")


def airtable_smartsheet() -> Sample:
    """A table with fields looked up from others, authorizations and a running total."""
    one = world("airtable_smartsheet", 16, menu=(*ECM, *HOUSING[:2]))
    totals = list(_running(one.lines))
    columns: list[Column] = [
        ("Autonumber", lambda r: r.number),
        ("Date of Service", lambda r: f"{r.line.start:%-m/%-d/%Y}"),
        ("Client Name", lambda r: f"{r.line.person.last}, {r.line.person.first}"),
        ("CIN (from Client)", lambda r: r.line.person.cin),
        ("DOB (from Client)", lambda r: f"{r.line.person.born:%-m/%-d/%Y}"),
        ("Gender (from Client)", lambda r: {"F": "Female", "M": "Male"}[r.line.person.sex]),
        ("Full Address (from Client)", lambda r: home(r.line.person)),
        ("Service (from Services)", lambda r: r.line.service.name),
        ("HCPCS (from Services)", lambda r: r.line.service.code),
        ("Modifier (from Services)", lambda r: ", ".join(r.line.service.modifiers)),
        ("Units", lambda r: r.line.units),
        ("Rate (from Services)", lambda r: f"${r.line.service.rate:.2f}"),
        ("Line Total", lambda r: f"${r.line.charge:.2f}"),
        ("Running Total", lambda r: f"${totals[r.number - 1]:,.2f}"),
        ("POS", lambda r: r.line.place),
        ("Dx (from Client)", lambda r: ", ".join(r.line.diagnoses)),
        ("Auth # (from Authorizations)", lambda r: r.line.authorization),
        ("Authorized Units (from Authorizations)", lambda r: 24),
        ("CHW", lambda r: f"{r.line.worker.first} {r.line.worker.last}"),
        ("Status", lambda r: "Ready to bill"),
        ("Agency (from Setup)", lambda r: r.world.agency.name),
        ("Agency NPI", lambda r: r.world.agency.npi),
        ("Agency EIN", lambda r: dashed(r.world.agency.tin)),
        ("Agency Address", lambda r: office(r.world.agency)),
        ("Created By", lambda r: "Office"),
        ("Last Modified Time", lambda r: f"{r.line.start + timedelta(1):%-m/%-d/%Y} 4:1{r.number % 10}pm"),
    ]
    text = "\ufeff" + delimited(filled(columns, rows_of(one)))
    return Sample(text, one, "looked-up fields with (from Client) behind; a running total and authorized units")


def _running(lines: Any) -> Iterator[Any]:
    total: Any = 0
    for line in lines:
        total += line.charge
        yield total


def dynamics() -> Sample:
    """A view with three hidden columns in front and headings that name the table in brackets."""
    one = world("dynamics", 15, menu=(*HOUSING, *HOME))
    columns: list[Column] = [
        ("(Do Not Modify) Service Delivery", lambda r: f"{r.number:08x}-3f1b-ee11-9cbe-0022481e2f{r.number:02x}"),
        ("(Do Not Modify) Row Checksum", lambda r: f"q{r.number * 7919:08x}=="),
        ("(Do Not Modify) Modified On", lambda r: r.line.end + timedelta(3)),
        ("Subject", lambda r: f"{r.line.service.name} - {r.line.person.last}"),
        ("First Name (Client) (Contact)", lambda r: r.line.person.first),
        ("Last Name (Client) (Contact)", lambda r: r.line.person.last),
        ("Birthday (Client) (Contact)", lambda r: r.line.person.born),
        ("Gender (Client) (Contact)", lambda r: {"F": "Female", "M": "Male"}[r.line.person.sex]),
        ("Medi-Cal CIN (Client) (Contact)", lambda r: r.line.person.cin),
        ("Address 1: Street 1 (Client) (Contact)", lambda r: r.line.person.street),
        ("Address 1: City (Client) (Contact)", lambda r: r.line.person.city),
        ("Address 1: State/Province (Client) (Contact)", lambda r: "CA"),
        ("Address 1: ZIP/Postal Code (Client) (Contact)", lambda r: r.line.person.zip),
        ("Service Date", lambda r: r.line.start),
        ("Service End", lambda r: r.line.end),
        ("Service Type", lambda r: r.line.service.name),
        ("Service Code", lambda r: r.line.service.code),
        ("Modifier", lambda r: " ".join(r.line.service.modifiers)),
        ("Quantity", lambda r: r.line.units),
        ("Price Per Unit", lambda r: r.line.service.rate),
        ("Extended Amount", lambda r: r.line.charge),
        ("Place of Service", lambda r: r.line.place),
        ("Diagnosis Code", lambda r: ", ".join(r.line.diagnoses)),
        ("Account Name (Provider) (Account)", lambda r: r.world.agency.name),
        ("NPI (Provider) (Account)", lambda r: r.world.agency.npi),
        ("EIN (Provider) (Account)", lambda r: dashed(r.world.agency.tin)),
        ("Address 1: Street 1 (Provider) (Account)", lambda r: r.world.agency.street),
        ("Address 1: City (Provider) (Account)", lambda r: r.world.agency.city),
        ("Address 1: State/Province (Provider) (Account)", lambda r: "CA"),
        ("Address 1: ZIP/Postal Code (Provider) (Account)", lambda r: r.world.agency.zip),
        ("Owner", lambda r: f"{r.line.worker.first} {r.line.worker.last}".strip() or one.agency.name),
        ("Status Reason", lambda r: "Completed"),
        ("Created On", lambda r: r.line.end + timedelta(1)),
    ]
    made = book(one.agency.name, "Service Deliveries", filled(columns, rows_of(one)))
    for letter in "ABC":
        made.sheet.column_dimensions[letter].hidden = True
    return Sample(made, one, "three hidden columns in front; addresses of client and provider told apart in brackets")


def bonterra_apricot() -> Sample:
    """A report with its filters above and fields named after the form they stand in."""
    one = world("bonterra_apricot", 18, menu=(*ECM, *HOUSING))
    columns: list[Column] = [
        ("Record ID", lambda r: 310000 + r.number),
        ("Participant: First", lambda r: r.line.person.first),
        ("Participant: Last", lambda r: r.line.person.last),
        ("Participant: Date of Birth", lambda r: r.line.person.born),
        ("Participant: Gender", lambda r: {"F": "Female", "M": "Male"}[r.line.person.sex]),
        ("Participant: Medi-Cal CIN", lambda r: r.line.person.cin),
        ("Address: Line 1", lambda r: r.line.person.street),
        ("Address: City", lambda r: r.line.person.city),
        ("Address: State", lambda r: "CA"),
        ("Address: Zip", lambda r: r.line.person.zip),
        ("Program", lambda r: "ECM" if r.line.service.code.startswith("G") else "Housing"),
        ("Service Delivery: Date of Service", lambda r: r.line.start),
        ("Service End Date", lambda r: r.line.end),
        ("Service Delivery: Service", lambda r: r.line.service.name),
        ("HCPCS Code", lambda r: r.line.service.code),
        ("Billing Modifier", lambda r: " ".join(r.line.service.modifiers)),
        ("Number of Units", lambda r: r.line.units),
        ("Unit Rate", lambda r: r.line.service.rate),
        ("Total Billed", lambda r: r.line.charge),
        ("Place of Service Code", lambda r: r.line.place),
        ("ICD-10 Code", lambda r: ", ".join(r.line.diagnoses)),
        ("Assigned Staff", lambda r: f"{r.line.worker.first} {r.line.worker.last}".strip()),
        ("Record Status", lambda r: "Complete"),
        ("Creation Date", lambda r: r.line.end + timedelta(1)),
    ]
    agency = one.agency
    above = [
        ["Services billed", "", "Start Date: 01/01/2026", "End Date: 02/28/2026"],
        ["Agency", agency.name, "Agency NPI", agency.npi, "Agency Tax ID", dashed(agency.tin)],
        ["Agency Street", agency.street, "Agency City", agency.city, "Agency State", "CA", "Agency Zip", agency.zip],
        [],
    ]
    made = book(agency.name, "Report", filled(columns, rows_of(one)), above)
    return Sample(made, one, "fields named after their form; the agency in labels above, beside the report's filters")


def quickbooks() -> Sample:
    """Sales by customer: the customer on a row above the sales, a running total; customers on a sheet of their own."""
    one = world("quickbooks", 16, people=5, menu=(*HOUSING[:2], *HOME, *MEALS))
    headings = ["", "Service Date", "Transaction Type", "Num", "Product/Service", "SKU", "Modifier", "Memo/Description",
                "Qty", "Sales Price", "Amount", "Balance", "POS", "Dx Code"]  # fmt: skip
    table: list[list[Any]] = [headings]
    by_person = sorted(one.lines, key=lambda line: (line.person.last, line.start))
    for person, group in groupby(by_person, key=lambda line: line.person):
        lines = list(group)
        name = f"{person.first} {person.last}"
        table.append([name])
        for line, balance in zip(lines, _running(lines), strict=True):
            service = line.service
            table.append(
                [
                    "",
                    line.start,
                    "Invoice",
                    1040 + line.start.month,
                    f"Services:{service.name}",
                    service.code,
                    " ".join(service.modifiers),
                    service.name,
                    line.units,
                    service.rate,
                    line.charge,
                    balance,
                    line.place,
                    ", ".join(line.diagnoses),
                ]
            )
        table.append([f"Total for {name}", *[""] * 9, sum(line.charge for line in lines)])
    table.append(["TOTAL", *[""] * 9, sum(line.charge for line in one.lines)])
    agency = one.agency
    above = [
        ["Sales by Customer Detail"],
        ["Company", agency.name],
        ["NPI", agency.npi, "EIN", dashed(agency.tin)],
        ["Company Address", office(agency)],
        [],
    ]
    made = book(agency.name, "Sales by Customer Detail", table, above)
    customers: list[list[Any]] = [["Customer full name", "Medi-Cal #", "Client DOB", "Billing Address", "Phone"]]
    customers += [[f"{p.first} {p.last}", p.cin, p.born, home(p), p.phone] for p in one.people]
    add_sheet(made, "Customer Contact List", customers)
    return Sample(made, one, "the customer above the sales, a running total; CIN and address on a sheet joined by name")
