"""The member once, blank cells below mean the same member."""

from __future__ import annotations

from random import Random

from tests.trials.files import GRID, Book
from tests.trials.shape import SERVICE_FAULTS, Block, Shape, by_member, headings, provider_labels
from tests.trials.table import Table

BLANK = ""


def lay(table: Table, dice: Random, mark: str = BLANK) -> Book:
    """The sheet, each repeated value replaced by the mark."""
    places = table.of("member", "service")
    member = set(table.of("member"))
    block = Block()
    for group in by_member(table):
        for number, row in enumerate(group):
            cells = [mark if number and place in member else row.cells[place] for place in places]
            block.rows.append(cells)
    above = [*provider_labels(table, dice), [], headings(table, places)]
    return Book([block.sheet("Services", above)])


SHAPE = Shape("fill down", lay, faults=SERVICE_FAULTS, containers=GRID, noise=False, weight=2)
