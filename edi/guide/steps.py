"""The slow way: one segment at a time, in pyx12's order, for all that the state table does not decide.

Here are the outer form, the walk and the report of a segment; headers and the choice of a guide are in
`edi.guide.headers`. Product mode adds what pyx12 does not do (`deviations.toml`).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Any, NamedTuple

from edi.guide.elements import MISSING, Problem
from edi.guide.exact import ExactReport
from edi.guide.findings import Summary
from edi.guide.library import Library
from edi.guide.mode import Mode
from edi.guide.model import Element, SegmentNode
from edi.guide.reading import ENVELOPE_IDS, Reading, ReadProblem, value
from edi.guide.report import Context, Report
from edi.guide.states import Skip, State, Table
from edi.guide.walk import Signature, Step, WalkProblem
from edi.x12.delimiters import Delimiters

TRAILERS = ("SE", "GE", "IEA")
#: The elements that choose a map, with those whose meaning hangs on them.
_CHOOSING = {"ISA": (11, 12), "GS": (1, 8)}


class Item(NamedTuple):
    """A segment on the slow way: its texts, what reading it told, and where it stands."""

    identifier: str
    elements: list[str]
    problems: list[ReadProblem]
    context: Context

    def at(self, node: int, claim: str) -> Context:
        """The context once the position is known."""
        return self.context._replace(node=node, claim=claim)


class Detour(dict[str, Any]):
    """A state that sends every segment the slow way, while findings wait for the next known one (exact
    mode)."""

    def __init__(self, state: State) -> None:
        super().__init__()
        self.state = state

    def __missing__(self, segment: str) -> Any:
        return self.state.table.handler.unusual(self.state, segment)


class Steps(ABC):
    """The running state of one validation, and the slow way through it."""

    def __init__(self, library: Library, mode: Mode) -> None:
        self.library = library
        self.mode = mode
        self.paired = bool(library.choosers)
        self.report: Report = Report() if mode is Mode.PRODUCT else ExactReport()
        self.reading = Reading(mode)
        self.summary = Summary()
        self.delimiters = Delimiters("*", ":", "~", "", "")
        self.control: Table = library.control(self.delimiters, "")
        self.state: Any = self.control.skip
        self.base = 0  # segments of the file before the block, less empty ones in it
        self.segments: list[str] = []
        self.iterator: Iterator[str] = iter(())
        self.last = ""
        self.line = 0
        self.claim = ""
        self.tallies: dict[str, int] = {}
        self.version = ""
        self.group: tuple[str | None, str | None] = ("", "")
        self.alias = ("", "")
        self.lost: tuple[int, tuple[State, ...]] = (-1, ())
        self.missed: tuple[int, tuple[int, ...]] = (-1, ())
        self.corrected: dict[int, str] = {}  # segments of the block as they were meant, by their number
        self.empty_after = -1

    @abstractmethod
    def serve(self, table: Table) -> None:
        """Take over what the states of a table hand on."""

    @abstractmethod
    def header(self, state: State, item: Item) -> Any:
        """An ISA or GS."""

    @abstractmethod
    def forced(self, state: State, item: Item) -> Any:
        """A segment outside any guide, or an envelope that the walk does not expect."""

    @abstractmethod
    def mended(self, state: State, signature: Signature, item: Item) -> Step | None:
        """The step of a segment that was meant to fit (product mode)."""

    @abstractmethod
    def late(self, table: Table, signature: Signature) -> int:
        """The position of a segment that was told as missing just before, or 0 (product mode)."""

    @abstractmethod
    def put_right(self, state: State, item: Item, number: int) -> Any:
        """Take such a segment."""

    @abstractmethod
    def stray(self, state: State, signature: Signature | None, item: Item, context: Context) -> None:
        """Tell of a segment that fits nowhere."""

    @abstractmethod
    def by_purpose(self, target: State, elements: list[str]) -> State:
        """The state after a BHT, which may choose another map."""

    def unusual(self, state: State, segment: str) -> Any:
        """Any segment that the table does not decide; returns what the state would have returned."""
        index = len(self.segments) - self.iterator.__length_hint__() - 1  # type: ignore[attr-defined]
        if not segment:
            return self._empty(state, index)
        self.line = self.base + index + 1
        item = self._item(state.table, segment, self.segments[index - 1] if index else self.last)
        if item.identifier in ("ISA", "GS"):
            return self.header(state, item)
        if isinstance(state, Skip):
            return self.forced(state, item)
        return self._walk(state, item)

    # -- the outer form
    # ----------------------------------------------------------------------------------------

    def _empty(self, state: State, index: int) -> Any:
        """Two terminators in a row: one finding for any number of them."""
        before = self.base + index
        self.base -= 1
        if self.empty_after != before:
            self.empty_after = before
            self.line = before + 1
            context = Context(state.table, before + 1, self._st_line(), "", self._numbers())
            self.report.note("8", "seg", "empty-segment", context)
        return (state, None) if self.paired else state

    def _item(self, table: Table, segment: str, previous: str) -> Item:
        separator = self.delimiters.element
        identifier, elements, problems = self._form(table, segment, separator)
        component = "" if identifier == "ISA" else self.delimiters.component
        problems += self.reading.form(identifier, elements, component)
        if self.mode is Mode.PRODUCT and len(problems) > 1:  # what is no segment at all is one finding
            problems = [found for found in problems if found.reason == "bad-segment-id"] or problems
        before = self._numbers(), self._st_line()
        if identifier == "ST":
            self.claim = ""
        problems += self.reading.count(identifier, elements, component, self.line)
        numbers, st_line = before if identifier in TRAILERS else (self._numbers(), self._st_line())
        claim, last = self.claim_id(), previous.split(separator, 1)[0]
        context = Context(table, self.line, st_line, identifier, numbers, claim, claim, 0, last)
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
        if (
            self.mode is Mode.PRODUCT
            and identifier != upper
            and (upper in ENVELOPE_IDS or upper in table.walker.places)
        ):
            problems.append(ReadProblem("seg", "1", "lower-case-id"))
            identifier = upper
        return identifier, elements, problems

    def _numbers(self) -> tuple[str, str, str]:
        number = self.reading.envelopes.number
        return number("ISA"), number("GS"), number("ST")

    def _st_line(self) -> int:
        return self.reading.segments_of_transaction(self.line) if self.reading.envelopes.number("ST") else 0

    def claim_id(self) -> str:
        """CLM01 of the last claim."""
        return value(self.claim.split(self.delimiters.element), 2, self.delimiters.component) or ""

    # -- the walk
    # ----------------------------------------------------------------------------------------------

    def _walk(self, state: State, item: Item) -> Any:
        table = state.table
        signature = table.walker.signature(item.identifier, item.elements, self.delimiters.component)
        step = _step(state, signature)
        # What has its place here is taken for nothing else: the table takes it without asking.
        late = (
            self.late(table, signature)
            if self.mode is Mode.PRODUCT and signature and (step is None or step.problems)
            else 0
        )
        if late:
            return self.put_right(state, item, late)
        if step is None and self.lost[0] == self.line - 1:
            steps = [found for found in (_step(one, signature) for one in self.lost[1]) if found]
            step = min(steps, key=lambda found: len(found.problems), default=None)
            if step and state.node not in table.claim_nodes:
                self.claim = ""  # its CLM is what was lost
        if step is None and self.mode is Mode.PRODUCT and signature and item.identifier not in ENVELOPE_IDS:
            step = self.mended(state, signature, item)
        if step is None:
            return self._not_found(state, signature, item)
        target = table.state(step.target, step.counts)
        if item.identifier == "BHT":
            target = self.by_purpose(target, item.elements)
        self.begin_claim(item)
        self.found(target, item, step)
        meant = self.corrected.get(self.line)
        return self.result(target, item._replace(elements=meant.split(self.delimiters.element)[1:]) if meant else item)

    def count_transaction(self, item: Item, *, has_guide: bool) -> None:
        """Count an ST, by the guide that it is checked with."""
        version = self.alias[1] or self.group[1] or ""
        self.summary.count_transaction(value(item.elements, 1, "") or "", version, has_guide=has_guide)

    def begin_claim(self, item: Item) -> None:
        """Remember a CLM."""
        if item.identifier == "CLM":
            self.summary.claims += 1
            self.claim = self.delimiters.element.join(["CLM", *item.elements])

    def _not_found(self, state: State, signature: Signature | None, item: Item) -> Any:
        """A segment that the guide does not expect here; the walk stays."""
        if self.mode is Mode.PRODUCT and item.identifier in ENVELOPE_IDS:
            return self.forced(state, item)
        claim = item.context.claim_before if state.node in state.table.claim_nodes else ""
        context = item.at(state.node, claim)._replace(claim_before=claim)
        self.report.read(item.problems, context)
        if self.mode is Mode.PYX12 or all(problem.reason != "bad-segment-id" for problem in item.problems):
            self.stray(state, signature, item, context)
        if self.mode is Mode.PRODUCT and state.table is self.control and self.reading.envelopes.open[1:] == []:
            return self.result(state.table.skip, item, "")  # no GS: one finding, and on to the next header
        return self.result(state, item, "")

    def found(self, target: State, item: Item, step: Step | None = None, unknown: bool = False) -> None:
        """Report all of a segment whose position is known: reading, walk, elements."""
        table, report = target.table, self.report
        claim = self.claim_id() if target.node in table.claim_nodes else ""
        context = item.at(target.node, claim)._replace(table=table)
        elements = self._as_checked(item)
        component = "" if item.identifier == "ISA" else self.delimiters.component
        problems = table.check.check(table.segment_node(target.node), elements, component)
        form, problems = _once(item.problems, problems) if self.mode is Mode.PRODUCT else (item.problems, problems)
        report.read(form, context)
        if step is not None:
            report.walk(self._counted(step) + self._shown(step.problems, table), context)
            missed = tuple(found.node for found in step.problems if found.code == "3")
            self.missed = (self.line, missed) if missed else self.missed
        if item.identifier in TRAILERS:
            report.flush(context)
            report.closed(item.identifier, context)
        else:
            report.opened(item.identifier, context)
            report.flush(context)
        if item.identifier == "ST":
            self.count_transaction(item, has_guide=True)
        if unknown:  # one finding tells it all
            problems = [found for found in problems if found.element not in _CHOOSING[item.identifier]]
        if (
            self.mode is Mode.PRODUCT and item.identifier == "ISA"
        ):  # a separator may be any character; `Headers` judges those
            problems = [found for found in problems if found.element not in (11, 16)]
        report.elements(problems, context)
        if self.mode is Mode.PRODUCT and item.identifier == "ST":
            self._version(table.segment_node(target.node), item, context)

    def _version(self, node: SegmentNode, item: Item, context: Context) -> None:
        """ST03 is the version of the group, where the guide lets it be any."""
        third = node.children[2] if len(node.children) > 2 else None
        given, version = value(item.elements, 3, "") or "", self.group[1] or ""
        is_free = isinstance(third, Element) and third.usage == "R" and not third.codes
        if is_free and given and given != version:
            self.report.note("I6", "st", "st-version-differs", context, 3, given, version)

    def _shown(self, problems: tuple[WalkProblem, ...], table: Table) -> tuple[WalkProblem, ...]:
        """Product mode tells of a missing trailer once, as an envelope that is not closed; and an interchange
        may hold a TA1 and no group."""
        if self.mode is Mode.PYX12:
            return problems
        told = (*TRAILERS, "GS")
        return tuple(found for found in problems if found.code != "3" or table.guide.nodes[found.node].id not in told)

    def _as_checked(self, item: Item) -> list[str]:
        """The elements; a version that another one's map serves is checked as that one (GS08, ST03)."""
        place = {"GS": 7, "ST": 2}.get(item.identifier, -1)
        elements = item.elements
        if not self.alias[0] or not 0 <= place < len(elements) or elements[place] != self.alias[0]:
            return elements
        return [*elements[:place], self.alias[1], *elements[place + 1 :]]

    def _counted(self, step: Step) -> tuple[WalkProblem, ...]:
        """Raise the counters beside the state; those over their limit are problems."""
        for path in self.tallies if step.reset else ():
            if path.startswith(step.reset + "/"):
                self.tallies[path] = 0
        over = []
        for tally in step.tallies:
            self.tallies[tally.path] = self.tallies.get(tally.path, 0) + 1
            if self.tallies[tally.path] > tally.most:
                over.append(tally.problem)
        return tuple(over)

    def result(self, target: State, item: Item, loop: str | None = None) -> Any:
        """What the hot loop takes: the state, and where collectors are registered None, since the segment is collected
        here, in its normal form."""
        state: Any = target
        if self.mode is Mode.PYX12 and self.report.queue:
            state = Detour(target)
        if not self.paired:
            return state
        choose = self.library.choosers.get(item.identifier)
        if choose is not None:
            where = target.table.guide.loop_of(target.node).id if loop is None else loop
            collect = choose(where, item.elements[0] if item.elements else "")
            if collect is not None:
                collect(self.delimiters.element.join([item.identifier, *item.elements]))
        return state, None


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


def _step(state: State, signature: Signature | None) -> Step | None:
    """The step of a segment, or None when it leads nowhere."""
    if signature is None:
        return None
    found = state.table.move(state, signature)
    step = found if isinstance(found, Step) else found.step
    return step if step.target >= 0 else None
