"""Headings as providers write them, with the field that each stands for, and rows of valid invented data."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from invoices.workbook import CellValue, MergedRange, Sheet
from tests.benchmarks.make_workbook import npi

# Per set: heading -> field; a slot stands after a colon; "" is a column that no field needs.
SETS: dict[str, dict[str, str]] = {
    "dhcs words": {
        "Provider NPI": "billing_npi", "Provider TIN": "billing_tin", "Provider Name": "billing_name",
        "Provider Address": "billing_address", "Provider City": "billing_city", "Provider State": "billing_state",
        "Provider Zip": "billing_zip", "Member Client Index Number": "member_cin",
        "Member Last Name": "member_last_name",
        "Member First Name": "member_first_name", "Date of Birth": "member_dob", "Procedure Code": "hcpcs",
        "Modifier": "modifiers", "Service Start": "service_start", "Service End": "service_end", "Units": "units",
        "Unit Cost": "unit_cost", "Place of Service": "place_of_service", "Diagnosis Code": "diagnoses",
    },
    "misspelt": {
        "Biling NPI": "billing_npi", "Biling Provider Name": "billing_name", "Biling Provdier TIN": "billing_tin",
        "CIN-CLIENT IINDEX NUMBER": "member_cin", "Member Frist Name": "member_first_name",
        "Member Lastname": "member_last_name", "Date of Brith": "member_dob", "Procedur Code": "hcpcs",
        "Modifer": "modifiers", "Sevice Date": "service_start", "Unts": "units", "Diagnosys": "diagnoses",
        "Place of Servise": "place_of_service",
    },
    "camelCase export": {
        "agencyNpi": "billing_npi", "agencyTaxId": "billing_tin", "agencyName": "billing_name",
        "clientLastName": "member_last_name", "clientFirstName": "member_first_name", "birthDate": "member_dob",
        "primaryCIN": "member_cin", "serviceCode": "hcpcs", "modCode": "modifiers", "serviceName": "service_name",
        "serviceDate": "service_start", "unitCount": "units", "unitRate": "unit_cost", "invoiceDate": "invoice_date",
        "createdDate": "",
    },
    "snake_case export": {
        "billing_provider_npi": "billing_npi", "medi_cal_id": "member_cin", "address_1": "member_address",
        "city": "member_city", "state": "member_state", "zip": "member_zip", "servcode": "hcpcs",
        "modcode": "modifiers", "modcode2": "modifiers", "service_begin_date": "service_start", "quantity": "units",
        "referral_number": "authorization", "insurance_company": "payer_name", "last_name": "member_last_name",
        "first_name": "member_first_name", "dob": "member_dob",
    },
    "abbreviated": {
        "Org NPI": "billing_npi", "TIN": "billing_tin", "CIN": "member_cin", "LName": "member_last_name",
        "FName": "member_first_name", "DOB": "member_dob", "Sex": "member_gender", "DOS": "service_start",
        "Thru": "service_end", "HCPCS": "hcpcs", "Mods": "modifiers", "Qty": "units", "Rate": "unit_cost",
        "Amt": "line_charge", "POS": "place_of_service", "Dx": "diagnoses", "Auth #": "authorization",
        "Inv #": "invoice_number",
    },
    "a meals programme": {
        "Agency": "billing_name", "NPI": "billing_npi", "Benefits ID": "member_cin",
        "Senior_First": "member_first_name", "Senior_Last": "member_last_name", "DateofBirth": "member_dob",
        "Address1": "member_address", "City": "member_city", "Zip": "member_zip", "Phone 1": "",
        "Service Date": "service_start", "Meals": "units", "Code": "hcpcs", "Modifier(s)": "modifiers",
        "Total": "line_charge",
    },
    "reordered": {
        "Diagnosis": "diagnoses", "Charge": "line_charge", "# Units": "units", "Billing Code": "hcpcs",
        "Date of Service": "service_start", "Notes": "", "Client ID": "member_cin",
        "Client Last Name": "member_last_name", "Client First Name": "member_first_name", "D.O.B.": "member_dob",
        "Group NPI": "billing_npi", "Worker": "rendering_name", "Staff NPI": "rendering_npi", "Mod": "modifiers",
    },
    "services side by side": {
        "Org NPI": "billing_npi", "Medi-Cal CIN#": "member_cin", "Visit Date": "service_start",
        "HCPCS 1": "hcpcs:1", "Mod 1/ Mod 2 of code 1": "modifiers:1", "Units 1": "units:1", "Rate 1": "unit_cost:1",
        "HCPCS 2": "hcpcs:2", "Mod 1/ Mod 2 of code 2": "modifiers:2", "Units 2": "units:2", "Rate 2": "unit_cost:2",
        "Total": "row_total", "Dx 1": "diagnoses", "Dx 2": "diagnoses",
    },
    "portal export": {
        "ECM Provider NPI": "billing_npi", "MCP_CIN": "member_cin", "NoteDate": "service_start",
        "HCPCSCode1": "hcpcs:1", "HCPCSCode1_ModCode1": "modifiers:1", "HCPCSCode1_ModCode2": "modifiers:1",
        "HCPCSCode1_ActualUnits": "units:1", "HCPCSCode1_Description": "service_name:1", "HCPCSCode2": "hcpcs:2",
        "HCPCSCode2_ModCode1": "modifiers:2", "HCPCSCode2_ActualUnits": "units:2", "TargetPopulation": "",
    },
    "first service not numbered": {
        "Agency NPI": "billing_npi", "CIN": "member_cin", "DOS": "service_start", "HCPCS": "hcpcs:1",
        "Units": "units:1", "HCPCS 2": "hcpcs:2", "Units 2": "units:2", "HCPCS 3": "hcpcs:3", "Units 3": "units:3",
    },
    "chatty": {
        "NPI of the billing agency": "billing_npi", "Client CIN (from BIC card)": "member_cin",
        "Date of Service (MM/DD/YYYY)": "service_start", "Procedure code - HCPCS": "hcpcs",
        "Number of Units": "units", "Client's Last Name": "member_last_name",
        "Client's First Name": "member_first_name", "Client's Date of Birth": "member_dob",
        "Authorization # (if any)": "authorization",
    },
    "two people": {
        "Billing Provider NPI": "billing_npi", "Rendering Provider NPI": "rendering_npi", "PCP NPI": "",
        "Patient First Name": "member_first_name", "Patient Last Name": "member_last_name",
        "Rendering First Name": "rendering_first_name", "Rendering Last Name": "rendering_name",
        "Subscriber ID": "member_cin", "From Date": "service_start", "To Date": "service_end",
        "CPT/HCPCS": "hcpcs", "M1": "modifiers", "Unit(s)": "units", "Member Name": "",
    },
    "values speak": {
        "Agency NPI": "billing_npi", "Who": "member_cin", "Birth": "member_dob", "Day of service": "",
        "Svc Dt": "service_start", "What": "hcpcs", "How many units": "units", "Why": "diagnoses",
    },
    "services by name": {
        "Vendor NPI": "billing_npi", "CIN": "member_cin", "Service": "service_name", "Service Date": "service_start",
        "Duration": "minutes", "Staff Type": "staff_type", "Contact Type": "modality", "Hours": "",
    },
    "whole names and addresses": {
        "Agency NPI": "billing_npi", "CIN": "member_cin", "Client Name": "member_full_name",
        "Client Address": "member_full_address", "DOB": "member_dob", "Date": "service_start", "Code": "hcpcs",
        "Mod": "modifiers", "Units": "units", "Case Manager": "rendering_full_name", "Staff NPI": "rendering_npi",
    },
    "hours worked": {
        "Agency NPI": "billing_npi", "CIN": "member_cin", "Member": "member_full_name", "Address": "member_address",
        "City": "member_city", "Zip": "member_zip", "Service Date": "service_start", "HCPCS": "hcpcs",
        "Modifier": "modifiers", "Total Hours": "hours", "Rate": "unit_cost",
    },
    "capitals": {
        "BILLING NPI": "billing_npi", "MEDI-CAL NUMBER": "member_cin", "PATIENT LAST NAME": "member_last_name",
        "PATIENT FIRST NAME": "member_first_name", "SEX": "member_gender", "BIRTHDATE": "member_dob",
        "SVC FROM DATE": "service_start", "SVC TO DATE": "service_end", "PROC CD": "hcpcs", "MOD 1": "modifiers",
        "MOD 2": "modifiers", "QTY": "units", "PLAN NAME": "payer_name", "COUNTY": "county",
        "CASE MANAGER": "rendering_name",
    },
}  # fmt: skip

# Two rows of headings: group -> heading -> field.
TWO_ROWS: dict[str, dict[str, str]] = {
    "Member": {"CIN": "member_cin", "Last Name": "member_last_name", "First Name": "member_first_name",
               "DOB": "member_dob", "Address": "member_address", "City": "member_city", "Zip": "member_zip"},
    "Provider": {"NPI": "billing_npi", "Tax ID": "billing_tin", "Name": "billing_name", "Address": "billing_address",
                 "City": "billing_city", "State": "billing_state", "Zip": "billing_zip"},
    "Rendering": {"NPI": "rendering_npi", "Last Name": "rendering_name", "First Name": "rendering_first_name"},
    "Service": {"Date": "service_start", "Code": "hcpcs", "Mod": "modifiers", "Units": "units", "Rate": "unit_cost",
                "POS": "place_of_service", "Dx": "diagnoses"},
}  # fmt: skip


def value(name: str, draw: random.Random) -> CellValue:
    """A valid value of a field; some text for none."""
    code, modifier = draw.choice((("H0043", "U6"), ("G9012", "U2"), ("S5170", "U6"), ("T2041", "U6")))
    kind = name.partition(":")[0]
    fixed: dict[str, Any] = {
        "billing_npi": "2044173609", "billing_tin": "690142276", "billing_name": "Estuary Bridge Collaborative",
        "billing_address": "1180 Tidegate Street", "billing_city": "Oakland", "billing_state": "CA",
        "billing_zip": "94607", "billing_phone": "5105550142", "member_city": "Alameda", "member_state": "CA",
        "county": "Alameda",
        "payer_name": "Golden Valley Health Plan", "place_of_service": "12", "": "as agreed",
    }  # fmt: skip
    if kind in fixed:
        return str(fixed[kind])
    start = date(2026, 2, 1) + timedelta(days=draw.randrange(27))
    made: dict[str, Any] = {
        "rendering_npi": npi(draw), "rendering_name": draw.choice(("Velde", "Santacruz", "Aguinaldo")),
        "rendering_first_name": draw.choice(("Imelda", "Terrence", "Priyanka")),
        "member_cin": f"9{draw.randrange(10**7):07}{draw.choice('ACDEFGHMNPSTVWXY')}",
        "member_last_name": draw.choice(("Quintanar", "Pham", "Okafor-Reed", "Ibarra")),
        "member_first_name": draw.choice(("Marisol", "Linh", "Deshawn", "Soledad")),
        "member_dob": date(1950, 1, 1) + timedelta(days=draw.randrange(18000)),
        "member_gender": draw.choice("FM"), "member_address": f"{draw.randrange(1, 9999)} Larkmead Ave",
        "member_zip": draw.choice(("94501", "94607", "94612")), "hcpcs": code, "modifiers": modifier,
        "service_start": start, "service_end": start, "units": float(draw.randrange(1, 9)),
        "minutes": float(draw.randrange(15, 90, 15)), "unit_cost": float(Decimal(draw.randrange(500, 9000)) / 100),
        "line_charge": float(Decimal(draw.randrange(500, 90000)) / 100), "row_total": float(draw.randrange(9, 900)),
        "diagnoses": draw.choice(("Z59.01", "F11.20", "E11.65")), "invoice_date": date(2026, 3, 5),
        "invoice_number": f"INV-{draw.randrange(999):04}", "authorization": f"GV{draw.randrange(10**5):05}",
        "service_name": draw.choice(("Housing Navigation", "Medical Respite")),
        "staff_type": draw.choice(("Clinical", "CHW")), "modality": draw.choice(("In person", "Phone")),
        "member_full_name": draw.choice(("Quintanar, Marisol", "Pham, Linh T", "Deshawn Okafor-Reed")),
        "rendering_full_name": draw.choice(("Velde, Imelda", "Terrence Santacruz")),
        "member_full_address": f"{draw.randrange(1, 9999)} Larkmead Ave, Alameda, CA 94501",
        "hours": draw.choice((0.5, 1.0, 1.25)),
    }  # fmt: skip
    result: CellValue = made[kind]
    return result


def sheet_of(
    fields: dict[str, str],
    *,
    rows: int = 12,
    above: Sequence[list[CellValue]] = (),
    order: Sequence[int] | None = None,
    seed: int = 1,
) -> Sheet:
    """A sheet with these headings and rows of valid data; `order` shuffles its columns."""
    draw = random.Random(seed)
    headings = list(fields)
    data: list[list[CellValue]] = [[value(fields[heading], draw) for heading in headings] for _ in range(rows)]
    places = list(order or range(len(headings)))
    table: list[list[CellValue]] = [[row[place] for place in places] for row in [list(headings), *data]]
    width = max(len(headings), *(len(row) for row in above)) if above else len(headings)
    return Sheet("Sheet1", _cells=[[*row, *[""] * (width - len(row))] for row in [*above, *table]])


def two_row_sheet(*, merged: bool, rows: int = 12) -> Sheet:
    """The sheet of TWO_ROWS, its groups merged over their columns or only written above the first."""
    draw = random.Random(2)
    groups: list[CellValue] = []
    own: list[CellValue] = []
    ranges: list[MergedRange] = []
    fields: list[str] = []
    for group, columns in TWO_ROWS.items():
        ranges.append(MergedRange(0, len(own), 0, len(own) + len(columns) - 1))
        groups += [group, *[""] * (len(columns) - 1)]
        own += list(columns)
        fields += columns.values()
    cells = [groups, own, *([value(name, draw) for name in fields] for _ in range(rows))]
    return MergedSheet("Sheet1", _cells=cells, ranges=ranges if merged else [])


class MergedSheet(Sheet):
    """A sheet that says which of its cells are merged."""

    def __init__(self, name: str, *, _cells: list[list[CellValue]], ranges: list[MergedRange]) -> None:
        super().__init__(name, _cells=_cells)
        self._ranges = ranges

    def merged(self) -> list[MergedRange]:
        """The given ranges."""
        return self._ranges


def as_csv(sheet: Sheet) -> bytes:
    """The sheet as a delimited text file."""
    text = io.StringIO()
    csv.writer(text).writerows(sheet.rows())
    return text.getvalue().encode()
