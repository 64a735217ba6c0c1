"""A filled form a service line, one below the other: label and value, the provider with each."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.trials.files import GRID, Book, Sheet
from tests.trials.shape import Shape
from tests.trials.table import Table
from tests.trials.world import Wants


def lay(table: Table, dice: Random) -> Book:
    """The sheet."""
    rows: list[list[Any]] = []
    for number, row in enumerate(table.rows, 1):
        rows.append([f"Service form {number}"])
        rows += [[column.heading, row.cells[place]] for place, column in enumerate(table.columns)]
        rows.append([])
    return Book([Sheet("Forms", rows)])


SHAPE = Shape("forms below each other", lay, containers=GRID, wants=Wants(visits=(4, 8)), noise=False)
