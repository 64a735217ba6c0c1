"""JSON and NDJSON exports of portals: nested objects become one row a service, headed by the paths of their keys.

`{"invoices": [{"provider": {"npi": 1}, "members": [{"cin": "9...", "services": [{"code": "G9012"}]}]}]}` gives the
columns `invoices.provider.npi`, `invoices.members.cin` and `invoices.members.services.code`. A list of objects
makes rows, and so does one beside it with the same keys, whatever it is called; a list of plain values becomes one
text, and so does a list of objects that stands beside the list of services (a diagnosis list), as no row of its own can
be meant. A list of objects that was not read, though it holds a member or a service, is reported.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeAlias

from invoices.workbook.references import resolved
from invoices.workbook.sheet import (
    MAX_CELLS,
    MAX_COLUMNS,
    CellValue,
    Note,
    Surroundings,
    UnreadableError,
    Workbook,
    boolean_word,
    table_sheet,
)
from invoices.workbook.telling import tells_of_a_service

Record: TypeAlias = dict[str, CellValue]

DEEPEST = 30
# Half a character, which JSON can write and no text can hold.
HALF = re.compile("[\ud800-\udfff]")
# Each takes some sixty bytes, an object more.
MAX_VALUES = 10_000_000
SMALL = 3
# So many objects of a list show what it holds; so many keys make two lists alike.
SHAPE, LEAST_IN_COMMON = 50, 2
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


def read_portal(name: str, text: str) -> Workbook:
    """A JSON document, or one JSON object a line, and its lists that were not read. Raises UnreadableError: WB001 no
    JSON, WB002 nothing in it, WB009 too deep, wide or long."""
    if sum(map(text.count, ",{[")) > MAX_VALUES:
        raise UnreadableError("WB009", f"more than {MAX_VALUES:,} values", f"at most {MAX_VALUES:,} values")
    parsed = _parse(text.lstrip("\ufeff"))
    twofold = next(_twofold_keys(parsed), "")
    document = resolved(parsed)
    # An object that was put where another one refers to it may be in any row.
    somewhere = "" if document is parsed else twofold
    columns: dict[str, int] = {}
    rows: list[list[CellValue]] = []
    reader = _Reader()
    repeated: dict[int, Note] = {}
    for record, twice in reader.records(document, "", 0, ""):
        row: list[CellValue] = [""] * len(columns)
        for path, value in record.items():
            place = columns.setdefault(path, len(columns))
            if place == len(row):
                row.append("")
            row[place] = value
        rows.append(row)
        if twice or somewhere:
            repeated[len(rows)] = Note("WB036", twice or somewhere)
        if len(columns) > MAX_COLUMNS or len(rows) * len(columns) > MAX_CELLS:
            size = f"{len(rows):,} rows of {len(columns):,} keys"
            raise UnreadableError("WB009", size, f"at most {MAX_COLUMNS:,} keys and {MAX_CELLS:,} values")
    if not columns:
        raise UnreadableError("WB002", "no object with a value")
    sheet = table_sheet(name, [list(columns), *rows], tuple(columns), Repeated(repeated))
    return Workbook([sheet], list(_not_read(document, reader.read)))


class Repeated(Surroundings):
    """The rows of objects that have a key twice: one of its values is lost."""

    def __init__(self, rows: Mapping[int, Note]) -> None:
        self._rows = rows

    def faults(self, header_row: int) -> Mapping[int, Note]:  # noqa: ARG002 - whatever row has the keys
        """Rows whose cells cannot be trusted, with the key."""
        return self._rows


class Twofold(dict[str, Any]):
    """An object with a key that stands in it more than once."""

    key = ""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of its keys and values. Lists under one key are one list, of other values the last one is kept."""
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    kept = Twofold()
    for key, value in pairs:
        if key in kept:
            kept.key = kept.key or key
            if isinstance(value, list) and isinstance(kept[key], list):
                value = [*kept[key], *value]
        kept[key] = value
    return kept


def _parse(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_object)
    except json.JSONDecodeError as problem:
        return _parse_lines(text, problem)
    except (RecursionError, ValueError) as problem:
        raise _too_deep() from problem


def _parse_lines(text: str, problem: json.JSONDecodeError) -> list[Any]:
    """One object a line. A text that is not cut so (half of its lines are no JSON) breaks where `problem` says."""
    # Other line ends of Unicode, U+2028 for one, may stand inside a string.
    lines = [(number, line) for number, line in enumerate(re.split(r"\r\n|\n|\r", text), 1) if line.strip()]
    found: list[Any] = []
    broken: list[int] = []
    for number, line in lines:
        try:
            found.append(json.loads(line, object_pairs_hook=_object))
        except json.JSONDecodeError:
            broken.append(number)
        except (RecursionError, ValueError) as deep:
            raise _too_deep() from deep
    objects = sum(isinstance(value, dict) for value in found)
    if broken or objects < len(found):
        line_number = broken[0] if broken and objects >= len(broken) else problem.lineno
        found_text = f"JSON that breaks off or is faulty in line {line_number}"
        raise UnreadableError("WB001", found_text, "valid JSON") from problem
    return found


def _too_deep() -> UnreadableError:
    return UnreadableError("WB009", "JSON nested too deeply, or a number too long", "an ordinary export")


Lists: TypeAlias = list[tuple[str, list[Any]]]


class _Reader:
    """Makes rows of a document. `read` holds the identity of each object whose values are in the rows."""

    def __init__(self) -> None:
        self.read: set[int] = set()
        # Below a path: the lists that made rows there, each with the keys of its objects.
        self._known: dict[str, dict[str, frozenset[str]]] = {}

    def records(self, value: Any, path: str, depth: int, twice: str) -> Iterator[tuple[Record, str]]:
        """The rows below a value, each with a key that stands twice in an object of its: an object gives one, or one
        for each object in its lists of rows."""
        if depth > DEEPEST:
            raise UnreadableError("WB009", "JSON nested too deeply", f"at most {DEEPEST} levels")
        if isinstance(value, list):
            for part in value:
                yield from self.records(part, path, depth + 1, twice)
        elif isinstance(value, dict):
            yield from self._of_object(value, path, depth, twice)
        elif value is not None and value != "":
            yield {path or "value": _plain(value)}, twice

    def _of_object(self, value: dict[str, Any], path: str, depth: int, twice: str) -> Iterator[tuple[Record, str]]:
        own: Record = {}
        lists: Lists = []
        twice = self._collect(value, path, own, lists, depth) or twice
        branches = self._row_lists(path, lists)
        for where, parts in lists:
            if not any(parts is one for _, one in branches):
                own[where] = self._joined(parts)
        made = False
        for where, parts in branches:
            for record, more in self.records(parts, where, depth + 1, twice):
                made = True
                yield {**own, **record}, more
        if own and not made:
            yield own, twice

    def _collect(self, value: dict[str, Any], path: str, own: Record, lists: Lists, depth: int) -> str:
        """Fills in an object's own values and its lists of objects; gives a key that stands twice in it."""
        if depth > DEEPEST:
            raise UnreadableError("WB009", "JSON nested too deeply", f"at most {DEEPEST} levels")
        self.read.add(id(value))
        twice = value.key if isinstance(value, Twofold) else ""
        for key, part in value.items():
            where = HALF.sub("\ufffd", f"{path}.{key}" if path else key)
            if isinstance(part, dict):
                twice = self._collect(part, where, own, lists, depth + 1) or twice
            elif isinstance(part, list):
                if any(isinstance(item, (dict, list)) for item in part):
                    lists.append((where, part))
                else:
                    own[where] = _joined_plain(part)
            else:
                own[where] = _plain(part)
        return twice

    def _row_lists(self, path: str, lists: Lists) -> Lists:
        """The lists whose objects are rows: those called so, else those of objects with more than a few keys; and
        whatever holds services and has the keys of one that made rows before, under the path of that one."""
        named = [(where, parts) for where, parts in lists if _last_word(where) in ROW_LISTS]
        rows = named or [(where, parts) for where, parts in lists if any(map(_is_large, parts))]
        others = [(where, parts) for where, parts in lists if not any(parts is one for _, one in rows)]
        known = self._known.setdefault(path, {})
        found: Lists = []
        for where, parts in rows:
            alike = _path_of(where, parts, known)
            if not alike:
                known[where] = _keys(parts)
            found.append((alike or where, parts))
        found += [(alike, parts) for where, parts in others if (alike := _path_of(where, parts, known))]
        return found

    def _joined(self, parts: Sequence[Any]) -> CellValue:
        """A list as one text, in its order; an object in it gives its first plain value: {"code": "Z59.01"}."""
        plain: list[Any] = []
        for part in parts:
            if isinstance(part, dict):
                values = [value for value in part.values() if not isinstance(value, (dict, list))]
                if len(part) == 1:
                    self.read.add(id(part))
                part = values[0] if values else None
            plain.append(part)
        return _joined_plain(plain)


def _not_read(document: Any, read: set[int]) -> Iterator[Note]:
    """What no row holds: objects of a list that name a member or a service, and keys that stand twice."""
    unread: Counter[str] = Counter()
    waiting: list[tuple[str, Any, bool]] = [("", document, False)]
    while waiting:
        path, value, listed = waiting.pop()
        if isinstance(value, list):
            waiting += [(path, part, True) for part in value if isinstance(part, (dict, list))]
            continue
        if id(value) not in read:
            unread[path] += listed and any(map(tells_of_a_service, value.values()))
            if isinstance(value, Twofold):
                yield Note("WB036", value.key)
        for key, part in value.items():
            if isinstance(part, (dict, list)):
                waiting.append((f"{path}.{key}" if path else key, part, listed and isinstance(part, dict)))
    for path, count in sorted(unread.items()):
        if count:
            yield Note("WB033", path, f"{count:,}")


def _twofold_keys(document: Any) -> Iterator[str]:
    """The keys that stand twice in some object."""
    waiting = [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Twofold):
            yield value.key
        waiting += value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def _path_of(where: str, parts: Sequence[Any], known: Mapping[str, frozenset[str]]) -> str:
    """The path of the list that made rows before and that this one continues, or ""."""
    if where in known:
        return where
    keys = _keys(parts)
    alike = (other for other, others in known.items() if _are_alike(keys, others))
    return next(alike, "") if _holds_services(parts) else ""


def _keys(parts: Sequence[Any]) -> frozenset[str]:
    """The keys of the first objects of a list."""
    return frozenset(key for part in islice(parts, SHAPE) if isinstance(part, dict) for key in part)


def _are_alike(keys: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two lists have the same kind of objects: nearly all keys of the one that has fewer."""
    common, fewer = len(keys & others), min(len(keys), len(others))
    return common >= LEAST_IN_COMMON and common * 5 >= fewer * 4


def _holds_services(value: Any) -> bool:
    """Whether a member or a service stands anywhere in the first objects of a list."""
    if isinstance(value, dict):
        return any(map(_holds_services, value.values()))
    if isinstance(value, list):
        return any(map(_holds_services, islice(value, SHAPE)))
    return tells_of_a_service(value)


def _is_large(part: Any) -> bool:
    """Whether an object is more than a code with a word or two about it."""
    if not isinstance(part, dict):
        return isinstance(part, list)
    nested = any(isinstance(value, list) and any(isinstance(x, dict) for x in value) for value in part.values())
    return nested or len(part) > SMALL


def _last_word(path: str) -> str:
    return path.rpartition(".")[2].replace("_", "").lower()


def _joined_plain(parts: Sequence[Any]) -> CellValue:
    """Plain values as one text, in their order."""
    texts = [str(_plain(part)) for part in parts if part is not None and not isinstance(part, (dict, list))]
    return JOINED_BY.join(text for text in texts if text)


def _plain(value: Any) -> CellValue:
    if value is None:
        return ""
    if isinstance(value, bool):
        return boolean_word(value)
    if isinstance(value, str) and not value.isascii():
        return HALF.sub("\ufffd", value)
    return value if isinstance(value, (str, int, float)) else str(value)
