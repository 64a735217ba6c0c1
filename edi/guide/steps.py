"""The slow way: one segment at a time, in pyx12's order, for all that the state table does not decide.

Envelopes, the choice of a guide, every problem, and in product mode what pyx12 does not do (`deviations.toml`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from edi.guide.findings import Summary
from edi.guide.library import Library
from edi.guide.reading import ENVELOPE_IDS, Reading, ReadProblem, value
from edi.guide.report import Context, ExactReport, Report
from edi.guide.resync import nearest
from edi.guide.states import NO_FACT, Skip, State, Table
from edi.guide.walk import Signature, Step
from edi.x12.delimiters import Delimiters

_HOLDERS = {"ST": "ST_LOOP", "SE": "ST_LOOP", "GE": "GS_LOOP", "IEA": "ISA_LOOP"}
_TRAILERS = ("SE", "GE", "IEA")
#: Versions of the 278 whose map BHT02 chooses.
_PURPOSE_VERSIONS = ("004010X094", "004010X094A1")


class Detour(dict[str, Any]):
    """A state that sends every segment the slow way, while findings wait for the next known segment (exact mode)."""

    def __init__(self, state: State) -> None:
        super().__init__()
        self.state = state

    def __missing__(self, segment: str) -> Any:
        return self.state.table.handler.unusual(self.state, segment)


class Steps:
    """The state of one validation, and the slow way through it."""

    def __init__(self, library: Library, strict: bool) -> None:
        self.library = library
        self.strict = strict
        self.paired = bool(library.extractors)
        self.report: Report = Report() if strict else ExactReport()
        self.reading = Reading(strict)
        self.summary = Summary()
        self.delimiters = Delimiters("*", ":", "~", "", "")
        self.control: Table = library.control(self.delimiters, "")
        self.state: Any = self.control.skip
        self.base = 0
        self.segments: list[str] = []
        self.iterator: Iterator[str] = iter(())
        self.last = ""
        self.line = 0
        self.claim = ""
        self.tallies: dict[str, int] = {}
        self.version = ""
        self.group: tuple[str | None, str | None] = ("", "")
        self.alias = ("", "")
        self.lost: tuple[int, State] | None = None
        self.empty_after = -1

    def unusual(self, state: State, segment: str) -> Any:
        """Any segment that the table does not decide; returns what the state would have returned."""
        index = len(self.segments) - self.iterator.__length_hint__() - 1  # type: ignore[attr-defined]
        if not segment:
            return self._empty(state, index)
        self.line = self.base + index + 1
        previous = self.segments[index - 1] if index else self.last
        separator, component = self.delimiters.element, self.delimiters.component
        identifier, elements, problems = self._form(segment, separator)
        if identifier == "ISA":
            component = ""
        problems += self.reading.form(identifier, elements, component)
        before = self._numbers(), self._st_line()
        problems += self.reading.count(identifier, elements, component, self.line)
        numbers, st_line = before if identifier in _TRAILERS else (self._numbers(), self._st_line())
        claim = self._claim()
        context = Context(
            self.line, st_line, identifier, numbers, claim, claim, 0, previous.split(separator, 1)[0]
        )
        if identifier == "ISA":
            return self._isa(state, elements, problems, context)
        if identifier == "GS":
            return self._gs(state, elements, problems, context)
        if isinstance(state, Skip):
            return self._forced(state, identifier, elements, problems, context)
        return self._walk(state, identifier, elements, problems, context)

    # -- the outer form --------------------------------------------------------------------------------------------

    def _empty(self, state: State, index: int) -> Any:
        """Two terminators in a row: one finding for any number of them."""
        before = self.base + index
        self.base -= 1
        if self.empty_after != before:
            self.empty_after = before
            context = Context(before + 1, self._st_line(), "", self._numbers(), "", "", 0, "")
            self.report.note("8", "seg", "empty-segment", context)
        return (state, NO_FACT) if self.paired else state

    def _form(self, segment: str, separator: str) -> tuple[str, list[str], list[ReadProblem]]:
        problems = []
        if segment.startswith(" "):
            problems.append(ReadProblem("seg", "1", "leading-space"))
            segment = segment.lstrip()
        if segment[-1:] == separator:
            problems.append(ReadProblem("seg", "SEG1", "trailing-separator"))
        identifier, *elements = segment.split(separator)
        if self.strict and not identifier.isupper() and identifier.upper() in self._known_ids():
            problems.append(ReadProblem("seg", "1", "lower-case-id"))
            identifier = identifier.upper()
        return identifier, elements, problems

    def _known_ids(self) -> set[str]:
        table = self.state.table if isinstance(self.state, State) else self.control
        return ENVELOPE_IDS | set(table.walker.places)

    def _numbers(self) -> tuple[str, str, str]:
        number = self.reading.envelopes.number
        return number("ISA"), number("GS"), number("ST")

    def _st_line(self) -> int:
        return self.reading.segments_of_transaction(self.line) if self.reading.envelopes.number("ST") else 0

    def _claim(self) -> str:
        return value(self.claim.split(self.delimiters.element), 2, self.delimiters.component) or ""

    # -- headers ---------------------------------------------------------------------------------------------------

    def _isa(self, state: State, elements: list[str], problems: list[ReadProblem], context: Context) -> Any:
        """The interchange header: the walk starts anew in the map of control segments."""
        self.version = value(elements, 12, "") or ""
        if self.strict:
            self.control = self.library.control(self.delimiters, self.version)
            self.control.handler = self
        table = self.control
        node = table.walker.find("ISA_LOOP", "ISA")
        target = table.state(node, table.walker.entered(state.counts, "/ISA_LOOP", node))
        self.tallies.clear()
        self.claim = ""
        self._found(target, "ISA", elements, problems, context)
        if self.strict and self.version not in ("00401", "00501"):
            self.report.note("017", "isa", "interchange-version", context, value=self.version, element=12)
        return self._result(target, "ISA", elements)

    def _gs(self, state: State, elements: list[str], problems: list[ReadProblem], context: Context) -> Any:
        """The group header: GS08 and GS01 choose the guide."""
        component = self.delimiters.component
        functional, version = value(elements, 1, component), value(elements, 8, component)
        self.group = (functional, version)
        self.alias = ("", "")
        self.claim = ""
        file = self.library.find(self.version, version, functional)
        if file is None and self.strict:
            other = self.library.alias(version, functional)
            if other:
                self.alias = (version or "", other)
                elements = [*elements[:7], other, *elements[8:]]
                file = self.library.find(self.version, other, functional)
        table = self.library.table(file, self.delimiters) if file else self.control
        table.handler = self
        self.reading.counts_lines = table.guide.id == "837"
        node = table.walker.find("GS_LOOP", "GS")
        target = table.state(node, table.walker.entered(state.counts, "/ISA_LOOP/GS_LOOP", node))
        self.tallies.clear()
        self._found(target, "GS", elements, problems, context, unknown=file is None)
        context = context._replace(node=node)
        if file is None:
            self.report.note("8", "gs", "unknown-guide", context, value=version or "", element=8)
            return self._result(table.skip, "GS", elements, "GS_LOOP")
        if self.alias[0]:
            self.report.note(
                "8",
                "gs",
                "guide-version-alias",
                context,
                value=version or "",
                element=8,
                expected=self.alias[1],
            )
        return self._result(target, "GS", elements)

    # -- the walk --------------------------------------------------------------------------------------------------

    def _walk(
        self,
        state: State,
        identifier: str,
        elements: list[str],
        problems: list[ReadProblem],
        context: Context,
    ) -> Any:
        table = state.table
        signature = table.walker.signature(identifier, elements, self.delimiters.component)
        step = self._step(state, signature)
        if self.strict and step is None and signature and self.lost and self.lost[0] == self.line - 1:
            step = self._step(self.lost[1], signature)
            self.claim = self.claim if self._in_claim(table, state.node) else ""
        if step is None or signature is None:
            return self._not_found(state, signature, elements, problems, context)
        target = table.state(step.target, step.counts)
        if identifier == "BHT" and self.group[1] in _PURPOSE_VERSIONS:
            target = self._by_purpose(target, elements)
        if identifier == "CLM":
            self.summary.claims += 1
            self.claim = self.delimiters.element.join(["CLM", *elements])
        self._found(target, identifier, elements, problems, context, step)
        return self._result(target, identifier, elements)

    @staticmethod
    def _step(state: State, signature: Signature | None) -> Step | None:
        """The step of a segment, or None when it leads nowhere."""
        if signature is None:
            return None
        found = state.table.move(state, signature)
        step = found if isinstance(found, Step) else found.step
        return step if step.target >= 0 else None

    def _by_purpose(self, target: State, elements: list[str]) -> State:
        """4010 278: the map that BHT02 chooses goes on from its own BHT."""
        functional, version = self.group
        purpose = value(elements, 2, self.delimiters.component)
        file = self.library.find(self.version, version, functional, purpose)
        if file is None or file == target.table.guide.file:
            return target
        table = self.library.table(file, self.delimiters)
        table.handler = self
        self.reading.counts_lines = table.guide.id == "837"
        node = table.walker.find("HEADER", "BHT")
        return table.state(node, table.walker.pruned(node, dict(target.counts)))

    def _not_found(
        self,
        state: State,
        signature: Signature | None,
        elements: list[str],
        problems: list[ReadProblem],
        context: Context,
    ) -> Any:
        """A segment that the guide does not expect here; the walk stays."""
        table, identifier = state.table, context.segment
        if self.strict and identifier in _HOLDERS:
            return self._forced(state, identifier, elements, problems, context)
        context = context._replace(node=state.node, claim=context.claim_before)
        if not self._in_claim(table, state.node):
            context = context._replace(claim="", claim_before="")
        self.report.read(problems, context, table)
        if not self.strict or not any(problem.reason == "bad-segment-id" for problem in problems):
            unexpected = table.walker.step(state.node, state.counts, Signature("", ())).problems
            self.report.walk(unexpected, context, table)
        if self.strict and signature:
            suggested = nearest(table, state, signature)
            self.lost = (self.line, suggested) if suggested else None
        return self._result(state, identifier, elements, "")

    def _forced(
        self,
        state: State,
        identifier: str,
        elements: list[str],
        problems: list[ReadProblem],
        context: Context,
    ) -> Any:
        """Outside any guide, and for envelopes that the walk does not expect: go where the envelope says."""
        table = state.table
        node = table.walker.find(_HOLDERS.get(identifier, ""), identifier)
        if identifier == "ST" and node >= 0 and self._is_other_transaction(table, node, elements):
            context = context._replace(node=node)
            self.report.read(problems, context, table)
            codes = " ".join(getattr(table.segment_node(node).key, "codes", ()))
            self.report.note(
                "1",
                "st",
                "wrong-transaction",
                context,
                value=elements[0] if elements else "",
                expected=codes,
                element=1,
            )
            self.summary.transactions += 1
            return self._result(table.skip, identifier, elements, "")
        if node < 0:
            self.report.read(problems, context, table)
            self.summary.transactions += identifier == "ST"
            return self._result(table.skip if isinstance(state, Skip) else state, identifier, elements, "")
        counts = {table.guide.nodes[loop].path: 1 for loop, _ in table.walker.ancestors(node)}
        counts[table.guide.nodes[node].path] = 1
        target = table.state(node, table.walker.pruned(node, counts))
        self._found(target, identifier, elements, problems, context)
        return self._result(target, identifier, elements)

    def _is_other_transaction(self, table: Table, node: int, elements: list[str]) -> bool:
        key = table.segment_node(node).key
        return key is not None and (value(elements, 1, self.delimiters.component) or "") not in key.codes

    def _found(
        self,
        target: State,
        identifier: str,
        elements: list[str],
        problems: list[ReadProblem],
        context: Context,
        step: Step | None = None,
        unknown: bool = False,
    ) -> None:
        """Report all of a segment whose position is known: reading, walk, elements."""
        table, report = target.table, self.report
        inside = self._in_claim(table, target.node)
        claim = self._claim() if inside else ""
        context = context._replace(node=target.node, claim=claim)
        report.read(problems, context, table)
        if step is not None:
            report.walk(self._counted(step) + step.problems, context, table)
        if identifier in _TRAILERS:
            report.flush(context, table)
            report.closed(identifier, context)
        else:
            report.opened(identifier, context)
            report.flush(context, table)
        self.summary.transactions += identifier == "ST"
        if identifier == "ST" and len(elements) > 2 and self.alias[0] == elements[2]:
            elements = [*elements[:2], self.alias[1], *elements[3:]]
        component = "" if identifier == "ISA" else self.delimiters.component
        found = table.check.check(table.segment_node(target.node), elements, component)
        if unknown:  # one finding tells it all
            found = [
                problem for problem in found if problem.reason != "bad-code" or problem.element not in (1, 8)
            ]
        report.elements(found, context, table)

    def _counted(self, step: Step) -> tuple[Any, ...]:
        """Raise the counters beside the state; those over their limit are problems."""
        if step.reset:
            for path in self.tallies:
                if path.startswith(step.reset + "/"):
                    self.tallies[path] = 0
        over = []
        for tally in step.tallies:
            self.tallies[tally.path] = self.tallies.get(tally.path, 0) + 1
            if self.tallies[tally.path] > tally.most:
                over.append(tally.problem)
        return tuple(over)

    @staticmethod
    def _in_claim(table: Table, node: int) -> bool:
        return node in table.claim_nodes

    def _result(self, target: State, identifier: str, elements: list[str], loop: str | None = None) -> Any:
        """What the hot loop takes: the state, with the fact of the segment where extractors are registered."""
        state: Any = target
        if not self.strict and self.report.queue:
            state = Detour(target)
        if not self.paired:
            return state
        extract = self.library.extractors.get(identifier)
        if extract is None:
            return state, NO_FACT
        where = target.table.guide.loop_of(target.node).id if loop is None else loop
        return state, extract([identifier, *elements], where)
