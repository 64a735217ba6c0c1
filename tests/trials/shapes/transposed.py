"""A column a service line, the headings down the first column."""

from __future__ import annotations

from random import Random

from tests.trials.files import GRID, Book, Sheet
from tests.trials.shape import Shape
from tests.trials.table import Table
from tests.trials.world import Wants


def lay(table: Table, dice: Random) -> Book:
    """The sheet."""
    rows = [[column.heading, *(row.cells[place] for row in table.rows)] for place, column in enumerate(table.columns)]
    return Book([Sheet("Services", rows)])


SHAPE = Shape("transposed", lay, held_out=True, containers=GRID, wants=Wants(visits=(5, 9)), noise=False)
