"""A band with the client above each client's services."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.trials.files import GRID, Book, Sheet
from tests.trials.shape import SERVICE_FAULTS, Shape, by_member, headings, provider_labels, total_row
from tests.trials.table import Table


def lay(table: Table, dice: Random) -> Book:
    """The sheet."""
    member, service = table.of("member"), table.of("service")
    rows: list[list[Any]] = [*provider_labels(table, dice), []]
    totals = dice.random() < 0.5
    for group in by_member(table):
        band: list[Any] = []
        for place in member:
            band += [f"{table.columns[place].heading}:", group[0].cells[place]]
        rows += [band, headings(table, service)]
        rows += [[row.cells[place] for place in service] for row in group]
        if totals:
            rows.append(total_row(table, group, service, "Subtotal"))
        rows.append([])
    return Book([Sheet("By client", rows)])


SHAPE = Shape("bands", lay, faults=SERVICE_FAULTS, containers=GRID, noise=False, allowed={"extras": ("few",)}, weight=2)
