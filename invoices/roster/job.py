"""Provider rosters into 274 files, one a plan code, with every row accounted for.

A function of batches: inputs in, a RunResult out; the clock, the control numbers and the checker are handed in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

import msgspec

from edi.collector import collector_paused
from edi.control_numbers import ControlNumbers
from edi.diagnostics import Diagnostic, Registry
from edi.model.provider_file import Group, ProviderFile
from edi.model.reference import FileRef, SheetRef, X12Ref
from edi.t274.around import Around
from edi.t274.build import build
from edi.t274.envelope import envelope, file_name, provider_file, section_of
from edi.t274.markers import Markers, markers_of
from edi.views.run_result import Disposition, OutputFile, RunResult, Status
from edi.x12.write import segments
from invoices.check import Checker, OutputFault
from invoices.context import Context
from invoices.intake import Source, opened, read_input
from invoices.roster.levels import Levels
from invoices.roster.line import RosterLine
from invoices.roster.reading import RosterReader
from invoices.roster.tree import Key, Roster, put_together
from invoices.rows import SkippedRow
from invoices.run import begun
from invoices.translate import InputRun, position
from mappings.layout_file import Layout
from mappings.taxonomy_table import known_taxonomies

# The level of a field by the first word of its name; what is offered is the site's.
DEPTHS = {"group": 0, "site": 1, "ecm": 1, "community": 1, "support": 1, "provider": 2}


@dataclass(slots=True)
class Entry:
    """A row on its way: the codes that withhold it, then the plan codes whose file it is in."""

    line: RosterLine
    codes: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)


@dataclass
class ProviderRun:
    """One run. Use `make_provider_files`. `files` are the provider files by plan code, as far as they were made."""

    context: Context
    registry: Registry
    result: RunResult
    month: str = ""
    runs: list[InputRun] = field(default_factory=list)
    entries: dict[int, Entry] = field(default_factory=dict)
    files: dict[str, ProviderFile] = field(default_factory=dict)
    _rows: dict[tuple[str, str, int], RosterLine] = field(default_factory=dict)
    _told: set[Diagnostic] = field(default_factory=set)

    def read(self, sources: Iterable[Source], layouts: Sequence[Layout]) -> None:
        """Reads every input; what the cells gave withholds rows."""
        for one in opened(sources, jobs=1):
            result, readings = read_input(one, self.context, layouts, RosterReader)
            self.runs.append(InputRun(result, readings))
            self.result.inputs.append(result)
            for reading in readings:
                for item in reading.items:
                    if isinstance(item, RosterLine):
                        self.entries[id(item)] = Entry(item)
                        self._rows[one.source.name, reading.table.sheet, item.row] = item
        errors = [one for one in self.result.all_findings if self.result.severity(one.code) == "error"]
        lines = [entry.line for entry in self.entries.values()] if errors else []
        roster = put_together(lines, self.context)
        for finding in errors:
            self._withhold(finding, roster, of_cell=True)

    @cached_property
    def markers(self) -> Markers:
        """The receiver's table of markers."""
        return markers_of(section_of(self.context.payer))

    @cached_property
    def levels(self) -> Levels:
        """What makes groups of rows that were put together."""
        return Levels(section_of(self.context.payer), self.markers)

    @cached_property
    def around(self) -> Around:
        """What the rules of provider files know besides the file."""
        own = self.context.profile.known_taxonomies
        return Around(self.context.received, self.markers, taxonomies=known_taxonomies() | {*own})

    def settle(self) -> None:
        """Puts the rows together and judges them, and once more the groups that an error has taken rows from, until
        none is left in doubt: what is sent has passed every rule as it is sent."""
        lines = [entry.line for entry in self.entries.values() if not entry.codes]
        made: dict[str, dict[Key, Group | None]] = {}
        while lines:
            roster = put_together(lines, self.context)
            new = {code: dict(self.levels.groups(nodes)) for code, nodes in roster.plans.items()}
            for code, groups in new.items():
                made.setdefault(code, {}).update(groups)
            self._judge(roster, {code: self.file_of(code, groups.values()) for code, groups in new.items()})
            lines = self._again(made)
        for code, kept in made.items():
            self.files[code] = self.file_of(code, filter(None, kept.values()))
            for group in self.files[code].groups:
                for line in _lines_of(group):
                    self.entries[id(line)].sent.append(code)

    def _again(self, made: dict[str, dict[Key, Group | None]]) -> list[RosterLine]:
        """Takes the groups that have lost a row out of what was made, and keeps their places; gives the rows that they
        have left."""
        left: dict[int, RosterLine] = {}
        for groups in made.values():
            for key, group in groups.items():
                lines = _lines_of(group) if group else ()
                if any(self.entries[id(line)].codes for line in lines):
                    groups[key] = None
                    left.update((id(line), line) for line in lines if not self.entries[id(line)].codes)
        return list(left.values())

    def file_of(self, code: str, groups: Iterable[Group]) -> ProviderFile:
        """The provider file of a plan code."""
        context = self.context
        plan = next(plan for plan in context.profile.plans if plan.code == code)
        return provider_file(context.payer, context.profile, plan, groups, self.result.now, self.month)

    def _judge(self, roster: Roster, files: dict[str, ProviderFile]) -> None:
        """Reports what the rules find."""
        found = [f for _, check in self.registry.checks.get("roster", ()) for f in check(roster, self.context)]
        for file in files.values():
            for _, check in self.registry.checks.get("provider_file", ()):
                found += check(file, self.around)
        for finding in found:
            self._report(finding, roster)

    def _report(self, finding: Diagnostic, roster: Roster) -> bool:
        """Adds a finding to the input that it is about, once; whether it withholds a row."""
        if finding in self._told:
            return False
        self._told.add(finding)
        file = getattr(finding.where, "file", "")
        target = next((run.result.findings for run in self.runs if run.result.file == file), self.result.findings)
        target.append(finding)
        return self._withhold(finding, roster)

    def _withhold(self, finding: Diagnostic, roster: Roster, *, of_cell: bool = False) -> bool:
        """Marks the rows that an error is about: all rows of the group, site or provider whose value it is; of a cell
        that could not be read its row, and with a row that lists no provider all of its level."""
        where = finding.where
        if not isinstance(where, SheetRef) or not self.result.withholds(finding.code):
            return False
        line = self._rows.get((where.file, where.sheet, where.row))
        if line is None:
            lines = [row for (file, sheet, _), row in self._rows.items() if (file, sheet) == (where.file, where.sheet)]
        elif of_cell and line.has_provider:
            lines = [line]
        else:
            lines = [line, *self._kin(line, where.field, roster)]
        marked = False
        for each in lines:
            codes = self.entries[id(each)].codes
            if finding.code not in codes:
                codes.append(finding.code)
                marked = True
        return marked

    @staticmethod
    def _kin(line: RosterLine, name: str, roster: Roster) -> list[RosterLine]:
        depth = DEPTHS.get(name.partition("_")[0])
        if depth is None:
            return []
        return [other for nodes in roster.nodes.get(id(line), ()) if depth < len(nodes) for other in nodes[depth].lines]

    def write(self, numbers: ControlNumbers, checker: Checker | None) -> None:
        """The text of every file. A file that the checker refuses loses the groups that the faults are about, or is
        not made."""
        context = self.context
        plans = {plan.code: plan for plan in context.profile.plans}
        for code in list(self.files):
            plan = plans[code]
            name = file_name(context.payer, context.profile, plan, self.result.now, self.month)
            values = envelope(context.payer, context.profile, plan, self.result.now, self.month)
            text = "".join(build(self.files[code], values, numbers)) if self.files[code].groups else ""
            while text and checker and (faults := checker(text)):
                self._drop_refused(name, code, text, faults)
                text = "".join(build(self.files[code], values, numbers)) if self.files[code].groups else ""
            if text:
                self.result.outputs.append(_output(name, code, self.files[code], text))

    def _drop_refused(self, name: str, code: str, text: str, faults: Sequence[OutputFault]) -> None:
        """Takes the groups that faults are about out of a file, all where a fault is of the file as a whole."""
        file = self.files[code]
        parts = segments(text)
        refused: set[int] = set()
        for fault in faults:
            index = sum(part.startswith("HL*") and part.split("*")[3] == "4" for part in parts[: fault.segment_no]) - 1
            refused |= {index} if index >= 0 else set(range(len(file.groups)))
            said = f"{fault.segment}-{fault.element:02} code {fault.code}" if fault.element else f"code {fault.code}"
            where = X12Ref(name, segment_no=fault.segment_no, segment=fault.segment, element=fault.element)
            self.result.findings.append(Diagnostic("X2001", where, expected=said.strip()))
        for index in refused:
            for line in _lines_of(file.groups[index]):
                entry = self.entries[id(line)]
                entry.sent = [sent for sent in entry.sent if sent != code]
                entry.codes += [] if entry.sent or "X2001" in entry.codes else ["X2001"]
        kept = tuple(group for index, group in enumerate(file.groups) if index not in refused)
        self.files[code] = msgspec.structs.replace(file, groups=kept)

    def account(self) -> None:
        """Writes down what became of every row."""
        for run in self.runs:
            for reading in run.readings:
                for item in reading.items:
                    run.result.dispositions.append(self._disposition(reading.table.sheet, item))
            run.result.findings.sort(key=position)

    def _disposition(self, sheet: str, item: RosterLine | SkippedRow) -> Disposition:
        if isinstance(item, SkippedRow):
            return Disposition(sheet, item.row, 0, "skipped", reason=item.reason)
        entry = self.entries[id(item)]
        status: Status = "sent" if entry.sent and not entry.codes else "withheld"
        name = item.group_name or item.site_name or item.provider_name or ""
        return Disposition(sheet, item.row, 0, status, codes=tuple(entry.codes), provider=name)


def _lines_of(group: Group) -> Sequence[RosterLine]:
    """The rows of a group."""
    lines: Sequence[RosterLine] = group.origin.rows[0].lines
    return lines


def _output(name: str, code: str, file: ProviderFile, text: str) -> OutputFile:
    sites = [site for group in file.groups for site in group.sites]
    providers = sum(len(site.providers) for site in sites)
    return OutputFile(
        name, code, 1, 0, 0, 0, text, kind="274", groups=len(file.groups), sites=len(sites), providers=providers
    )


def make_provider_files(
    sources: Sequence[Source],
    context: Context,
    layouts: Sequence[Layout],
    *,
    numbers: ControlNumbers,
    now: datetime,
    checker: Checker | None,
    profile_name: str,
    sample_profile: bool = False,
    strict: bool = False,
    month: str = "",
) -> tuple[RunResult, dict[str, ProviderFile]]:
    """Makes provider files of rosters. Nothing is written: the texts are in the result, the files by plan code beside
    it. `now` stamps the envelopes, `month` is the reporting month (CCYYMM, by default that of `now`), `checker`
    validates the files (None: not at all). Bad data gives findings; ConfigError means a broken mapping file or a
    receiver without 274, OSError an input that cannot be opened.
    """
    result = begun(
        context.profile, context.payer, context.received, now,
        profile_name=profile_name, sample_profile=sample_profile, strict=strict, kind="274",
    )  # fmt: skip
    registry = result.registry
    section_of(context.payer)
    for _, check in registry.checks.get("profile", ()):
        result.findings.extend(check(context.profile, FileRef(profile_name)))
    job = ProviderRun(context, registry, result, month)
    with collector_paused():
        job.read(sources, layouts)
        job.settle()
        job.write(numbers, checker)
        job.account()
    return result, job.files
