"""JSON and NDJSON exports of portals: nested objects become one row a service, headed by the paths of their keys.

`{"invoices": [{"provider": {"npi": 1}, "members": [{"cin": "9...", "services": [{"code": "G9012"}]}]}]}` gives the
columns `invoices.provider.npi`, `invoices.members.cin` and `invoices.members.services.code`. A list of objects
makes rows; a list of plain values becomes one text, and so does a list of objects that stands beside the list of
services (a diagnosis list), as no row of its own can be meant.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from invoices.workbook.references import resolved
from invoices.workbook.sheet import MAX_CELLS, MAX_COLUMNS, CellValue, Sheet, UnreadableError, boolean_word, table_sheet

Record: TypeAlias = dict[str, CellValue]

DEEPEST = 30
# Half a character, which JSON can write and no text can hold.
HALF = re.compile("[\ud800-\udfff]")
# Each takes some sixty bytes, an object more.
MAX_VALUES = 10_000_000
SMALL = 3
JOINED_BY = "; "
# Lists of these make rows where an object holds several lists of objects.
ROW_LISTS = frozenset(
    [
        "services",
        "lines",
        "servicelines",
        "items",
        "lineitems",
        "visits",
        "encounters",
        "claims",
        "members",
        "clients",
        "patients",
        "invoices",
    ]
)


def is_json(text: str) -> bool:
    """Whether a text begins like JSON: an object or a list of objects."""
    start = text[:1000].lstrip("\ufeff \t\r\n")
    return start.startswith("{") or (start.startswith("[") and start[1:].lstrip()[:1] in ("{", "]", ""))


def read_portal(name: str, text: str) -> Sheet:
    """A JSON document, or one JSON object a line. Raises UnreadableError: WB001 no JSON, WB002 nothing in it, WB009
    too deep, wide or long."""
    if sum(map(text.count, ",{[")) > MAX_VALUES:
        raise UnreadableError("WB009", f"more than {MAX_VALUES:,} values", f"at most {MAX_VALUES:,} values")
    document = resolved(_parse(text.lstrip("\ufeff")))
    columns: dict[str, int] = {}
    rows: list[list[CellValue]] = []
    for record in _records(document, "", 0):
        row: list[CellValue] = [""] * len(columns)
        for path, value in record.items():
            place = columns.setdefault(path, len(columns))
            if place == len(row):
                row.append("")
            row[place] = value
        rows.append(row)
        if len(columns) > MAX_COLUMNS or len(rows) * len(columns) > MAX_CELLS:
            size = f"{len(rows):,} rows of {len(columns):,} keys"
            raise UnreadableError("WB009", size, f"at most {MAX_COLUMNS:,} keys and {MAX_CELLS:,} values")
    if not columns:
        raise UnreadableError("WB002", "no object with a value")
    return table_sheet(name, [list(columns), *rows], tuple(columns))


def _parse(text: str) -> Any:
    try:
        try:
            return json.loads(text)
        except json.JSONDecodeError as problem:
            # One object a line: the first ends where the whole text, read as one document, has "extra data".
            if not problem.msg.startswith("Extra data"):
                raise
            return [json.loads(line) for line in text.splitlines() if line.strip()]
    except json.JSONDecodeError as problem:
        raise UnreadableError(
            "WB001", f"JSON that breaks off or is faulty in line {problem.lineno}", "valid JSON"
        ) from problem
    except (RecursionError, ValueError) as problem:
        raise UnreadableError(
            "WB009", "JSON nested too deeply, or a number too long", "an ordinary export"
        ) from problem


def _records(value: Any, path: str, depth: int) -> Iterator[Record]:
    """The rows below a value: an object gives one, or one for each object in its lists of rows."""
    if depth > DEEPEST:
        raise UnreadableError("WB009", "JSON nested too deeply", f"at most {DEEPEST} levels")
    if isinstance(value, list):
        for part in value:
            yield from _records(part, path, depth + 1)
    elif isinstance(value, dict):
        own: Record = {}
        lists: list[tuple[str, list[Any]]] = []
        _collect(value, path, own, lists, depth)
        branches = _row_lists(lists)
        for where, parts in lists:
            if (where, parts) not in branches:
                own[where] = _joined(parts)
        made = False
        for where, parts in branches:
            for record in _records(parts, where, depth + 1):
                made = True
                yield {**own, **record}
        if own and not made:
            yield own
    elif value is not None and value != "":
        yield {path or "value": _plain(value)}


def _collect(value: dict[str, Any], path: str, own: Record, lists: list[tuple[str, list[Any]]], depth: int) -> None:
    if depth > DEEPEST:
        raise UnreadableError("WB009", "JSON nested too deeply", f"at most {DEEPEST} levels")
    for key, part in value.items():
        where = HALF.sub("\ufffd", f"{path}.{key}" if path else key)
        if isinstance(part, dict):
            _collect(part, where, own, lists, depth + 1)
        elif isinstance(part, list):
            if any(isinstance(item, (dict, list)) for item in part):
                lists.append((where, part))
            else:
                own[where] = _joined(part)
        else:
            own[where] = _plain(part)


def _row_lists(lists: list[tuple[str, list[Any]]]) -> list[tuple[str, list[Any]]]:
    """The lists whose objects are rows: those called so, else those of objects with more than a few keys."""
    named = [(path, parts) for path, parts in lists if _last_word(path) in ROW_LISTS]
    return named or [(path, parts) for path, parts in lists if any(_is_large(part) for part in parts)]


def _is_large(part: Any) -> bool:
    """Whether an object is more than a code with a word or two about it."""
    if not isinstance(part, dict):
        return isinstance(part, list)
    nested = any(isinstance(value, list) and any(isinstance(x, dict) for x in value) for value in part.values())
    return nested or len(part) > SMALL


def _last_word(path: str) -> str:
    return path.rpartition(".")[2].replace("_", "").lower()


def _joined(parts: Any) -> CellValue:
    """A list as one text, in its order; an object in it gives its first plain value: {"code": "Z59.01"}."""
    texts: list[str] = []
    for part in parts:
        if isinstance(part, dict):
            part = next((value for value in part.values() if not isinstance(value, (dict, list))), None)
        if part is not None and not isinstance(part, (dict, list)):
            texts.append(str(_plain(part)))
    return JOINED_BY.join(text for text in texts if text)


def _plain(value: Any) -> CellValue:
    if value is None:
        return ""
    if isinstance(value, bool):
        return boolean_word(value)
    if isinstance(value, str) and not value.isascii():
        return HALF.sub("\ufffd", value)
    return value if isinstance(value, (str, int, float)) else str(value)
