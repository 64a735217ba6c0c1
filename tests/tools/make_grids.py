"""Two samples that are no plain list: a calendar grid, and a workbook with one sheet a programme."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from tests.tools.make_samples import DATE, INVOICE_DATE, PLAN_NAME, Book, check_digit, day, dress, fill, save, table
from tests.tools.sample_page import AGENCIES, MEMBERS, Page, address

HEADING = Font(bold=True, color="FFFFFF")
INK = "1F4E79"
DAYS = 31

# member | code | contact | rate | dx | day=cell ...; "=" in the code column: the cells hold codes
GRID = """
A | G9012 U2    | in person | 61.00 | Z59.811 | 2=1 9=1 16=x 23=1
A | H0043 U6    |           | 110.00 | Z59.811 | 2=x 16=x
B | G9012 U2 GQ | phone     | 38.00 | Z59.02  | 3=1 10=1 17=1
C | T1019 U6    |           | 7.40  | Z74.1   | 4=8 11=8 18=12 25=2 hrs
D |             |           | 110.00 | Z59.811 | 5=H0043 U6 12=H0043 U6 19=sick
E | S5170 U6    |           | 11.50 | E11.9   | 6=14 13=14 20=14 27=14
E | G9008 U1    | in person | 92.00 | E11.9   | 30=1
"""
COUNTED = {"x": "1", "2 hrs": "8", "H0043 U6": "1"}


def make_calendar(folder: Path) -> Page:
    """`calendar.xlsx`."""
    page = Page(
        "calendar.xlsx",
        """
A calendar (layout `calendar`): members and services down, the days 1 to 31 across, the month beside its label. A cell
holds units, hours, a code or an `x`; each filled cell is one service, and a finding names that cell. A row of totals by
day has a formula in each column.""",
    )
    book, agency = Book("Visits in February 2026", agency_name("T"), "Visits"), AGENCIES["T"]
    sheet = book.sheet
    pairs = {
        "Agency": agency.name, "NPI": agency.npi, "Tax ID": agency.tin, "Phone": agency.phone,
        "Address": address(agency), "Health Plan": PLAN_NAME, "Invoice #": agency.invoice, "Month": "February 2026",
        "Invoice Date": INVOICE_DATE, "Place of Service": "12",
    }  # fmt: skip
    for row, (label, value) in enumerate(pairs.items(), 2):
        sheet.cell(row, 1, label).font = Font(bold=True)
        sheet.cell(row, 3, value)
    sheet["C10"].number_format = DATE
    sheet["A1"] = "Monthly visit calendar"
    header = 13
    names = ["Member", "CIN", "DOB", "Sex", "Homeless", "Lives At", "Code", "Contact", "Unit Rate", "Dx"]
    for column, text in enumerate([*names, *range(1, DAYS + 1)], 1):
        cell = sheet.cell(header, column, text)
        cell.font, cell.fill = HEADING, fill(INK)
        sheet.column_dimensions[get_column_letter(column)].width = 14 if column <= len(names) else 6
    row = header
    for row, cells in enumerate(table(GRID), header + 1):
        _calendar_row(page, book, row, cells, len(names))
    sheet.cell(row + 1, 1, "Total visits")
    for column in range(len(names) + 1, len(names) + DAYS + 1):
        letter = get_column_letter(column)
        filled = sum(1 for line in range(header + 1, row + 1) if sheet.cell(line, column).value not in (None, ""))
        book.formula(column, row + 1, f"=COUNTA({letter}{header + 1}:{letter}{row})", Decimal(filled))
    save(book, folder / page.file)
    return page


def _calendar_row(page: Page, book: Book, row: int, cells: list[str], fixed: int) -> None:
    key, code, contact, rate, dx, visits = cells
    m = MEMBERS[key]
    values: list[Any] = [
        f"{m.last}, {m.first}", m.cin, day(m.born), m.sex, m.homeless, address(m), code, contact, Decimal(rate), dx,
    ]  # fmt: skip
    for column, value in enumerate(values, 1):
        if value != "":
            book.sheet.cell(row, column, value)
    dress(book.sheet, row, fixed + DAYS)
    book.sheet.cell(row, 3).number_format = DATE
    for number, text in _visits(visits):
        book.sheet.cell(row, fixed + number, int(text) if text.isdigit() else text)
        where = f"{get_column_letter(fixed + number)}{row}"
        if text == "sick":
            page.add("0")
            page.mistake(where, "the word `sick` on a day", "CL034 calendar cell", "0")
            continue
        charge = Decimal(COUNTED.get(text, text)) * Decimal(rate)
        page.add(charge)
        if number > 28:
            page.mistake(where, "a visit on February 30", "CL001 there is no such day", charge)


def _visits(text: str) -> list[tuple[int, str]]:
    """ "2=1 25=2 hrs" -> [(2, "1"), (25, "2 hrs")]."""
    found: list[tuple[int, str]] = []
    for word in text.split():
        number, equals, value = word.partition("=")
        if equals:
            found.append((int(number), value))
        else:
            found[-1] = (found[-1][0], f"{found[-1][1]} {word}")
    return found


def agency_name(key: str) -> str:
    """The name of an agency."""
    return AGENCIES[key].name


# sheet -> headings, lines; member, then the cells of the columns after the member's
SHEETS = {
    "ECM": (
        "Ref,Visit On,Seen By,Contact Was,Visits,Per Visit,Line Amount,Seen At,ICD",
        """
A | E1 | 02/02 | CHW | in person | 1 | 61.00 | 61.00 | 12 | Z59.811
B | E2 | 02/03 | CHW | phone     | 1 | 38.00 | 38.00 | 02 | Z59.02
C | E3 | 02/04 | RN  | home visit | 1 | 92.00 | 92.00 | 12 | I50.22
E | E4 | 02/05 | RN  | in person | 1 | 92.00 | 96.00 | 12 | E11.9
""",
    ),
    "Recuperative Care": (
        "Stay #,Check-in,Last Night,Nights,Per Night,Line Amount,Setting,ICD",
        """
B | R1 | 02/09 | 02/13 | 5 | 226.00 | 1130.00 | 99 | Z59.02
D | R2 | 02/16 | 02/18 | 3 | 226.00 | 678.00  | 99 | Z59.811
""",
    ),
    "Housing Deposits": (
        "Ref,Paid On,Deposits,Deposit Paid,Setting,ICD",
        """
D | H1 | 02/20 | 1 | 2400.00 | 12 | Z59.811
""",
    ),
}


def make_sheets(folder: Path) -> Page:
    """`programme-sheets.xlsx`."""
    page = Page(
        "programme-sheets.xlsx",
        """
One sheet a programme (layout `programme-sheets`): ECM by the visit, recuperative care by the night, housing deposits;
each with its own labels, heading row and columns. The name of the sheet says the service; the codes follow from it.
A sheet with notes is passed over.""",
    )
    book = Book("Community services, February 2026", agency_name("L"), "ECM")
    for name, (headings, lines) in SHEETS.items():
        sheet = book.sheet if name == "ECM" else book.workbook.create_sheet(name)
        _one_sheet(page, sheet, name, headings.split(","), lines)
    notes = book.workbook.create_sheet("Read me")
    notes["A1"] = "Please call us with any question about this invoice."
    save(book, folder / page.file)
    return page


def _one_sheet(page: Page, sheet: Any, name: str, headings: list[str], lines: str) -> None:
    agency = AGENCIES["L"]
    pairs = {
        "Contractor": agency.name, "Contractor NPI": agency.npi, "Contractor Tax ID": agency.tin,
        "Contractor Phone": agency.phone, "Contractor Address": address(agency), "Invoice To": PLAN_NAME,
        "Contractor Invoice": f"{agency.invoice}-{name[:1]}", "Submitted": INVOICE_DATE,
    }  # fmt: skip
    for row, (label, value) in enumerate(pairs.items(), 1):
        sheet.cell(row, 1, f"{label}:").font = Font(bold=True)
        sheet.cell(row, 2, value)
    sheet["B8"].number_format = DATE
    header = 10
    person = ["Participant", "Participant CIN", "Participant DOB", "M/F", "No Fixed Address", "Participant Address"]
    for column, text in enumerate([*person, *headings], 1):
        cell = sheet.cell(header, column, text)
        cell.font, cell.fill = HEADING, fill(INK)
        sheet.column_dimensions[get_column_letter(column)].width = 16
    for row, (key, *cells) in enumerate(table(lines), header + 1):
        m = MEMBERS[key]
        values: list[Any] = [f"{m.first} {m.last}", m.cin, day(m.born), m.sex, "X" if m.homeless else None, address(m)]
        for column, value in enumerate([*values, *map(_typed, cells)], 1):
            cell = sheet.cell(row, column, value)
            if hasattr(value, "year"):
                cell.number_format = DATE
        _count(page, sheet, name, row, headings, cells)


def _count(page: Page, sheet: Any, name: str, row: int, headings: list[str], cells: list[str]) -> None:
    found = dict(zip(headings, cells, strict=True))
    amount = found.get("Line Amount") or found["Deposit Paid"]
    page.add(amount)
    if amount == "96.00":
        column = get_column_letter(7 + headings.index("Line Amount"))
        page.mistake(f"{name}!{column}{row}", "$96.00 for 1 x $92.00", "LN009 charge is not units x unit cost", amount)


def _typed(text: str) -> Any:
    if "/" in text:
        return day(text)
    if "." in text and text.replace(".", "").isdigit():
        return Decimal(text)
    return int(text) if text.isdigit() and len(text) < 2 else text


def write(folder: Path) -> list[str]:
    """Writes the samples; gives their parts of the README."""
    assert check_digit(AGENCIES["L"].npi[:9]) == AGENCIES["L"].npi
    return [make_sheets(folder).text(), make_calendar(folder).text()]
