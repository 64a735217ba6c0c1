"""The provider on a cover sheet, the lines on another."""

from __future__ import annotations

from random import Random

from tests.trials.files import WORKBOOK, Book, Sheet
from tests.trials.shape import SERVICE_FAULTS, TITLES, TWISTS, Shape, body, headings, provider_labels
from tests.trials.table import Table


def lay(table: Table, dice: Random) -> Book:
    """The two sheets."""
    places = table.of("member", "service")
    cover = [[dice.choice(TITLES)], [], *provider_labels(table, dice, ("down",)), [], ["Thank you for your referral"]]
    lines = body(table, dice, places).sheet("Lines", [headings(table, places)])
    return Book([Sheet("Cover", cover), lines])


SHAPE = Shape("cover sheet", lay, faults=SERVICE_FAULTS, twists=TWISTS[:-2], containers=WORKBOOK, weight=2)
