"""What reading a segment tells before the guide is asked: its outer form, the envelopes' counts, HL and LX
numbers.

A twin of `X12Base._parse_segment` and `X12Reader` in pyx12 4.0, in its order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from edi.guide.mode import Mode
from edi.x12.envelope import Envelopes

_SEGMENT_ID = re.compile(r"[A-Z][A-Z0-9]{1,2}\n?")
#: How deep the levels of an 837 stand, by HL03.
DEPTHS = {"20": 1, "22": 2, "23": 3}
ENVELOPE_IDS = frozenset(("ISA", "GS", "ST", "SE", "GE", "IEA"))


class ReadProblem(NamedTuple):
    """`level` isa, gs, st or seg; code; a stable word; the element it is about (0: the segment); what was
    expected."""

    level: str
    code: str
    reason: str
    element: int = 0
    expected: str = ""


class Reading:
    """The running counts of one file: envelopes, hierarchical levels, service lines, segments of a
    transaction."""

    #: What says nothing of how the reading goes on, or has a snapshot of its own.
    PASSING = frozenset(("envelopes", "mode"))

    def __init__(self, mode: Mode) -> None:
        self.mode = mode
        self.envelopes = Envelopes(strict=mode is Mode.PRODUCT)
        self.counts_lines = False
        self.lines = 0
        self.levels = 0
        self.open_levels: list[int] = []
        self.latest = ["", "", "", ""]  # the numbers of the last levels of each depth
        self._before_st = 0  # segments of the file that do not count for the SE of this transaction

    def segments_of_transaction(self, line: int) -> int:
        """How many segments the transaction has at that line of the file, ST included, trailers not."""
        return line - self._before_st

    def snapshot(self, base: int) -> tuple[Any, ...]:
        """What decides how the reading goes on after `base` segments; equal ones go on equally."""
        levels = self.levels, tuple(self.open_levels), tuple(self.latest[1:])
        lines = self.lines, self.counts_lines
        return levels, lines, self.segments_of_transaction(base), self.envelopes.snapshot()

    def resume(self, levels: Iterable[list[str]], lines: int, component: str) -> None:
        """The levels of the transaction so far, each the elements of its HL, and the lines of the last claim."""
        self.levels, self.open_levels, self.latest = 0, [], [""] * len(self.latest)
        for elements in levels:
            self.count("HL", elements, component, 0)
        self.lines = lines

    def form(self, identifier: str, elements: list[str], component: str) -> list[ReadProblem]:
        """Problems of the outer form: no elements at all, no segment id."""
        found = []
        if not any(text.strip(component) if component else text for text in elements):
            found.append(ReadProblem("seg", "8", "no-elements"))
        if not _SEGMENT_ID.fullmatch(identifier):
            found.append(ReadProblem("seg", "1", "bad-segment-id"))
        return found

    def count(self, identifier: str, elements: list[str], component: str, line: int) -> list[ReadProblem]:
        """Count the segment at `line` of the file and return what does not fit."""
        if identifier == "HL":
            found = self._level(value(elements, 1, component), value(elements, 2, component))
            if self.mode is Mode.PRODUCT and self.counts_lines:
                found += self._below(value(elements, 2, component), value(elements, 3, component), found)
            return found
        if identifier == "LX" and self.counts_lines:
            self.lines += 1
            fits = value(elements, 1, component) == str(self.lines)
            return [] if fits else [ReadProblem("seg", "LX", "line-number", 1, str(self.lines))]
        if identifier == "CLM" and self.counts_lines:
            self.lines = 0
        if identifier in ENVELOPE_IDS:
            return self._envelope(identifier, elements, component, line)
        return []

    def next_level(self, number: str, parent: str, depth: int) -> bool:
        """Count an HL when it is as it should be; false, and nothing counted, when it is not. `depth`: see `DEPTHS`, 0
        where levels may stand in any order."""
        next_number = self.levels + 1
        if number != str(next_number) or (depth > 1 and parent != self.latest[depth - 1]):
            return False
        levels = self.open_levels
        if parent and (len(levels) < 2 or parent != str(levels[-2])):  # else: a sibling of the last one
            wanted = int_or_none(parent)
            if str(wanted) != parent or (levels[-1:] != [wanted] and wanted not in levels):
                return False
            while levels[-1] != wanted:
                levels.pop()
        elif parent:
            levels.pop()
        self.latest[depth] = number
        self.levels = next_number
        levels.append(next_number)
        return True

    def _level(self, number: str | None, parent: str | None) -> list[ReadProblem]:
        found = []
        self.levels += 1
        if int_or_none(number) != self.levels:
            found.append(ReadProblem("seg", "HL1", "hl-number", 1, str(self.levels)))
        if parent != "":
            wanted = int_or_none(parent)
            while self.open_levels and self.open_levels[-1] != wanted:
                self.open_levels.pop()
            if not self.open_levels:
                found.append(ReadProblem("seg", "HL2", "hl-parent", 2))
        self.open_levels.append(self.levels)
        return found

    def _below(self, parent: str | None, code: str | None, found: list[ReadProblem]) -> list[ReadProblem]:
        """Whether the parent is the level that an 837's level must stand below: the last one above it. A wrong parent
        closes nothing."""
        depth = DEPTHS.get(code or "", 0)
        wanted = self.latest[depth - 1] if depth > 1 else ""
        self.latest[depth] = str(self.levels)
        is_other = bool(wanted and parent and parent != wanted and not found)  # wrong numbers are told already
        if depth and (is_other or any(each.reason == "hl-parent" for each in found)):
            self.open_levels = [*(int(one) for one in self.latest[1:depth] if one), self.levels]
        return [ReadProblem("seg", "HL2", "hl-parent-level", 2, wanted)] if is_other else []

    def _envelope(self, identifier: str, elements: list[str], component: str, line: int) -> list[ReadProblem]:
        def element(place: int) -> str | None:
            return value(elements, place, component)

        envelopes = self.envelopes
        if identifier == "ISA":
            problems = envelopes.isa(element(13))
        elif identifier == "GS":
            problems = envelopes.gs(element(6))
        elif identifier == "ST":
            problems = envelopes.st(element(2))
            self.levels = 0
            self.open_levels = []
            self.latest = ["", "", "", ""]
            self._before_st = line - 1
        elif identifier == "SE":
            problems = envelopes.se(element(1), element(2), self.segments_of_transaction(line - 1) + 1)
        elif identifier == "GE":
            problems = envelopes.ge(element(1), element(2))
        else:
            problems = envelopes.iea(element(1), element(2))
        if identifier != "ST":
            self._before_st += 1
        return [ReadProblem(*problem) for problem in problems]


def value(elements: list[str], place: int, component: str) -> str | None:
    """An element's text without trailing empty components; None when the segment ends before it."""
    if place > len(elements):
        return None
    return elements[place - 1].rstrip(component) if component else elements[place - 1]


def int_or_none(text: str | None) -> int | None:
    """The number that a text says, as Python (and pyx12) reads it."""
    try:
        return int(text or "")
    except ValueError:
        return None
