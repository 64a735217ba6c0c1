"""What the parts of a session share: the file's counts and findings, what its headers say, the claim at hand."""

from __future__ import annotations

from typing import Any, NamedTuple

from edi.guide.exact import ExactReport
from edi.guide.findings import Summary
from edi.guide.library import Library
from edi.guide.mode import Mode
from edi.guide.progress import Progress
from edi.guide.reading import Reading, ReadProblem, value
from edi.guide.report import Context, Report
from edi.x12.delimiters import Delimiters

TRAILERS = ("SE", "GE", "IEA")


class Item(NamedTuple):
    """A segment on the slow way: its texts, what reading it told, and where it stands."""

    identifier: str
    elements: list[str]
    problems: list[ReadProblem]
    context: Context

    def at(self, node: int, claim: str) -> Context:
        """The context once the position is known."""
        return self.context._replace(node=node, claim=claim)


class Said(NamedTuple):
    """What the headers say: ISA12, GS01 and GS08, and the version without a map with the one that it is checked as."""

    version: str = ""
    group: tuple[str | None, str | None] = ("", "")
    alias: tuple[str, str] = ("", "")


class Course:
    """`claim` is the CLM at hand; `tallies` count beside the states, by path, what may stand very often; `paired` says
    that collectors are registered."""

    #: What says nothing, between two blocks, of how the reading goes on, or says it in a snapshot of its own.
    PASSING = frozenset(("delimiters", "library", "mode", "paired", "progress", "reading", "report", "summary"))

    def __init__(self, library: Library, mode: Mode) -> None:
        self.library = library
        self.mode = mode
        self.paired = bool(library.choosers)
        self.report: Report = Report() if mode is Mode.PRODUCT else ExactReport()
        self.reading = Reading(mode)
        self.summary = Summary()
        self.progress = Progress()
        self.delimiters = Delimiters("*", ":", "~", "", "")
        self.said = Said()
        self.claim = ""
        self.tallies: dict[str, int] = {}

    def numbers(self) -> tuple[str, str, str]:
        """The control numbers of the open envelopes."""
        number = self.reading.envelopes.number
        return number("ISA"), number("GS"), number("ST")

    def st_line(self) -> int:
        """The number of the segment at hand in its transaction, 0 outside one."""
        reading = self.reading
        return reading.segments_of_transaction(self.progress.line) if reading.envelopes.number("ST") else 0

    def claim_id(self) -> str:
        """CLM01 of the last claim."""
        return value(self.claim.split(self.delimiters.element), 2, self.delimiters.component) or ""

    def begin_claim(self, item: Item) -> None:
        """Remember a CLM."""
        if item.identifier == "CLM":
            self.summary.claims += 1
            self.claim = self.delimiters.element.join(["CLM", *item.elements])

    def count_transaction(self, item: Item, *, has_guide: bool) -> None:
        """Count an ST, by the guide that it is checked with."""
        version = self.said.alias[1] or self.said.group[1] or ""
        self.summary.count_transaction(value(item.elements, 1, "") or "", version, has_guide=has_guide)

    def snapshot(self) -> tuple[Any, ...]:
        """What decides how the reading goes on; equal ones go on equally."""
        counted = {path: count for path, count in self.tallies.items() if count}
        return self.claim, self.said, counted
