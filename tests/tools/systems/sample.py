"""A sample and the pieces that the builders share: columns over lines, a sheet, delimited text, a table of HTML."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tests.tools.make_samples import Book
from tests.tools.systems.world import Line, Service, World, claims

PLAN = "Golden Valley Health Plan"


class Sample(NamedTuple):
    """A file as a system exports it: a workbook, or text, and the lines that must be read from it, with a word on its
    shape."""

    content: Book | str
    world: World
    note: str


class Row(NamedTuple):
    """What a column is made of: a line, its number in the file, and the lines of its claim."""

    number: int
    line: Line
    claim: Sequence[Line]
    world: World

    @property
    def diagnoses(self) -> list[str]:
        """Those of the whole claim, each once."""
        return list(dict.fromkeys(code for line in self.claim for code in line.diagnoses))

    @property
    def total(self) -> Decimal:
        """The charge of the claim."""
        return sum((line.charge for line in self.claim), Decimal())

    @property
    def claim_number(self) -> str:
        """A number that the lines of a claim share."""
        first = self.claim[0]
        return f"{first.start:%y%m%d}{first.person.mrn}"

    def modifier(self, place: int) -> str:
        """The modifier at a place, from 1."""
        return at(self.line.service.modifiers, place)

    def diagnosis(self, place: int) -> str:
        """The diagnosis of the line at a place, from 1."""
        return at(self.line.diagnoses, place)


Column = tuple[str, Callable[[Row], Any]]


def at(values: Sequence[str], place: int) -> str:
    """The value at a place from 1, "" behind the last."""
    return values[place - 1] if place <= len(values) else ""


def rows_of(world: World) -> list[Row]:
    """The lines in their order, each with its claim."""
    claim_of = {id(line): group for group in claims(world) for line in group}
    return [Row(number, line, claim_of[id(line)], world) for number, line in enumerate(world.lines, 1)]


def filled(columns: Sequence[Column], rows: Iterable[Row]) -> list[list[Any]]:
    """The headings, then a row a line."""
    return [[heading for heading, _ in columns], *([make(row) for _, make in columns] for row in rows)]


def us(day: date) -> str:
    """MM/DD/YYYY."""
    return f"{day:%m/%d/%Y}"


def money(amount: Decimal) -> str:
    """Dollars and cents."""
    return f"{amount:,.2f}"


def dashed(tin: str) -> str:
    """A tax number as people write it."""
    return f"{tin[:2]}-{tin[2:]}"


def unit_word(service: Service) -> str:
    """What a unit of a service is."""
    words = {"T2041": "15 minutes", "T1019": "15 minutes", "S5130": "15 minutes", "S5170": "Meal"}
    return words.get(service.code, "Day" if service.span else "Each")


def delimited(rows: Sequence[Sequence[Any]], delimiter: str = ",") -> str:
    """Text with commas and the line ends of Windows; dates as MM/DD/YYYY."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([us(cell) if isinstance(cell, date) else cell for cell in row] for row in rows)
    return target.getvalue()


def html_table(title: str, rows: Sequence[Sequence[Any]], below: str) -> str:
    """A report of a web page that is saved as a workbook."""

    def line(cells: Sequence[Any], tag: str) -> str:
        texts = (us(cell) if isinstance(cell, date) else str(cell) for cell in cells)
        return "<tr>" + "".join(f"<{tag}>{html.escape(text)}</{tag}>" for text in texts) + "</tr>"

    width = len(rows[0])
    body = [f'<tr><td colspan="{width}"><b>{html.escape(title)}</b></td></tr>', line(rows[0], "th")]
    body += [line(row, "td") for row in rows[1:]]
    body.append(f'<tr><td colspan="{width}">{html.escape(below)}</td></tr>')
    head = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body>'
    return f'{head}<table border="1">\r\n' + "\r\n".join(body) + "\r\n</table></body></html>\r\n"


def book(creator: str, name: str, rows: Sequence[Sequence[Any]], above: Sequence[Sequence[Any]] = ()) -> Book:
    """A workbook with one sheet: what stands above, then the table."""
    made = Book(name, creator, name)
    put(made.sheet, rows, above)
    return made


def add_sheet(made: Book, name: str, rows: Sequence[Sequence[Any]]) -> Worksheet:
    """A further sheet of a workbook."""
    sheet = made.workbook.create_sheet(name)
    put(sheet, rows)
    return sheet


def put(sheet: Worksheet, rows: Sequence[Sequence[Any]], above: Sequence[Sequence[Any]] = ()) -> None:
    """Rows from the first on: what stands above, then a table whose first row is its headings."""
    for number, cells in enumerate([*above, *rows], 1):
        for column, value in enumerate(cells, 1):
            if value is None or value == "":
                continue
            cell = sheet.cell(number, column, value)
            cell.font = Font(name="Calibri", size=11, bold=number == len(above) + 1)
            if isinstance(value, date):
                cell.number_format = "mm/dd/yyyy"
            elif isinstance(value, Decimal):
                cell.number_format = "#,##0.00"
    for column in range(1, max(map(len, rows)) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 15
