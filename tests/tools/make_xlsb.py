"""Writes a small .xlsb ([MS-XLSB]): Excel's binary workbook, which no library writes. For tests."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Collection, Sequence
from typing import NamedTuple

from invoices.workbook import CellValue

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'
)


class CellError(NamedTuple):
    """A cell that shows an error, by its number ([MS-XLSB] 2.5.97.2 BErr)."""

    code: int


def xlsb(
    name: str,
    rows: Sequence[Sequence[CellValue | CellError]],
    hidden_rows: Collection[int] = (),
    hidden_columns: Collection[int] = (),
) -> bytes:
    """A workbook of one sheet with texts and numbers; rows are hidden by number, columns from 0 = A."""
    book = record(131) + record(153, struct.pack("<II", 0, 0) + text("")) + record(143)
    book += record(156, struct.pack("<II", 0, 1) + text("rId1") + text(name)) + record(144) + record(132)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("[Content_Types].xml", TYPES)
        out.writestr("_rels/.rels", relation("officeDocument", "xl/workbook.bin"))
        out.writestr("xl/workbook.bin", book)
        out.writestr("xl/_rels/workbook.bin.rels", relation("worksheet", "worksheets/sheet1.bin"))
        out.writestr("xl/worksheets/sheet1.bin", sheet(rows, hidden_rows, hidden_columns))
    return target.getvalue()


def sheet(
    rows: Sequence[Sequence[CellValue | CellError]], hidden_rows: Collection[int], hidden_columns: Collection[int]
) -> bytes:
    """The sheet's part."""
    widest = max(map(len, rows))
    made = record(129) + record(148, struct.pack("<4I", 0, len(rows) - 1, 0, widest - 1))
    if hidden_columns:
        columns = [record(60, struct.pack("<4IH", column, column, 2304, 0, 1)) for column in hidden_columns]
        made += record(390) + b"".join(columns) + record(391)
    made += record(145)
    for number, row in enumerate(rows):
        flags = 0x10 if number + 1 in hidden_rows else 0
        made += record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, flags, 0, 0))
        for column, value in enumerate(row):
            place = struct.pack("<II", column, 0)
            if isinstance(value, str) and value:
                made += record(6, place + text(value))
            elif isinstance(value, CellError):
                made += record(3, place + bytes([value.code]))
            elif isinstance(value, int | float):
                made += record(5, place + struct.pack("<d", value))
    return made + record(146) + record(130)


def record(number: int, data: bytes = b"") -> bytes:
    """A record: its number and length in seven bits a byte, its data."""
    return varied(number) + varied(len(data)) + data


def varied(number: int) -> bytes:
    """Seven bits a byte, the lowest first; the eighth bit says that another follows."""
    made = b""
    while number > 0x7F:
        made += bytes([number & 0x7F | 0x80])
        number >>= 7
    return made + bytes([number])


def text(value: str) -> bytes:
    """A text of two bytes a letter behind its length."""
    return struct.pack("<I", len(value)) + value.encode("utf-16-le")


def relation(kind: str, target: str) -> str:
    """A part of relations with one relation."""
    return (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"/>'
        "</Relationships>"
    )
