"""Two things in one cell here and there: name and CIN, birth date and sex, place and diagnosis, units and price."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from tests.trials.files import GRID, Book, Sheet
from tests.trials.shape import Shape, provider_labels
from tests.trials.table import Table

PAIRS = (
    ("member_full_name", "member_cin", "{0} ({1})"),
    ("member_dob", "member_gender", "{0}, {1}"),
    ("place_of_service", "diagnoses", "{0} / {1}"),
    ("units", "unit_cost", "{0} @ ${1}"),
)
HEADS = ("{0} / {1}", "{0} & {1}", "{0} ({1})", "{0} - {1}")


def lay(table: Table, dice: Random) -> Book:
    """The sheet."""
    places = table.of("member", "service")
    head = dice.choice(HEADS)
    joined: dict[int, tuple[int, str]] = {}
    for first, second, form in PAIRS:
        one, other = table.place(first), table.place(second)
        if one is not None and other is not None and dice.random() < 0.75:
            joined[one] = other, form
    gone = {other for other, _ in joined.values()}
    rows: list[list[Any]] = [*provider_labels(table, dice), []]
    heads = [table.columns[place].heading for place in range(len(table.columns))]
    rows.append(
        [head.format(heads[p], heads[joined[p][0]]) if p in joined else heads[p] for p in places if p not in gone]
    )
    for row in table.rows:
        cells = [_text(cell) for cell in row.cells]
        rows.append(
            [
                joined[p][1].format(cells[p], cells[joined[p][0]]) if p in joined else row.cells[p]
                for p in places
                if p not in gone
            ]
        )
    return Book([Sheet("Log", rows)])


def _text(cell: Any) -> str:
    return f"{cell:%m/%d/%Y}" if isinstance(cell, date) else str(cell).removeprefix("$")


SHAPE = Shape(
    "several things in a cell", lay, containers=GRID, noise=False,
    allowed={
        "name": ("last_first", "first_last"), "place": ("code",), "diagnoses": ("joined",), "money": ("both", "rate"),
    },
)  # fmt: skip
