"""Going on where a segment does not fit, with one finding on what is wrong (product mode)."""

from __future__ import annotations

from typing import Any

from edi.guide.arrival import Arrival
from edi.guide.course import Course, Item
from edi.guide.elements import Problem
from edi.guide.meant import NONE, Meant, depth, no_such_qualifier, repair
from edi.guide.mode import Mode
from edi.guide.report import Context
from edi.guide.resync import nearest
from edi.guide.states import State, Table
from edi.guide.walk import Signature, Step, WalkProblem

_COUNTS = ("hl-number", "hl-parent", "line-number")


class Repairs:
    """What is done about a segment that the guide does not expect, and what that leaves for the next one. `corrected`
    are segments of the block as they were meant, by their number."""

    #: What says nothing, between two blocks, of how the reading goes on.
    PASSING = frozenset(("arrival", "corrected", "course"))

    def __init__(self, course: Course, arrival: Arrival) -> None:
        self.course = course
        self.arrival = arrival
        self.corrected: dict[int, str] = {}
        # The number of a segment that fitted nowhere, and the places that it suggests; of the segment behind positions
        # that were told as missing, and these; of the segment behind a missing header that is counted, and this one.
        self._lost: tuple[int, tuple[State, ...]] = (-1, ())
        self._missed: tuple[int, tuple[int, ...]] = (-1, ())
        self._counted: tuple[int, int] = (-1, 0)

    @property
    def _line(self) -> int:
        return self.course.progress.line

    def enter_block(self) -> None:
        """A block begins."""
        self.corrected = {}

    def suggested(self) -> tuple[State, ...]:
        """The places that the segment before the one at hand suggests, if it fitted nowhere."""
        return self._lost[1] if self._lost[0] == self._line - 1 else ()

    def told_missing(self, step: Step) -> None:
        """Remember what was told as missing before the segment at hand."""
        missed = tuple(found.node for found in step.problems if found.code == "3")
        if missed:
            self._missed = (self._line, missed)

    def mended(self, state: State, signature: Signature, item: Item) -> Step | None:
        """The step of a segment that was meant to fit: with a qualifier of the only position that it can have, or
        behind the header that is missing before it."""
        found = repair(state.table, state, signature)
        if found.missing:
            self._count_missing(state, found.missing)
            return found.step
        if found.is_certain and self._tells(state, item, found.meant[0]):
            self.corrected[self._line] = self._as_meant(item, found.meant[0])
            self.course.report.is_structure_broken = True
            return found.meant[0].step
        return None

    def late(self, table: Table, signature: Signature) -> int:
        """The position of a segment that was told as missing before the last one: both were swapped."""
        if self._missed[0] != self._line - 1:
            return 0
        return next((node for node in self._missed[1] if signature.fits(table.segment_node(node))), 0)

    def put_right(self, state: State, item: Item, number: int) -> Any:
        """Take such a segment, which is counted by now; the walk stays."""
        self.course.begin_claim(item)
        if self._counted == (self._line - 1, number):
            self._count_back(item.identifier)
            item = item._replace(problems=[found for found in item.problems if found.reason not in _COUNTS])
        claim = self.course.claim_id() if number in state.table.claim_nodes else ""
        context = item.at(number, claim)
        self.course.report.read(item.problems, context)
        problems = self._problems(state.table, number, item)
        self.course.report.elements(problems, context)
        return self.arrival.result(state, item, state.table.guide.loop_of(number).id)

    def snapshot(self) -> tuple[Any, ...]:
        """What the last segment left for the next one; equal ones go on equally."""
        lost = [(state.table.guide.file, state.node, state.counts) for state in self._lost[1]]
        told = (self._lost[0], lost), self._missed, self._counted
        return tuple(one if one[0] >= self.course.progress.base else () for one in told)

    def stray(self, state: State, signature: Signature | None, item: Item, context: Context) -> None:
        """One finding: on its qualifier where that alone keeps it from several positions, else on the segment. The
        places that it suggests are kept for the next one."""
        table, report = state.table, self.course.report
        is_product = self.course.mode is Mode.PRODUCT
        found = repair(table, state, signature) if is_product and signature else NONE
        if found.meant:
            problem = no_such_qualifier(table, found.meant, item.elements, self.course.delimiters.component)
            report.elements([problem], context)
            report.is_structure_broken = True
            report.breaks.append((self._line, context.claim_before))
            self._lost = (self._line, tuple(table.state(one.step.target, one.step.counts) for one in found.meant))
            return
        report.walk((WalkProblem("1", "unexpected-segment", state.node),), context)
        suggested = nearest(table, state, signature) if is_product and signature else None
        self._lost = (self._line, (suggested,) if suggested is not None else ())

    def _tells(self, state: State, item: Item, meant: Meant) -> bool:
        """Whether the exact check of the position finds the qualifier wrong."""
        problems = self._problems(state.table, meant.step.target, item)
        return any(problem.element == meant.key.element for problem in problems)

    def _problems(self, table: Table, number: int, item: Item) -> list[Problem]:
        """What is wrong with the elements of a segment at a position."""
        return table.check.check(table.segment_node(number), item.elements, self.course.delimiters.component)

    def _as_meant(self, item: Item, meant: Meant) -> str:
        """The segment with the qualifier of its position."""
        place = meant.key.element - 1
        elements = [*item.elements, *[""] * (place + 1 - len(item.elements))]
        rest: Any = elements[place].split(self.course.delimiters.component)[1:] if meant.key.component else []
        elements[place] = self.course.delimiters.component.join([meant.code, *rest])
        return self.course.delimiters.element.join([item.identifier, *elements])

    def _count_missing(self, state: State, number: int) -> None:
        """Count a header that is missing, so that those after it are numbered right."""
        reading = self.course.reading
        identifier = state.table.segment_node(number).id
        self._counted = (self._line, number)
        if identifier == "CLM":
            self.course.claim = ""
        if identifier == "LX" and reading.counts_lines:
            reading.lines += 1
        if identifier == "HL":
            reading.levels += 1
            del reading.open_levels[depth(state.table, number) :]
            reading.open_levels.append(reading.levels)

    def _count_back(self, identifier: str) -> None:
        """A header that came late was counted twice."""
        reading = self.course.reading
        if identifier == "LX" and reading.counts_lines:
            reading.lines -= 1
        if identifier == "HL":
            reading.levels -= 1
            reading.open_levels.pop()
            reading.open_levels.append(reading.levels)
