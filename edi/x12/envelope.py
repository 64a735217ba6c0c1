"""Envelopes: what ISA/IEA, GS/GE and ST/SE say of each other (X12.5, X12.6): control numbers and counts.

The codes are those that pyx12 gives (TA105 for interchanges, AK905/AK9 for groups, IK502 for transactions).
Counts compare as numbers, control numbers as text. Nothing here raises: a trailer without its header is a
problem, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple


class EnvelopeProblem(NamedTuple):
    """`level` isa, gs or st; code; a stable word; the element of the segment at hand (0: none); what was
    expected."""

    level: str
    code: str
    reason: str
    element: int
    expected: str


_TRAILERS = {
    "ISA": ("isa", "023", "missing-iea"),
    "GS": ("gs", "3", "missing-ge"),
    "ST": ("st", "2", "missing-se"),
}


class Envelopes:
    """The open envelopes of a file being read, and their counts.

    `strict` closes what a trailer leaves open; pyx12 closes one level at most, and errors then follow (its
    behaviour where it does not give up is kept otherwise).
    """

    #: What says nothing of how the reading goes on.
    PASSING = frozenset(("strict",))

    def __init__(self, strict: bool) -> None:
        self.strict = strict
        self.open: list[tuple[str, str | None]] = []
        self.groups = 0
        self.transactions = 0
        self._isa_numbers: set[str | None] = set()
        self._gs_numbers: set[str | None] = set()
        self.st_numbers: set[str | None] = set()

    def snapshot(self) -> tuple[Any, ...]:
        """What decides how the reading goes on; equal ones go on equally."""
        numbers = self._isa_numbers, self._gs_numbers, self.st_numbers
        return tuple(self.open), self.groups, self.transactions, tuple(map(frozenset, numbers))

    def resume(self, st_numbers: Sequence[str | None]) -> None:
        """The control numbers of the group's transactions so far."""
        self.transactions = len(st_numbers)
        self.st_numbers = set(st_numbers)

    def number(self, level: str) -> str:
        """The control number of the open envelope of that level, or ""."""
        return next((number or "" for name, number in self.open if name == level), "")

    def isa(self, number: str | None) -> list[EnvelopeProblem]:
        """An ISA with control number ISA13."""
        found = list(self._closing("ISA")) if self.strict else []
        if number in self._isa_numbers:
            found.append(EnvelopeProblem("isa", "025", "isa-number-repeated", 13, ""))
        self._isa_numbers.add(number)
        self.open.append(("ISA", number))
        self.groups = 0
        self._gs_numbers = set()
        return found

    def gs(self, number: str | None) -> list[EnvelopeProblem]:
        """A GS with control number GS06."""
        found = list(self._closing("GS")) if self.strict else []
        if number in self._gs_numbers:
            found.append(EnvelopeProblem("gs", "6", "gs-number-repeated", 6, ""))
        self.groups += 1
        self._gs_numbers.add(number)
        self.open.append(("GS", number))
        self.transactions = 0
        self.st_numbers = set()
        return found

    def st(self, number: str | None) -> list[EnvelopeProblem]:
        """An ST with control number ST02."""
        found = list(self._closing("ST")) if self.strict else []
        if number in self.st_numbers:
            found.append(EnvelopeProblem("st", "23", "st-number-repeated", 2, ""))
        self.transactions += 1
        self.st_numbers.add(number)
        self.open.append(("ST", number))
        return found

    def se(self, count: str | None, number: str | None, segments: int) -> list[EnvelopeProblem]:
        """An SE; `segments` is the number of segments from ST to SE."""
        if self.strict and "ST" not in self._names():
            return [EnvelopeProblem("st", "3", "se-without-st", 0, "")]
        found = []
        top: tuple[str, str | None] = self.open[-1] if self.open else ("", None)
        if top != ("ST", number):
            found.append(EnvelopeProblem("st", "3", "st-number-differs", 2, top[1] or ""))
        if not _equals(count, segments):
            found.append(EnvelopeProblem("st", "4", "segment-count", 1, str(segments)))
        self._pop("ST")
        return found

    def ge(self, count: str | None, number: str | None) -> list[EnvelopeProblem]:
        """A GE."""
        if self.strict and "GS" not in self._names():
            return [EnvelopeProblem("gs", "3", "ge-without-gs", 0, "")]
        found = []
        if self.open and self.open[-1][0] != "GS":
            found.append(EnvelopeProblem("gs", "3", "unclosed-transaction", 0, self.open[-1][1] or ""))
            self._pop_to("GS")
        if self.open and self.open[-1][1] != number:
            found.append(EnvelopeProblem("gs", "4", "gs-number-differs", 2, self.open[-1][1] or ""))
        if not _equals(count, self.transactions):
            found.append(EnvelopeProblem("gs", "5", "transaction-count", 1, str(self.transactions)))
        self._pop("GS")
        return found

    def iea(self, count: str | None, number: str | None) -> list[EnvelopeProblem]:
        """An IEA."""
        if self.strict and "ISA" not in self._names():
            return [EnvelopeProblem("isa", "024", "iea-without-isa", 0, "")]
        found = []
        if self.open and self.open[-1][0] != "ISA":
            found.append(EnvelopeProblem("isa", "024", "unclosed-group", 0, self.open[-1][1] or ""))
            self._pop_to("ISA")
        if self.open and self.open[-1][1] != number:
            found.append(EnvelopeProblem("isa", "001", "isa-number-differs", 2, self.open[-1][1] or ""))
        if not _equals(count, self.groups):
            found.append(EnvelopeProblem("isa", "021", "group-count", 1, str(self.groups)))
        self._pop("ISA")
        return found

    def end(self) -> list[EnvelopeProblem]:
        """The end of the file: every envelope still open lacks its trailer."""
        return [EnvelopeProblem(*_TRAILERS[name], 0, number or "") for name, number in self.open]

    def _names(self) -> list[str]:
        return [name for name, _ in self.open]

    def _pop(self, name: str) -> None:
        if self.strict and name in self._names():
            self._pop_to(name)
        if self.open:
            del self.open[-1]

    def _pop_to(self, name: str) -> None:
        """Close what stands above `name`; pyx12 closes one level only."""
        if not self.strict:
            del self.open[-1]
        while self.strict and self.open and self.open[-1][0] != name:
            del self.open[-1]

    def _closing(self, name: str) -> Iterator[EnvelopeProblem]:
        """A header where its own kind is still open: those envelopes lack their trailers."""
        while name in self._names():
            top = self.open.pop()
            yield EnvelopeProblem(*_TRAILERS[top[0]], 0, top[1] or "")


def _equals(text: str | None, count: int) -> bool:
    """Whether a count element says this number; text that is no number says none."""
    try:
        return text is not None and int(text) == count
    except ValueError:
        return False
