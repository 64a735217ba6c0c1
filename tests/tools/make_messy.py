"""A sample that is as messy as a sheet can be and still be read, and a folder of several offices' files."""

# ruff: noqa: E501 - a table reads best with its rows unbroken
from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl.styles import Font

from tests.tools.make_samples import PLAN_NAME, Book, day, fill, save, table
from tests.tools.make_texts import CODES_HEADINGS, delimited, write_flat
from tests.tools.sample_page import AGENCIES, MEMBERS, Page, address

# The words of layout `form`; the table does not begin in column A.
HEADINGS = [
    "Line #",
    "Medi-Cal CIN",
    "Last Name",
    "First Name",
    "DOB",
    "Sex",
    "Homeless?",
    "Member Address",
    "Member City",
    "Member ZIP",
    "Staff",
    "Contact",
    "From",
    "Through",
    "Service",
    "HCPCS",
    "Mod",
    "Units",
    "Rate",
    "Amount",
    "POS",
    "ICD-10",
    "Remarks",
]
FIRST_COLUMN = 2

# kind | member | staff | contact | from | through | service | code | mod | units | rate | amount | pos | dx | mistake
LINES = """
title | ECM services
line | A | CHW          | home visit | 2/2/26     |  | ECM            | G9012 | u2     | 1     | $61.00  | $61.00   | 12        | Z59.811, E119 |
line | A | CHW          | phone      | 2-4-2026   |  | ECM            | g9012 | U2GQ   | 1.0   | 38      | 38       | 10        | Z59811        |
blank
line | B | non-clinical | field      | 02/03/2026 |  | ECM outreach   | G9012 | U8     | 1     | 25.00   |          | 04        | Z59.02        |
hidden | B | CHW        | field      | 02/05/2026 |  | ECM            | G9012 | U2     | 1     | 61.00   | 61.00    | 04        | Z59.02        |
line | B | CHW          | field      | Feb 6 2026 |  | ECM            | G9012 | U2     | 1 unit | 61.00  | 61.00    | 04        | Z59.02        |
subtotal | 185.00
repeat
title | Community Supports
line | B |              |            | 2/9/26-2/13/26 | | Recuperative Care | T2033 |  | 5     | 226     | 1,130.00 | Other (99) | Z59.02       |
line | C |              |            | 46057      |  | Personal Care  | T1019 | U6     | 2 hrs | 7.40    | 59.20    | 12        | Z74.1; I50.22 |
line | C |              |            | 2026-02-05T00:00:00 | | Personal Care | T1019 | U6  | 0:45 | 7.40  | 22.20    | 12        | Z74.1         |
note | Member C was in hospital from 2/6 to 2/10, see note from the nurse
line | D |              |            | 2/30/26    |  | Housing Nav    | H0043 | U6     | 1     | 110.00  | 110.00   | 12        | Z59.811       | day
line | D |              |            | 2/10/26    |  | Housing Nav    | H0043 | U6     | one   | 110.00  | 110.00   | 12        | Z59.811       | units
line | D |              |            | 2/11/26    |  | Housing Nav    | H0043 | U6     | 1     | 110,00  |          | 12        | Z59.811       | comma
line | E |              |            | 2/12/26    |  | Tenancy Support | T2041 | U6    | 60 min | 18.75  | 75.00    | #N/A      | Z59.812       | error
line | E |              |            | 2/13/26    |  | Tenancy Support | T2041 | U6    | 4     | (18.75) |          | 12        | Z59.812       | minus
line | E |              |            | 2/17/26    |  | Tenancy Support | T2041 | U6    | 4     | 18.75   | 75.00    | 12        | Z59.812       |
subtotal | 1581.40
total | 1766.40
blank
note | I certify that the above is true.      Signature: ______________
note | Prepared by: M. Okonkwo
"""
WHY = {
    "day": ("From", "2/30/26", "CL006 no such day"),
    "units": ("Units", "the word `one`", "CL010 units"),
    "comma": ("Rate", "110,00, a European comma", "CL007 amount"),
    "error": ("POS", "the error value #N/A", "CL023 spreadsheet error"),
    "minus": ("Rate", "(18.75), a negative rate", "CL008 amount below zero"),
}


def make_messy(folder: Path) -> Page:
    """`messy.xlsx`."""
    page = Page(
        "messy.xlsx",
        """
Everything at once (layout `form`): a title and labels above a table that begins in column B; section titles, blank
rows, a repeated heading row, subtotals, a note, a certificate and a signature; one row hidden by hand, one hidden
column; a merged name over two rows; dates in seven forms, numbers as text, modifiers run together, hours and minutes for
units, `$`, an error value. The hidden row is skipped and is not counted here.""",
    )
    book = Book("invoice feb FINAL (2)", "Front desk", "feb")
    _messy_head(book)
    row = 11
    _heading(book, row)
    for cells in table(LINES):
        row += 1
        _messy_row(page, book, row, cells)
    book.sheet.column_dimensions["H"].hidden = True
    book.sheet.merge_cells("D13:D14")
    save(book, folder / page.file)
    return page


def _messy_head(book: Book) -> None:
    agency, sheet = AGENCIES["L"], book.sheet
    sheet["B1"] = "*** INVOICE -- FEBRUARY -- PLEASE PAY PROMPTLY ***"
    sheet["B1"].font = Font(size=18, bold=True, color="C00000")
    texts = [
        f"Provider: {agency.name}", f"NPI: {agency.npi}", f"Tax ID: {agency.tin[:2]}-{agency.tin[2:]}",
        "Phone: (510) 555-0181", f"Address: {agency.address}", f"City: {agency.city}", "State: Calif.",
        f"ZIP: {agency.zip}",
    ]  # fmt: skip
    for row, text in enumerate(texts, 2):
        sheet.cell(row, FIRST_COLUMN, text)
    for row, (label, value) in enumerate(
        {"Bill To": PLAN_NAME, "Invoice #": "feb-2", "Invoice Date": "3/5/26"}.items(), 2
    ):
        sheet.cell(row, 10, label)
        sheet.cell(row, 12, value)


def _heading(book: Book, row: int) -> None:
    for column, text in enumerate(HEADINGS, FIRST_COLUMN):
        cell = book.sheet.cell(row, column, text)
        cell.font, cell.fill = Font(bold=True), fill("FFE699")


def _messy_row(page: Page, book: Book, row: int, cells: list[str]) -> None:
    kind, sheet = cells[0], book.sheet
    if kind in ("title", "note"):
        sheet.cell(row, FIRST_COLUMN if kind == "title" else FIRST_COLUMN + 1, cells[1])
    elif kind in ("subtotal", "total"):
        sheet.cell(row, FIRST_COLUMN, "Subtotal" if kind == "subtotal" else "TOTAL DUE")
        sheet.cell(row, FIRST_COLUMN + HEADINGS.index("Amount"), Decimal(cells[1]))
    elif kind == "repeat":
        _heading(book, row)
    elif kind in ("line", "hidden"):
        _messy_line(page, book, row, cells)
        sheet.row_dimensions[row].hidden = kind == "hidden"


def _messy_line(page: Page, book: Book, row: int, cells: list[str]) -> None:
    kind, key, staff, contact, start, end, service, code, mod, units, rate, amount, pos, dx, *rest = cells
    m, mistake = MEMBERS[key], rest[0] if rest else ""
    values: dict[str, Any] = {
        "Line #": f"L{row}", "Medi-Cal CIN": f" {m.cin.lower()}" if row % 2 else m.cin, "Last Name": m.last,
        "First Name": m.first, "DOB": m.born if row % 3 else day(m.born), "Sex": "female" if m.sex == "F" else "M",
        "Homeless?": "Y" if m.homeless else "N/A", "Member Address": m.address or "HOMELESS", "Member City": m.city,
        "Member ZIP": m.zip or "99999", "Staff": staff, "Contact": contact,
        "From": int(start) if start.isdigit() else start, "Through": end, "Service": service, "HCPCS": code, "Mod": mod,
        "Units": units, "Rate": rate, "Amount": amount, "POS": pos, "ICD-10": dx,
        "Remarks": "see file" if row % 4 == 0 else "",
    }  # fmt: skip
    if row == 14:
        values["Last Name"] = ""  # merged with the row above
    for column, heading in enumerate(HEADINGS, FIRST_COLUMN):
        if values[heading] != "":
            book.sheet.cell(row, column, values[heading])
    if kind == "hidden":
        return
    charge = Decimal(amount.replace(",", "").lstrip("$") or {"comma": "0", "minus": "0"}.get(mistake) or rate)
    page.add(charge)
    if mistake:
        heading, what, why = WHY[mistake]
        letter = chr(65 + HEADINGS.index(heading) + FIRST_COLUMN - 1)
        page.mistake(f"{letter}{row} {heading}", what, why, charge)


def make_monday(folder: Path) -> Page:
    """`monday/`: what arrives on a Monday morning."""
    target = folder / "monday"
    target.mkdir(exist_ok=True)
    (target / "exports").mkdir(exist_ok=True)
    page = write_flat(target, "exports/portal.ndjson", "T")
    page.file = "monday/"
    page.what = """
A folder as it arrives on a Monday, read as one run: an export in a folder below; the visits of an agency in a text file
with semicolons that is called .xls; a workbook that was cut short on its way (WB001), which stops nothing else; a
template that was sent back unfilled (WB003); a note that is not read because of its ending."""
    agency, m = AGENCIES["L"], MEMBERS["D"]
    visits = [CODES_HEADINGS]
    for number, (date_, codes, units, rates, total) in enumerate(
        [
            ("23.02.2026", "G9012-U2; H0043-U6", "1; 1", "61.00; 110.00", "171.00"),
            ("03.02.2026", "H0043-U6", "1", "110.00", "110.00"),
        ],
        1,
    ):
        visits.append([
            f"M{number}", agency.name, agency.npi, agency.tin, agency.phone, address(agency), f"{m.first} {m.last}", m.cin,
            m.born, m.sex, "", address(m), agency.payer_id, f"{agency.invoice}-M", "03/05/2026", "", "CHW", "in person",
            date_, codes, "", units, rates, total, "12", "Z59.811",
        ])  # fmt: skip
        page.add(total, codes.count("-"))
    (target / "larkspur.xls").write_bytes(delimited(visits, ";").encode("cp1252"))
    (target / "template.csv").write_bytes(delimited([CODES_HEADINGS]).encode())
    whole = (folder / "wide.xlsx").read_bytes()
    (target / "tidewater-old.xlsx").write_bytes(whole[: len(whole) // 2])
    (target / "note to self.md").write_text("Call Larkspur about the cut file.\n", encoding="utf-8")
    return page


def write(folder: Path) -> list[str]:
    """Writes the samples; gives their parts of the README."""
    return [make_messy(folder).text(), make_monday(folder).text()]
