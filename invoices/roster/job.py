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
from invoices.account import Account, Entry
from invoices.check import Checker, OutputFault
from invoices.context import Context
from invoices.intake import Source, opened, read_input
from invoices.layout.table import Table
from invoices.roster.levels import Levels
from invoices.roster.line import RosterLine
from invoices.roster.reading import RosterReader
from invoices.roster.tree import Key, Roster, put_together
from invoices.rows import SkippedRow
from invoices.run import begun
from mappings.layout_file import Layout
from mappings.taxonomy_table import known_taxonomies

# The level of a field by the first word of its name; what is offered is the site's.
DEPTHS = {"group": 0, "site": 1, "ecm": 1, "community": 1, "support": 1, "provider": 2}


@dataclass
class ProviderRun:
    """One run. Use `make_provider_files`. `files` are the provider files by plan code, as far as they were made."""

    context: Context
    registry: Registry
    result: RunResult
    month: str = ""
    files: dict[str, ProviderFile] = field(default_factory=dict)
    account: Account[RosterLine] = field(init=False)
    _told: set[Diagnostic] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.account = Account(self.result)

    @property
    def lines(self) -> list[RosterLine]:
        """All rows that were read."""
        return list(self.account.entries)

    def read(self, sources: Iterable[Source], layouts: Sequence[Layout]) -> None:
        """Reads every input; what the cells gave withholds rows: a row without a provider with all of its level."""
        for one in opened(sources, jobs=1):
            self.account.enter(*read_input(one, self.context, layouts, RosterReader))
        errors = [one for one in self.result.all_findings if self.result.severity(one.code) == "error"]
        roster = put_together(self.lines if errors else [], self.context)

        def with_level(line: RosterLine, where: SheetRef) -> list[RosterLine]:
            return [] if line.has_provider else _kin(line, where, roster)

        for finding in errors:
            self.account.withhold(finding, with_level)

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
        lines = self.account.clean()
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
                    self.account.send(line, code)

    def _again(self, made: dict[str, dict[Key, Group | None]]) -> list[RosterLine]:
        """Takes the groups that have lost a row out of what was made, and keeps their places; gives the rows that they
        have left."""
        left: dict[RosterLine, None] = {}
        entries = self.account.entries
        for groups in made.values():
            for key, group in groups.items():
                lines = _lines_of(group) if group else ()
                if any(entries[line].codes for line in lines):
                    groups[key] = None
                    left.update((line, None) for line in lines if not entries[line].codes)
        return list(left)

    def file_of(self, code: str, groups: Iterable[Group]) -> ProviderFile:
        """The provider file of a plan code."""
        context = self.context
        plan = next(plan for plan in context.profile.plans if plan.code == code)
        return provider_file(context.payer, context.profile, plan, groups, self.result.now, self.month)

    def _judge(self, roster: Roster, files: dict[str, ProviderFile]) -> None:
        """Reports what the rules find, each finding once; an error withholds all rows of the group, site or provider
        whose value it is about."""
        found = [f for _, check in self.registry.checks.get("roster", ()) for f in check(roster, self.context)]
        for file in files.values():
            for _, check in self.registry.checks.get("provider_file", ()):
                found += check(file, self.around)
        for finding in found:
            if finding not in self._told:
                self._told.add(finding)
                self.account.report(finding, lambda line, where: _kin(line, where, roster))

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
            self.account.drop(_lines_of(file.groups[index]), ("X2001",), code)
        kept = tuple(group for index, group in enumerate(file.groups) if index not in refused)
        self.files[code] = msgspec.structs.replace(file, groups=kept)

    def dispose(self) -> None:
        """Writes down what became of every row."""
        for result, dispositions in self.account.dispose(_disposition):
            result.dispositions = dispositions


def _disposition(table: Table, item: Entry[RosterLine] | SkippedRow) -> Disposition:
    if isinstance(item, SkippedRow):
        return Disposition(*table.record(item.row, 0), "skipped", reason=item.reason)
    line = item.line
    name = line.group_name or line.site_name or line.provider_name or ""
    status: Status = "sent" if item.is_sent else "withheld"
    return Disposition(*table.record(line.row, 0), status, codes=tuple(item.codes), provider=name)


def _kin(line: RosterLine, where: SheetRef, roster: Roster) -> list[RosterLine]:
    """The rows of the group, site or provider that a field of a row tells of."""
    depth = DEPTHS.get(where.field.partition("_")[0])
    if depth is None:
        return []
    return [other for nodes in roster.nodes.get(line, ()) if depth < len(nodes) for other in nodes[depth].lines]


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
        job.dispose()
    return result, job.files
