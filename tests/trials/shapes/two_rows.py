"""Two rows a service line: the member above, the service below, and so the headings."""

from __future__ import annotations

from random import Random

from tests.trials.files import GRID, Book, Sheet
from tests.trials.shape import Shape, headings, provider_labels
from tests.trials.table import Table


def lay(table: Table, dice: Random) -> Book:
    """The sheet."""
    member, service = table.of("member"), table.of("service")
    rows = [*provider_labels(table, dice), [], headings(table, member), headings(table, service)]
    for row in table.rows:
        rows += [[row.cells[place] for place in member], [row.cells[place] for place in service]]
    return Book([Sheet("Services", rows)])


SHAPE = Shape("two rows a line", lay, held_out=True, containers=GRID, noise=False)
