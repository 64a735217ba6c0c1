"""Practice management and billing systems."""

from __future__ import annotations

from datetime import timedelta

from tests.tools.systems.sample import (
    PLAN,
    Column,
    Sample,
    book,
    dashed,
    delimited,
    filled,
    html_table,
    money,
    rows_of,
    us,
)
from tests.tools.systems.world import ECM, HOUSING, MEALS, world


def kareo_tebra() -> Sample:
    """Charges with balances, statuses and insurance beside them."""
    one = world("kareo_tebra", 22)
    columns: list[Column] = [
        ("EncounterID", lambda r: r.claim_number),
        ("EncounterProcedureID", lambda r: 91000 + r.number),
        ("PostingDate", lambda r: us(r.line.end + timedelta(3))),
        ("CreatedDate", lambda r: us(r.line.end + timedelta(1))),
        ("EncounterStatus", lambda r: "Approved"),
        ("PatientID", lambda r: r.line.person.mrn),
        ("PatientFullName", lambda r: f"{r.line.person.first} {r.line.person.last}"),
        ("PatientDateOfBirth", lambda r: us(r.line.person.born)),
        ("PatientGender", lambda r: r.line.person.sex),
        ("PatientAddressLine1", lambda r: r.line.person.street),
        ("PatientCity", lambda r: r.line.person.city),
        ("PatientState", lambda r: "CA"),
        ("PatientZipCode", lambda r: r.line.person.zip),
        ("PrimaryInsuranceCompanyName", lambda r: PLAN),
        ("PrimaryInsurancePolicyNumber", lambda r: r.line.person.cin),
        ("SecondaryInsuranceCompanyName", lambda r: ""),
        ("ServiceStartDate", lambda r: us(r.line.start)),
        ("ServiceEndDate", lambda r: us(r.line.end)),
        ("ProcedureCode", lambda r: r.line.service.code),
        ("ProcedureName", lambda r: r.line.service.name),
        *((f"ProcedureModifier{n}", lambda r, n=n: r.modifier(n)) for n in range(1, 5)),
        *((f"EncounterDiagnosisID{n}", lambda r, n=n: r.diagnosis(n)) for n in range(1, 5)),
        ("Units", lambda r: r.line.units),
        ("UnitCharge", lambda r: f"{r.line.service.rate:.2f}"),
        ("TotalCharges", lambda r: f"{r.line.charge:.2f}"),
        ("AllowedAmount", lambda r: "0.00"),
        ("Receipts", lambda r: "0.00"),
        ("PatientBalance", lambda r: "0.00"),
        ("InsuranceBalance", lambda r: f"{r.line.charge:.2f}"),
        ("TotalBalance", lambda r: f"{r.line.charge:.2f}"),
        ("ServiceLocationName", lambda r: "Main office"),
        ("ServiceLocationPlaceOfServiceCode", lambda r: r.line.place),
        ("RenderingProviderName", lambda r: f"{r.line.worker.first} {r.line.worker.last}".strip()),
        ("PracticeName", lambda r: r.world.agency.name),
        ("PracticeNPI", lambda r: r.world.agency.npi),
        ("PracticeTaxID", lambda r: r.world.agency.tin),
        ("PracticeAddressLine1", lambda r: r.world.agency.street),
        ("PracticeCity", lambda r: r.world.agency.city),
        ("PracticeState", lambda r: "CA"),
        ("PracticeZipCode", lambda r: r.world.agency.zip),
    ]
    return Sample(delimited(filled(columns, rows_of(one))), one, "charges of a practice system, with balances")


def openemr() -> Sample:
    """Rows of a query over the tables: fee is the charge of the line; modifiers with colons."""
    one = world("openemr", 20, menu=(*ECM, *HOUSING, *MEALS))
    columns: list[Column] = [
        ("pid", lambda r: r.line.person.mrn),
        ("encounter", lambda r: 2000 + r.claim[0].start.toordinal() % 1000),
        ("encounter_date", lambda r: f"{r.line.start} 00:00:00"),
        ("fname", lambda r: r.line.person.first),
        ("mname", lambda r: r.line.person.middle),
        ("lname", lambda r: r.line.person.last),
        ("DOB", lambda r: str(r.line.person.born)),
        ("sex", lambda r: {"F": "Female", "M": "Male"}[r.line.person.sex]),
        ("street", lambda r: r.line.person.street),
        ("city", lambda r: r.line.person.city),
        ("state", lambda r: "CA"),
        ("postal_code", lambda r: r.line.person.zip),
        ("policy_number", lambda r: r.line.person.cin),
        ("plan_name", lambda r: PLAN),
        ("code_type", lambda r: "HCPCS"),
        ("code", lambda r: r.line.service.code),
        ("modifier", lambda r: ":".join(r.line.service.modifiers)),
        ("code_text", lambda r: r.line.service.name),
        ("units", lambda r: r.line.units),
        ("fee", lambda r: f"{r.line.charge:.2f}"),
        ("justify", lambda r: "".join(f"ICD10|{code}:" for code in r.line.diagnoses)),
        ("dx1", lambda r: r.diagnosis(1)),
        ("dx2", lambda r: r.diagnosis(2)),
        ("billed", lambda r: 0),
        ("activity", lambda r: 1),
        ("pos_code", lambda r: r.line.place),
        ("service_end_date", lambda r: str(r.line.end)),
        ("provider_npi", lambda r: r.line.worker.npi),
        ("facility_name", lambda r: r.world.agency.name),
        ("facility_npi", lambda r: r.world.agency.npi),
        ("federal_ein", lambda r: dashed(r.world.agency.tin)),
        ("facility_street", lambda r: r.world.agency.street),
        ("facility_city", lambda r: r.world.agency.city),
        ("facility_state", lambda r: "CA"),
        ("facility_postal_code", lambda r: r.world.agency.zip),
        ("bill_process", lambda r: 0),
        ("user", lambda r: "admin"),
    ]
    return Sample(delimited(filled(columns, rows_of(one))), one, "table columns; fee is units times price")


def simplepractice() -> Sample:
    """The appointment status report: Charge, Paid and Unpaid stand there twice and are the client's and the insurance's
    shares, Total Fee is the charge."""
    one = world("simplepractice", 15, menu=(*ECM, *MEALS))
    columns: list[Column] = [
        ("Date of Service", lambda r: f"{us(r.line.start)} 09:00"),
        ("Client", lambda r: f"{r.line.person.first} {r.line.person.last}"),
        ("Date of Birth", lambda r: us(r.line.person.born)),
        ("Administrative sex", lambda r: {"F": "Female", "M": "Male"}[r.line.person.sex]),
        ("Client address", lambda r: f"{r.line.person.street}, {r.line.person.city}, CA {r.line.person.zip}"),
        ("Clinician", lambda r: f"{r.line.worker.first} {r.line.worker.last}".strip()),
        ("Billing Code", lambda r: r.line.service.code),
        ("Modifier 1", lambda r: r.modifier(1)),
        ("Modifier 2", lambda r: r.modifier(2)),
        ("Primary Insurance", lambda r: PLAN),
        ("Member ID", lambda r: r.line.person.cin),
        ("Secondary Insurance", lambda r: ""),
        ("Rate per Unit", lambda r: f"{r.line.service.rate:.2f}"),
        ("Units", lambda r: r.line.units),
        ("Total Fee", lambda r: f"{r.line.charge:.2f}"),
        ("Diagnosis Codes", lambda r: ", ".join(r.line.diagnoses)),
        ("Location POS", lambda r: r.line.place),
        ("Progress Note Status", lambda r: "LOCKED"),
        ("Client Payment Status", lambda r: "NO CHARGE"),
        ("Charge", lambda r: "0.00"),
        ("Uninvoiced", lambda r: "0.00"),
        ("Paid", lambda r: "0.00"),
        ("Unpaid", lambda r: "0.00"),
        ("Insurance Payment Status", lambda r: "UNPAID"),
        ("Charge", lambda r: f"{r.line.charge:.2f}"),
        ("Paid", lambda r: "0.00"),
        ("Write Off", lambda r: "0.00"),
        ("Unpaid", lambda r: f"{r.line.charge:.2f}"),
        ("Practice name", lambda r: r.world.agency.name),
        ("Practice NPI", lambda r: r.world.agency.npi),
        ("Practice Tax ID", lambda r: dashed(r.world.agency.tin)),
        ("Practice address", lambda r: f"{r.world.agency.street}, {r.world.agency.city}, CA {r.world.agency.zip}"),
    ]
    text = delimited(filled(columns, rows_of(one)))
    return Sample(text, one, "two columns Charge beside Total Fee; a time in the date")


def therapynotes() -> Sample:
    """Appointments with duration and amounts due."""
    one = world("therapynotes", 17, menu=(*ECM, *MEALS, HOUSING[0]))
    columns: list[Column] = [
        ("Service Date", lambda r: r.line.start),
        ("Start Time", lambda r: "9:00 AM"),
        ("Duration (min)", lambda r: 45),
        ("Type", lambda r: "Appointment"),
        ("Acct #", lambda r: int(r.line.person.mrn)),
        ("Last Name", lambda r: r.line.person.last),
        ("First Name", lambda r: r.line.person.first),
        ("DOB", lambda r: r.line.person.born),
        ("Administrative Sex", lambda r: {"F": "Female", "M": "Male"}[r.line.person.sex]),
        ("Address", lambda r: r.line.person.street),
        ("City", lambda r: r.line.person.city),
        ("State", lambda r: "CA"),
        ("Zip", lambda r: r.line.person.zip),
        ("Primary Insurance", lambda r: PLAN),
        ("Primary Policy ID", lambda r: r.line.person.cin),
        ("Clinician", lambda r: f"{r.line.worker.last}, {r.line.worker.first}".strip(", ")),
        ("Clinician NPI", lambda r: r.line.worker.npi),
        ("Service Code", lambda r: r.line.service.code),
        *((f"Modifier Code {n}", lambda r, n=n: r.modifier(n)) for n in range(1, 5)),
        ("Units", lambda r: r.line.units),
        ("Rate", lambda r: r.line.service.rate),
        ("Dx 1", lambda r: r.diagnosis(1)),
        ("Dx 2", lambda r: r.diagnosis(2)),
        ("POS", lambda r: r.line.place),
        ("Note Status", lambda r: "Signed"),
        ("Patient Amount Due", lambda r: 0),
        ("Patient Amount Paid", lambda r: 0),
        ("Insurance Amount Due", lambda r: r.line.charge),
        ("Insurance Amount Paid", lambda r: 0),
        ("Comments", lambda r: ""),
    ]
    agency = one.agency
    above = [
        ["Billing Transactions"],
        ["Practice", agency.name],
        ["Practice NPI", agency.npi, "Practice Tax ID", dashed(agency.tin)],
        ["Practice Address", agency.street],
        ["Practice City", agency.city, "Practice State", "CA", "Practice Zip", agency.zip],
        [],
    ]
    made = book(agency.name, "Transactions", filled(columns, rows_of(one)), above)
    return Sample(made, one, "the practice in labels above; minutes of the appointment that are not what is billed")


def advancedmd() -> Sample:
    """A report of a web page, a table of HTML named .xls, with a total below."""
    one = world("advancedmd", 19)
    columns: list[Column] = [
        ("Visit #", lambda r: r.claim_number),
        ("Chart #", lambda r: r.line.person.mrn),
        ("Patient Last Name", lambda r: r.line.person.last),
        ("Patient First Name", lambda r: r.line.person.first),
        ("Patient DOB", lambda r: r.line.person.born),
        ("Patient Sex", lambda r: r.line.person.sex),
        ("Patient Address 1", lambda r: r.line.person.street),
        ("Patient City", lambda r: r.line.person.city),
        ("Patient State", lambda r: "CA"),
        ("Patient Zip", lambda r: r.line.person.zip),
        ("Carrier Name", lambda r: PLAN),
        ("Primary Ins Subscriber ID", lambda r: r.line.person.cin),
        ("Date of Entry", lambda r: r.line.end + timedelta(2)),
        ("DOS Begin", lambda r: r.line.start),
        ("DOS End", lambda r: r.line.end),
        ("Proc Code", lambda r: r.line.service.code),
        ("Mods", lambda r: ",".join(r.line.service.modifiers)),
        ("Diag Codes", lambda r: ", ".join(r.line.diagnoses)),
        ("POS", lambda r: r.line.place),
        ("TOS", lambda r: "9"),
        ("Units", lambda r: r.line.units),
        ("Fee", lambda r: f"${money(r.line.charge)}"),
        ("Payments", lambda r: "$0.00"),
        ("Balance", lambda r: f"${money(r.line.charge)}"),
        ("Auth #", lambda r: r.line.authorization),
        ("Void", lambda r: "N"),
        ("Entered By", lambda r: ("MLOPEZ", "JCHAN")[r.number % 2]),
        ("Practice Name", lambda r: r.world.agency.name),
        ("Practice NPI", lambda r: r.world.agency.npi),
        ("Practice Tax ID", lambda r: dashed(r.world.agency.tin)),
        ("Practice Address 1", lambda r: r.world.agency.street),
        ("Practice City", lambda r: r.world.agency.city),
        ("Practice State", lambda r: "CA"),
        ("Practice Zip", lambda r: r.world.agency.zip),
    ]
    total = sum(line.charge for line in one.lines)
    text = html_table("Charge Detail", filled(columns, rows_of(one)), f"Grand total: ${total:,.2f}")
    return Sample(text, one, "a table of HTML named .xls; Balance is what the carrier owes")
