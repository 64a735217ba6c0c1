"""One row a service line, headings above: provider, member and service beside each other."""

from __future__ import annotations

from random import Random

from tests.trials.files import Book
from tests.trials.shape import FAULTS, TWISTS, Shape, body, headings
from tests.trials.table import Table


def lay(table: Table, dice: Random) -> Book:
    """The sheet."""
    places = range(len(table.columns))
    return Book([body(table, dice, places).sheet("Sheet1", [headings(table, places)])])


SHAPE = Shape("plain", lay, faults=FAULTS, twists=TWISTS, weight=6)
