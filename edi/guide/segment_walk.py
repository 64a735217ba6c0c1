"""The slow way: one segment at a time, in pyx12's order, for all that the state table does not decide.

Here are the outer form and the walk; `edi.guide.arrival` tells what is found, `edi.guide.headers` has the headers and
the choice of a guide. Product mode adds what pyx12 does not do (`edi.guide.repairs`, `deviations.toml`).
"""

from __future__ import annotations

from typing import Any

from edi.guide.arrival import Arrival
from edi.guide.course import TRAILERS, Course, Item
from edi.guide.headers import Headers
from edi.guide.mode import Mode
from edi.guide.reading import ENVELOPE_IDS, ReadProblem
from edi.guide.repairs import Repairs
from edi.guide.report import Context
from edi.guide.states import Skip, State, Table
from edi.guide.walk import Signature, Step


class SegmentWalk:
    """Takes segments that the table does not decide; it has no state of its own."""

    def __init__(self, course: Course, arrival: Arrival, headers: Headers, repairs: Repairs) -> None:
        self.course = course
        self.arrival = arrival
        self.headers = headers
        self.repairs = repairs

    def unusual(self, state: State, segment: str) -> Any:
        """Any segment that the table does not decide; returns what the state would have returned."""
        progress = self.course.progress
        progress.find(segment)
        if not segment:
            return self._empty(state)
        item = self._item(state.table, segment, progress.previous)
        if item.identifier in ("ISA", "GS"):
            return self.headers.header(state, item)
        if isinstance(state, Skip):
            return self.headers.forced(state, item)
        return self._walk(state, item)

    # -- the outer form --------------------------------------------------------------------------------------------

    def _empty(self, state: State) -> Any:
        """Two terminators in a row: one finding for any number of them."""
        course = self.course
        if course.progress.pass_empty():
            context = Context(state.table, course.progress.line, course.st_line(), "", course.numbers())
            course.report.note("8", "seg", "empty-segment", context)
        return (state, None) if course.paired else state

    def _item(self, table: Table, segment: str, previous: str) -> Item:
        course = self.course
        separator, line = course.delimiters.element, course.progress.line
        identifier, elements, problems = self._form(table, segment, separator)
        component = "" if identifier == "ISA" else course.delimiters.component
        problems += course.reading.form(identifier, elements, component)
        if course.mode is Mode.PRODUCT and len(problems) > 1:  # what is no segment at all is one finding
            problems = [found for found in problems if found.reason == "bad-segment-id"] or problems
        before = course.numbers(), course.st_line()
        if identifier == "ST":
            course.claim = ""
        problems += course.reading.count(identifier, elements, component, line)
        numbers, st_line = before if identifier in TRAILERS else (course.numbers(), course.st_line())
        claim, last = course.claim_id(), previous.split(separator, 1)[0]
        context = Context(table, line, st_line, identifier, numbers, claim, claim, 0, last)
        return Item(identifier, elements, problems, context)

    def _form(self, table: Table, segment: str, separator: str) -> tuple[str, list[str], list[ReadProblem]]:
        problems = []
        if segment.startswith(" "):
            problems.append(ReadProblem("seg", "1", "leading-space"))
            segment = segment.lstrip()
        if segment[-1:] == separator:
            problems.append(ReadProblem("seg", "SEG1", "trailing-separator"))
        identifier, *elements = segment.split(separator)
        upper = identifier.upper()
        is_known = upper in ENVELOPE_IDS or upper in table.walker.places
        if is_known and identifier != upper and self.course.mode is Mode.PRODUCT:
            problems.append(ReadProblem("seg", "1", "lower-case-id"))
            identifier = upper
        return identifier, elements, problems

    # -- the walk --------------------------------------------------------------------------------------------------

    def _walk(self, state: State, item: Item) -> Any:
        course, table = self.course, state.table
        signature = table.walker.signature(item.identifier, item.elements, course.delimiters.component)
        step = _step(state, signature)
        if signature and course.mode is Mode.PRODUCT and (step is None or step.problems):
            # What has its place here is taken for nothing else: the table takes it without asking.
            late = self.repairs.late(table, signature)
            if late:
                return self.repairs.put_right(state, item, late)
        if step is None:
            step = self._resumed(state, signature)
        if step is None and course.mode is Mode.PRODUCT and signature and item.identifier not in ENVELOPE_IDS:
            step = self.repairs.mended(state, signature, item)
        if step is None:
            return self._not_found(state, signature, item)
        target = table.state(step.target, step.counts)
        if item.identifier == "BHT":
            target = self.headers.by_purpose(target, item.elements)
        course.begin_claim(item)
        self.arrival.found(target, item, step)
        self.repairs.told_missing(step)
        meant = self.repairs.corrected.get(course.progress.line)
        if meant:
            item = item._replace(elements=meant.split(course.delimiters.element)[1:])
        return self.arrival.result(target, item)

    def _resumed(self, state: State, signature: Signature | None) -> Step | None:
        """The step from one of the places that the last segment, which fitted nowhere, suggested."""
        steps = [found for found in (_step(one, signature) for one in self.repairs.suggested()) if found]
        step = min(steps, key=lambda found: len(found.problems), default=None)
        if step and state.node not in state.table.claim_nodes:
            self.course.claim = ""  # its CLM is what was lost
        return step

    def _not_found(self, state: State, signature: Signature | None, item: Item) -> Any:
        """A segment that the guide does not expect here; the walk stays."""
        course, is_product = self.course, self.course.mode is Mode.PRODUCT
        if is_product and item.identifier in ENVELOPE_IDS:
            return self.headers.forced(state, item)
        claim = item.context.claim_before if state.node in state.table.claim_nodes else ""
        context = item.at(state.node, claim)._replace(claim_before=claim)
        course.report.read(item.problems, context)
        if not is_product or all(problem.reason != "bad-segment-id" for problem in item.problems):
            self.repairs.stray(state, signature, item, context)
        if is_product and state.table is self.headers.control and course.reading.envelopes.open[1:] == []:
            return self.arrival.result(state.table.skip, item, "")  # no GS: one finding, and on to the next header
        return self.arrival.result(state, item, "")


def _step(state: State, signature: Signature | None) -> Step | None:
    """The step of a segment, or None when it leads nowhere."""
    if signature is None:
        return None
    found = state.table.move(state, signature)
    step = found if isinstance(found, Step) else found.step
    return step if step.target >= 0 else None
