"""The provider as labels with values above the table."""

from __future__ import annotations

from random import Random

from tests.trials.files import GRID, Book
from tests.trials.shape import SERVICE_FAULTS, TITLES, TWISTS, Shape, body, headings, provider_labels
from tests.trials.table import Table


def lay(table: Table, dice: Random) -> Book:
    """The sheet."""
    places = table.of("member", "service")
    title = [[dice.choice(TITLES)]] if dice.random() < 0.6 else []
    above = [*title, *provider_labels(table, dice), [], headings(table, places)]
    return Book([body(table, dice, places).sheet("Invoice", above)])


SHAPE = Shape("labels above", lay, faults=SERVICE_FAULTS, twists=TWISTS, containers=GRID, weight=4)
