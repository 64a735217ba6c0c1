"""A day alone in each row, a sheet a month whose name or title says which."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.trials.files import WORKBOOK, Book, Sheet
from tests.trials.shape import SERVICE_FAULTS, Shape, headings, provider_labels
from tests.trials.table import Row, Table
from tests.trials.world import Wants

HEADINGS = ("Day", "Date", "Day of visit")
TITLES = ("Visits in %B %Y", "Month: %B %Y", "%m/%Y")


def lay(table: Table, dice: Random) -> Book:
    """The sheets."""
    places = [place for place in table.of("member", "service") if table.columns[place].field != "service_end"]
    heads = headings(table, places)
    at = next(at for at, place in enumerate(places) if table.columns[place].field == "service_start")
    heads[at] = dice.choice(HEADINGS)
    title = dice.choice(TITLES)
    groups: dict[str, list[Row]] = {}
    for row in table.rows:
        groups.setdefault(row.visit.start.strftime("%Y-%m"), []).append(row)
    sheets = []
    for rows in groups.values():
        first = rows[0].visit.start
        lines: list[list[Any]] = [*provider_labels(table, dice), [first.strftime(title)], [], heads]
        for row in rows:
            cells = [row.cells[place] for place in places]
            cells[at] = row.visit.start.day
            lines.append(cells)
        sheets.append(Sheet(first.strftime("%b"), lines))
    return Book(sheets)


SHAPE = Shape(
    "days without their month", lay, containers=WORKBOOK, faults=[f for f in SERVICE_FAULTS if f != "service_start"],
    wants=Wants(units=("one", "quarter", "meals")), allowed={"period": ("start",)}, noise=False, months=2,
)  # fmt: skip
