"""Turning problems into findings: with their true positions (product), or as pyx12 would record them (exact)."""

from __future__ import annotations

from typing import NamedTuple

from edi.guide.elements import Problem
from edi.guide.findings import Finding
from edi.guide.model import LoopNode
from edi.guide.reading import ReadProblem
from edi.guide.states import Table
from edi.guide.walk import WalkProblem

_HEADERS = {"SE": "ST", "GE": "GS", "IEA": "ISA"}


class Context(NamedTuple):
    """Where the segment at hand stands: line in file and transaction, id, control numbers, claims before and after
    it, and the node it was found at (0: none)."""

    line: int
    st_line: int
    segment: str
    numbers: tuple[str, str, str]
    claim_before: str
    claim: str
    node: int
    previous: str


class Report:
    """Product mode: every problem on the segment that has it."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.valid = True
        self.queue: list[ReadProblem] = []

    def take(self) -> list[Finding]:
        """The findings since the last call."""
        taken, self.findings = self.findings, []
        return taken

    def read(self, problems: list[ReadProblem], context: Context, table: Table) -> None:
        """Problems of reading; `flush` follows when the guide knows the segment."""
        for problem in problems:
            self._add(
                context, table, problem.code, problem.level, problem.reason, problem.element, problem.expected
            )

    def walk(self, problems: tuple[WalkProblem, ...], context: Context, table: Table) -> None:
        """Structural problems that the segment brought up."""
        for code, reason, number in problems:
            node = table.guide.nodes[number]
            claim = context.claim_before if code in ("1", "3") else context.claim
            most = str(node.most) if code in ("4", "5") else ""
            finding = self._finding(context, table, code, "seg", reason, number)
            segment = node.id if code == "3" else context.segment
            if code == "1":
                finding = _changed(finding, name="")
            self._keep(_changed(finding, claim=claim, expected=most, segment=segment))

    def opened(self, identifier: str, context: Context) -> None:
        """The guide knows the segment."""

    def flush(self, context: Context, table: Table) -> None:
        """Nothing waits in product mode."""

    def closed(self, identifier: str, context: Context) -> None:
        """A trailer was read."""

    def elements(self, problems: list[Problem], context: Context, table: Table) -> None:
        """Problems of elements."""
        for level, element, component, code, reason, name, expected, text in problems:
            self._keep(
                self._finding(
                    context,
                    table,
                    code,
                    level,
                    reason,
                    context.node,
                    element,
                    component,
                    name,
                    expected,
                    text,
                )
            )

    def note(
        self, code: str, level: str, reason: str, context: Context, value: str = "", **more: str | int
    ) -> None:
        """Something that has no node: the bytes, the choice of a guide."""
        isa, gs, st = context.numbers
        finding = Finding(
            code=code,
            level=level,
            reason=reason,
            segment_no=context.line,
            st_segment_no=context.st_line,
            isa=isa,
            gs=gs,
            st=st,
            segment=context.segment,
            value=value,
        )
        self._keep(_changed(finding, **more) if more else finding)

    def _add(
        self, context: Context, table: Table, code: str, level: str, reason: str, element: int, expected: str
    ) -> None:
        self._keep(
            self._finding(context, table, code, level, reason, context.node, element, expected=expected)
        )

    def add(self, finding: Finding) -> None:
        """A finding made elsewhere."""
        self._keep(finding)

    def _keep(self, finding: Finding) -> None:
        self.findings.append(finding)
        if finding.severity == "error":
            self.valid = False

    def _finding(
        self,
        context: Context,
        table: Table,
        code: str,
        level: str,
        reason: str,
        number: int,
        element: int = 0,
        component: int = 0,
        name: str = "",
        expected: str = "",
        value: str = "",
    ) -> Finding:
        node = table.guide.nodes[number]
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
            loop=table.guide.loop_of(number).id if number else "",
            element=element,
            component=component,
            claim=context.claim,
            name=name or (node.name if not isinstance(node, LoopNode) else node.id),
            expected=expected,
            value=value,
        )


class ExactReport(Report):
    """Exact mode: pyx12's error tree. A cursor says where it would attach a finding; what it loses is lost.

    The cursor is (kind, line, segment id), kind being seg or an envelope (isa, gs, st); lines of envelopes move to
    the trailer when it is read (`err_handler` in pyx12's `error_handler.py`).
    """

    def __init__(self) -> None:
        super().__init__()
        self.cursor = ("seg", 0, "")
        self.cursor_line = 0
        self.lines = {"isa": 0, "gs": 0, "st": 0}

    def read(self, problems: list[ReadProblem], context: Context, table: Table) -> None:
        self.queue.extend(problems)
        if self.cursor_line != context.line - 1:
            self.cursor = ("seg", context.line - 1, context.previous)
        self.cursor_line = context.line

    def walk(self, problems: tuple[WalkProblem, ...], context: Context, table: Table) -> None:
        for code, reason, number in problems:
            if code != "2":
                fake = table.guide.nodes[number].id if code == "3" else context.segment
                self.cursor = ("seg", context.line, fake)
            self._segment_error(code, reason, context, table, number, 0)

    def opened(self, identifier: str, context: Context) -> None:
        kind = identifier.lower()
        if kind in self.lines:
            self.lines[kind] = context.line
            self.cursor = (kind, context.line, identifier)
        elif identifier not in _HEADERS:
            self.cursor = ("seg", context.line, identifier)

    def flush(self, context: Context, table: Table) -> None:
        queue, self.queue = self.queue, []
        for problem in queue:
            if problem.level == "seg":
                self._segment_error(
                    problem.code, problem.reason, context, table, context.node, problem.element
                )
            else:
                line = self.lines[problem.level]
                finding = self._finding(
                    context, table, problem.code, problem.level, problem.reason, context.node
                )
                self._keep(_changed(finding, segment_no=line, segment=problem.level.upper()))

    def closed(self, identifier: str, context: Context) -> None:
        kind = _HEADERS[identifier].lower()
        self.lines[kind] = context.line
        self.cursor = (kind, context.line, identifier)

    def elements(self, problems: list[Problem], context: Context, table: Table) -> None:
        for level, element, component, code, reason, name, expected, text in problems:
            self.valid = False  # pyx12 keeps the verdict even of what it does not record
            if level == "seg":
                self._segment_error(code, reason, context, table, context.node, 0)
            elif self.cursor[0] != "seg" or self.lines["st"]:
                finding = self._finding(
                    context,
                    table,
                    code,
                    level,
                    reason,
                    context.node,
                    element,
                    component,
                    name,
                    expected,
                    text,
                )
                self._keep(_changed(finding, segment_no=self.cursor[1]))

    def _segment_error(
        self, code: str, reason: str, context: Context, table: Table, number: int, element: int
    ) -> None:
        kind, line, segment = self.cursor
        if kind == "seg" and self.lines["st"]:
            finding = self._finding(context, table, code, "seg", reason, number)
            self._keep(_changed(finding, segment_no=line, segment=segment))


def _changed(finding: Finding, **changes: str | int) -> Finding:
    fields = {name: getattr(finding, name) for name in finding.__struct_fields__}
    fields.update(changes)
    return Finding(**fields)
