"""Hidden rows and columns, struck cells and error values of an OpenDocument sheet, which calamine does not tell: found
in its XML as text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from invoices.workbook.sheet import MAX_COLUMNS, MAX_ROWS, Hidden, Lacks

# So many rows that say the same are looked at.
MOST_ALIKE = 100
# Tables, and the columns and rows in them; a row or column stands for several where it says so.
TAG = re.compile(rb"<table:(table|table-column|table-row)\s([^<>]*?)/?>")
NAME = re.compile(rb'\btable:name="([^"]*)"')
REPEATED = re.compile(rb'\btable:number-(?:columns|rows)-repeated="(\d{1,7})"')
# A style whose text is struck through, and the cells of a table with their style.
STYLE = re.compile(rb"<style:style\s([^<>]*[^<>/])>(.{0,4000}?)</style:style>", re.DOTALL)
STYLE_NAME = re.compile(rb'\b(?:style|table):(?:style-)?name="([^"]*)"')
LINE_THROUGH = re.compile(rb'\btext-line-through-(?:style|type)="(?!none")')
# By hand, or by a filter.
UNSEEN = re.compile(rb'\btable:visibility="(?:collapse|filter)"')
# A cell with an error says so in LibreOffice's own attribute, and shows its text.
ERROR_TYPE = b'value-type="error"'
CELL = re.compile(rb"<table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^<>]*?)(/?)>")
SHOWN = re.compile(rb"\s*<text:p[^<>]*>([^<]*)<")


def errors_in(content: bytes) -> dict[str, Lacks]:
    """Sheet -> its cells that show an error value, from the text of `content.xml`."""
    found: dict[str, dict[int, dict[int, str]]] = {}
    name, row, column, repeated_row = "", 0, 0, 1
    for tag in CELL.finditer(content):
        kind, attributes = tag[1], tag[2]
        repeated = REPEATED.search(attributes)
        count = int(repeated[1]) if repeated else 1
        if kind == b"table":
            called = NAME.search(attributes)
            name, row, repeated_row = html.unescape(called[1].decode("utf-8", "replace")) if called else "", 0, 1
        elif kind == b"table-row":
            row, column, repeated_row = row + repeated_row, 0, count
        else:
            if ERROR_TYPE in attributes:
                text = SHOWN.match(content, tag.end())
                shown = html.unescape(text[1].decode("utf-8", "replace")) if text else "#?"
                for number in range(row, row + min(repeated_row, MAX_COLUMNS)):
                    places = range(column, min(column + count, MAX_COLUMNS))
                    found.setdefault(name, {}).setdefault(number, {}).update(dict.fromkeys(places, shown))
            column += count
    return dict(found)


def hidden_in(content: bytes) -> dict[str, Hidden]:
    """Sheet -> what is hidden on it, from the text of `content.xml`. Sheets without hidden rows or columns are left
    out."""
    found: dict[str, Hidden] = {}
    for name, kind, first, count in _unseen(content):
        rows, columns = found.get(name, Hidden())
        if kind == b"table-row":
            found[name] = Hidden(rows | set(range(first + 1, min(first + count, MAX_ROWS) + 1)), columns)
        elif first < MAX_COLUMNS:
            found[name] = Hidden(rows, columns | set(range(first, min(first + count, MAX_COLUMNS))))
    return found


def _unseen(content: bytes) -> Iterator[tuple[str, bytes, int, int]]:
    """Sheet, kind, the first of the hidden rows or columns from 0, and how many there are."""
    name, at = "", {b"table-row": 0, b"table-column": 0}
    for tag in TAG.finditer(content):
        kind, attributes = tag[1], tag[2]
        if kind == b"table":
            called = NAME.search(attributes)
            name = html.unescape(called[1].decode("utf-8", "replace")) if called else ""
            at = dict.fromkeys(at, 0)
            continue
        repeated = REPEATED.search(attributes)
        count = int(repeated[1]) if repeated else 1
        if UNSEEN.search(attributes):
            yield name, kind, at[kind], count
        at[kind] += count


def struck_in(content: bytes) -> dict[str, Mapping[int, frozenset[int]]]:
    """Sheet -> row, counted from 1 -> its columns, counted from 0 = A, whose cells are struck through."""
    styles = {
        called[1]
        for attributes, inner in STYLE.findall(content)
        if LINE_THROUGH.search(inner) and (called := STYLE_NAME.search(attributes))
    }
    found: dict[str, dict[int, set[int]]] = {}
    for name, row, column, style in _styled(content) if styles else ():
        if style in styles:
            found.setdefault(name, {}).setdefault(row, set()).add(column)
    return {name: {row: frozenset(columns) for row, columns in rows.items()} for name, rows in found.items()}


def _styled(content: bytes) -> Iterator[tuple[str, int, int, bytes]]:
    """Sheet, row, column and style of every cell that is filled. A cell or row that stands for several is empty, or
    says the same so often that a few are enough."""
    name, row, column, repeated_rows = "", 0, 0, 1
    for tag in CELL.finditer(content):
        kind, attributes = tag[1], tag[2] or b""
        found = REPEATED.search(attributes)
        count = int(found[1]) if found else 1
        if kind == b"table":
            called = NAME.search(attributes)
            name, row, repeated_rows = html.unescape(called[1].decode("utf-8", "replace")) if called else "", 0, 0
        elif kind == b"table-row":
            row, column, repeated_rows = row + max(repeated_rows, 1) if row else 1, 0, count
        else:
            style = STYLE_NAME.search(attributes)
            if style and not tag[3]:
                for across in range(column, min(column + count, MAX_COLUMNS)):
                    for down in range(row, row + min(repeated_rows, MOST_ALIKE)):
                        yield name, down, across, style[1]
            column += count
