"""Values that hold several fields (a whole name, a whole address, hours, a calendar cell), taken apart into those
fields before any rule sees the line."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from invoices.layout.table import Table
from mappings.fields import load_fields
from mappings.subject_file import INVOICE


@cache
def index_of(subject: str) -> Mapping[str, int]:
    """The place of every field in the values of a row."""
    return {name: position for position, name in enumerate(load_fields(subject))}


INDEX = index_of(INVOICE)


class Folder:
    """Takes the values of one table apart. False where the table has no field that holds others."""

    def __init__(self, table: Table) -> None:
        index = index_of(table.layout.subject)
        self._plan = [
            (field.name, index[field.name], tuple((part, index[part]) for part in field.holds))
            for field in load_fields(table.layout.subject).values()
            if field.holds and table.places_of(field.name)
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
