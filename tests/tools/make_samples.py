"""Writes the sample invoices, and the README beside them, the way provider offices make such files.

    python -m tests.tools.make_samples [FOLDER]

Everything is invented. NPIs begin with 2 and tax numbers with a prefix that is never issued, so that they belong
to nobody; phone numbers are 555-01xx. The same script and library give the same bytes, so a change of a sample is a
change of this file.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

SAMPLES = Path(__file__).parents[2] / "samples"
MADE = datetime(2026, 3, 5, 16, 20, tzinfo=UTC)
INVOICE_DATE = date(2026, 3, 5)
PLAN_NAME = "Golden Valley Health Plan"
# The first day that zip can express: no file of ours carries the time of its making.
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)

DATE = "mm/dd/yyyy"
MONEY = '"$"#,##0.00'
THIN = Side(style="thin", color="B7B7B7")
LEGAL = "5"
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
WRAPPED = Alignment(wrap_text=True, vertical="center", horizontal="center")


class Agency(NamedTuple):
    """A billing provider."""

    npi: str
    tin: str
    name: str
    phone: str
    address: str
    city: str
    zip: str
    payer_id: str
    invoice: str


class Staff(NamedTuple):
    """Who gave the service; `npi` empty for staff without one."""

    npi: str
    last: str
    first: str
    kind: str = ""


class Member(NamedTuple):
    """A member as the provider's office knows it."""

    cin: str
    mrn: str
    last: str
    first: str
    born: str
    sex: str
    homeless: str
    address: str
    city: str
    zip: str
    authorization: str


class Mistake(NamedTuple):
    """An honest mistake, and the lines and dollars that it holds back."""

    row: int
    column: str
    what: str
    why: str
    lines: int
    dollars: Decimal


@dataclass
class Book:
    """A workbook in the making: `cached` holds what its formulas come to, as a spreadsheet program would save it."""

    title: str
    creator: str
    sheet_name: str
    workbook: Workbook = field(default_factory=Workbook)
    cached: dict[str, Decimal] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    first_row: int = 0
    last_row: int = 0
    lines: int = 0
    dollars: Decimal = Decimal()

    def __post_init__(self) -> None:
        self.sheet.title = self.sheet_name

    @property
    def sheet(self) -> Worksheet:
        """The only sheet."""
        sheet = self.workbook.active
        assert isinstance(sheet, Worksheet)
        return sheet

    def formula(self, column: int, row: int, text: str, value: Decimal) -> None:
        """A formula with its result."""
        reference = f"{get_column_letter(column)}{row}"
        self.sheet[reference] = text
        self.cached[reference] = value

    def mistake(self, row: int, heading: str, what: str, why: str, dollars: Decimal, lines: int = 1) -> None:
        """Notes an honest mistake in the column of a heading."""
        header = next(
            cell
            for cells in self.sheet.iter_rows(max_row=row)
            for cell in cells
            if isinstance(cell.value, str) and cell.value == heading
        )
        self.mistakes.append(Mistake(row, f"{header.column_letter} {heading}", what, why, lines, dollars))


def check_digit(first_nine: str) -> str:
    """An NPI from its first nine digits (Luhn over 80840 and the number)."""
    total = 0
    for place, digit in enumerate(reversed("80840" + first_nine)):
        doubled = int(digit) * 2 if place % 2 == 0 else int(digit)
        total += doubled - 9 if doubled > 9 else doubled
    return first_nine + str(-total % 10)


def table(text: str) -> Iterator[list[str]]:
    """The rows of a table written with bars between its cells."""
    for line in text.strip().splitlines():
        yield [cell.strip() for cell in line.split("|")]


def day(text: str) -> date:
    """MM/DD of the month that is billed, or MM/DD/YYYY."""
    month, number, *year = (int(part) for part in text.split("/"))
    return date(year[0] if year else 2026, month, number)


def members(text: str) -> dict[str, Member]:
    """The members of a table by the letter that the lines call them."""
    return {key: Member(*rest) for key, *rest in table(text)}


# --- dhcs-long: one row a service, two agencies, prepared by a shared billing office ---------------------------

LONG_AGENCIES = {
    "A": Agency(
        check_digit("204417360"), "690142276", "Estuary Bridge Care Collaborative", "5105550142",
        "1180 Tidegate Street Suite 210", "Oakland", "94607-1198", "300", "EBCC-2026-02",
    ),
    "B": Agency(
        check_digit("218830457"), "790331845", "Copperleaf Housing & Wellness, Inc.", "5105550167",
        "640 Sandpiper Row", "Alameda", "94501", "GVHP", "CLHW-0226",
    ),
}  # fmt: skip

LONG_STAFF = {
    "RN": Staff(check_digit("227105938"), "Santacruz", "Imelda"),
    "SW": Staff(check_digit("231940682"), "Aguinaldo", "Terrence"),
    "NP": Staff(check_digit("245571209"), "Velde", "Priyanka"),
    "CHW": Staff("", "Achterberg", "Rosalind"),
    "": Staff("", "", ""),
}

LONG_MEMBERS = members("""
Q | 91746203D | EB-10422 | Quintanar | Marisol | 06/14/1979 | F |   | 2217 Larkmead Ave #4 | Oakland | 94601 | GV40117
O | 93380914A | EB-10388 | Okafor-Reed | Deshawn | 11/02/1964 | M | 1 | HOMELESS | | 99999 | GV40125
P | 90618827W | EB-10207 | Pham | Linh | 03/29/1951 | F |   | 518 Quillback Court | Oakland | 94606 | GV39870
N | 94452091H | EB-10455 | Núñez | Jesús | 01/17/1988 | M |   | 9034 Rookery Lane #12 | Oakland | 94621 |
D | 92097715T | EB-10319 | Dhaliwal | Harpreet | 04/11/1967 | F |   | 3306 Cinderbed Road | Oakland | 94601 | GV40033
I | 95813340C | EB-10471 | Imamura | Kaleo | 08/22/2017 | M |   | 7741 Saltbush Terrace | Oakland | 94605 | GV41209
F | 91120468E | C-2209 | Fonoimoana | Tevita | 09/05/1972 | M |   | 1429 Windlass Way | Alameda | 94501 | GV38844
W | 96234587G | C-2241 | Warsame | Ayaan | 12/30/1990 | M | 1 |  |  |  |
H | 93905176V | C-2256 | Haddadin | Noor | 02/08/1994 | F |   | 27 Ferrypoint Loop Unit B | Alameda | 94501 | GV41002
C | 90077431X | C-1987 | Castellaw | Robert | 07/19/1948 | M |   | 385 Grizzly Hollow Dr | Oakland | 94610 | GV37716
S | 92561183M | C-2114 | Ibarra | Soledad | 10/03/1959 | F |   | 8112 Mulefoot Street | Oakland | 94603 | GV38209
""")  # fmt: skip

# agency | staff ("=": the agency itself) | member | from | to | code | modifiers | name | units | cost | place |
# diagnoses | mistake
LONG_LINES = """
A | RN  | Q | 02/02 |       | G9008 | U1    | ECM                           | 1  | 92.00  | 12 | E11.65, Z59.811 |
A | RN  | Q | 02/02 |       | H0043 | U6    | Housing Transition Navigation | 1  | 110.00 | 12 | Z59.811         |
A | RN  | Q | 02/02 |       | S9470 | U6    | Medically Tailored Meals      | 1  | 78.00  | 12 | E11.65          |
A | CHW | O | 02/03 |       | G9012 | U2    | ECM                           | 1  | 61.00  | 27 | Z59.02, F11.20  |
A | CHW | O | 02/03 |       | H0043 | U6    | Housing Transition Navigation | 1  | 110.00 | 27 | Z59.02          |
A | RN  | P | 02/04 |       | G9008 | U1    | ECM                           | 1  | 92.00  | 12 | I50.22, Z60.2   |
A |     | P | 02/04 |       | S5170 | U6    | Medically Tailored Meals      | 14 | 11.50  | 12 | I50.22          |
A | CHW | O | 02/05 |       | G9012 | U2 GQ | ECM                           | 1  | 38.00  | 02 | Z59.02          |
A | SW  | D | 02/05 |       | T2041 | U6    | Housing Tenancy & Sustaining  | 6  | 18.75  | 12 | Z59.812, F33.1  |
A | =   | N | 02/06 |       | H0014 | U6    | Sobering Center               | 1  | 215.00 | 99 | F10.129         |
A | RN  | Q | 02/09 |       | H0043 | U6    | Housing Transition Navigation | 1  | 110.00 | 12 | Z59.811         |
A | CHW | N | 02/09 |       | G9012 | U8    | ECM outreach                  | 1  | 25.00  | 27 | F10.10          |
A | CHW | O | 02/10 |       | G9012 | U2    | ECM                           | 1  | 61.00  | 27 | Z59.02, F11.20  |
A | CHW | O | 02/10 |       | H0043 | U6    | Housing Transition Navigation | 1  | 110.00 | 27 |                 |
A | CHW | N | 02/11 |       | G9012 | U8 GQ | ECM outreach                  | 1  | 18.00  | 02 | F10.10          |
A |     | P | 02/11 |       | S5170 | U6    | Medically Tailored Meals      | 14 | 11.50  | 12 | I50.22          |
A | SW  | D | 02/12 |       | T2041 | U6    | Housing Tenancy & Sustaining | 50 min | 18.75 | 12 | Z59.812     | minutes
A |     | I | 02/12 |       | S5165 | U5    | Asthma Remediation            | 1  | 1875.50 | 12 | J45.40         |
A | =   | O | 02/13 | 02/18 | T2033 | U6    | Recuperative Care             | 6  | 226.00 | 99 | Z59.01, L97.421 |
A | CHW | N | 02/17 |       | G9012 | U2    | ECM                           | 1  | 61.00  | 12 | F10.10, Z59.819 |
A | RN  | Q | 02/17 |       | G9008 | U1 GQ | ECM                           | 1  | 58.00  | 10 | E11.65          |
A |     | P | 02/18 |       | S5170 | U6    | Medically Tailored Meals      | 14 | 11.50  | 12 | I50.22          |
A |     | P | 02/18 |       | S5170 | U6    | Medically Tailored Meals      | 14 | 11.50  | 12 | I50.22          | twice
A | RN  | P | 02/18 |       | G9008 | U1 GQ | ECM                           | 1  | 58.00  | 10 | I50.22          |
A | =   | O | 02/19 | 02/22 | T2033 |       | Recuperative Care             | 4  | 226.00 | 99 | Z59.01, L97.421 |
A | SW  | D | 02/19 |       | G9008 | U1    | ECM                           | 1  | 92.00  | 12 | F33.1, Z59.812  |
A | SW  | D | 02/19 |       | T2041 | U6    | Housing Tenancy & Sustaining  | 4  | 18.75  | 12 | Z59.812         |
A | SW  | N | 02/19 |       | G9008 | U1    | ECM                           | 1  | 92.00  | 11 | F10.10          |
A |     | P | 02/20 |       | T1019 | U6    | Personal Care                 | 8  | 7.40   | 12 | I50.22, Z74.1   |
A | RN  | Q | 02/23 |       | H0043 | U6    | Housing Transition Navigation | 1  | 110.00 | 12 | Z59.1           | ended
A |     | P | 02/23 |       | T1019 | U6    | Personal Care                 | 12 | 7.40   | 12 | I50.22, Z74.1   |
A | CHW | O | 02/24 |       | H0044 | U2    | Housing Deposit               | 1  | 2850.00 | 12 | Z59.02         |
A | CHW | O | 02/24 |       | T2041 | U6    | Housing Tenancy & Sustaining  | 4  | 18.75  | 12 | Z59.812         |
A |     | P | 02/25 |       | S5170 | U6    | Medically Tailored Meals      | 14 | 11.50  | 12 | I50.22          |
A | SW  | D | 02/26 |       | T2041 | U6    | Housing Tenancy & Sustaining  | 4  | 18.75  | 12 | Z59.812         | npi
B | NP  | F | 02/03 |       | G9008 | U1    | Enhanced Care Management      | 1  | 0.00   | 12 | F20.9; Z59.811  |
B | NP  | F | 02/03 |       | H0043 | U6    | Housing Navigation            | 1  | 95.00  | 12 | Z59.811         |
B | NP  | W | 02/04 |       | G9008 | U8    | ECM Outreach                  | 1  | 0.00   | 04 | Z59.01          |
B |     | H | 02/05 |       | G9012 | U2    | Enhanced Care Management      | 1  | 0.00   | 12 | F43.10          |
B |     | H | 02/05 |       | T2041 | U6    | Tenancy Support               | 4  | 17.50  | 12 | Z59.811; F43.10 |
B | NP  | W | 02/06 |       | G9008 | GQ U8 | ECM Outreach                  | 1  | 0.00   | 02 | Z59.01          |
B |     | C | 02/09 |       | T1019 | U6    | Personal Care                 | 8  | 7.40   | 12 | G20.A1; Z74.1   |
B |     | F | 02/10 |       | G9012 | U2    | Enhanced Care Management      | 1  | 0.00   | 11 | F20.9           |
B |     | S | 02/10 |       | S5170 | U6    | Home Delivered Meals          | 21 | 10.75  | 12 | E11.22; N18.31  |
B |     | C | 02/11 |       | T1019 | U6    | Personal Care                 | 10 | 7.40   | 12 | G20.A1; Z74.1   |
B |     | C | 02/11 |       | S9125 | U6    | Respite                       | 1  | 148.00 | 12 | G20.A1          |
B | NP  | W | 02/12 |       | G9008 | U1    | Enhanced Care Management      | 1  | 0.00   | 04 | Z59.01; F31.9   |
B | NP  | W | 02/12 |       | H0043 | U6    | Housing Navigation            | 1  | 95.00  | 04 | Z59.01          |
B |     | C | 02/13 | 02/03 | T1019 | U6    | Personal Care                 | 8  | 7.40   | 12 | G20.A1; Z74.1  | before
B |     | F | 02/17 |       | G9012 | U2,GQ | Enhanced Care Management      | 1  | 0.00   | 10 | F20.9           |
B |     | F | 02/17 |       | H0043 | U6    | Housing Navigation            | 1  | 95.00  | 10 | Z59.811         |
B |     | S | 02/17 |       | S5170 | U6    | Home Delivered Meals          | 21 | 10.75  | 12 | E11.22; N18.31 | charge
B | NP  | C | 02/18 |       | G9008 | U1    | Enhanced Care Management      | 1  | 0.00   | 12 | G20.A1          |
B |     | H | 02/19 |       | T2041 | U6    | Tenancy Support               | 6  | 17.50  | 12 | Z59.811; F43.10 | cin
B |     | W | 02/20 | 02/26 | T2033 | U6    | Medical Respite               | 7  | 219.00 | 99 | Z59.01; K70.30  |
B |     | S | 02/24 |       | S5170 | U6    | Home Delivered Meals          | 21 | 10.75  | 12 | E11.22; N18.31  |
B | NP  | S | 02/24 |       | S9470 | U6    | Medically Tailored Meals      | 1  | 74.00  | 12 | E11.22          |
B | NP  | S | 02/24 |       | G9008 | U1    | Enhanced Care Management      | 1  | 0.00   | 12 | E11.22          |
"""

LONG_HEADINGS = """
Billing Provider National Provider Identifier (NPI)|14|Billing Provider
Billing Provider Tax Identification Number (TIN)|14|
Billing Provider Last Name / Organization Name|34|
Billing Provider First Name|11|
Billing Provider Phone Number|13|
Billing Provider Address|31|
Billing Provider City|11|
Billing Provider State|9|
Billing Provider Zip|12|
Rendering Provider National Provider Identifier (NPI)|14|Rendering Provider
Rendering Provider Tax Identification Number (TIN)|14|
Rendering Provider Last Name / Organization Name|34|
Rendering Provider First Name|11|
Rendering Provider Phone Number|13|
Rendering Provider Address|31|
Rendering Provider City|11|
Rendering Provider State|11|
Rendering Provider Zip|12|
Member Client Index Number (CIN)|12|Member
Medical Record Number (MRN)|11|
Member First Name|12|
Member Last Name|14|
Member Homelessness Indicator|13|
Member Residential Address|25|
Member Residential City|11|
Member Residential Zip|11|
Member Date of Birth|12|
Member Gender Code|9|
Primary Payer (MCP) Identifier|11|Service and Billing
Payer Name|24|
Procedure Code(s)|11|
Procedure Code Modifier(s)|11|
Service Start Date|12|
Service End Date|12|
Service Name(s)|29|
Service Unit(s)|9|
Service Unit Cost(s)|11|
Deposit Amount|11|
Place of Service|9|
Member Diagnosis Code(s)|17|
Total/Invoice Amount|13|
Invoice Date|12|Administrative
Invoice Number|15|
Control Number|15|
Authorization Number|15|
"""
LONG_HEADER_ROW = 4


def make_long() -> Book:
    """`dhcs-long.xlsx`."""
    book = Book("ECM and Community Supports invoice, February 2026", "Billing Office", "Invoice")
    names = _long_heading(book)
    for row, cells in enumerate(table(LONG_LINES), LONG_HEADER_ROW + 1):
        _long_line(book, names, row, cells)
    _long_total(book, names)
    return book


def _long_heading(book: Book) -> dict[str, int]:
    sheet = book.sheet
    sheet["A1"] = "ECM and Community Supports Invoice: services of February 2026"
    sheet["A1"].font = Font(name="Calibri", size=16, bold=True, color="FFFFFF")
    sheet["A2"] = "Prepared by the East Shore shared billing office for two agencies. Questions: (510) 555-0119"
    sheet["A2"].font = Font(name="Calibri", italic=True, color="FFFFFF")
    names: dict[str, int] = {}
    bands: list[tuple[str, int]] = []
    for column, (heading, width, band) in enumerate(table(LONG_HEADINGS), 1):
        names[heading] = column
        sheet.column_dimensions[get_column_letter(column)].width = int(width)
        cell = sheet.cell(LONG_HEADER_ROW, column, heading)
        cell.font, cell.border, cell.alignment = Font(name="Calibri", bold=True), BOX, WRAPPED
        if band:
            bands.append((band, column))
        cell.fill = fill(("DCE6F1", "E4DFEC", "EBF1DE", "FDE9D9", "F2F2F2")[len(bands) - 1])
        for row in (1, 2):
            sheet.cell(row, column).fill = fill("1F4E78")
    for place, (band, column) in enumerate(bands):
        last = bands[place + 1][1] - 1 if place + 1 < len(bands) else len(names)
        sheet.merge_cells(start_row=3, start_column=column, end_row=3, end_column=last)
        cell = sheet.cell(3, column, f"Table {max(place, 1)}: {band} Information")
        cell.font, cell.alignment, cell.fill = Font(name="Calibri", bold=True, color="FFFFFF"), WRAPPED, fill("2E75B6")
    sheet.row_dimensions[1].height = 26
    sheet.row_dimensions[LONG_HEADER_ROW].height = 80
    sheet.freeze_panes = sheet.cell(LONG_HEADER_ROW + 1, 4)
    return names


def _long_line(book: Book, names: dict[str, int], row: int, cells: list[str]) -> None:
    agency_key, staff_key, member_key, start, end, code, modifiers, name, units, cost, place, diagnoses, mistake = cells
    agency, member = LONG_AGENCIES[agency_key], LONG_MEMBERS[member_key]
    first, last = day(start), day(end or start)
    values: dict[str, Any] = {
        **_long_agency(agency, int(agency.npi) if agency_key == "A" else agency.npi),
        **_long_rendering(agency, staff_key, int if agency_key == "A" else str),
        **_long_member(member, as_text=agency_key == "B"),
        "Primary Payer (MCP) Identifier": agency.payer_id,
        "Payer Name": PLAN_NAME,
        "Procedure Code(s)": code,
        "Procedure Code Modifier(s)": modifiers,
        "Service Start Date": _typed_date(row, first),
        "Service End Date": last,
        "Service Name(s)": name,
        "Service Unit(s)": int(units) if units.isdigit() else units,
        "Service Unit Cost(s)": Decimal(cost),
        "Deposit Amount": Decimal(cost) if code == "H0044" else "",
        "Place of Service": place,
        "Member Diagnosis Code(s)": diagnoses,
        "Invoice Date": INVOICE_DATE,
        "Invoice Number": agency.invoice,
        "Control Number": f"{agency.invoice[:4]}-{row - LONG_HEADER_ROW + 2600:05}",
        "Authorization Number": member.authorization if name not in ("Sobering Center", "ECM outreach") else "",
    }
    sheet = book.sheet
    charge = Decimal(cost) * int(units) if units.isdigit() else Decimal(cost) * 50 / 15
    for heading, value in values.items():
        if value != "":
            sheet.cell(row, names[heading], value)
    total = names["Total/Invoice Amount"]
    product = "{}{row}*{}{row}".format(
        *(get_column_letter(names[n]) for n in ("Service Unit(s)", "Service Unit Cost(s)")), row=row
    )
    book.formula(total, row, f"={product}", charge)
    if mistake:
        charge = _long_mistake(book, names, row, mistake, charge)
    book.lines, book.dollars = book.lines + 1, book.dollars + charge
    book.first_row, book.last_row = book.first_row or row, row
    dress(sheet, row, len(names), banded=row % 2 == 1)


def _long_agency(agency: Agency, npi: Any) -> dict[str, Any]:
    return {
        "Billing Provider National Provider Identifier (NPI)": npi,
        "Billing Provider Tax Identification Number (TIN)": agency.tin,
        "Billing Provider Last Name / Organization Name": agency.name,
        "Billing Provider Phone Number": agency.phone,
        "Billing Provider Address": agency.address,
        "Billing Provider City": agency.city,
        "Billing Provider State": "CA",
        "Billing Provider Zip": agency.zip,
    }


def _long_rendering(agency: Agency, key: str, number: type) -> dict[str, Any]:
    """Three habits: the renderer with its own NPI, a worker without one, the agency in the renderer's place."""
    if key == "=":
        same = _long_agency(agency, number(agency.npi))
        return {heading.replace("Billing", "Rendering"): value for heading, value in same.items()}
    staff = LONG_STAFF[key]
    values: dict[str, Any] = {
        "Rendering Provider Last Name / Organization Name": staff.last,
        "Rendering Provider First Name": staff.first,
    }
    if staff.npi:
        there = _long_agency(agency, number(staff.npi)) | {
            "Billing Provider Last Name / Organization Name": staff.last,
        }
        values |= {heading.replace("Billing", "Rendering"): value for heading, value in there.items()}
    return values


def _long_member(member: Member, *, as_text: bool) -> dict[str, Any]:
    return {
        "Member Client Index Number (CIN)": member.cin,
        "Medical Record Number (MRN)": member.mrn,
        "Member First Name": member.first,
        "Member Last Name": member.last,
        "Member Homelessness Indicator": int(member.homeless) if member.homeless else "",
        "Member Residential Address": member.address,
        "Member Residential City": member.city,
        "Member Residential Zip": int(member.zip) if member.zip else "",
        "Member Date of Birth": member.born if as_text else day(member.born),
        "Member Gender Code": member.sex,
    }


def _typed_date(row: int, on: date) -> date | str:
    """Mostly a real date; now and then somebody types it as text."""
    typed = {9: f"{on:%m/%d/%Y}", 20: f"{on.month}/{on.day}/{on:%y}", 43: f"{on:%Y-%m-%d}"}
    return typed.get(row, on)


def _long_mistake(book: Book, names: dict[str, int], row: int, mistake: str, charge: Decimal) -> Decimal:
    """Puts a mistake into a row; gives the charge that then stands there."""
    sheet, total = book.sheet, names["Total/Invoice Amount"]
    heading, what, why = {
        "minutes": ("Service Unit(s)", "`50 min` of T2041, a 15-minute code", "LN014 minutes are no multiple of 15"),
        "twice": (
            "Procedure Code(s)",
            f"the same as row {row - 1}, control number included",
            "DU001 duplicate line",
        ),
        "ended": (
            "Member Diagnosis Code(s)",
            "Z59.1, which was split into Z59.10 to Z59.19 in 2023",
            "LN021 diagnosis not billable on the date",
        ),
        "npi": (
            "Rendering Provider National Provider Identifier (NPI)",
            "two digits changed places",
            "CL003 check digit of an NPI",
        ),
        "before": ("Service End Date", "02/03/2026 for a start on 02/13/2026", "LN006 end before start"),
        "charge": (
            "Total/Invoice Amount",
            "$252.75 for 21 x $10.75 = $225.75",
            "LN009 charge is not units x unit cost",
        ),
        "cin": ("Member Client Index Number (CIN)", "its last letter is missing", "CL005 form of a CIN"),
    }[mistake]
    column = names[heading]
    if mistake == "twice":
        control = names["Control Number"]
        sheet.cell(row, control, sheet.cell(row - 1, control).value)
    elif mistake == "npi":
        digits = str(sheet.cell(row, column).value)
        sheet.cell(row, column, int(digits[:6] + digits[7] + digits[6] + digits[8:]))
    elif mistake == "cin":
        sheet.cell(row, column, str(sheet.cell(row, column).value)[:-1])
    elif mistake in ("charge", "minutes"):
        charge = Decimal("252.75") if mistake == "charge" else charge
        del book.cached[sheet.cell(row, total).coordinate]
        sheet.cell(row, total, charge)
    book.mistake(row, heading, what, why, charge)
    return charge


def _long_total(book: Book, names: dict[str, int]) -> None:
    sheet, row, column = book.sheet, book.last_row + 1, names["Total/Invoice Amount"]
    sheet.cell(row, 1, "TOTAL")
    letter = get_column_letter(column)
    book.formula(column, row, f"=SUM({letter}{book.first_row}:{letter}{book.last_row})", book.dollars)
    for place in range(1, len(names) + 1):
        cell = sheet.cell(row, place)
        cell.font, cell.fill = Font(name="Calibri", bold=True), fill("DDDDDD")
        cell.border = Border(top=Side(style="medium"), bottom=Side(style="double"))
    sheet.cell(row, column).number_format = MONEY
    for place in range(1, len(names) + 1):
        formats = {"Date": DATE, "Cost": MONEY, "Amount": MONEY}
        heading = str(sheet.cell(LONG_HEADER_ROW, place).value)
        for word, number_format in formats.items():
            if word in heading:
                for line in range(book.first_row, book.last_row + 1):
                    sheet.cell(line, place).number_format = number_format
    sheet.auto_filter.ref = f"A{LONG_HEADER_ROW}:{get_column_letter(len(names))}{book.last_row}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", LEGAL
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 2, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{LONG_HEADER_ROW}:{LONG_HEADER_ROW}"


# --- wide: one row a visit, as a portal exports it ---------------------------------------------------------------

WIDE_AGENCIES = {
    "B": Agency(
        check_digit("252296814"), "890275519", "Brackwater Community Care", "5105550121",
        "3350 Hawser Street", "Oakland", "94601-2207", "300", "BCC-000318",
    ),
    "S": Agency(
        check_digit("266013975"), "280664103", "Sequoia Lantern Home Support LLC", "5105550188",
        "915 Cattail Avenue Unit 3", "Oakland", "94606-1410", "300", "SLH-000127",
    ),
}  # fmt: skip

WIDE_STAFF = {
    "B": Staff(check_digit("273358146"), "Obafemi", "Lucinda", "Clinical"),
    "S": Staff("", "Villarreal", "Marek", "Non-Clinical"),
}

WIDE_MEMBERS = members("""
O | 90883176N | 5501 | Barrantes | Ofelia | 05/21/1983 | F | N | 1907 Kestrel Bend Apt 9 | Oakland | 94606 | A-7730412
J | 93417752F | 5518 | Whitcombe | Jamal | 08/14/1969 | M | Y |  |  |  | A-7730563
A | 91265508Y | 5437 | Vo | Anh-Thu | 12/01/1957 | F | N | 644 Marlinspike Place | Oakland | 94607 | A-7729981
E | 94096623S | 5490 | Papathanou | Eleni | 03/09/1962 | F | N | 2850 Bollard Court | Oakland | 94602 | A-7730377
L | 92738814D | 8012 | Latu | Siosaia | 06/27/1991 | M | N | 7218 Oarlock Drive #2 | Oakland | 94621 | A-7731008
G | 95120947U | 8033 | Pannu | Gurdeep | 10/16/1976 | M | Y |  |  |  |
C | 90549362T | 7984 | Caldeira | Beatriz | 01/30/1944 | F | N | 411 Foghorn Way | Oakland | 94603 | A-7730119
R | 96602185E | 8047 | Rios | Tomas | 09/12/2015 | M | N | 5906 Plumbob Street | Oakland | 94605 | A-7731140
""")  # fmt: skip

# agency | member | from | to | place | contact | diagnoses | code modifiers units cost; ... | mistake
WIDE_VISITS = """
B | O | 02/03 | 02/03 | 12 | In Person | E11.22 Z59.41 | G9008 U1 1 88.00; S9470 U6 1 76.00; S5170 U6 14 11.25 |
B | J | 02/04 | 02/04 | 27 | In Person | Z59.02 | G9008 U8 1 30.00 |
B | A | 02/05 | 02/05 | 12 | In Person | I69.351 Z74.1 | G9008 U1 1 88.00; T1019 U6 8 7.25 |
B | J | 02/06 | 02/06 | 02 | Telephonic | Z59.02 | G9008 U8,GQ 1 20.00 |
B | E | 02/09 | 02/09 | 11 | Office visit | E78.5 E66.813 | G9008 U1 1 88.00; S9470 U6 1 76.00 |
B | O | 02/10 | 02/10 | 10 | Telephonic | E11.22 | G9008 U1,GQ 1 52.00 |
B | J | 02/11 | 02/11 | 27 | In Person | Z59.02 F15.20 | G9008 U1 1 88.00; H0043 U6 1 105.00 |
B | A | 02/12 | 02/12 | 12 | In Person | I69.351 Z63.6 | T1019 U6 8 7.25; S9125 U6 1 142.00 |
B | O | 02/17 | 02/17 | 12 | In Person | E11.22 Z59.41 | G9008 U1 1 88.00; S5170 U6 14 11.25 |
B | A | 02/19 | 02/19 | 10 | Video | I69.351 | G9008 GQ,U1 1 52.00 |
B | E | 02/23 | 02/23 | 10 | Telephonic | E78.5 | G9008 U1,GQ 1 52.00 |
B | J | 02/25 | 02/25 | 04 | In Person | Z59.01 | G9008 U1 1 88.00; H0043 U6 1 105.00; S9470 U6 1 76; S5170 U6 7 11.25 |
S | L | 02/02 | 02/02 | 12 | In Person | Z59.811 F41.1 | G9012 U2 1 58.00; T2041 U6 4 18.00 |
S | G | 02/03 | 02/03 | 04 | In Person | Z59.01 | G9012 U2 1 58.00; H0043 U6 1 98.00 |
S | C | 02/05 | 02/05 | 12 | In Person | M62.81 E44.0 | G9012 U2 1 58.00; T1019 U6 8 7.25; S5170 U6 10 10.95 |
S | G | 02/06 | 02/10 | 99 | In Person | Z59.01 J44.1 | T2033 - 5 221.00 |
S | L | 02/09 | 02/09 | 10 | Telephonic | Z59.811 | G9012 U2,GQ 1 36.00 |
S | R | 02/10 | 02/10 | 12 | In Person | J45.50 | G9012 U2 1 58.00; S5165 U5 1 1640.00 |
S | C | 02/12 | 02/12 | 12 | In Person | M62.81 E44.0 | T1019 U6 6 7.25; S5170 U6 10 10.95 | total
S | R | 11/17 | 11/17 | 12 | In Person | J45.50 | G9012 U2 1 58.00 | future
S | L | 02/17 | 02/17 | 12 | In Person | Z59.811 F41.1 | G9012 U2 1 58.00; T2041 U6 6 18.00 |
S | C | 02/19 | 02/19 | 12 | In Person | M62.81 E44.0 | G9012 U2 1 58.00; S5170 U6 10 10.95 |
S | G | 02/20 | 02/20 | 04 | In Person | Z59.01 | G9012 U2 1 58.00; H0043 U9 1 98.00 | pair
S | L | 02/24 | 02/24 | 12 | In Person | Z59.811 | T2041 U6 4 18.00 |
S | R | 02/26 | 02/26 | 10 | Telephonic | J45.50 | G9012 U2,GQ 1 36.00 |
"""

WIDE_SLOTS = 4
WIDE_HEADINGS = [
    "Record ID", "Status", "Invoice #", "Invoice Date", "Health Plan ID", "Agency", "Provider NPI", "Tax ID",
    "Agency Phone", "Agency Address", "Agency City", "Agency State", "Agency ZIP", "Staff Last Name",
    "Staff First Name", "Staff NPI", "Staff Type", "Contact Type", "CIN", "MRN", "Client Last Name",
    "Client First Name", "DOB", "Gender", "Homeless Y/N", "Street", "City", "State", "ZIP", "County", "DOS From",
    "DOS To", "POS", "Authorization #", "Dx 1", "Dx 2",
    *(f"{what} {n}" for n in range(1, WIDE_SLOTS + 1) for what in ("Procedure Code", "Modifier", "Units", "Unit Cost")),
    "Row Total",
]  # fmt: skip


def make_wide() -> Book:
    """`wide.xlsx`."""
    book = Book("Visit export", "ECM Portal", "Visits")
    sheet = book.sheet
    sheet.append(WIDE_HEADINGS)
    for cell in sheet[1]:
        cell.font = Font(name="Calibri", bold=True)
    for row, cells in enumerate(table(WIDE_VISITS), 2):
        _wide_visit(book, row, cells)
    for cells in sheet.iter_cols(max_row=book.last_row):
        longest = max(len(str(cell.value if not str(cell.value).startswith("=") else "")) for cell in cells)
        sheet.column_dimensions[cells[0].column_letter].width = min(34, max(8, longest + 2))
        if str(cells[0].value) in ("DOB", "DOS From", "DOS To", "Invoice Date"):
            for cell in cells[1:]:
                cell.number_format = "m/d/yyyy"
            sheet.column_dimensions[cells[0].column_letter].width = 12
        if "Cost" in str(cells[0].value) or cells[0].value == "Row Total":
            for cell in cells[1:]:
                cell.number_format = "0.00"
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation = "landscape"
    return book


def _wide_visit(book: Book, row: int, cells: list[str]) -> None:
    agency_key, member_key, first, last, place, contact, diagnoses, services, mistake = cells
    agency, staff, member = WIDE_AGENCIES[agency_key], WIDE_STAFF[agency_key], WIDE_MEMBERS[member_key]
    values: dict[str, Any] = {
        "Record ID": f"V-{48200 + row * 7}",
        "Status": "Submitted",
        "Invoice #": agency.invoice,
        "Invoice Date": INVOICE_DATE,
        "Health Plan ID": agency.payer_id,
        "Agency": agency.name,
        "Provider NPI": agency.npi,
        "Tax ID": agency.tin,
        "Agency Phone": agency.phone,
        "Agency Address": agency.address,
        "Agency City": agency.city,
        "Agency State": "CA",
        "Agency ZIP": agency.zip.replace("-", ""),
        "Staff Last Name": staff.last,
        "Staff First Name": staff.first,
        "Staff NPI": staff.npi,
        "Staff Type": staff.kind,
        "Contact Type": contact,
        "CIN": member.cin,
        "MRN": member.mrn,
        "Client Last Name": member.last,
        "Client First Name": member.first,
        "DOB": day(member.born),
        "Gender": member.sex,
        "Homeless Y/N": member.homeless,
        "Street": member.address,
        "City": member.city,
        "State": "CA" if member.zip else "",
        "ZIP": member.zip,
        "County": "Alameda",
        "DOS From": day(first),
        "DOS To": day(last),
        "POS": place,
        "Authorization #": member.authorization,
    } | {f"Dx {n}": code for n, code in enumerate(diagnoses.split(), 1)}
    total = Decimal()
    groups = services.split(";")
    for n, group in enumerate(groups, 1):
        code, modifiers, units, cost = group.split()
        values[f"Procedure Code {n}"] = code
        values[f"Modifier {n}"] = modifiers.strip("-").replace(",", " ")
        values[f"Units {n}"] = int(units)
        values[f"Unit Cost {n}"] = Decimal(cost)
        total += int(units) * Decimal(cost)
    for column, heading in enumerate(WIDE_HEADINGS, 1):
        if values.get(heading, "") != "":
            book.sheet.cell(row, column, values[heading])
    pairs = [
        "*".join(
            get_column_letter(WIDE_HEADINGS.index(f"{what} {n}") + 1) + str(row) for what in ("Units", "Unit Cost")
        )
        for n in range(1, WIDE_SLOTS + 1)
    ]
    book.formula(len(WIDE_HEADINGS), row, "=" + "+".join(pairs), total)
    book.first_row, book.last_row = book.first_row or row, row
    book.lines, book.dollars = book.lines + len(groups), book.dollars + total
    if mistake:
        _wide_mistake(book, row, mistake, total, len(groups))


def _wide_mistake(book: Book, row: int, mistake: str, total: Decimal, groups: int) -> None:
    if mistake == "total":
        cell = book.sheet.cell(row, len(WIDE_HEADINGS))
        del book.cached[cell.coordinate]
        cell.value = total + 30
        said = f"${total + 30:,.2f}, but the two services come to ${total:,.2f}"
        book.mistake(row, "Row Total", said, "RC003 total of the row is not that of its services", total, groups)
    elif mistake == "future":
        said = "11/17/2026 (and in DOS From), long after the invoice"
        book.mistake(row, "DOS To", said, "LN007 date of service in the future", total, groups)
    else:
        said = "H0043 with U9: no such pair in the second group"
        book.mistake(row, "Modifier 2", said, "LN001 no such code and modifier", Decimal("98.00"))


# --- form: a letterhead, labels, a table in two sections, a signature ---------------------------------------------

FORM_AGENCY = Agency(
    check_digit("287742051"), "69-0558207", "Halyard Street Supportive Services", "(510) 555-0176",
    "72 Halyard Street", "Oakland", "94612-3305", "GVHP", "HS-1047",
)  # fmt: skip

FORM_MEMBERS = members("""
A | 91538820M | | Arroyo-Sung | Delfina | 02/19/1986 | F |   | 1463 Teasel Street Apt 201 | Oakland | 94606 | GVA-55120
B | 92204419A | | Balthazar | Curtis | 07/08/1958 | M | Y |  |  |  | GVA-55131
D | 90917263H | | Dao | Minh-Chau | 11/23/1949 | F |   | 3917 Coxswain Court | Oakland | 94602 | GVA-54876
T | 91183264D | | Tamayo | Guadalupe | 04/02/1966 | F |   | 8850 Bindweed Avenue | Oakland | 94605 | GVA-55202
G | 95570341V | | Gebreyesus | Samuel | 05/15/1995 | M |   | 220 Jibstay Lane | Oakland | 94607 |
E | 93646918W | | Etxeberria | Rosa | 09/28/1971 | F |   | 6021 Lamplighter Way | Oakland | 94619 | GVA-55019
""")  # fmt: skip

# member | staff | contact | from | through | service | code | modifiers | units | minutes | rate | place | diagnoses |
# mistake
FORM_SECTIONS = {
    "Enhanced Care Management (ECM)": """
A | CHW | In person | 02/03 | | ECM visit    | G9012 |    | 1 | | 64.00 | 12 | F41.1, Z59.811 |
B | CHW | In person | 02/04 | | ECM outreach | G9012 |    | 1 | | 25.00 | 27 | Z59.02         |
D | RN  | In person | 02/05 | | ECM visit    | G9008 |    | 1 | | 95.00 | 12 | I50.22, Z60.2  |
B | CHW | Phone     | 02/06 | | ECM outreach | G9012 |    | 1 | | 18.00 | 02 | Z59.02         |
G | Peer Specialist | In person | 02/09 | | ECM visit | G9012 | | 1 | | 64.00 | 11 | F10.220     |
A | CHW | Phone     | 02/10 | | ECM visit    | G9012 |    | 1 | | 40.00 | 10 | F41.1          |
B | CHW | In person | 02/11 | | ECM visit    | G9012 | U2 | 1 | | 64.00 | 27 | Z59.02, Z65.2  |
A | RN  | In person | 02/17 | | ECM visit    | G9008 | U1 | 1 | | 95.00 | 11 | F41.1          |
D | RN  | Video     | 02/19 | | ECM visit    | G9008 |    | 1 | | 58.00 | 10 | I50.22         |
""",
    "Community Supports": """
D |  |  | 02/05 |       | Personal Care        | T1019 | U6 |   | 90  | 7.30  | 12 | I50.22, Z74.1 |
D |  |  | 02/05 |       | Home Delivered Meals | S5170 | U6 | 14 |    | 11.10 | 12 | I50.22        |
T |  |  | 02/10 |       | Home Delivered Meals | S5170 | U6 | 14 |    | 11.10 | 12 | E11.65        | cin
B | Navigator | In person | 02/11 | | Housing Navigation | H0043 | | 1 | | 108.00 | 27 | Z59.02   |
D |  |  | 02/12 |       | Personal Care        | T1019 | U6 |   | 120 | 7.30  | 12 | I50.22, Z74.1 |
E |  |  | 02/12 |       | Home Modifications   | S5165 |    | 1 |     | 1420.00 | 12 | M62.81, Z91.81 |
B |  |  | 02/13 | 02/17 | Recuperative Care    | T2033 |    | 5 |     | 224.00 | 99 | Z59.01, J44.1 |
G |  |  | 02/14 |       | Sobering Center      | H0014 | U6 | 1 |     | 209.00 |    | F10.220      | place
A | Navigator | In person | 02/17 | | Housing Navigation | H0043 | U6 | 1 | | 108.00 | 11 | Z59.811 |
T |  |  | 02/17 |       | Home Delivered Meals | S5170 | U6 | 14 |    | 11.10 | 12 | E11.65        |
B |  |  | 02/20 |       | Housing Deposit      | H0044 |    | 1 |     | 2675.00 | 12 | Z59.02      |
B | Navigator | In person | 02/20 | | Tenancy Support | T2041 | U6 | | 60 | 18.50 | 12 | Z59.812    |
E |  |  | 02/24 |       | Caregiver Respite    | S9125 | U6 | 1 |     | 150.00 | 12 | M62.81, Z63.6 |
""",
}

FORM_HEADINGS = """
Line #|7
Medi-Cal CIN|13
Last Name|13
First Name|11.5
DOB|11
Sex|5
Homeless?|11
Member Address|25
Member City|10
Member ZIP|9.5
Staff|15.5
Contact|10
From|11
Through|11
Service|20.5
HCPCS|8
Mod|6
Units|6
Minutes|8.5
Rate|11
Deposit Amount|11
POS|5.5
ICD-10|17
Auth #|11.5
Amount|12.5
"""
FORM_HEADER_ROW = 14
FORM_LAST = 25
FORM_INK = "7B3F00"


def make_form() -> Book:
    """`form.xlsx`."""
    book = Book("Invoice HS-1047", "Halyard Street Supportive Services", "Invoice")
    sheet = book.sheet
    names = {}
    for column, (heading, width) in enumerate(table(FORM_HEADINGS), 1):
        names[heading] = column
        sheet.column_dimensions[get_column_letter(column)].width = float(width)
        cell = sheet.cell(FORM_HEADER_ROW, column, heading)
        cell.font, cell.fill = Font(name="Georgia", bold=True, color="FFFFFF"), fill(FORM_INK)
        cell.alignment, cell.border = WRAPPED, BOX
    sheet.row_dimensions[FORM_HEADER_ROW].height = 32
    row, number, subtotals = FORM_HEADER_ROW + 1, 1, []
    for section, lines in FORM_SECTIONS.items():
        if subtotals:
            row += 1  # the blank row between the sections
        _form_band(sheet, row, section)
        first = row = row + 1
        for cells in table(lines):
            book.dollars += _form_line(book, names, row, number, cells)
            row, number = row + 1, number + 1
        subtotals.append(row)
        amounts = (book.cached[f"Y{line}"] for line in range(first, row))
        _form_sum(book, row, f"Subtotal {section}", f"=SUM(Y{first}:Y{row - 1})", sum(amounts, Decimal()))
        row += 1
    book.first_row, book.last_row, book.lines = FORM_HEADER_ROW + 1, row, number - 1
    _form_sum(book, row, "TOTAL DUE", "=" + "+".join(f"Y{line}" for line in subtotals), book.dollars)
    _form_letterhead(book, row)
    _form_signature(sheet, row + 2)
    sheet.freeze_panes = sheet.cell(FORM_HEADER_ROW + 1, 1)
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", LEGAL
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.page_margins = PageMargins(left=0.3, right=0.3, top=0.5, bottom=0.5)
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    return book


def _form_band(sheet: Worksheet, row: int, text: str) -> None:
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=FORM_LAST)
    cell = sheet.cell(row, 1, text)
    cell.font, cell.fill = Font(name="Georgia", bold=True, color=FORM_INK), fill("F6EBDD")


def _form_line(book: Book, names: dict[str, int], row: int, number: int, cells: list[str]) -> Decimal:
    key, staff, contact, first, last, service, code, modifiers, units, minutes, rate, place, diagnoses, mistake = cells
    member, price = FORM_MEMBERS[key], Decimal(rate)
    values: dict[str, Any] = {
        "Line #": number,
        "Medi-Cal CIN": member.cin,
        "Last Name": member.last,
        "First Name": member.first,
        "DOB": day(member.born),
        "Sex": member.sex,
        "Homeless?": member.homeless,
        "Member Address": member.address,
        "Member City": member.city,
        "Member ZIP": member.zip,
        "Staff": staff,
        "Contact": contact,
        "From": day(first),
        "Through": day(last or first),
        "Service": service,
        "HCPCS": code,
        "Mod": modifiers,
        "Units": int(units) if units else "",
        "Minutes": int(minutes) if minutes else "",
        "Rate": price,
        "Deposit Amount": price if code == "H0044" else "",
        "POS": place,
        "ICD-10": diagnoses,
        "Auth #": member.authorization,
    }
    if mistake == "cin":
        values["Medi-Cal CIN"] = member.cin[-1] + member.cin[:-1]
    sheet = book.sheet
    for heading, value in values.items():
        if value != "":
            sheet.cell(row, names[heading], value)
    amount = price * int(units) if units else price * int(minutes) / 15
    quantity = f"R{row}" if units else f"S{row}/15"
    book.formula(names["Amount"], row, f"={quantity}*T{row}", amount)
    dress(sheet, row, FORM_LAST, font="Georgia", size=10)
    for heading in ("Rate", "Deposit Amount", "Amount"):
        sheet.cell(row, names[heading]).number_format = MONEY
    for heading in ("DOB", "From", "Through"):
        sheet.cell(row, names[heading]).number_format = DATE
    for heading in ("Line #", "DOB", "Sex", "Homeless?", "Contact", "From", "Through", "HCPCS", "Mod", "POS"):
        sheet.cell(row, names[heading]).alignment = Alignment(horizontal="center", vertical="top")
    if mistake == "cin":
        what = "D91183264: the letter stands in front instead of at the end"
        book.mistake(row, "Medi-Cal CIN", what, "CL005 form of a CIN", amount)
    elif mistake:
        book.mistake(row, "POS", "empty", "CL001 place of service is missing", amount)
    return amount


def _form_sum(book: Book, row: int, text: str, formula: str, value: Decimal) -> None:
    sheet = book.sheet
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=FORM_LAST - 1)
    sheet.cell(row, 1, text).alignment = Alignment(horizontal="right")
    book.formula(FORM_LAST, row, formula, value)
    for column in (1, FORM_LAST):
        cell = sheet.cell(row, column)
        cell.font = Font(name="Georgia", bold=True, size=12 if text.startswith("TOTAL") else 11)
        cell.border = Border(top=THIN, bottom=Side(style="double") if text.startswith("TOTAL") else THIN)
    sheet.cell(row, FORM_LAST).number_format = MONEY


def _form_letterhead(book: Book, total_row: int) -> None:
    sheet, agency = book.sheet, FORM_AGENCY
    sheet.merge_cells("A1:P1")
    sheet["A1"] = agency.name
    sheet["A1"].font = Font(name="Georgia", size=22, bold=True, color=FORM_INK)
    sheet["A2"] = "Enhanced Care Management and Community Supports since 2022"
    sheet["A2"].font = Font(name="Georgia", italic=True, color="7F7F7F")
    sheet.merge_cells("V1:Y1")
    sheet["V1"] = "INVOICE"
    sheet["V1"].font = Font(name="Georgia", size=22, color="7F7F7F")
    sheet["V1"].alignment = Alignment(horizontal="right")
    sheet.row_dimensions[1].height = 32
    for column in range(1, FORM_LAST + 1):
        sheet.cell(3, column).fill = fill(FORM_INK)
    sheet.row_dimensions[3].height = 4
    left = {
        "Provider Name": agency.name,
        "NPI": agency.npi,
        "Tax ID": agency.tin,
        "Phone": agency.phone,
        "Address": agency.address,
        "City": agency.city,
        "State": "CA",
        "ZIP": agency.zip,
    }
    right = {
        "Bill To": PLAN_NAME,
        "Plan ID": agency.payer_id,
        "Invoice #": agency.invoice,
        "Invoice Date": INVOICE_DATE,
        "Service Period": "02/01/2026 - 02/28/2026",
        "Invoice Total": "",
    }
    for column, pairs in ((1, left), (14, right)):
        for row, (label, value) in enumerate(pairs.items(), 5):
            sheet.cell(row, column, label).font = Font(name="Georgia", bold=True, color=FORM_INK)
            target = sheet.cell(row, column + 2)
            target.value, target.font = value or None, Font(name="Georgia")
            target.alignment = Alignment(horizontal="left")
            for place in range(column + 2, column + (8 if column == 1 else 10)):
                sheet.cell(row, place).border = Border(bottom=THIN)
    sheet["P8"].number_format = DATE
    book.formula(16, 10, f"=Y{total_row}", book.dollars)
    sheet["P10"].number_format, sheet["P10"].font = MONEY, Font(name="Georgia", bold=True, size=12)
    for reference in ("P5:W5", "P6:W6", "P7:W7", "P8:W8", "P9:W9", "P10:W10"):
        sheet.merge_cells(reference)


def _form_signature(sheet: Worksheet, row: int) -> None:
    last = get_column_letter(FORM_LAST)
    sheet.merge_cells(f"A{row}:{last}{row}")
    sheet[f"A{row}"] = (
        "I certify that the services listed above were provided to the members named, on the dates shown, and that "
        "this invoice is true and complete to the best of my knowledge."
    )
    sheet[f"A{row}"].alignment = Alignment(wrap_text=True, vertical="top")
    sheet[f"A{row}"].font = Font(name="Georgia", italic=True, size=10)
    sheet.row_dimensions[row].height = 30
    sheet[f"A{row + 2}"] = "Signature: Odalys Ferreira"
    sheet[f"I{row + 2}"] = "Date signed: March 5, 2026"
    sheet[f"A{row + 3}"] = "Prepared by: Odalys Ferreira, Billing Coordinator"
    for reference in (f"A{row + 2}", f"I{row + 2}", f"A{row + 3}"):
        sheet[reference].font = Font(name="Georgia", size=10)
    for column in [*range(1, 8), *range(9, 12)]:
        sheet.cell(row + 2, column).border = Border(bottom=Side(style="thin"))


# --- writing -----------------------------------------------------------------------------------------------------


def fill(color: str) -> PatternFill:
    """A plain background."""
    return PatternFill("solid", fgColor=color)


def dress(
    sheet: Worksheet, row: int, columns: int, *, font: str = "Calibri", size: int = 11, banded: bool = False
) -> None:
    """Borders, font and, on every other row, a shade."""
    for column in range(1, columns + 1):
        cell = sheet.cell(row, column)
        cell.border, cell.font = BOX, Font(name=font, size=size)
        number = cell.data_type == "f" or (isinstance(cell.value, (int, Decimal)) and cell.value < 10**9)
        cell.alignment = Alignment(vertical="top", horizontal="right" if number else "left")
        if banded:
            cell.fill = fill("F7FAFD")


def save(book: Book, path: Path) -> None:
    """Writes the workbook with the results of its formulas and without any trace of the time it was made."""
    properties = book.workbook.properties
    properties.title, properties.creator, properties.lastModifiedBy = book.title, book.creator, book.creator
    pack(book.workbook, path, book.cached)


def pack(workbook: Workbook, path: Path, cached: dict[str, Decimal]) -> None:
    """Writes a workbook as the same bytes whenever it is made."""
    workbook.properties.created = MADE - timedelta(hours=2)
    buffer = io.BytesIO()
    workbook.save(buffer)
    with zipfile.ZipFile(buffer) as made, zipfile.ZipFile(path, "w") as target:
        for name in sorted(made.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            text = made.read(name)
            if name.startswith("xl/worksheets/sheet"):
                text = _with_results(text.decode(), cached).encode()
            elif name == "docProps/core.xml":
                stamp = f"{MADE:%Y-%m-%dT%H:%M:%SZ}"
                text = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp.encode(), text)
            elif name == "docProps/app.xml":
                text = re.sub(rb"<AppVersion>[^<]*", b"<AppVersion>16.0300", text)
            entry = zipfile.ZipInfo(name, ZIP_EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            entry.create_system = 3
            target.writestr(entry, text, compresslevel=9)


def _with_results(xml: str, cached: dict[str, Decimal]) -> str:
    """Puts the result of every formula beside it, as a spreadsheet program does: readers don't calculate."""

    def result(match: re.Match[str]) -> str:
        value = format(cached[match[2]].normalize(), "f")
        return f"{match[1]}<v>{value}</v></c>"

    pattern = r'(<c r="([A-Z]+\d+)"[^>]*><f>[^<]*</f>)<v ?/?>(?:</v>)?</c>'
    patched, count = re.subn(pattern, result, xml)
    assert count == len(cached), "a formula without a result, or a result without a formula"
    return patched


INTRODUCTIONS = {
    "dhcs-long": """
One row a service with the headings of the DHCS minimum data elements (layout `dhcs-long`). A shared billing office
bills for two agencies: one is paid per service; the other is paid per member per month for ECM, so its ECM lines are
$0.00. Eleven members; ECM in person, by phone and as outreach; nine community supports; up to three codes a day; three
stays of several nights, one with its modifier left out; a housing deposit; two homeless members; a line without a
diagnosis, which takes the profile's default; a few dates typed as text; a name with accents; formulas for the
charges; a total row.
""",
    "wide": """
One row a visit, up to four services side by side (layout `wide`), plain as a portal exports it. Two agencies with one
worker each, one clinical with an NPI, one not clinical and without; contacts in person, by phone and by video; a stay
of five nights whose modifier is left out; two homeless members without an address; a column (`Status`) that no field
needs. `Row Total` is a formula.
""",
    "form": """
A paper form in a workbook (layout `form`): a letterhead, labels with the agency, the plan and the invoice total, then
two sections of lines with subtotals, a blank row between them, a total, a certification and a signature. Most
modifiers are left out and follow from the name of the service, the staff and the contact. Tenancy support and
personal care are given in minutes.
""",
}


def readme(books: dict[str, Book]) -> str:
    """The page that says what is in the samples, row by row where something is wrong."""
    parts = [
        "# Samples",
        "",
        "Invented invoices for February 2026, made by `tests/tools/make_samples.py`; change them there. No person,",
        "agency or number is real: NPIs begin with 2 and tax numbers with a prefix that is never issued.",
        "`edi-translate.toml` pins the clock (2026-03-31) and the control numbers, so that a run gives the same bytes",
        "every time. Rows are counted as in the spreadsheet. *Dollars* are the charges as they stand in the lines; the",
        "last columns of a table are what a mistake holds back if only its own lines are withheld.",
    ]
    for name, book in books.items():
        held = sum(m.lines for m in book.mistakes)
        dollars = sum((m.dollars for m in book.mistakes), Decimal())
        rows = f"rows {book.first_row} to {book.last_row}"
        parts += [
            "",
            f"## {name}.xlsx",
            "",
            INTRODUCTIONS[name].strip(),
            "",
            f"Sheet `{book.sheet_name}`, {rows}:",
            "",
            f"- all: {book.lines} services, ${book.dollars:,.2f}",
            f"- right: {book.lines - held} services, ${book.dollars - dollars:,.2f}",
            f"- wrong: {held} services, ${dollars:,.2f}",
            "",
            "| row | column | what stands there | finding | services | dollars |",
            "|---|---|---|---|---|---|",
        ]
        parts += [f"| {m.row} | {m.column} | {m.what} | {m.why} | {m.lines} | {m.dollars:.2f} |" for m in book.mistakes]
    return "\n".join(parts) + "\n"


def main(folder: Path) -> None:
    """Writes everything."""
    from tests.tools import (
        make_grids,
        make_member_files,
        make_messy,
        make_report_files,
        make_rosters,
        make_shapes,
        make_systems,
        make_texts,
        small_plan,  # the quarter of which the report is made
    )
    from tests.tools import make_unknown_sample as unknown  # it needs this module

    books = {"dhcs-long": make_long(), "wide": make_wide(), "form": make_form(), "unknown": unknown.make_unknown()}
    INTRODUCTIONS["unknown"] = unknown.INTRODUCTION
    for name, book in books.items():
        save(book, folder / f"{name}.xlsx")
    small_plan.write(folder / small_plan.FOLDER.name)
    make_member_files.write(folder / small_plan.FOLDER.name)
    make_report_files.write(folder / small_plan.FOLDER.name)
    makers = (make_texts, make_grids, make_messy, make_rosters)
    parts = [readme(books), *(part for maker in makers for part in maker.write(folder)), make_member_files.README]
    parts.append(make_systems.main(folder / make_systems.FOLDER.name))
    parts.append(make_shapes.main(folder / make_shapes.SHAPES.name))
    (folder / "README.md").write_text("\n".join(parts), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES)
