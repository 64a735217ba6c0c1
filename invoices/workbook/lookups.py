"""What the records of a JSON export look up elsewhere in it: prices by code at the top, clients by number; and tables
whose columns are named apart from their rows. Each record gets what it names, so that it can be read by itself.

Nothing is taken for a key but what every record that has it finds: an attribute all of whose values are keys of an
object ({"T2041/U6": 18.5}), or numbers that each object of another list has for itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from itertools import islice
from typing import Any, NamedTuple, TypeAlias

from invoices.workbook.telling import is_code, tells_of_a_service

Object: TypeAlias = dict[str, Any]

DEEPEST = 30
PRICE = re.compile(r"(?i)price|rate|cost|fee|tarif|precio")
QUANTITY = re.compile(r"(?i)units?$|qty|quant|count|minutes|hours|visits|total")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{2,4}")
# A table has so many columns at least, a list or an object to look things up in so many entries.
FEWEST_COLUMNS, FEWEST_ENTRIES = 3, 2
# Keys that are long, or called so, are no coincidence.
LONG_KEY = 8
KEYS = ("id", "ref", "key", "code", "number", "no", "num")
# How a column is called that is described by an object.
NAMED = ("name", "field", "key", "title", "label", "header", "id")


class Lookup(NamedTuple):
    """An object or a list in which things are looked up: what it is called, its entries by key, the attribute that
    holds the key ("" for an object whose own keys they are), and itself."""

    name: str
    entries: Mapping[str, Any]
    attribute: str
    holder: Any


def tabled(value: Any, depth: int = 0) -> Any:
    """A document in which columns that are named apart from their rows ({"columns": [...], "rows": [[...], ...]}, or a
    list of lists below one of names) are the keys of objects."""
    if depth > DEEPEST:
        return value
    if isinstance(value, list):
        if _is_table(value):
            return _objects_of([str(cell) for cell in value[0]], value[1:])
        parts = [tabled(part, depth + 1) if isinstance(part, (dict, list)) else part for part in value]
        return value if all(one is other for one, other in zip(parts, value, strict=True)) else parts
    if not isinstance(value, dict):
        return value
    for key, names in value.items():
        columns = _columns(names)
        rows = next(
            (other for other, part in value.items() if other != key and columns and _fit(part, len(columns))), ""
        )
        if rows:
            made = {name: part for name, part in value.items() if name not in (key, rows)}
            return {
                **{name: tabled(part, depth + 1) for name, part in made.items()},
                rows: _objects_of(columns, value[rows]),
            }
    if not any(isinstance(part, (dict, list)) for part in value.values()):
        return value
    changed = {key: tabled(part, depth + 1) for key, part in value.items()}
    return value if all(changed[key] is part for key, part in value.items()) else changed


def _columns(value: Any) -> list[str]:
    """The names of columns; nothing for any other value."""
    if not isinstance(value, list) or len(value) < FEWEST_COLUMNS:
        return []
    if all(isinstance(part, dict) for part in value):
        names = [next((part[key] for key in NAMED if isinstance(part.get(key), str)), "") for part in value]
    else:
        names = [part if isinstance(part, str) else "" for part in value]
    return names if all(names) else []


def _fit(value: Any, width: int) -> bool:
    """Whether a value is a list of rows with so many plain cells."""
    if not isinstance(value, list) or not value:
        return False
    return all(
        isinstance(row, list) and len(row) == width and not any(isinstance(cell, (dict, list)) for cell in row)
        for row in value
    )


def _is_table(value: list[Any]) -> bool:
    """Whether a list has the names of columns for its first row, and rows of values below."""
    if len(value) < FEWEST_ENTRIES or not isinstance(value[0], list) or not _columns(value[0]):
        return False
    if any(map(tells_of_a_service, value[0])) or not _fit(value[1:], len(value[0])):
        return False
    return any(tells_of_a_service(cell) for row in value[1:] for cell in row)


def _objects_of(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[Object]:
    """A row as an object; of names that repeat the later ones are numbered."""
    seen: dict[str, int] = {}
    keys = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        keys.append(name if seen[name] == 1 else f"{name} {seen[name]}")
    return [dict(zip(keys, row, strict=True)) for row in rows]


def looked_up(document: Any) -> Any:
    """A document whose records have what they look up; the same one where they look up nothing."""
    lookups = list(_lookups(document, "", 0))
    if not lookups:
        return document
    records = _records(document)
    used: list[Any] = []
    for lookup in lookups:
        own = (
            {id(part) for part in lookup.holder}
            if isinstance(lookup.holder, list)
            else {*map(id, lookup.entries.values())}
        )
        for parts in records:
            if any(id(part) in own for part in parts) or any(part is lookup.holder for part in parts):
                continue
            name = _naming(parts, lookup)
            if name:
                for part in parts:
                    _add(part, name, lookup)
                used.append(lookup.holder)
    return copy(_without(document, {id(holder) for holder in used})) if used else document


def _lookups(value: Any, name: str, depth: int) -> Iterator[Lookup]:
    """Everything that records may look up in, the outer ones first."""
    if depth > DEEPEST:
        return
    if isinstance(value, dict):
        if _is_map(value):
            yield Lookup(name, {_key(key): part for key, part in value.items()}, "", value)
        for key, part in value.items():
            yield from _lookups(part, key, depth + 1)
    elif isinstance(value, list):
        objects = [part for part in value if isinstance(part, dict)]
        if len(objects) == len(value) >= FEWEST_ENTRIES and not any(map(_is_a_line, objects)):
            for key in objects[0]:
                keys = [part.get(key) for part in objects]
                plain = all(isinstance(one, (str, int)) and not isinstance(one, bool) and one != "" for one in keys)
                if plain and len({_key(one) for one in keys}) == len(keys):
                    yield Lookup(name, dict(zip(map(_key, keys), objects, strict=True)), key, value)
        for part in value:
            if isinstance(part, (dict, list)):
                yield from _lookups(part, name, depth + 1)


def _is_a_line(part: Object) -> bool:
    """Whether an object has a code and a day: what is done to a client is nothing to look up."""
    texts = [value for value in part.values() if isinstance(value, str)]
    return any(map(is_code, texts)) and any(map(DAY.match, texts))


def _has_a_price(part: Object) -> bool:
    """Whether an object says what something costs, and nothing of how much of it there was."""
    return any(map(PRICE.search, part)) and not any(map(QUANTITY.search, part))


def _is_map(value: Object) -> bool:
    """Whether the keys of an object are values themselves: codes, or numbers of what they hold."""
    if len(value) < FEWEST_ENTRIES:
        return len(value) == 1 and is_code(next(iter(value)).replace("_", " "))
    plain = [not isinstance(part, (dict, list)) for part in value.values()]
    if not all(plain) and any(plain):
        return False
    if not all(plain) and not all(isinstance(part, dict) for part in value.values()):
        return False
    return all(is_code(key.replace("_", " ")) for key in value) or all(any(map(str.isdigit, key)) for key in value)


def _records(document: Any) -> list[list[Object]]:
    """The objects of all lists, those of one path together."""
    found: dict[str, list[Object]] = {}
    waiting: list[tuple[str, Any, int]] = [("", document, 0)]
    while waiting:
        path, value, depth = waiting.pop()
        if depth > DEEPEST:
            continue
        if isinstance(value, list):
            for part in value:
                if isinstance(part, dict):
                    found.setdefault(path, []).append(part)
                waiting.append((path, part, depth + 1))
        elif isinstance(value, dict):
            waiting += [
                (f"{path}.{key}", part, depth + 1) for key, part in value.items() if isinstance(part, (dict, list))
            ]
    return list(found.values())


def _naming(parts: Sequence[Object], lookup: Lookup) -> str:
    """The attribute by which some records name the entries of a lookup; "" where none does."""
    names = dict.fromkeys(key for part in islice(parts, 50) for key in part)
    for name in names:
        said = [part[name] for part in parts if part.get(name) not in (None, "")]
        if not said or not all(isinstance(one, (str, int)) and not isinstance(one, bool) for one in said):
            continue
        coded = bool(lookup.attribute) and any(is_code(str(one)) for one in said)
        if coded and not (all(map(_is_a_line, parts)) and all(map(_has_a_price, lookup.entries.values()))):
            continue  # two lists of services may have codes in common
        if all(_key(one) in lookup.entries for one in said) and _is_no_coincidence(name, said, lookup):
            return name
    return ""


def _is_no_coincidence(name: str, said: Sequence[Any], lookup: Lookup) -> bool:
    plain = name.lower().replace("_", "")
    if not lookup.attribute:
        return True
    if all(len(str(one)) >= LONG_KEY for one in said) or all(is_code(str(one)) for one in said):
        return True
    called = plain.endswith(KEYS) or plain == lookup.attribute.lower().replace("_", "")
    theirs = lookup.name.lower().rstrip("s")
    return called and (plain == lookup.attribute.lower().replace("_", "") or plain.startswith(theirs[:4]))


def _add(part: Object, name: str, lookup: Lookup) -> None:
    """Puts what a record names into it, under the name of what it was looked up in."""
    if part.get(name) in (None, ""):
        return
    found = lookup.entries[_key(part[name])]
    called = lookup.name or name
    if (
        not lookup.attribute
        and not isinstance(found, (dict, list))
        and PRICE.search(called)
        and is_code(str(part[name]))
    ):
        called = f"{called} unit price"  # what a code costs is what one unit of it costs
    if isinstance(found, dict):
        found = {key: value for key, value in found.items() if key != lookup.attribute}
    part[called if called not in part else f"{called} of {name}"] = found


def _key(value: Any) -> str:
    """A key as it is compared."""
    return str(value).strip().casefold()


def _without(value: Any, left_out: set[int]) -> Any:
    """The document without what was looked up in."""
    if isinstance(value, dict):
        for key in [key for key, part in value.items() if id(part) in left_out]:
            del value[key]
        for part in value.values():
            _without(part, left_out)
    elif isinstance(value, list):
        for part in value:
            _without(part, left_out)
    return value
