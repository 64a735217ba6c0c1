"""Hidden rows and columns, struck cells and error values of an OpenDocument sheet, which calamine does not tell: found
in its XML as text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from invoices.workbook.sheet import MAX_COLUMNS, MAX_ROWS, Hidden, Lacks

# So many rows that say the same are looked at.
MOST_ALIKE = 100
# Tables, and the columns and rows in them; a row or column stands for several where it says so. A group of rows or
# columns may be folded up.
TAG = re.compile(rb"<(/?)table:(table(?:-(?:column|row)(?:-group)?)?)(?=[\s>/])([^<>]*?)(/?)>")
NAME = re.compile(rb"""\btable:name\s*=\s*(?:"([^"]*)"|'([^']*)')""")
REPEATED = re.compile(rb"""\btable:number-(?:columns|rows)-repeated\s*=\s*["'](\d{1,7})["']""")
# By hand, or by a filter.
UNSEEN = re.compile(rb"""\btable:visibility\s*=\s*["'](?:collapse|filter)["']|\btable:display\s*=\s*["']false["']""")
STYLE = re.compile(rb"""\btable:style-name\s*=\s*["']([^"']*)["']""")
# Rows and columns of no height or width have a style that says so, and so have cells that are struck through.
NO_SIZE = re.compile(rb"""\bstyle:(?:row-height|column-width)\s*=\s*["']0*(?:\.0*)?(?:[a-z]{2})?["']""")
LINE_THROUGH = re.compile(rb"""\btext-line-through-(?:style|type)\s*=\s*["'](?!none)""")
NAMED_STYLE = re.compile(
    rb"""<style:style\b[^<>]*?\bstyle:name\s*=\s*["']([^"']*)["'][^<>]*(?<!/)>(.{0,4000}?)</style:style>""", re.DOTALL
)
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
        count = _count(attributes)
        if kind == b"table":
            name, row, repeated_row = _name(attributes), 0, 1
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


def _name(attributes: bytes) -> str:
    called = NAME.search(attributes)
    return html.unescape((called[1] or called[2] or b"").decode("utf-8", "replace")) if called else ""


def _count(attributes: bytes) -> int:
    """How many rows or columns one stands for."""
    repeated = REPEATED.search(attributes)
    return int(repeated[1]) if repeated else 1


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


def may_hide(window: bytes) -> bool:
    """Whether a piece of the text could hide something."""
    return UNSEEN.search(window) is not None or NO_SIZE.search(window) is not None


def _unseen(content: bytes) -> Iterator[tuple[str, bytes, int, int]]:
    """Sheet, kind, the first of the hidden rows or columns from 0, and how many there are."""
    flat = {found[1] for found in NAMED_STYLE.finditer(content) if NO_SIZE.search(found[2])}
    name, at = "", {b"table-row": 0, b"table-column": 0}
    folded: list[bool] = []
    for tag in TAG.finditer(content):
        ends, kind, attributes, is_empty = tag[1], tag[2], tag[3], tag[4]
        if kind == b"table":
            name = _name(attributes)
            at = dict.fromkeys(at, 0)
            folded.clear()
        elif kind.endswith(b"-group"):
            if ends and folded:
                folded.pop()
            elif not ends and not is_empty:
                folded.append(UNSEEN.search(attributes) is not None)
        elif not ends:
            count, style = _count(attributes), STYLE.search(attributes)
            if UNSEEN.search(attributes) or any(folded) or (style is not None and style[1] in flat):
                yield name, kind, at[kind], count
            at[kind] += count


def struck_in(content: bytes) -> dict[str, Mapping[int, frozenset[int]]]:
    """Sheet -> row, counted from 1 -> its columns, counted from 0 = A, whose cells are struck through."""
    styles = {found[1] for found in NAMED_STYLE.finditer(content) if LINE_THROUGH.search(found[2])}
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
        count = _count(attributes)
        if kind == b"table":
            name, row, repeated_rows = _name(attributes), 0, 0
        elif kind == b"table-row":
            row, column, repeated_rows = row + max(repeated_rows, 1) if row else 1, 0, count
        else:
            style = STYLE.search(attributes)
            if style and not tag[3]:
                for across in range(column, min(column + count, MAX_COLUMNS)):
                    for down in range(row, row + min(repeated_rows, MOST_ALIKE)):
                        yield name, down, across, style[1]
            column += count
