"""Going on where a segment does not fit, with one finding on what is wrong (product mode)."""

from __future__ import annotations

from typing import Any

from edi.guide.mode import Mode
from edi.guide.repair import NONE, Meant, depth, no_such_qualifier, repair
from edi.guide.report import Context
from edi.guide.resync import nearest
from edi.guide.states import State, Table
from edi.guide.steps import Item, Steps
from edi.guide.walk import Signature, Step, WalkProblem

_COUNTS = ("hl-number", "hl-parent", "line-number")


class Mending(Steps):
    """What is done about a segment that the guide does not expect."""

    #: The header that was missing and is counted: the number of the segment behind it, and its position.
    counted: tuple[int, int] = (-1, 0)

    def mended(self, state: State, signature: Signature, item: Item) -> Step | None:
        """The step of a segment that was meant to fit: with a qualifier of the only position that it can have, or
        behind the header that is missing before it."""
        found = repair(state.table, state, signature)
        if found.missing:
            self._count_missing(state, found.missing)
            return found.step
        if found.is_certain and self._tells(state, item, found.meant[0]):
            self.corrected[self.line] = self._as_meant(item, found.meant[0])
            self.report.is_structure_broken = True
            return found.meant[0].step
        return None

    def late(self, table: Table, signature: Signature) -> int:
        """The position of a segment that was told as missing before the last one: both were swapped."""
        if self.missed[0] != self.line - 1:
            return 0
        return next((node for node in self.missed[1] if signature.fits(table.segment_node(node))), 0)

    def put_right(self, state: State, item: Item, number: int) -> Any:
        """Take such a segment, which is counted by now; the walk stays."""
        self.begin_claim(item)
        if self.counted == (self.line - 1, number):
            self._count_back(item.identifier)
            item = item._replace(problems=[found for found in item.problems if found.reason not in _COUNTS])
        claim = self.claim_id() if number in state.table.claim_nodes else ""
        context = item.at(number, claim)
        self.report.read(item.problems, context)
        node = state.table.segment_node(number)
        self.report.elements(state.table.check.check(node, item.elements, self.delimiters.component), context)
        return self.result(state, item, state.table.guide.loop_of(number).id)

    def waiting(self) -> tuple[Any, ...]:
        """What the last segment left for the next one, comparable between readings."""
        lost = [(state.table.guide.file, state.node, state.counts) for state in self.lost[1]]
        told = (self.lost[0], lost), self.missed, self.counted
        return tuple(one if one[0] >= self.base else () for one in told)

    def stray(self, state: State, signature: Signature | None, item: Item, context: Context) -> None:
        """One finding: on its qualifier where that alone keeps it from several positions, else on the segment. The
        places that it suggests are kept for the next one."""
        table = state.table
        found = repair(table, state, signature) if self.mode is Mode.PRODUCT and signature else NONE
        if found.meant:
            problem = no_such_qualifier(table, found.meant, item.elements, self.delimiters.component)
            self.report.elements([problem], context)
            self.report.is_structure_broken = True
            self.report.breaks.append((self.line, context.claim_before))
            self.lost = (self.line, tuple(table.state(one.step.target, one.step.counts) for one in found.meant))
            return
        self.report.walk((WalkProblem("1", "unexpected-segment", state.node),), context)
        suggested = nearest(table, state, signature) if self.mode is Mode.PRODUCT and signature else None
        self.lost = (self.line, (suggested,) if suggested is not None else ())

    def _tells(self, state: State, item: Item, meant: Meant) -> bool:
        """Whether the exact check of the position finds the qualifier wrong."""
        node = state.table.segment_node(meant.step.target)
        problems = state.table.check.check(node, item.elements, self.delimiters.component)
        return any(problem.element == meant.key.element for problem in problems)

    def _as_meant(self, item: Item, meant: Meant) -> str:
        """The segment with the qualifier of its position."""
        place = meant.key.element - 1
        elements = [*item.elements, *[""] * (place + 1 - len(item.elements))]
        rest: Any = elements[place].split(self.delimiters.component)[1:] if meant.key.component else []
        elements[place] = self.delimiters.component.join([meant.code, *rest])
        return self.delimiters.element.join([item.identifier, *elements])

    def _count_missing(self, state: State, number: int) -> None:
        """Count a header that is missing, so that those after it are numbered right."""
        reading = self.reading
        identifier = state.table.segment_node(number).id
        self.counted = (self.line, number)
        if identifier == "CLM":
            self.claim = ""
        if identifier == "LX" and reading.counts_lines:
            reading.lines += 1
        if identifier == "HL":
            reading.levels += 1
            del reading.open_levels[depth(state.table, number) :]
            reading.open_levels.append(reading.levels)

    def _count_back(self, identifier: str) -> None:
        """A header that came late was counted twice."""
        reading = self.reading
        if identifier == "LX" and reading.counts_lines:
            reading.lines -= 1
        if identifier == "HL":
            reading.levels -= 1
            reading.open_levels.pop()
            reading.open_levels.append(reading.levels)
