"""Members down, months across: services that are billed by the month, one line a month that is filled."""

from __future__ import annotations

from random import Random

from tests.trials.files import GRID, Book, Sheet
from tests.trials.shape import Shape, provider_labels
from tests.trials.table import Row, Table
from tests.trials.world import Wants

OWN = ("service_name", "hcpcs", "modifiers", "unit_cost", "place_of_service", "diagnoses")


def lay(table: Table, dice: Random) -> Book:
    """The sheet."""
    places = [p for p, column in enumerate(table.columns) if column.part == "member" or column.field in OWN]
    months = sorted({row.visit.start for row in table.rows})
    rows = [*provider_labels(table, dice), []]
    rows.append([*(table.columns[p].heading for p in places), *(month.strftime("%b %Y") for month in months)])
    members: dict[str, list[Row]] = {}
    for row in table.rows:
        members.setdefault(row.visit.member.cin, []).append(row)
    for several in members.values():
        units = {row.visit.start: row.visit.units for row in several}
        rows.append([*(several[0].cells[p] for p in places), *(units.get(month, "") for month in months)])
    return Book([Sheet("Rent", rows)])


SHAPE = Shape(
    "months",
    lay,
    held_out=True,
    containers=GRID,
    wants=Wants(units=("month",), services=1, members=6, visits=(4, 7)),
    allowed={
        "code": ("apart", "with_code"), "period": ("start",), "money": ("rate",), "worker": ("no",), "extras": ("few",),
        "diagnoses": ("joined",),
    },
    months=3,
    noise=False,
    shuffles=False,
)  # fmt: skip
