"""Claim forms by box, elements of the 837P, a clearing house and a plan's template."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.tools.systems.sample import (
    PLAN,
    Column,
    Row,
    Sample,
    at,
    book,
    dashed,
    delimited,
    filled,
    rows_of,
    us,
)
from tests.tools.systems.world import ECM, HOME, HOUSING, MEALS, claims, world

SLOTS = 6


def cms1500() -> Sample:
    """The boxes of the claim form as columns, a row a line; box 28 is the total of the claim."""
    one = world("cms1500", 18, menu=(*ECM, *HOUSING))
    columns: list[Column] = [
        ("1", lambda r: "Medicaid"),
        ("1a", lambda r: r.line.person.cin),
        ("2. Patient's Name", lambda r: f"{r.line.person.last}, {r.line.person.first} {r.line.person.middle}".strip()),
        ("3. Patient's Birth Date", lambda r: us(r.line.person.born)),
        ("3. Sex", lambda r: r.line.person.sex),
        ("5. Patient's Address (No., Street)", lambda r: r.line.person.street),
        ("5. City", lambda r: r.line.person.city),
        ("5. State", lambda r: "CA"),
        ("5. ZIP Code", lambda r: r.line.person.zip),
        ("6", lambda r: "Self"),
        ("11c", lambda r: PLAN),
        ("21 ICD Ind.", lambda r: "0"),
        *((f"21{letter}", lambda r, n=n: at(r.diagnoses, n)) for n, letter in enumerate("ABCD", 1)),
        ("23", lambda r: r.line.authorization),
        ("24A From", lambda r: us(r.line.start)),
        ("24A To", lambda r: us(r.line.end)),
        ("24B", lambda r: r.line.place),
        ("24C", lambda r: "N"),
        ("24D CPT/HCPCS", lambda r: r.line.service.code),
        ("24D Mod 1", lambda r: r.modifier(1)),
        ("24D Mod 2", lambda r: r.modifier(2)),
        ("24E", lambda r: "".join("ABCDEFGH"[r.diagnoses.index(code)] for code in r.line.diagnoses)),
        ("24F", lambda r: r.line.charge),
        ("24G", lambda r: r.line.units),
        ("24J", lambda r: r.line.worker.npi),
        ("25", lambda r: dashed(r.world.agency.tin)),
        ("26", lambda r: r.line.person.mrn),
        ("27", lambda r: "YES"),
        ("28", lambda r: r.total),
        ("29", lambda r: 0),
        ("31", lambda r: "SIGNATURE ON FILE"),
        ("33. Billing Provider", lambda r: r.world.agency.name),
        ("33. Address", lambda r: r.world.agency.street),
        ("33. City", lambda r: r.world.agency.city),
        ("33. State", lambda r: "CA"),
        ("33. ZIP Code", lambda r: r.world.agency.zip),
        ("33. Phone #", lambda r: r.world.agency.phone),
        ("33a", lambda r: r.world.agency.npi),
    ]
    made = book(one.agency.name, "CMS-1500", filled(columns, rows_of(one)))
    return Sample(made, one, "the claim form by box; box 28 is the claim's total, box 24E points into box 21")


def x12_837p() -> Sample:
    """Elements of the 837P as columns of a text file with bars; a span as two dates in one cell."""
    one = world("x12_837p", 16, menu=(*HOUSING, *HOME))
    columns: list[Column] = [
        ("2010AA NM103", lambda r: r.world.agency.name.upper()),
        ("2010AA NM109", lambda r: r.world.agency.npi),
        ("2010AA N301", lambda r: r.world.agency.street.upper()),
        ("2010AA N401", lambda r: r.world.agency.city.upper()),
        ("2010AA N402", lambda r: "CA"),
        ("2010AA N403", lambda r: r.world.agency.zip.replace("-", "")),
        ("2010AA REF02", lambda r: r.world.agency.tin),
        ("SBR09", lambda r: "MC"),
        ("2010BA NM103", lambda r: r.line.person.last.upper()),
        ("2010BA NM104", lambda r: r.line.person.first.upper()),
        ("2010BA NM109", lambda r: r.line.person.cin),
        ("2010BA N301", lambda r: r.line.person.street.upper()),
        ("2010BA N401", lambda r: r.line.person.city.upper()),
        ("2010BA N402", lambda r: "CA"),
        ("2010BA N403", lambda r: r.line.person.zip),
        ("2010BA DMG02", lambda r: f"{r.line.person.born:%Y%m%d}"),
        ("2010BA DMG03", lambda r: r.line.person.sex),
        ("CLM01", lambda r: r.claim_number),
        ("CLM02", lambda r: f"{r.total:.2f}"),
        ("CLM05-1", lambda r: r.line.place),
        ("CLM05-3", lambda r: "1"),
        *((f"HI0{n}-2", lambda r, n=n: at(r.diagnoses, n).replace(".", "")) for n in range(1, 5)),
        ("LX01", lambda r: [*map(id, r.claim)].index(id(r.line)) + 1),
        ("SV101-2", lambda r: r.line.service.code),
        ("SV101-3", lambda r: r.modifier(1)),
        ("SV101-4", lambda r: r.modifier(2)),
        ("SV102", lambda r: f"{r.line.charge:.2f}"),
        ("SV103", lambda r: "UN"),
        ("SV104", lambda r: r.line.units),
        ("SV107", lambda r: ":".join(str(r.diagnoses.index(code) + 1) for code in r.line.diagnoses)),
        ("DTP03 472", lambda r: f"{r.line.start:%Y%m%d}" + (f"-{r.line.end:%Y%m%d}" if r.line.service.span else "")),
    ]
    text = delimited(filled(columns, rows_of(one)), "|")
    return Sample(text, one, "elements of the 837P as columns; dates without separators, a stay as two dates in a cell")


def office_ally() -> Sample:
    """A claim a row with up to six service lines side by side."""
    one = world("office_ally", 21, menu=(*ECM, *HOUSING, *MEALS))
    groups = [claim[start : start + SLOTS] for claim in claims(one) for start in range(0, len(claim), SLOTS)]
    rows = [Row(number, group[0], group, one) for number, group in enumerate(groups, 1)]
    before: list[Column] = [
        ("InsuranceType", lambda r: "MEDICAID"),
        ("InsurancePlanName", lambda r: PLAN),
        ("InsuredIDNumber", lambda r: r.line.person.cin),
        ("PatientLast", lambda r: r.line.person.last),
        ("PatientFirst", lambda r: r.line.person.first),
        ("PatientDOB", lambda r: us(r.line.person.born)),
        ("PatientSex", lambda r: r.line.person.sex),
        ("PatientStreetAddress", lambda r: r.line.person.street),
        ("PatientCity", lambda r: r.line.person.city),
        ("PatientState", lambda r: "CA"),
        ("PatientZip", lambda r: r.line.person.zip),
        ("PatientRelationship", lambda r: "SELF"),
        *((f"DiagCode{n}", lambda r, n=n: at(r.diagnoses, n)) for n in range(1, 5)),
        ("PriorAuthNo", lambda r: r.line.authorization),
    ]
    after: list[Column] = [
        ("TaxID", lambda r: r.world.agency.tin),
        ("TaxIDType", lambda r: "EIN"),
        ("PatientAcctNumber", lambda r: r.line.person.mrn),
        ("AcceptAssign", lambda r: "Y"),
        ("TotalCharges", lambda r: r.total),
        ("AmountPaid", lambda r: 0),
        ("SupplierName", lambda r: r.world.agency.name),
        ("SupplierStreetAddr", lambda r: r.world.agency.street),
        ("SupplierCity", lambda r: r.world.agency.city),
        ("SupplierState", lambda r: "CA"),
        ("SupplierZip", lambda r: r.world.agency.zip),
        ("SupplierNPI", lambda r: r.world.agency.npi),
    ]
    columns = [*before, *(column for n in range(1, SLOTS + 1) for column in _slot(n)), *after]
    made = book(one.agency.name, "Claims", filled(columns, rows))
    return Sample(made, one, "a claim a row, up to six lines side by side; TotalCharges is the row's total")


def _slot(place: int) -> list[Column]:
    def of(row: Row, make: Any) -> Any:
        return make(row.claim[place - 1]) if place <= len(row.claim) else ""

    def pointer(row: Row) -> str:
        line = row.claim[place - 1]
        return "".join("ABCDEFGH"[row.diagnoses.index(code)] for code in line.diagnoses)

    return [
        (f"FromDateOfService{place}", lambda r: of(r, lambda line: us(line.start))),
        (f"ToDateOfService{place}", lambda r: of(r, lambda line: us(line.end))),
        (f"PlaceOfService{place}", lambda r: of(r, lambda line: line.place)),
        (f"CPT{place}", lambda r: of(r, lambda line: line.service.code)),
        (f"ModifierA{place}", lambda r: of(r, lambda line: at(line.service.modifiers, 1))),
        (f"ModifierB{place}", lambda r: of(r, lambda line: at(line.service.modifiers, 2))),
        (f"DiagCodePointer{place}", lambda r: pointer(r) if place <= len(r.claim) else ""),
        (f"Charges{place}", lambda r: of(r, lambda line: line.charge)),
        (f"Units{place}", lambda r: of(r, lambda line: line.units)),
        (f"RenderingPhysNPI{place}", lambda r: of(r, lambda line: line.worker.npi)),
    ]


def mcp_invoice_templates() -> Sample:
    """A plan's template: instructions on a sheet of their own, a row of Required and Optional and an example below the
    headings."""
    one = world("mcp_invoice_templates", 24)
    columns: list[Column] = [
        ("Billing Provider NPI", lambda r: r.world.agency.npi),
        ("Billing Provider TIN", lambda r: r.world.agency.tin),
        ("Billing Provider Name", lambda r: r.world.agency.name),
        ("Billing Provider Phone Number", lambda r: r.world.agency.phone),
        ("Billing Provider Address", lambda r: r.world.agency.street),
        ("Billing Provider City", lambda r: r.world.agency.city),
        ("Billing Provider State", lambda r: "CA"),
        ("Billing Provider Zip", lambda r: r.world.agency.zip),
        ("Member Client Index Number (CIN)", lambda r: r.line.person.cin),
        ("Member First Name", lambda r: r.line.person.first),
        ("Member Last Name", lambda r: r.line.person.last),
        ("Member Date of Birth", lambda r: r.line.person.born),
        ("Member Gender Code", lambda r: r.line.person.sex),
        ("Member Residential Address", lambda r: r.line.person.street),
        ("Member Residential City", lambda r: r.line.person.city),
        ("Member Residential Zip", lambda r: r.line.person.zip),
        ("Service Start Date", lambda r: r.line.start),
        ("Service End Date", lambda r: r.line.end),
        ("Procedure Code(s)", lambda r: r.line.service.code),
        *((f"Modifier {n}", lambda r, n=n: r.modifier(n)) for n in range(1, 5)),
        ("Service Name(s)", lambda r: r.line.service.name),
        ("Service Unit(s)", lambda r: r.line.units),
        ("Service Unit Cost(s)", lambda r: r.line.service.rate),
        ("Total Charge", lambda r: r.line.charge),
        ("Place of Service", lambda r: r.line.place),
        *((f"Diagnosis Code {n}", lambda r, n=n: r.diagnosis(n)) for n in range(1, 5)),
        ("Authorization Number", lambda r: r.line.authorization),
        ("Authorized Units", lambda r: 40),
        ("Invoice Number", lambda r: f"INV-{r.world.agency.tin[-4:]}-02"),
        ("Invoice Date", lambda r: f"{r.world.lines[-1].start + timedelta(14):%m/%d/%Y}"),
        ("Plan Use: Paid/Denied", lambda r: ""),
    ]
    optional = {"Modifier 2", "Modifier 3", "Modifier 4", "Diagnosis Code 2", "Diagnosis Code 3", "Diagnosis Code 4"}
    table = filled(columns, rows_of(one))
    needed = ["Plan use" if h.startswith("Plan") else "Optional" if h in optional else "Required" for h in table[0]]
    made = book("Plan", "Invoice", [table[0], needed, *table[1:]])
    words = [
        ["ECM and Community Supports invoice: instructions"],
        ["Fill in one row a service."],
        ["Leave grey columns"],
    ]
    sheet = made.workbook.create_sheet("Instructions", 0)
    for number, cells in enumerate(words, 1):
        sheet.cell(number, 1, cells[0])
    made.workbook.active = made.workbook.index(made.workbook["Invoice"])
    return Sample(made, one, "a plan's template: a row of Required and Optional below the headings")
