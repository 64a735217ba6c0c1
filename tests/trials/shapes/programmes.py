"""One sheet a programme, the same headings on each."""

from __future__ import annotations

from random import Random

from tests.trials.files import WORKBOOK, Book
from tests.trials.shape import FAULTS, Shape, body, headings
from tests.trials.table import Row, Table


def lay(table: Table, dice: Random) -> Book:
    """The sheets."""
    places = range(len(table.columns))
    groups: dict[str, list[Row]] = {}
    for row in table.rows:
        groups.setdefault(row.visit.service.name[:28].replace("/", " "), []).append(row)
    return Book(
        [body(table, dice, places, rows).sheet(name, [headings(table, places)]) for name, rows in groups.items()]
    )


SHAPE = Shape("a sheet a programme", lay, containers=WORKBOOK, faults=FAULTS, twists=("", "totals"))
