"""Hidden rows and columns of an OpenDocument sheet, which calamine does not tell: found in its XML as text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from invoices.workbook.sheet import MAX_COLUMNS, Hidden

# Tables, and the columns and rows in them; a row or column stands for several where it says so. A group of rows or
# columns may be folded up.
TAG = re.compile(rb"<(/?)table:(table(?:-(?:column|row)(?:-group)?)?)(?=[\s>/])([^>]*?)(/?)>")
NAME = re.compile(rb"""\btable:name\s*=\s*(?:"([^"]*)"|'([^']*)')""")
REPEATED = re.compile(rb"""\btable:number-(?:columns|rows)-repeated\s*=\s*["'](\d{1,7})["']""")
# By hand, or by a filter.
UNSEEN = re.compile(rb"""\btable:visibility\s*=\s*["'](?:collapse|filter)["']|\btable:display\s*=\s*["']false["']""")
STYLE = re.compile(rb"""\btable:style-name\s*=\s*["']([^"']*)["']""")
# Rows and columns of no height or width have a style that says so.
NO_SIZE = re.compile(rb"""\bstyle:(?:row-height|column-width)\s*=\s*["']0*(?:\.0*)?(?:[a-z]{2})?["']""")
NAMED_STYLE = re.compile(
    rb"""<style:style\b[^>]*?\bstyle:name\s*=\s*["']([^"']*)["'][^>]*(?<!/)>(.{0,400}?)</style:style>""", re.DOTALL
)


def hidden_in(content: bytes) -> dict[str, Hidden]:
    """Sheet -> what is hidden on it, from the text of `content.xml`. Sheets without hidden rows or columns are left
    out."""
    found: dict[str, Hidden] = {}
    for name, kind, first, count in _unseen(content):
        rows, columns = found.get(name, Hidden())
        if kind == b"table-row":
            found[name] = Hidden(rows | set(range(first + 1, first + count + 1)), columns)
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
            called = NAME.search(attributes)
            name = html.unescape((called[1] or called[2] or b"").decode("utf-8", "replace")) if called else ""
            at = dict.fromkeys(at, 0)
            folded.clear()
        elif kind.endswith(b"-group"):
            if ends and folded:
                folded.pop()
            elif not ends and not is_empty:
                folded.append(UNSEEN.search(attributes) is not None)
        elif not ends:
            repeated = REPEATED.search(attributes)
            count = int(repeated[1]) if repeated else 1
            style = STYLE.search(attributes)
            if UNSEEN.search(attributes) or any(folded) or (style is not None and style[1] in flat):
                yield name, kind, at[kind], count
            at[kind] += count
