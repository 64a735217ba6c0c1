"""Findings as pyx12 would record them (exact mode): its error tree, with its cursor and its losses.

A cursor says where pyx12 would attach a finding: (kind, line, segment id), kind being seg or an envelope
(isa, gs, st). Lines of envelopes move to the trailer when it is read. What pyx12 loses (findings on envelope
segments, or before any ST) is lost here too, while the verdict keeps it (`err_handler` in pyx12's
`error_handler.py`).
"""

from __future__ import annotations

from msgspec.structs import replace

from edi.guide.elements import Problem
from edi.guide.reading import ReadProblem
from edi.guide.report import Context, Report
from edi.guide.walk import WalkProblem

_HEADERS = {"SE": "ST", "GE": "GS", "IEA": "ISA"}


class ExactReport(Report):
    """pyx12's findings one for one, in its order."""

    def __init__(self) -> None:
        super().__init__()
        self.cursor = ("seg", 0, "")
        self.cursor_line = 0
        self.lines = {"isa": 0, "gs": 0, "st": 0}

    def read(self, problems: list[ReadProblem], context: Context) -> None:
        """Problems of reading wait for the next segment that the guide knows."""
        self.queue.extend(problems)
        if self.cursor_line != context.line - 1:
            self.cursor = ("seg", context.line - 1, context.previous)
        self.cursor_line = context.line

    def walk(self, problems: tuple[WalkProblem, ...], context: Context) -> None:
        """A missing segment moves the cursor as if it were there; one that is not used does not move it."""
        for code, reason, number in problems:
            if code != "2":
                fake = context.table.guide.nodes[number].id if code == "3" else context.segment
                self.cursor = ("seg", context.line, fake)
            self._segment_error(code, reason, context._replace(node=number))

    def opened(self, identifier: str, context: Context) -> None:
        """The cursor goes to the segment, trailers excepted."""
        kind = identifier.lower()
        if kind in self.lines:
            self.lines[kind] = context.line
            self.cursor = (kind, context.line, identifier)
        elif identifier not in _HEADERS:
            self.cursor = ("seg", context.line, identifier)

    def flush(self, context: Context) -> None:
        """What waited lands where the cursor stands now, or on its envelope."""
        queue, self.queue = self.queue, []
        for problem in queue:
            if problem.level == "seg":
                self._segment_error(problem.code, problem.reason, context)
            else:
                finding = self.made(context, problem.code, problem.level, problem.reason)
                line = self.lines[problem.level]
                self.add(replace(finding, segment_no=line, segment=problem.level.upper()))

    def closed(self, identifier: str, context: Context) -> None:
        """The cursor goes to the envelope of a trailer."""
        kind = _HEADERS[identifier].lower()
        self.lines[kind] = context.line
        self.cursor = (kind, context.line, identifier)

    def elements(self, problems: list[Problem], context: Context) -> None:
        """The verdict keeps what is not recorded."""
        for problem in problems:
            self.valid = False
            if problem.level == "seg":
                self._segment_error(problem.code, problem.reason, context)
            elif self.cursor[0] != "seg" or self.lines["st"]:
                self.add(replace(self.of_element(problem, context), segment_no=self.cursor[1]))

    def _segment_error(self, code: str, reason: str, context: Context) -> None:
        kind, line, segment = self.cursor
        if kind == "seg" and self.lines["st"]:
            self.add(replace(self.made(context, code, "seg", reason), segment_no=line, segment=segment))
