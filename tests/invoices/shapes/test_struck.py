"""Cells that are struck through, in each format that can say so."""

from __future__ import annotations

import io
import re
import struct
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from invoices.workbook import open_workbook
from invoices.workbook.old_strikes import struck_in_xls
from invoices.workbook.open_document import struck_in
from invoices.workbook.strikes import struck_cells, struck_texts
from tests.invoices.shapes.grids import cells_of

DATA = Path(__file__).parents[1] / "data"


def book_of(*, rich: bool) -> bytes:
    """A workbook with a struck row, a struck cell, and a cell whose strike is switched off."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in range(1, 5):
        for column in range(1, 4):
            sheet.cell(row, column, f"{row}{column}")
    if rich:
        struck = CellRichText(TextBlock(InlineFont(strike=True), "gone"))
        half = CellRichText(TextBlock(InlineFont(strike=True), "gone"), TextBlock(InlineFont(), " stays"))
        sheet["A2"], sheet["B2"] = struck, half
    else:
        for cell in sheet[2]:
            cell.font = Font(strike=True)
        sheet["B4"].font = Font(strike=True, bold=True)
        sheet["C4"].font = Font(strike=False)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_struck_cells_of_a_workbook() -> None:
    (sheet,) = open_workbook(Path("a.xlsx"), book_of(rich=False)).sheets
    assert sheet.surroundings.struck == {2: frozenset([0, 1, 2]), 4: frozenset([1])}


def test_a_text_is_struck_where_all_its_parts_are() -> None:
    (sheet,) = open_workbook(Path("a.xlsx"), book_of(rich=True)).sheets
    assert sheet.surroundings.struck == {2: frozenset([0])}


def test_a_shared_text_is_struck_where_all_its_parts_are() -> None:
    shared = (
        b"<sst><si><t>plain</t></si><si><r><rPr><strike/></rPr><t>gone</t></r></si>"
        b"<si><r><rPr><strike/></rPr><t>gone</t></r><r><t>stays</t></r></si></sst>"
    )
    cells = (
        b'<row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" s="4" t="s"><v>2</v></c><c r="C3" t="s"><v>0</v></c></row>'
    )
    assert struck_texts(shared) == {1}
    assert struck_cells([cells], frozenset(), struck_texts(shared), inline=False) == {3: frozenset([0])}
    assert struck_cells([cells], frozenset([4]), frozenset(), inline=False) == {3: frozenset([1])}


def record(number: int, data: bytes) -> bytes:
    """A record of an .xls."""
    return struct.pack("<HH", number, len(data)) + data


def test_struck_cells_of_an_old_workbook() -> None:
    fonts = b"".join(record(0x31, struct.pack("<HH", 200, 0x08 if number == 4 else 0)) for number in range(6))
    # Font 4 does not exist: the fifth is called 5.
    formats = b"".join(record(0xE0, struct.pack("<H", font) + bytes(18)) for font in (0, 5, 6))
    start = len(fonts + formats) + 4
    cells = record(0x203, struct.pack("<3Hd", 0, 2, 1, 7.0)) + record(0x203, struct.pack("<3Hd", 0, 3, 2, 7.0))
    cells += record(0xBD, struct.pack("<2H", 4, 1) + struct.pack("<HIHI", 1, 0, 0, 0) + struct.pack("<H", 2))
    cells += record(0xBE, struct.pack("<2H3HH", 5, 0, 0, 1, 1, 2))
    stream = fonts + formats + record(0x0A, b"") + cells + record(0x0A, b"")
    assert struck_in_xls(stream, start) == {1: {2}, 5: {1}, 6: {1, 2}}
    assert struck_in_xls(stream.replace(struct.pack("<HH", 200, 0x08), struct.pack("<HH", 200, 0)), start) == {}


def test_the_cells_of_an_old_workbook_are_those_that_are_filled() -> None:
    content = (DATA / "codes.xls").read_bytes()
    plain = open_workbook(Path("codes.xls"), content).sheets[0]
    assert plain.surroundings.struck == {}
    fonts = re.compile(rb"\x31\x00(?=[\x0f-\x40]\x00..[\x00-\x07]\x00)(..)(..)(.)", re.DOTALL)
    crossed = fonts.sub(lambda font: font[0][:-1] + bytes([font[3][0] | 0x08]), content)
    struck = open_workbook(Path("codes.xls"), crossed).sheets[0]
    filled = {(row, column) for row, column, _ in cells_of(struck)}
    assert filled
    assert filled <= {(row, column) for row, columns in struck.surroundings.struck.items() for column in columns}


def test_struck_cells_of_an_open_document() -> None:
    content = (
        b'<style:style style:name="ce1" style:family="table-cell"><style:text-properties'
        b' style:text-line-through-style="solid"/></style:style><style:style style:name="ce2"'
        b' style:family="table-cell"><style:text-properties style:text-line-through-style="none"/></style:style>'
        b'<table:table table:name="Q1 &amp; Q2"><table:table-row><table:table-cell table:style-name="ce2">'
        b"<text:p>a</text:p>"
        b'</table:table-cell></table:table-row><table:table-row table:number-rows-repeated="2"><table:table-cell'
        b' table:number-columns-repeated="2"/><table:table-cell table:style-name="ce1"><text:p>b</text:p>'
        b"</table:table-cell></table:table-row><table:table-row><table:table-cell table:style-name='x'"
        b' table:number-columns-repeated="3"/><table:table-cell table:style-name="ce1"><text:p>c</text:p>'
        b"</table:table-cell>"
        b"</table:table-row></table:table>"
    )
    assert struck_in(content) == {"Q1 & Q2": {2: {2}, 3: {2}, 4: {3}}}
