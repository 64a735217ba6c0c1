"""Members and services down, the days of a month across, units in the cells."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.trials.files import GRID, Book, Sheet
from tests.trials.shape import Shape, provider_labels
from tests.trials.table import Row, Table
from tests.trials.world import Wants

OWN = ("service_name", "hcpcs", "modifiers", "unit_cost", "place_of_service", "diagnoses")
DAYS = 31


def lay(table: Table, dice: Random) -> Book:
    """The sheet."""
    places = [p for p, column in enumerate(table.columns) if column.part == "member" or column.field in OWN]
    month = table.rows[0].visit.start.strftime("%B %Y")
    rows = [["Visit calendar"], *provider_labels(table, dice, ("down",)), ["Month", month], []]
    rows.append([*(table.columns[p].heading for p in places), *range(1, DAYS + 1)])
    grid: dict[tuple[Any, ...], list[Row]] = {}
    for row in table.rows:
        visit = row.visit
        grid.setdefault((visit.member.cin, visit.service, visit.diagnoses), []).append(row)
    for several in grid.values():
        units = {row.visit.start.day: row.visit.units for row in several}
        rows.append([*(several[0].cells[p] for p in places), *(units.get(day, "") for day in range(1, DAYS + 1))])
    return Book([Sheet("Calendar", rows)])


SHAPE = Shape(
    "calendar",
    lay,
    containers=GRID,
    wants=Wants(units=("one", "quarter", "meals")),
    allowed={
        "code": ("apart", "with_code", "in_name"), "period": ("start",), "money": ("rate",), "worker": ("no",),
        "extras": ("few",),
    },
    noise=False,
    shuffles=False,
)  # fmt: skip
