"""No headings at all: what the columns are must follow from their values."""

from __future__ import annotations

from random import Random

from tests.trials.files import FLAT, Book
from tests.trials.shape import Shape, body
from tests.trials.table import Table
from tests.trials.world import Wants

SHAPE_TEXT = tuple(name for name in FLAT if "json" not in name)


def lay(table: Table, dice: Random) -> Book:
    """The sheet."""
    return Book([body(table, dice, range(len(table.columns))).sheet("Sheet1")])


SHAPE = Shape(
    "headerless",
    lay,
    wants=Wants(units=("one", "quarter", "meals")),
    containers=SHAPE_TEXT,
    allowed={
        "name": ("last_first",), "period": ("start",), "money": ("both",), "worker": ("no",), "extras": ("few",),
    },
    noise=False,
    shuffles=False,
)  # fmt: skip
