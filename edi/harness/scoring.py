"""What the answers of a tool are worth: pair by pair, and by SNIP type."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias

import msgspec

from edi.harness.expected import Expected, ExpectedPlace
from edi.harness.hearing import Heard, Spot

#: found: the good file taken, the broken one refused (or, for a warning, remarked on); elsewhere: so, at another
#: place; missed: the broken one taken; silent: no word of what needs none; false alarm: the good one refused; error: no
#: verdict.
Mark: TypeAlias = Literal["found", "elsewhere", "missed", "silent", "false alarm", "error"]
MARKS: tuple[Mark, ...] = ("found", "elsewhere", "missed", "silent", "false alarm", "error")
#: What makes a run end with exit code 1.
FAILURES: frozenset[Mark] = frozenset(("elsewhere", "missed", "false alarm", "error"))


class Scored(msgspec.Struct, frozen=True, kw_only=True):
    """A pair and what became of it. `seconds` are those of both files; `problem` why there is no verdict."""

    id: str
    title: str
    snip: int
    topic: str
    severity: str
    mark: Mark
    seconds: float
    problem: str = ""


class SnipScore(msgspec.Struct, frozen=True, kw_only=True):
    """The pairs of a SNIP type by their mark. `detection` is the share of pairs that must be refused and were, in
    percent (None: there are none such); `seconds` the time of both files, summed."""

    snip: int
    pairs: int
    marks: dict[Mark, int]
    detection: int | None
    seconds: float


class Scores(msgspec.Struct, frozen=True, kw_only=True):
    """All pairs of a run; `version` is that of this form."""

    version: int
    tool: str
    suite: str
    total: SnipScore
    types: list[SnipScore]
    pairs: list[Scored]

    @property
    def passed(self) -> bool:
        """Whether nothing was missed, refused without need, or not answered."""
        return not any(one.mark in FAILURES for one in self.pairs)


def scored(expected: Expected, good: Heard, bad: Heard) -> Scored:
    """What a tool's words on the two files of a pair are worth."""
    return Scored(
        id=expected.id, title=expected.title, snip=expected.snip, topic=expected.topic, severity=expected.severity,
        mark=_mark(expected, good, bad), seconds=round(good.seconds + bad.seconds, 3),
        problem=bad.problem or good.problem,
    )  # fmt: skip


def _mark(expected: Expected, good: Heard, bad: Heard) -> Mark:
    if "none" in (good.word, bad.word):
        return "error"
    if good.word == "rejected":
        return "false alarm"
    if bad.word == "accepted" or (bad.word == "remarked" and expected.severity == "error"):
        return "missed" if expected.severity == "error" else "silent"
    if bad.places and not any(_is_there(one, expected.place) for one in bad.places):
        return "elsewhere"
    return "found"


def _is_there(said: Spot, place: ExpectedPlace) -> bool:
    """Whether a place that a tool names is the one of the fault. What is missing is told at its neighbour by some, so
    that the number of the segment is enough."""
    if said.segment_no or said.st_segment_no:
        near = said.segment_no - place.segment_no if said.segment_no else said.st_segment_no - place.st_segment_no
        return near == 0 or (abs(near) == 1 and not place.element)
    return said.segment.upper() == place.segment.upper()


def scores(tool: str, suite: str, pairs: Sequence[Scored]) -> Scores:
    """The scores of all pairs, and of each type."""
    types = sorted({one.snip for one in pairs})
    return Scores(
        version=1, tool=tool, suite=suite, total=_sum(0, pairs),
        types=[_sum(snip, [one for one in pairs if one.snip == snip]) for snip in types], pairs=list(pairs),
    )  # fmt: skip


def _sum(snip: int, pairs: Iterable[Scored]) -> SnipScore:
    some = list(pairs)
    must = [one for one in some if one.severity == "error"]
    found = sum(one.mark in ("found", "elsewhere") for one in must)
    return SnipScore(
        snip=snip, pairs=len(some), marks={mark: count for mark in MARKS if (count := _count(some, mark))},
        detection=100 * found // len(must) if must else None, seconds=round(sum(one.seconds for one in some), 3),
    )  # fmt: skip


def _count(pairs: Sequence[Scored], mark: Mark) -> int:
    return sum(one.mark == mark for one in pairs)
