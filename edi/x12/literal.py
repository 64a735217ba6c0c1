"""Values of the model as they stand in a file, and as the writer needs them: without and with escapes
(`edi.x12.exchange`). Segments that were kept (`Kept`) have our separators either way."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, TypeVar

import msgspec

from edi.model.encounter import Kept
from edi.x12.exchange import Table

#: Fields of an encounter that levels above it gave, which are translated where they are read.
OF_LEVELS = frozenset(("billing", "member", "patient", "plan_code"))
_Value = TypeVar("_Value")


def translated(value: _Value, table: Table, untouched: Collection[str] = ()) -> _Value:
    """A struct of the model with every text translated; fields that are `untouched` stay as they are. The same object
    where nothing changes."""
    made: _Value = _struct(value, table, untouched) if table else value
    return made


def texts(value: Any) -> Iterator[str]:
    """Every text of a struct of the model, in the order of its fields."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)
    elif isinstance(value, msgspec.Struct) and not isinstance(value, Kept):
        for name in value.__struct_fields__:
            yield from texts(getattr(value, name))


def _struct(value: Any, table: Table, untouched: Collection[str]) -> Any:
    changed: dict[str, Any] = {}
    for name in value.__struct_fields__:
        old = getattr(value, name)
        if old and name not in untouched:
            new = _any(old, table)
            if new is not old:
                changed[name] = new
    return msgspec.structs.replace(value, **changed) if changed else value


def _any(value: Any, table: Table) -> Any:
    if isinstance(value, str):
        made = value.translate(table)
        return value if made == value else made
    if isinstance(value, tuple):
        items = [_any(each, table) for each in value]
        return value if all(map(_is_same, items, value)) else tuple(items)
    if isinstance(value, msgspec.Struct) and not isinstance(value, Kept):
        return _struct(value, table, ())
    return value


def _is_same(one: object, other: object) -> bool:
    return one is other
