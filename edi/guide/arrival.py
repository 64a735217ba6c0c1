"""What is told of a segment whose position is known: how it was read, how it was reached, what its elements are."""

from __future__ import annotations

from typing import Any

from edi.guide.course import TRAILERS, Course, Item
from edi.guide.elements import MISSING, Problem
from edi.guide.mode import Mode
from edi.guide.model import Element, SegmentNode
from edi.guide.reading import ReadProblem, value
from edi.guide.report import Context
from edi.guide.states import State, Table
from edi.guide.walk import Step, WalkProblem

#: The elements that choose a map, with those whose meaning hangs on them.
_CHOOSING = {"ISA": (11, 12), "GS": (1, 8)}


class Detour(dict[str, Any]):
    """A state that sends every segment the slow way, while findings wait for the next known one (`Mode.PYX12`)."""

    def __init__(self, state: State) -> None:
        super().__init__()
        self.state = state

    def __missing__(self, segment: str) -> Any:
        return self.state.table.handler.unusual(self.state, segment)


class Arrival:
    """Tells it; it has no state of its own."""

    def __init__(self, course: Course) -> None:
        self.course = course

    def found(self, target: State, item: Item, step: Step | None = None, unknown: bool = False) -> None:
        """Report all of a segment whose position is known: reading, walk, elements. `unknown`: what it says chooses no
        guide."""
        course, table, report = self.course, target.table, self.course.report
        claim = course.claim_id() if target.node in table.claim_nodes else ""
        context = item.at(target.node, claim)._replace(table=table)
        component = "" if item.identifier == "ISA" else course.delimiters.component
        problems = table.check.check(table.segment_node(target.node), self._as_checked(item), component)
        form = item.problems
        if course.mode is Mode.PRODUCT:
            form, problems = _once(form, problems)
        report.read(form, context)
        if step is not None:
            report.walk(self._counted(step) + self._shown(step.problems, table), context)
        if item.identifier in TRAILERS:
            report.flush(context)
            report.closed(item.identifier, context)
        else:
            report.opened(item.identifier, context)
            report.flush(context)
        if item.identifier == "ST":
            course.count_transaction(item, has_guide=True)
        if unknown:  # one finding tells it all
            problems = [found for found in problems if found.element not in _CHOOSING[item.identifier]]
        if course.mode is Mode.PRODUCT and item.identifier == "ISA":
            # A separator may be any character; `Headers` judges those.
            problems = [found for found in problems if found.element not in (11, 16)]
        report.elements(problems, context)
        if course.mode is Mode.PRODUCT and item.identifier == "ST":
            self._version(table.segment_node(target.node), item, context)

    def result(self, target: State, item: Item, loop: str | None = None) -> Any:
        """What the hot loop takes: the state, and where collectors are registered None, since the segment is collected
        here, in its normal form."""
        course = self.course
        state: Any = target
        if course.mode is Mode.PYX12 and course.report.queue:
            state = Detour(target)
        if not course.paired:
            return state
        choose = course.library.choosers.get(item.identifier)
        if choose is not None:
            where = target.table.guide.loop_of(target.node).id if loop is None else loop
            collect = choose(where, item.elements[0] if item.elements else "")
            if collect is not None:
                collect(course.delimiters.element.join([item.identifier, *item.elements]))
        return state, None

    def _version(self, node: SegmentNode, item: Item, context: Context) -> None:
        """ST03 is the version of the group, where the guide lets it be any."""
        third = node.children[2] if len(node.children) > 2 else None
        given, version = value(item.elements, 3, "") or "", self.course.said.group[1] or ""
        is_free = isinstance(third, Element) and third.usage == "R" and not third.codes
        if is_free and given and given != version:
            self.course.report.note("I6", "st", "st-version-differs", context, 3, given, version)

    def _shown(self, problems: tuple[WalkProblem, ...], table: Table) -> tuple[WalkProblem, ...]:
        """Product mode tells of a missing trailer once, as an envelope that is not closed; and an interchange
        may hold a TA1 and no group."""
        if self.course.mode is Mode.PYX12:
            return problems
        told = (*TRAILERS, "GS")
        return tuple(found for found in problems if found.code != "3" or table.guide.nodes[found.node].id not in told)

    def _as_checked(self, item: Item) -> list[str]:
        """The elements; a version that another one's map serves is checked as that one (GS08, ST03)."""
        place = {"GS": 7, "ST": 2}.get(item.identifier, -1)
        elements, (given, checked_as) = item.elements, self.course.said.alias
        if not given or not 0 <= place < len(elements) or elements[place] != given:
            return elements
        return [*elements[:place], checked_as, *elements[place + 1 :]]

    def _counted(self, step: Step) -> tuple[WalkProblem, ...]:
        """Raise the counters beside the state; those over their limit are problems."""
        tallies = self.course.tallies
        for path in tallies if step.reset else ():
            if path.startswith(step.reset + "/"):
                tallies[path] = 0
        over = []
        for tally in step.tallies:
            tallies[tally.path] = tallies.get(tally.path, 0) + 1
            if tallies[tally.path] > tally.most:
                over.append(tally.problem)
        return tuple(over)


def _once(form: list[ReadProblem], found: list[Problem]) -> tuple[list[ReadProblem], list[Problem]]:
    """What is wrong with a segment's form and its elements, without what follows from the other: a segment without
    elements lacks them all; one that ends in a separator has an empty element there, which is missing or too many."""
    reasons = {problem.reason for problem in form}
    if "no-elements" in reasons:
        return [problem for problem in form if problem.reason != "trailing-separator"], []
    if "trailing-separator" not in reasons:
        return form, found
    left = [problem for problem in found if problem.value or problem.reason != "too-many-elements"]
    if any(problem.reason in MISSING for problem in left):
        form = [problem for problem in form if problem.reason != "trailing-separator"]
    return form, left
