"""A ditto mark below what is the same as above."""

from __future__ import annotations

from random import Random

from tests.trials.files import GRID, Book
from tests.trials.shape import Shape
from tests.trials.shapes import fill_down
from tests.trials.table import Table

MARKS = ('"', "''", "〃", "same", "ditto")


def lay(table: Table, dice: Random) -> Book:
    """The sheet."""
    return fill_down.lay(table, dice, dice.choice(MARKS))


SHAPE = Shape("ditto marks", lay, containers=GRID, noise=False)
