"""Workbooks that ask for more memory than there is: small files of which each says so in another way."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.invoices.cases import xlsx_bytes

DATA = Path(__file__).parent / "data"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"
TEXT = "<is><t>x</t></is>"
NEAR = f'<row r="1"><c r="A1" t="inlineStr">{TEXT}</c></row>'
LAST = "1048576"


def repacked(book: bytes, parts: Mapping[str, bytes]) -> bytes:
    """A zip with some of its parts replaced or added."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys([*old.namelist(), *parts]):
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return target.getvalue()


def sheet(rows: str) -> bytes:
    """A sheet that says nothing about its size."""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def xlsx(
    rows: str, head: str = f'<worksheet xmlns="{MAIN}">', end: str = "</worksheet>", data: str = "sheetData"
) -> bytes:
    """A workbook whose only sheet has these rows, and says that it has two columns and rows."""
    text = f'<?xml version="1.0"?>{head}<dimension ref="A1:B2"/><{data}>{rows}</{data}>{end}'
    return repacked(xlsx_bytes({"A": [["x"]]}), {SHEET: text.encode()})


def far(cell: str) -> bytes:
    """A workbook of A1 and one cell in the last row."""
    return xlsx(f'{NEAR}<row r="{LAST}">{cell}</row>')


def far_behind(filler: int) -> bytes:
    """The far cell stands behind so many bytes, so that the place where a piece of the part ends meets it anywhere."""
    return xlsx(f'{NEAR}<!--{"x" * filler}--><row r=\'{LAST}\'><c r="XFD{LAST}" t="inlineStr">{TEXT}</c></row>')


def prefixed() -> bytes:
    """All elements have a prefix."""
    rows = "".join(f'<x:row r="{n}"><x:c r="{a}{n}"><x:v>1</x:v></x:c></x:row>' for a, n in (("A", 1), ("XFD", LAST)))
    return xlsx(rows, f'<x:worksheet xmlns:x="{MAIN}">', "</x:worksheet>", "x:sheetData")


def eight_sheets() -> bytes:
    """Each sheet spans 19.6 million cells, just under what one file may have."""
    book = xlsx_bytes({f"S{n}": [["x"]] for n in range(8)})
    text = sheet(f'{NEAR}<row r="14000"><c r="BAV14000"><v>1</v></c></row>')
    return repacked(book, {f"xl/worksheets/sheet{n}.xml": text for n in range(1, 9)})


def one_part_for_many_sheets() -> bytes:
    """Two thousand sheets that are all the same part."""
    book = zipfile.ZipFile(io.BytesIO(xlsx_bytes({"A": [["x"]]}))).read("xl/workbook.xml").decode()
    begin, end = book.index("<sheet "), book.index("</sheets>")
    tag = book[begin:end]
    many = "".join(tag.replace('name="A"', f'name="A{n}"') for n in range(2_000))
    return repacked(xlsx_bytes({"A": [["x"]]}), {"xl/workbook.xml": (book[:begin] + many + book[end:]).encode()})


def repeated(rows: int, columns: int) -> bytes:
    """An OpenDocument sheet of one cell, so many times."""
    cell = (
        f'<table:table-row table:number-rows-repeated="{rows}">'
        f'<table:table-cell table:number-columns-repeated="{columns}" office:value-type="float" office:value="1">'
        "<text:p>1</text:p></table:table-cell></table:table-row>"
    )
    text = zipfile.ZipFile(DATA / "codes.ods").read("content.xml").decode()
    place = text.index("<table:table-row")
    return repacked((DATA / "codes.ods").read_bytes(), {"content.xml": (text[:place] + cell + text[place:]).encode()})


def old_dimension(rows: int) -> bytes:
    """An .xls whose DIMENSIONS record says so many rows."""
    content = bytearray((DATA / "codes.xls").read_bytes())
    place = content.index(struct.pack("<HH", 0x200, 14)) + 4
    content[place : place + 12] = struct.pack("<IIHH", 0, rows, 0, 256)
    return bytes(content)


def lying_size() -> bytes:
    """A part that unpacks to a thousand times the size that the zip's directory says."""
    book = xlsx(NEAR + " " * 30_000_000)
    size = struct.pack("<I", len(zipfile.ZipFile(io.BytesIO(book)).read(SHEET)))
    return book.replace(size, struct.pack("<I", 400))


def two_parts_of_a_name() -> bytes:
    """The sheet stands in the zip twice, the second time with a far cell, under a name in other letters."""
    text = sheet(f'{NEAR}<row r="{LAST}"><c r="XFD{LAST}"><v>1</v></c></row>')
    return repacked(xlsx(NEAR), {SHEET.replace("sheet1", "SHEET1"): text})


def many_parts() -> bytes:
    """A zip whose directory lists 2,000,000 parts."""
    book = xlsx(NEAR)
    end = book.rindex(b"PK\x05\x06")
    size, start = struct.unpack("<II", book[end + 12 : end + 20])
    entry = book[start : start + 46 + int.from_bytes(book[start + 28 : start + 30], "little")]
    entries = entry * 2_000_000
    last = book[end : end + 12] + struct.pack("<II", size + len(entries), start) + book[end + 20 :]
    return book[:end] + entries + last


LONG = "y" * 3_000
#: File name -> what makes it. Each is refused.
HOSTILE: Mapping[str, Callable[[], bytes]] = {
    "far cell.xlsx": lambda: far(f'<c r="XFD{LAST}" t="inlineStr">{TEXT}</c>'),
    "outside the grid.xlsx": lambda: far(f'<c r="ZZZ9999999" t="inlineStr">{TEXT}</c>'),
    "far outside.xlsx": lambda: far(f'<c r="A4294967295" t="inlineStr">{TEXT}</c>'),
    "far row, near reference.xlsx": lambda: xlsx(f'{NEAR}<row r="2"><c r="XFD{LAST}"><v>1</v></c></row>'),
    "other order.xlsx": lambda: far(f'<c t="inlineStr" r="XFD{LAST}">{TEXT}</c>'),
    "other quotes.xlsx": lambda: far(f"<c r='XFD{LAST}' t='inlineStr'>{TEXT}</c>"),
    "line break.xlsx": lambda: far(f'<c\nr="XFD{LAST}"><v>1</v></c>'),
    "long attribute.xlsx": lambda: far(f'<c r="XFD{LAST}" y="{LONG}"><v>1</v></c>'),
    "longer attribute.xlsx": lambda: far(f'<c y="{LONG}" r="XFD{LAST}"><v>1</v></c>'),
    "prefixed.xlsx": prefixed,
    "eight sheets.xlsx": eight_sheets,
    "one part, many sheets.xlsx": one_part_for_many_sheets,
    "lying size.xlsx": lying_size,
    "two parts.xlsx": two_parts_of_a_name,
    "many parts.xlsx": many_parts,
    "repeated.ods": lambda: repeated(9_999, 9_999),
    "repeated rows.ods": lambda: repeated(1_048_576, 30),
    "dimension.xls": lambda: old_dimension(0x7FFF_FFFF),
    "smaller dimension.xls": lambda: old_dimension(0x0010_0000),
    "wide and long.csv": lambda: b"\n" * 1_000_000 + b"," * 1_999,
    "cells.csv": lambda: b",,,,,,,,,\n" * 2_100_000,
    "objects.json": lambda: b"[" + b"{}," * 11_000_000 + b"{}]",
    "keys.json": lambda: json.dumps([{f"k{n}": n} for n in range(2_100)]).encode(),
    "too many bytes.csv": lambda: b"x" * 150_000_001,
}
