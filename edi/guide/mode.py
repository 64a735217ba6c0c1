"""The two ways of reading a file."""

from __future__ import annotations

from enum import Enum


class Mode(Enum):
    """`PRODUCT` finds what a user wants found, at its true position; `PYX12` finds what pyx12 finds, one for one.
    `deviations.toml` lists the differences."""

    PRODUCT = "product"
    PYX12 = "exact"
