"""The sheet `Findings`: what was found, cell by cell, with a link to each.

Every text goes in as an inline string in a text format, so that nothing from an input ever becomes a formula, now
or when somebody edits the cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from edi.diagnostics import Severity
from invoices.findings_sheet import HEADINGS
from invoices.returns.marks import LAST_ROW, Listed
from invoices.returns.package import xstring
from invoices.returns.styles import FILLS, Styles
from invoices.workbook import CellValue

WIDTHS = (10, 11, 20, 9, 58, 58, 28, 30)
MOST_LINKS = 65_000  # Excel refuses a sheet with more than 65,530
LONGEST = 32_000  # a cell holds 32,767 characters


def remembered_colours(rows: Iterable[Sequence[CellValue]]) -> dict[str, str]:
    """The colours that cells had, by sheet and cell ("Invoice!B5"), from the rows of a Findings sheet."""
    texts = (str(row[len(HEADINGS) - 1]) for row in rows if len(row) >= len(HEADINGS))
    return {place: colour for place, found, colour in (text.partition(" = ") for text in texts) if found}


def findings_xml(listed: Sequence[Listed], colours: Mapping[str, str], styles: Styles, main: str) -> bytes:
    """The sheet's XML; `main` is the namespace of the workbook, `colours` what `remembered_colours` gives back.
    Adds the styles that it needs."""
    head = styles.made(bold=True, ink="FFFFFFFF", fill="FF2F4858", text=True)
    plain = styles.made(text=True)
    link = styles.made(text=True, link=True, ink="FF1A5C94")
    coloured: dict[Severity, int] = {severity: styles.made(text=True, fill=fill) for severity, fill in FILLS.items()}
    shown = listed[: LAST_ROW - 1]
    rows = [_row(1, HEADINGS, [head] * len(HEADINGS))]
    memory = [f"{place} = {colour}" for place, colour in colours.items()]
    for number, one in enumerate(shown, 2):
        # Every marked cell has a finding, so there are rows enough; which row holds a colour says nothing.
        colour = memory[number - 2] if number - 2 < len(memory) else ""
        texts = (one.code, one.severity, one.sheet, one.cell, one.what, one.fix, one.value, colour)
        linked = link if one.target else plain
        rows.append(_row(number, texts, [plain, coloured[one.severity], plain, linked, plain, plain, plain, plain]))
    hidden = ["", ' hidden="1"']
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"{hidden[n == len(WIDTHS)]}/>'
        for n, width in enumerate(WIDTHS, 1)
    )
    area = f"A1:G{len(shown) + 1}"
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{main}">'
        f'<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="{area}"/><sheetViews>'
        '<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        '<selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>{"".join(rows)}</sheetData>'
        f'<autoFilter ref="{area}"/>{_links(shown)}<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" '
        'header="0.3" footer="0.3"/><pageSetup orientation="landscape" fitToHeight="0"/>'
        f'<ignoredErrors><ignoredError sqref="{area}" numberStoredAsText="1"/></ignoredErrors></worksheet>'
    ).encode()


def string_cell(address: str, text: str, style: int) -> str:
    """A cell that holds text, whatever the text looks like."""
    body = escape(xstring(text[:LONGEST]), quote=False)
    return f'<c r="{address}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{body}</t></is></c>'


def _row(number: int, texts: Sequence[str], styles: Sequence[int]) -> str:
    cells = (
        string_cell(f"{letter}{number}", text, style)
        for letter, text, style in zip("ABCDEFGH", texts, styles, strict=True)
    )
    return f'<row r="{number}">{"".join(cells)}</row>'


def _links(listed: Sequence[Listed]) -> str:
    links = []
    for number, one in enumerate(listed[:MOST_LINKS], 2):
        if one.target:
            sheet = one.sheet.replace("'", "''")
            place = escape(xstring(f"'{sheet}'!{one.target}"))
            links.append(f'<hyperlink ref="D{number}" location="{place}" display="{one.cell}"/>')
    return f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else ""
