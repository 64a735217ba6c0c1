"""Chance that is an argument: the same seed and words give the same draws on every platform and Python."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

Value = TypeVar("Value")
_DIGITS = "0123456789"
_HUNDRED = 100


class Chance:
    """Draws from a seed and words that name what is drawn for. Made of SHA-256 and not of `random`, whose sequences may
    differ between versions."""

    def __init__(self, seed: int, *words: object) -> None:
        self._name = ":".join(map(str, (seed, *words)))
        self._count = 0

    def below(self, limit: int) -> int:
        """A whole number from 0 to `limit` - 1."""
        self._count += 1
        return int.from_bytes(sha256(f"{self._name}:{self._count}".encode()).digest()[:8], "big") % limit

    def between(self, first: int, last: int) -> int:
        """A whole number from `first` to `last`, both included."""
        return first + self.below(last - first + 1)

    def pick(self, values: Sequence[Value]) -> Value:
        """One of the values."""
        return values[self.below(len(values))]

    def text(self, length: int, letters: str = _DIGITS) -> str:
        """That many characters."""
        return "".join([self.pick(letters) for _ in range(length)])

    def percent(self, share: int) -> bool:
        """True in `share` of a hundred draws."""
        return self.below(_HUNDRED) < share

    def shuffled(self, values: Sequence[Value]) -> list[Value]:
        """The values in another order."""
        left, drawn = list(values), []
        while left:
            drawn.append(left.pop(self.below(len(left))))
        return drawn
