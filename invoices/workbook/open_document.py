"""Hidden rows and columns of an OpenDocument sheet, which calamine does not tell: found in its XML as text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from invoices.workbook.sheet import MAX_COLUMNS, MAX_ROWS, Hidden

# Tables, and the columns and rows in them; a row or column stands for several where it says so.
TAG = re.compile(rb"<table:(table|table-column|table-row)\s([^<>]*?)/?>")
NAME = re.compile(rb'\btable:name="([^"]*)"')
REPEATED = re.compile(rb'\btable:number-(?:columns|rows)-repeated="(\d{1,7})"')
# By hand, or by a filter.
UNSEEN = re.compile(rb'\btable:visibility="(?:collapse|filter)"')


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
