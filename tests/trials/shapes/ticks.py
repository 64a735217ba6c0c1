"""A cross under the service that was given; one unit each, the charge in a column of its own."""

from __future__ import annotations

from random import Random

from tests.trials.files import GRID, Book, Sheet
from tests.trials.shape import Shape, provider_labels
from tests.trials.table import Table
from tests.trials.world import Wants

OWN = ("service_start", "place_of_service", "diagnoses", "authorization", "line_charge", "units")
TICKS = ("x", "X", "✓", "Yes")


def lay(table: Table, dice: Random) -> Book:
    """The sheet."""
    places = [p for p, column in enumerate(table.columns) if column.part == "member" or column.field in OWN]
    offered = list(dict.fromkeys(visit.service for visit in table.invoice.visits))
    names = [" ".join((service.hcpcs, *service.modifiers)) for service in offered]
    tick = dice.choice(TICKS)
    rows = [*provider_labels(table, dice), [], [*(table.columns[p].heading for p in places), *names]]
    for row in table.rows:
        ticks = [tick if row.visit.service == service else "" for service in offered]
        rows.append([*(row.cells[p] for p in places), *ticks])
    return Book([Sheet("Services", rows)])


SHAPE = Shape(
    "ticks",
    lay,
    held_out=True,
    containers=GRID,
    wants=Wants(units=("one", "quarter", "meals")),
    allowed={"code": ("in_name",), "period": ("start",), "money": ("charge",), "worker": ("no",)},
    noise=False,
)
