"""Other ways to a workbook that can be marked: rows written into a clean one, and a round through openpyxl."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Sequence
from html import escape

from invoices.layout.table import column_letter
from invoices.returns.findings_sheet import string_cell
from invoices.returns.package import COMPRESSION, EPOCH, RELATIONS, TYPES, xstring
from invoices.workbook import CellValue, Sheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WIDEST, NARROWEST, SAMPLED_ROWS = 42, 8, 200
LONGEST_NAME = 31
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    # Style 1 is text: leading zeros stay, and what is typed over an = stays text.
    '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" quotePrefix="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def plain_workbook(sheets: Sequence[Sheet]) -> tuple[bytes, dict[str, str]]:
    """A clean .xlsx with the same rows in the same places: text as text, numbers as numbers, anything else as the
    text of its value. Returns it with the sheets' new names by their old ones (Excel allows 31 characters)."""
    names: dict[str, str] = {}
    for sheet in sheets:
        names[sheet.name] = _sheet_name(sheet.name, set(names.values()))
    parts = {
        "[Content_Types].xml": _types(len(sheets)),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(list(names.values())),
        "xl/_rels/workbook.xml.rels": _relations(
            [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)] + [("styles", "styles.xml")]
        ),
        "xl/styles.xml": XML + STYLES,
    }
    parts |= {f"xl/worksheets/sheet{n}.xml": _sheet(sheet) for n, sheet in enumerate(sheets, 1)}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=COMPRESSION) as out:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(info, text.encode())
    return target.getvalue(), names


def through_openpyxl(content: bytes) -> bytes:
    """The workbook as openpyxl writes it: in the ordinary form, without what openpyxl does not know. A formula
    becomes the value that it had, since openpyxl would write it without one."""
    from openpyxl import load_workbook

    with warnings.catch_warnings():  # openpyxl tells on the terminal what it does not know
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(content), rich_text=True)
        values = load_workbook(io.BytesIO(content), data_only=True)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                value = values[sheet.title][cell.coordinate].value
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _sheet(sheet: Sheet) -> str:
    widths: dict[int, int] = {}
    rows = []
    for number, cells in enumerate(sheet.rows(), 1):
        written = []
        for column, value in enumerate(cells, sheet.first_column):
            if value == "":
                continue
            written.append(_cell(f"{column_letter(column)}{number}", value))
            if number <= SAMPLED_ROWS:
                widths[column] = max(widths.get(column, NARROWEST), min(WIDEST, len(str(value)) + 2))
        if written:
            rows.append(f'<row r="{number}">{"".join(written)}</row>')
    columns = "".join(
        f'<col min="{column + 1}" max="{column + 1}" width="{width}" style="1" customWidth="1"/>'
        for column, width in sorted(widths.items())
    )
    errors = '<ignoredErrors><ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/></ignoredErrors>'
    return (
        f'{XML}<worksheet xmlns="{MAIN}">{f"<cols>{columns}</cols>" if columns else ""}'
        f"<sheetData>{''.join(rows)}</sheetData>{errors}</worksheet>"
    )


def _cell(address: str, value: CellValue) -> str:
    if isinstance(value, bool):
        return f'<c r="{address}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{address}"><v>{value!r}</v></c>'
    return string_cell(address, str(value), 1)


def _sheet_name(name: str, taken: set[str]) -> str:
    clean = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", name).strip("' ")[:LONGEST_NAME].strip("' ") or "Sheet"
    chosen, number = clean, 2
    while chosen.lower() in {other.lower() for other in taken}:
        ending = f" {number}"
        chosen, number = clean[: LONGEST_NAME - len(ending)] + ending, number + 1
    return chosen


def _types(count: int) -> str:
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{KIND}.worksheet+xml"/>'
        for n in range(1, count + 1)
    )
    return (
        f'{XML}<Types xmlns="{TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{KIND}.styles+xml"/>{sheets}</Types>'
    )


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    items = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{XML}<Relationships xmlns="{RELATIONS}">{items}</Relationships>'


def _workbook(names: Sequence[str]) -> str:
    sheets = "".join(
        f'<sheet name="{escape(xstring(name))}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, 1)
    )
    return f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>'
