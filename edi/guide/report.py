"""Turning problems into findings on the segments that have them (product mode)."""

from __future__ import annotations

from typing import NamedTuple

from msgspec.structs import replace

from edi.diagnostics.render import mask
from edi.guide.elements import Problem
from edi.guide.findings import Finding
from edi.guide.model import LoopNode
from edi.guide.reading import ReadProblem
from edi.guide.states import Table
from edi.guide.walk import WalkProblem

#: What is longer and stands where a segment id should, is no slip in an id: a separator is missing, and it is a value.
_LONGEST_ID = 3


class Context(NamedTuple):
    """Where the segment at hand stands: line in the file and in its transaction, id, control numbers; the
    claim that was open before it and the one it belongs to; its node (0: none); the id of the segment before
    it."""

    table: Table
    line: int
    st_line: int
    segment: str
    numbers: tuple[str, str, str]
    claim_before: str = ""
    claim: str = ""
    node: int = 0
    previous: str = ""


class Report:
    """The findings of one file. `queue` is for exact mode, where problems of reading wait; `is_structure_broken` says
    that some finding since the last `take` is about more than an element, `breaks` where a segment was unexpected or
    missing, as in `edi.guide.hooks.Batch`."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.is_structure_broken = False
        self.breaks: list[tuple[int, str]] = []
        self.valid = True
        self.queue: list[ReadProblem] = []

    def take(self) -> list[Finding]:
        """The findings since the last call."""
        taken, self.findings = self.findings, []
        self.breaks = []
        self.is_structure_broken = False
        return taken

    def add(self, finding: Finding) -> None:
        """Keep a finding; an error makes the file invalid."""
        self.findings.append(finding)
        if finding.level != "ele":
            self.is_structure_broken = True
        if finding.severity == "error":
            self.valid = False

    def read(self, problems: list[ReadProblem], context: Context) -> None:
        """Problems of reading; `flush` follows when the guide knows the segment."""
        for problem in problems:
            finding = self.made(context, problem.code, problem.level, problem.reason)
            finding = replace(finding, element=problem.element, expected=problem.expected)
            if problem.reason == "bad-segment-id" and len(context.segment) > _LONGEST_ID:
                finding = replace(finding, segment=mask(context.segment), value=context.segment)
            self.add(finding)

    def walk(self, problems: tuple[WalkProblem, ...], context: Context) -> None:
        """Structural problems that the segment brought up; what is missing belongs to what came before."""
        for code, reason, number in problems:
            node = context.table.guide.nodes[number]
            of_claim = context.claim_before if code in ("1", "3") else context.claim
            is_above = code == "3" and (number not in context.table.claim_nodes or node.id == "CLM")
            place = context._replace(
                node=number,
                segment=node.id if code == "3" else context.segment,
                claim="" if is_above else of_claim,
            )
            finding = self.made(place, code, "seg", reason)
            if code in ("1", "3"):
                self.breaks.append((place.line, place.claim))
            if code == "1":
                finding = replace(finding, name="")
            self.add(replace(finding, expected=str(node.most)) if code in ("4", "5") else finding)

    def opened(self, identifier: str, context: Context) -> None:
        """The guide knows the segment."""

    def flush(self, context: Context) -> None:
        """Nothing waits in product mode."""

    def closed(self, identifier: str, context: Context) -> None:
        """A trailer was read."""

    def elements(self, problems: list[Problem], context: Context) -> None:
        """Problems of elements."""
        for problem in problems:
            self.add(self.of_element(problem, context))

    def note(
        self,
        code: str,
        level: str,
        reason: str,
        context: Context,
        element: int = 0,
        value: str = "",
        expected: str = "",
    ) -> None:
        """Something that no map says: the bytes, the choice of a guide."""
        finding = self.made(context, code, level, reason)
        self.add(replace(finding, element=element, value=value, expected=expected))

    def of_element(self, problem: Problem, context: Context) -> Finding:
        """An element's problem as a finding."""
        finding = self.made(context, problem.code, problem.level, problem.reason)
        return replace(
            finding,
            element=problem.element,
            component=problem.component,
            name=problem.name,
            expected=problem.expected,
            value=problem.value,
        )

    def made(self, context: Context, code: str, level: str, reason: str) -> Finding:
        """A finding at the context's place."""
        guide = context.table.guide
        node = guide.nodes[context.node]
        isa, gs, st = context.numbers
        return Finding(
            code=code,
            level=level,
            reason=reason,
            segment_no=context.line,
            st_segment_no=context.st_line,
            isa=isa,
            gs=gs,
            st=st,
            segment=context.segment,
            loop=guide.loop_of(context.node).id if context.node else "",
            claim=context.claim,
            name="" if isinstance(node, LoopNode) and not context.node else node.name,
        )
