"""A plain table of a clearing house: several billing providers in one sheet."""

from __future__ import annotations

from tests.trials.shape import FAULTS, Shape
from tests.trials.shapes.plain import lay
from tests.trials.world import Wants

SHAPE = Shape(
    "several providers", lay, faults=FAULTS, twists=("", "totals"), wants=Wants(providers=3, members=9, visits=(12, 24))
)
