"""A column a service, units in the cells, the rates in a row of their own below the headings."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.trials.files import GRID, Book, Sheet
from tests.trials.shape import Shape, provider_labels
from tests.trials.table import Table, dollars
from tests.trials.world import Wants

OWN = ("service_start", "place_of_service", "diagnoses", "authorization")


def lay(table: Table, dice: Random) -> Book:
    """The sheet."""
    places = [p for p, column in enumerate(table.columns) if column.part == "member" or column.field in OWN]
    offered = list(dict.fromkeys(visit.service for visit in table.invoice.visits))
    names = [f"{service.name} ({' '.join((service.hcpcs, *service.modifiers))})" for service in offered]
    rates: list[Any] = [""] * len(places) + [dollars(service.cents) for service in offered]
    rates[0] = "Rate per unit"
    rows = [*provider_labels(table, dice), [], [*(table.columns[p].heading for p in places), *names], rates]
    made = iter(table.rows)
    for group in table.invoice.groups:
        members = [next(made) for _ in group]
        units = {row.visit.service: row.visit.units for row in members}
        rows.append([*(members[0].cells[p] for p in places), *(units.get(service, "") for service in offered)])
    return Book([Sheet("Log", rows)])


SHAPE = Shape(
    "crosstab",
    lay,
    containers=GRID,
    wants=Wants(units=("one", "quarter", "meals"), lines_a_day=2, place="12"),
    allowed={"period": ("start",), "worker": ("no",), "code": ("in_name",), "diagnoses": ("joined",)},
    noise=False,
)
