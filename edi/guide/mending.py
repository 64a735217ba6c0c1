"""Going on where a segment does not fit, with one finding on what is wrong (product mode)."""

from __future__ import annotations

from typing import Any

from edi.guide.repair import NONE, Meant, depth, no_such_qualifier, repair
from edi.guide.report import Context
from edi.guide.resync import nearest
from edi.guide.states import State
from edi.guide.steps import Item, Steps
from edi.guide.walk import Signature, Step, WalkProblem


class Mending(Steps):
    """What is done about a segment that the guide does not expect."""

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

    def stray(self, state: State, signature: Signature | None, item: Item, context: Context) -> None:
        """One finding: on its qualifier where that alone keeps it from several positions, else on the segment. The
        places that it suggests are kept for the next one."""
        table = state.table
        found = repair(table, state, signature) if self.strict and signature else NONE
        if found.meant:
            problem = no_such_qualifier(table, found.meant, item.elements, self.delimiters.component)
            self.report.elements([problem], context)
            self.report.is_structure_broken = True
            self.lost = (self.line, tuple(table.state(one.step.target, one.step.counts) for one in found.meant))
            return
        if self.strict and self.missed[0] == self.line - 1 and signature:
            late = [node for node in self.missed[1] if signature.fits(table.segment_node(node))]
            if late:  # told as missing just before
                elements = table.check.check(table.segment_node(late[0]), item.elements, self.delimiters.component)
                self.report.elements(elements, context._replace(node=late[0]))
                return
        self.report.walk((WalkProblem("1", "unexpected-segment", state.node),), context)
        suggested = nearest(table, state, signature) if self.strict and signature else None
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
        if identifier == "LX" and reading.counts_lines:
            reading.lines += 1
        if identifier == "HL":
            reading.levels += 1
            del reading.open_levels[depth(state.table, number) :]
            reading.open_levels.append(reading.levels)
