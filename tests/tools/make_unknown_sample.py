"""The sample that no layout names, `unknown.xlsx`; `tests/tools/make_samples.py` writes it with the others."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from tests.tools.make_samples import BOX, DATE, INVOICE_DATE, MONEY, WRAPPED, Book, check_digit, day, dress, fill, table

INTRODUCTION = """
A workbook that no layout names: the headings are this agency's own, in two rows, the upper one merged over its groups;
the agency, the plan and the invoice stand above as labels. The program reads it by the names and values of the
columns and says so (WB018); `Last` and `First` stand there twice, and only the group above tells whose they are. Five
members of a meals and housing programme, one of them homeless; two workers, one without an NPI; a column (`Remarks`)
that no field needs; a total row.
"""


class Participant(NamedTuple):
    """A member as the agency knows it."""

    benefits_id: str
    last: str
    first: str
    born: str
    sex: str
    street: str
    city: str
    zip: str
    authorization: str


ABOVE = (
    ("Harborlight Table & Home - services billed for February 2026", ()),
    ("", (("Agency", "Harborlight Table & Home"), ("Health Plan", "Golden Valley Health Plan"))),
    ("", (("Agency NPI", check_digit("214906638")), ("Invoice No.", "HTH-2602"))),
    ("", (("Federal Tax ID", "69-0551807"), ("Date of Invoice", INVOICE_DATE))),
    ("", (("Street", "77 Lantern Wharf"), ("Phone", "(510) 555-0188"))),
    ("", (("City", "Alameda"), ("State", "CA"))),
    ("", (("Zip Code", "94501-2207"),)),
)
GROUPS = """
Participant | Benefits ID:12, Last:13, First:11, D.O.B.:11, Sex:6, Home Street:24, City:10, Zip:8
Visit       | Svc Date:11, Where (POS):8, Proc Cd:9, Mods:8, Qty:7, Rate:10, Billed Amt:11
Care Staff  | Last:12, First:11, NPI:12
Back-up     | Dx:17, Prior Auth #:12, Remarks:22
"""
PEOPLE = {
    key: Participant(*rest)
    for key, *rest in table("""
M | 90417725H | Mbeki-Lund   | Thandi  | 05/21/1958 | F | 19 Breakwater Lane    | Alameda | 94501 | GV52210
R | 92280146E | Rasmussen    | Oscar   | 11/30/1949 | M | 402 Gull Court Apt 3  | Alameda | 94502 | GV52218
T | 95561903N | Tavares      | Inês    | 07/08/1966 | F | 1551 Marrow Street    | Oakland | 94607 | GV52231
K | 91193478S | Kealoha      | Daniel  | 02/17/1971 | M | HOMELESS              | Alameda | 94501 | GV52240
V | 97705512B | Vantongeren  | Ruth    | 09/03/1942 | F | 8 Compass Rose Way    | Alameda | 94501 |
""")
}  # fmt: skip
STAFF = {
    "H0043": ("Pellerin", "Josette", check_digit("228830174")),
    "T2041": ("Pellerin", "Josette", check_digit("228830174")),
    "G9012": ("Abara", "Kelechi", ""),
}
# person | day | place | code | modifiers | units | rate | diagnoses | remark | mistake
VISITS = """
M | 02/02 | 12 | S5170 | U6 | 14 | 10.25  | E11.65        | two meals a day, 7 days |
R | 02/02 | 12 | S5170 | U6 | 14 | 10.25  | I50.22        |                         |
V | 02/02 | 12 | S5170 | U6 | 7  | 10.25  | N18.31        | one a day               |
T | 02/03 | 12 | H0043 | U6 | 1  | 104.00 | Z59.811       | lease signed            |
K | 02/03 | 27 | H0043 | U6 | 1  | 104.00 | Z59.02, F10.20 | met at the shelter     |
M | 02/04 | 12 | S9470 | U6 | 1  | 76.00  | E11.65        | dietitian               |
R | 02/05 | 12 | T1019 | U6 | 8  | 7.25   | I50.22, Z74.1 |                         |
K | 02/05 | 27 | G9012 | U2 | 1  | 0.00   | Z59.02        | ECM                     |
M | 02/09 | 12 | S5170 | U6 | 14 | 10.25  | E11.65        |                         |
R | 02/09 | 12 | S5170 | U6 | 14 | 10.25  | I50.22        |                         |
V | 02/09 | 12 | S5170 | U6 | 7  | 10.25  | N18.31        |                         | cin
T | 02/10 | 12 | T2041 | U6 | 4  | 18.00  | Z59.811       | one hour                |
K | 02/10 | 27 | H0043 | U6 | 1  | 104.00 | Z59.02, F10.20 |                        |
R | 02/12 | 12 | T1019 | U6 | 10 | 7.25   | I50.22, Z74.1 |                         |
M | 02/16 | 12 | S5170 | U6 | 14 | 10.25  | E11.65        |                         |
R | 02/16 | 12 | S5170 | U6 | 14 | 10.25  | I50.22        |                         | amount
V | 02/16 | 12 | S5170 | U6 | 7  | 10.25  | N18.31        |                         |
T | 02/17 | 12 | T2041 | U6 | 6  | 18.00  | Z59.811       |                         |
K | 02/17 | 27 | G9012 | U2 | 1  | 0.00   | Z59.02        | ECM                     |
K | 02/18 | 27 | H0043 | U6 | 1  | 104.00 | Z59.02, F10.20 | application             |
M | 02/19 | 12 | S9470 | U6 | 1  | 76.00  | E11.65        |                         |
M | 02/23 | 12 | S5170 | U6 | 14 | 10.25  | E11.65        |                         |
R | 02/23 | 12 | S5170 | U6 | 14 | 10.25  | I50.22        |                         |
V | 02/23 | 12 | S5170 | U6 | 7  | 10.25  | N18.31        |                         |
T | 02/24 | 12 | T2041 | U6 | 4  | 18.00  | Z59.811       |                         |
"""


def make_unknown() -> Book:
    """`unknown.xlsx`."""
    book = Book("Services of February 2026", "Harborlight Table & Home", "Feb billing")
    _above(book)
    headings = _headings(book, len(ABOVE) + 2)
    row = len(ABOVE) + 3
    for number, cells in enumerate(table(VISITS), row + 1):
        _visit(book, number, cells, headings)
    _total(book, headings)
    return book


def _above(book: Book) -> None:
    for row, (heading, pairs) in enumerate(ABOVE, 1):
        if heading:
            book.sheet.cell(row, 1, heading).font = Font(name="Verdana", size=13, bold=True)
        for place, (label, value) in enumerate(pairs):
            book.sheet.cell(row, 1 + place * 8, label).font = Font(name="Verdana", size=9, bold=True)
            cell = book.sheet.cell(row, 2 + place * 8, value)
            cell.font = Font(name="Verdana", size=9)
            if value == INVOICE_DATE:
                cell.number_format = DATE


def _headings(book: Book, row: int) -> dict[str, int]:
    sheet, headings, column = book.sheet, dict[str, int](), 1
    for group, columns in table(GROUPS):
        first = column
        for entry in columns.split(", "):
            heading, _, width = entry.rpartition(":")
            headings.setdefault(heading, column)
            cell = sheet.cell(row + 1, column, heading)
            cell.font, cell.border, cell.alignment = Font(name="Verdana", size=9, bold=True), BOX, WRAPPED
            cell.fill = fill("FFF2CC")
            sheet.column_dimensions[get_column_letter(column)].width = int(width)
            column += 1
        sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=column - 1)
        over = sheet.cell(row, first, group)
        over.font, over.alignment, over.fill = Font(name="Verdana", size=10, bold=True), WRAPPED, fill("F4B183")
    sheet.freeze_panes = sheet.cell(row + 2, 4)
    return headings


def _visit(book: Book, row: int, cells: list[str], headings: dict[str, int]) -> None:
    key, when, place, code, modifiers, units, rate, diagnoses, remark, mistake = cells
    person, sheet = PEOPLE[key], book.sheet
    charge = int(units) * Decimal(rate)
    written = charge + 10 if mistake == "amount" else charge
    benefits_id = person.benefits_id.replace("0", "O", 1) if mistake == "cin" else person.benefits_id
    values: list[Any] = [
        benefits_id, person.last, person.first, day(person.born), person.sex, person.street, person.city, person.zip,
        day(when), place, code, modifiers, int(units), Decimal(rate), written, *STAFF.get(code, ("", "", "")),
        diagnoses, person.authorization, remark,
    ]  # fmt: skip
    for column, value in enumerate(values, 1):
        if value != "":
            sheet.cell(row, column, value)
    dress(sheet, row, len(values), font="Verdana", size=9)
    for heading in ("D.O.B.", "Svc Date"):
        sheet.cell(row, headings[heading]).number_format = DATE
    for heading in ("Rate", "Billed Amt"):
        sheet.cell(row, headings[heading]).number_format = MONEY
    if mistake == "cin":
        book.mistake(row, "Benefits ID", "an O for a zero", "CL005 form of a CIN", written)
    elif mistake == "amount":
        what = f"${written} for {units} x ${rate} = ${charge}"
        book.mistake(row, "Billed Amt", what, "LN009 charge is not units x unit cost", written)
    book.lines, book.dollars = book.lines + 1, book.dollars + written
    book.first_row, book.last_row = book.first_row or row, row


def _total(book: Book, headings: dict[str, int]) -> None:
    row, column = book.last_row + 1, headings["Billed Amt"]
    letter = get_column_letter(column)
    book.sheet.cell(row, 1, "Total").font = Font(name="Verdana", size=9, bold=True)
    book.formula(column, row, f"=SUM({letter}{book.first_row}:{letter}{book.last_row})", book.dollars)
    book.sheet.cell(row, column).number_format = MONEY
