"""Writes a book of sheets as people's files: workbooks, delimited text in its dialects, HTML tables, JSON."""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter


@dataclass
class Sheet:
    """One sheet: its cells, and what a workbook says beside them. Places count from 0."""

    name: str
    rows: list[list[Any]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    struck: set[int] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)


@dataclass
class Book:
    """What a shape makes: sheets, or a `document` for JSON."""

    sheets: list[Sheet] = field(default_factory=list)
    document: Any = None


def write_xlsx(book: Book, path: Path) -> None:
    """A workbook; its creation date is fixed, so that the same seed gives the same bytes."""
    made = xlsxwriter.Workbook(str(path), {"in_memory": True})
    made.set_properties({"created": date(2026, 1, 1)})
    kinds = {
        (day, struck): made.add_format(
            ({"num_format": "mm/dd/yyyy"} if day else {}) | ({"font_strikeout": True} if struck else {})
        )
        for day in (False, True)
        for struck in (False, True)
    }
    for sheet in book.sheets:
        target = made.add_worksheet(sheet.name)
        for number, row in enumerate(sheet.rows):
            struck = number in sheet.struck
            for column, value in enumerate(row):
                _cell(target, number, column, value, kinds, struck)
            if number in sheet.hidden:
                target.set_row(number, None, None, {"hidden": True})
        for first_row, first_column, last_row, last_column in sheet.merged:
            value = sheet.rows[first_row][first_column]
            style = kinds[isinstance(value, date), False]
            target.merge_range(first_row, first_column, last_row, last_column, "", style)
            _cell(target, first_row, first_column, value, kinds, first_row in sheet.struck)
    made.close()


def _cell(target: Any, row: int, column: int, value: Any, kinds: dict[tuple[bool, bool], Any], struck: bool) -> None:
    if value is None or value == "":
        return
    if isinstance(value, date):
        target.write_datetime(row, column, value, kinds[True, struck])
    elif isinstance(value, int | Decimal):
        target.write_number(row, column, value, kinds[False, struck])
    else:
        target.write_string(row, column, str(value), kinds[False, struck])


def text_of(value: Any) -> str:
    """A value as an export writes it."""
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value.month:02}/{value.day:02}/{value.year}"
    return str(value)


def _delimited(delimiter: str, encoding: str) -> Callable[[Book, Path], None]:
    def write(book: Book, path: Path) -> None:
        out = io.StringIO(newline="")
        writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
        writer.writerows([text_of(value) for value in row] for row in book.sheets[0].rows)
        path.write_bytes(out.getvalue().encode(encoding))

    return write


def write_html(book: Book, path: Path) -> None:
    """An HTML page with one table, under a workbook's name."""
    rows = [
        "<tr>" + "".join(f"<td>{html.escape(text_of(value))}</td>" for value in row) + "</tr>"
        for row in book.sheets[0].rows
    ]
    page = f'<html><head><meta charset="utf-8"></head><body><table border="1">{"".join(rows)}</table></body></html>'
    path.write_text(page, encoding="utf-8")


def plain(value: Any) -> Any:
    """A value as JSON holds it: dates as ISO text, amounts as numbers (of two places, which a float keeps)."""
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def records(sheet: Sheet) -> list[dict[str, Any]]:
    """The rows below the headings as objects, empty cells left out."""
    headings = [str(text) for text in sheet.rows[0]]
    return [
        {heading: plain(value) for heading, value in zip(headings, row, strict=False) if value not in (None, "")}
        for row in sheet.rows[1:]
    ]


def write_json(book: Book, path: Path) -> None:
    """A JSON document: the book's own, else its rows as a list of objects."""
    document = book.document if book.document is not None else records(book.sheets[0])
    path.write_text(json.dumps(document, indent=1, ensure_ascii=False), encoding="utf-8")


def write_ndjson(book: Book, path: Path) -> None:
    """A JSON object a line: the items of the book's document, else its rows."""
    items = book.document if book.document is not None else records(book.sheets[0])
    path.write_text("\n".join(json.dumps(item, ensure_ascii=False) for item in items) + "\n", encoding="utf-8")


@dataclass(frozen=True)
class Container:
    """A kind of file: its ending, and what writes it."""

    ending: str
    write: Callable[[Book, Path], None]


CONTAINERS = {
    "xlsx": Container(".xlsx", write_xlsx),
    "csv": Container(".csv", _delimited(",", "utf-8")),
    "csv_semicolon": Container(".csv", _delimited(";", "utf-8")),
    "csv_bom": Container(".csv", _delimited(",", "utf-8-sig")),
    "csv_cp1252": Container(".csv", _delimited(",", "cp1252")),
    "csv_utf16": Container(".csv", _delimited(",", "utf-16")),
    "tsv": Container(".tsv", _delimited("\t", "utf-8")),
    "html_xls": Container(".xls", write_html),
    "json": Container(".json", write_json),
    "ndjson": Container(".ndjson", write_ndjson),
}
WORKBOOK = ("xlsx",)
GRID = ("xlsx", "xlsx", "csv", "csv_bom", "tsv", "html_xls")
FLAT = (*GRID, "csv_semicolon", "csv_cp1252", "csv_utf16", "json", "ndjson")
