"""The member's cells merged downwards over the rows of its services."""

from __future__ import annotations

from random import Random

from tests.trials.files import WORKBOOK, Book, Sheet
from tests.trials.shape import Shape, by_member, headings, provider_labels
from tests.trials.table import Table


def lay(table: Table, dice: Random) -> Book:
    """The sheet."""
    places, member = table.of("member", "service"), set(table.of("member"))
    rows = [*provider_labels(table, dice), [], headings(table, places)]
    sheet = Sheet("Services", rows)
    for group in by_member(table):
        first = len(rows)
        for number, row in enumerate(group):
            rows.append(["" if number and place in member else row.cells[place] for place in places])
        if len(group) > 1:
            columns = [column for column, place in enumerate(places) if place in member]
            sheet.merged += [(first, column, len(rows) - 1, column) for column in columns]
    return Book([sheet])


SHAPE = Shape("merged downwards", lay, containers=WORKBOOK, noise=False)
