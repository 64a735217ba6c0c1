"""One sheet a month, the provider above the table of each."""

from __future__ import annotations

from random import Random

from tests.trials.files import WORKBOOK, Book
from tests.trials.shape import SERVICE_FAULTS, Shape, body, headings, label_rows, provider_labels
from tests.trials.table import Row, Table


def lay(table: Table, dice: Random) -> Book:
    """The sheets."""
    places = table.of("member", "service")
    above = [*provider_labels(table, dice), *label_rows([("Page", 1)], "down"), [], headings(table, places)]
    groups: dict[str, list[Row]] = {}
    for row in table.rows:
        groups.setdefault(row.visit.start.strftime("%B %Y"), []).append(row)
    return Book([body(table, dice, places, rows).sheet(name, above) for name, rows in groups.items()])


SHAPE = Shape(
    "a sheet a month", lay, held_out=True, containers=WORKBOOK, faults=SERVICE_FAULTS, twists=("", "totals"), months=2
)
