"""Findings by their place in the file."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

One = TypeVar("One")
#: Beyond the last segment of any file.
END = 1 << 62


class Placed(Generic[One]):
    """Values sorted by segment number, of which stretches are cut out without looking at the others."""

    def __init__(self, values: Iterable[One], number: Callable[[One], int]) -> None:
        self._values = sorted(values, key=number)
        self._numbers = [number(each) for each in self._values]

    def inside(self, first: int, end: int) -> Sequence[One]:
        """Those from segment `first` to the one before `end`."""
        return self._values[bisect_left(self._numbers, first) : bisect_left(self._numbers, end)]
