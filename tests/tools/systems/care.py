"""HMIS, case management and visit verification: several sheets that join by a key, and visits with times."""

from __future__ import annotations

from datetime import datetime, time, timedelta

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
    us,
)
from tests.tools.systems.world import ECM, HOME, HOUSING, Line, world

FIFTEEN = timedelta(minutes=15)


def hud_hmis() -> Sample:
    """The files of an HMIS export as sheets: Services has keys only, Client the person, Enrollment the address,
    Organization the agency; Woman and Man are 0 and 1."""
    one = world("hud_hmis", 20, menu=HOUSING)
    key = {person.cin: f"{40100 + number * 17}" for number, person in enumerate(one.people)}
    services: list[Column] = [
        ("ServicesID", lambda r: f"S{7000 + r.number}"),
        ("EnrollmentID", lambda r: f"E{key[r.line.person.cin]}"),
        ("PersonalID", lambda r: key[r.line.person.cin]),
        ("DateProvided", lambda r: r.line.start),
        ("RecordType", lambda r: 144),
        ("TypeProvided", lambda r: 3),
        ("OtherTypeProvided", lambda r: r.line.service.name),
        ("FAAmount", lambda r: ""),
        ("ReferralOutcome", lambda r: ""),
        ("Service End Date", lambda r: r.line.end),
        ("HCPCSCode", lambda r: r.line.service.code),
        ("Modifiers", lambda r: " ".join(r.line.service.modifiers)),
        ("UnitsProvided", lambda r: r.line.units),
        ("UnitRate", lambda r: r.line.service.rate),
        ("ServiceAmount", lambda r: r.line.charge),
        ("PlaceOfService", lambda r: r.line.place),
        ("DiagnosisCode", lambda r: ", ".join(r.line.diagnoses)),
        ("DateCreated", lambda r: r.line.end + timedelta(1)),
        ("DateUpdated", lambda r: r.line.end + timedelta(1)),
        ("UserID", lambda r: 210 + r.number % 3),
        ("ExportID", lambda r: 90417),
    ]
    made = book(one.agency.name, "Services", filled(services, rows_of(one)))
    client = [["PersonalID", "FirstName", "MiddleName", "LastName", "NameDataQuality", "SSN", "SSNDataQuality", "DOB",
               "DOBDataQuality", "Woman", "Man", "VeteranStatus", "MediCalID", "DateCreated"]]  # fmt: skip
    client += [
        [
            key[p.cin],
            p.first,
            p.middle,
            p.last,
            1,
            "",
            99,
            p.born,
            1,
            int(p.sex == "F"),
            int(p.sex == "M"),
            0,
            p.cin,
            one.lines[0].start,
        ]
        for p in one.people
    ]
    add_sheet(made, "Client", client)
    enrollment = [["EnrollmentID", "PersonalID", "ProjectID", "EntryDate", "HouseholdID", "RelationshipToHoH",
                   "LivingSituation", "DisablingCondition", "LastPermanentStreet", "LastPermanentCity",
                   "LastPermanentState", "LastPermanentZIP"]]  # fmt: skip
    enrollment += [
        [
            f"E{key[p.cin]}",
            key[p.cin],
            318,
            one.lines[0].start - timedelta(40),
            f"H{key[p.cin]}",
            1,
            116,
            1,
            p.street,
            p.city,
            "CA",
            p.zip,
        ]
        for p in one.people
    ]
    add_sheet(made, "Enrollment", enrollment)
    agency = one.agency
    add_sheet(made, "Organization", [
        ["OrganizationID", "OrganizationName", "OrganizationNPI", "OrganizationEIN", "OrganizationAddress",
         "OrganizationCity", "OrganizationState", "OrganizationZIP", "VictimServiceProvider"],
        [77, agency.name, agency.npi, dashed(agency.tin), agency.street, agency.city, "CA", agency.zip, 0],
    ])  # fmt: skip
    return Sample(made, one, "four sheets joined by PersonalID and EnrollmentID; the agency on a sheet of one row")


def clarity_hmis() -> Sample:
    """A Looker table, the table's name in front of each field."""
    one = world("clarity_hmis", 14, menu=HOUSING)
    columns: list[Column] = [
        ("Unique Identifier", lambda r: f"{r.line.person.mrn}{r.line.person.cin[-1]}"),
        ("Clients First Name", lambda r: r.line.person.first),
        ("Clients Last Name", lambda r: r.line.person.last),
        ("Clients Date of Birth Date", lambda r: str(r.line.person.born)),
        ("Clients Gender", lambda r: {"F": "Female", "M": "Male"}[r.line.person.sex]),
        ("Custom Medi-Cal ID", lambda r: r.line.person.cin),
        ("Client Address Address", lambda r: r.line.person.street),
        ("Client Address City", lambda r: r.line.person.city),
        ("Client Address State", lambda r: "CA"),
        ("Client Address Zip", lambda r: r.line.person.zip),
        ("Programs Full Name", lambda r: "CalAIM Housing Suite"),
        ("Services Service Item Name", lambda r: r.line.service.name),
        ("Services HCPCS", lambda r: r.line.service.code),
        ("Services Modifier", lambda r: " ".join(r.line.service.modifiers)),
        ("Services Start Date", lambda r: str(r.line.start)),
        ("Services End Date", lambda r: str(r.line.end)),
        ("Services Quantity", lambda r: r.line.units),
        ("Services Unit Cost", lambda r: f"{r.line.service.rate:.2f}"),
        ("Services Expense Amount", lambda r: f"{r.line.charge:.2f}"),
        ("Services Time Tracked", lambda r: 0),
        ("Place of Service", lambda r: r.line.place),
        ("Diagnosis", lambda r: ", ".join(r.line.diagnoses)),
        ("Services Funding Source", lambda r: "Medi-Cal managed care"),
        ("Services User Name", lambda r: f"{r.line.worker.first} {r.line.worker.last}".strip()),
        ("Services Added Date", lambda r: str(r.line.end + timedelta(2))),
        ("Services Status", lambda r: "Provided"),
        ("Agencies Name", lambda r: r.world.agency.name),
        ("Agency NPI", lambda r: r.world.agency.npi),
        ("Agency EIN", lambda r: r.world.agency.tin),
        ("Agency Address", lambda r: r.world.agency.street),
        ("Agency City", lambda r: r.world.agency.city),
        ("Agency State", lambda r: "CA"),
        ("Agency Zip", lambda r: r.world.agency.zip),
    ]
    text = delimited(filled(columns, rows_of(one)))
    return Sample(text, one, "the name of the table in front of each field; minutes tracked are 0")


def caseworthy() -> Sample:
    """Services and clients on two sheets that join by ClientID, the provider on a third."""
    one = world("caseworthy", 17, menu=(*ECM, *HOUSING))
    key = {person.cin: 5100 + number for number, person in enumerate(one.people)}
    columns: list[Column] = [
        ("ClientServiceID", lambda r: 88000 + r.number),
        ("ClientID", lambda r: key[r.line.person.cin]),
        ("ProviderID", lambda r: 12),
        ("ServiceType", lambda r: r.line.service.name),
        ("ServiceBeginDate", lambda r: r.line.start),
        ("ServiceEndDate", lambda r: r.line.end),
        ("BillingCode", lambda r: r.line.service.code),
        ("Modifier1", lambda r: r.modifier(1)),
        ("Modifier2", lambda r: r.modifier(2)),
        ("UnitsOfService", lambda r: r.line.units),
        ("UnitsAuthorized", lambda r: 50),
        ("UnitsRemaining", lambda r: 50 - r.line.units),
        ("UnitValue", lambda r: r.line.service.rate),
        ("ServiceTotal", lambda r: r.line.charge),
        ("POSCode", lambda r: r.line.place),
        ("ICD10Code", lambda r: ", ".join(r.line.diagnoses)),
        ("FundingSource", lambda r: PLAN),
        ("StaffName", lambda r: f"{r.line.worker.first} {r.line.worker.last}".strip()),
        ("ServiceStatus", lambda r: "Completed"),
        ("IsDeleted", lambda r: 0),
        ("CreatedDate", lambda r: r.line.end + timedelta(1)),
    ]
    made = book(one.agency.name, "ClientServices", filled(columns, rows_of(one)))
    clients = [["ClientID", "FirstName", "LastName", "BirthDate", "GenderDescription", "MediCalNumber", "Address1",
                "City", "StateCode", "ZipCode", "CountyName", "CaseManager"]]  # fmt: skip
    clients += [
        [
            key[p.cin],
            p.first,
            p.last,
            p.born,
            {"F": "Female", "M": "Male"}[p.sex],
            p.cin,
            p.street,
            p.city,
            "CA",
            p.zip,
            "",
            "J. Office",
        ]
        for p in one.people
    ]
    add_sheet(made, "Clients", clients)
    agency = one.agency
    add_sheet(made, "Providers", [
        ["ProviderID", "ProviderName", "ProviderNPI", "ProviderTaxID", "ProviderAddress1", "ProviderCity",
         "ProviderState", "ProviderZip", "ProviderPhone"],
        [12, agency.name, agency.npi, agency.tin, agency.street, agency.city, "CA", agency.zip, agency.phone],
    ])  # fmt: skip
    return Sample(made, one, "three sheets joined by ClientID and ProviderID; authorized and remaining units")


def times(line: Line) -> tuple[datetime, datetime]:
    """When a visit began and ended: its 15-minute units from nine in the morning."""
    begun = datetime.combine(line.start, time(9))
    return begun, begun + FIFTEEN * line.units


def hhaexchange_evv() -> Sample:
    """Visits: scheduled, visited and verified times beside the units billed."""
    one = world("hhaexchange_evv", 18, menu=HOME[:2])

    def clock(row: Row, place: int, minutes: int = 0) -> str:
        return f"{times(row.line)[place] + timedelta(minutes=minutes):%Y-%m-%d %H:%M}"

    columns: list[Column] = [
        ("Agency Tax ID", lambda r: r.world.agency.tin),
        ("Office NPI", lambda r: r.world.agency.npi),
        ("Agency Name", lambda r: r.world.agency.name),
        ("Office Address", lambda r: r.world.agency.street),
        ("Office City", lambda r: r.world.agency.city),
        ("Office State", lambda r: "CA"),
        ("Office Zip", lambda r: r.world.agency.zip),
        ("Payer ID", lambda r: "300"),
        ("Medicaid Number", lambda r: r.line.person.cin),
        ("Member First Name", lambda r: r.line.person.first),
        ("Member Last Name", lambda r: r.line.person.last),
        ("Member ID", lambda r: r.line.person.mrn),
        ("Member Date of Birth", lambda r: us(r.line.person.born)),
        ("Member Gender", lambda r: r.line.person.sex),
        ("Member Address", lambda r: r.line.person.street),
        ("Member City", lambda r: r.line.person.city),
        ("Member State", lambda r: "CA"),
        ("Member Zip", lambda r: r.line.person.zip),
        ("Caregiver Code", lambda r: 600 + len(r.line.worker.last)),
        ("Caregiver First Name", lambda r: r.line.worker.first),
        ("Caregiver Last Name", lambda r: r.line.worker.last),
        ("Schedule ID", lambda r: 330000 + r.number),
        ("Visit Date", lambda r: us(r.line.start)),
        ("Procedure Code", lambda r: r.line.service.code),
        ("Modifier 1", lambda r: r.modifier(1)),
        ("Diagnosis Codes", lambda r: ", ".join(r.line.diagnoses)),
        ("POS Code", lambda r: r.line.place),
        ("Schedule Start Time", lambda r: clock(r, 0)),
        ("Schedule End Time", lambda r: clock(r, 1, 30)),
        ("Visit Start Time", lambda r: clock(r, 0)),
        ("Visit End Time", lambda r: clock(r, 1)),
        ("EVV Start Time", lambda r: clock(r, 0, 2)),
        ("EVV End Time", lambda r: clock(r, 1, 1)),
        ("Scheduled Units", lambda r: r.line.units + 2),
        ("Authorized Units", lambda r: 96),
        ("Units Billed", lambda r: r.line.units),
        ("Billed Rate", lambda r: f"{r.line.service.rate:.2f}"),
        ("Total Billed Amount", lambda r: f"{r.line.charge:.2f}"),
        ("Invoice Number", lambda r: f"HX{r.line.start:%y%m}"),
        ("Is Deletion", lambda r: "N"),
        ("Missed Visit", lambda r: "N"),
        ("Timesheet Required", lambda r: "N"),
        ("User Field 1", lambda r: ""),
    ]
    text = delimited(filled(columns, rows_of(one)))
    return Sample(text, one, "scheduled, visited and verified times; scheduled and authorized beside billed units")
