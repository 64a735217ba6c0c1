"""Values that hold several fields (a whole name, a whole address, hours, a calendar cell), taken apart into those
fields before any rule sees the line."""

from __future__ import annotations

from typing import Any

from invoices.layout.table import Table
from mappings.fields import load_fields

FIELD_NAMES = tuple(load_fields())
INDEX = {name: position for position, name in enumerate(FIELD_NAMES)}
HOLDING = {name: field.holds for name, field in load_fields().items() if field.holds}


class Folder:
    """Takes the values of one table apart. False where the table has no field that holds others."""

    def __init__(self, table: Table) -> None:
        self._plan = [
            (name, INDEX[name], tuple((part, INDEX[part]) for part in parts))
            for name, parts in HOLDING.items()
            if table.places_of(name)
        ]

    def __bool__(self) -> bool:
        return bool(self._plan)

    def __call__(self, values: list[Any], faulty: tuple[str, ...]) -> tuple[str, ...]:
        """Fills the fields that a cell of their own has not filled; gives the faulty fields, where those of a cell
        that could not be taken apart are faulty with it."""
        for name, place, parts in self._plan:
            whole = values[place]
            if whole is None:
                if name in faulty:
                    faulty = (*faulty, *(part for part, index in parts if values[index] is None))
                continue
            for (_, index), value in zip(parts, whole, strict=False):
                if values[index] is None:
                    values[index] = value
        return faulty
