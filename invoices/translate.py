"""The main job: invoices into 837P files, with every row accounted for.

A function of batches: inputs in, a RunResult out; the clock, the control numbers and the checker are handed in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import msgspec

from edi.collector import collector_paused
from edi.control_numbers import ControlNumbers
from edi.diagnostics import Diagnostic, Registry
from edi.model.encounter import Encounter
from edi.model.reference import FileRef, SheetRef
from edi.t837p.build import build
from edi.t837p.envelope import envelope
from edi.templates import placeholders
from edi.views.run_result import Disposition, InputResult, OutputFile, RunResult
from edi.x12.write import END
from invoices.check import Checker, report_faults
from invoices.context import Context
from invoices.duplicates import Batch
from invoices.group import Grouper
from invoices.intake import Source, TableReading, opened, read_input
from invoices.invoice_line import InvoiceLine
from invoices.own_output import at_the_invoice, judged
from invoices.rows import SkippedRow
from invoices.run import OF_INVOICES, begun
from mappings.layout_file import Layout
from mappings.profile_file import Plan

# Lines that the rules see at a time: so few that they are still in the processor's cache for the last rule.
SOME = 250


class Entry(msgspec.Struct, gc=False):
    """A line on its way: the codes that withhold it, then where it was sent."""

    line: InvoiceLine
    codes: list[str] = []
    claim: str = ""
    number: int = 0


@dataclass(slots=True)
class InputRun:
    """One input with its tables."""

    result: InputResult
    readings: list[TableReading]


@dataclass(slots=True)
class Translation:
    """One run. Use `translate`. `entries` holds every line by the identity of its InvoiceLine, in the order read."""

    context: Context
    registry: Registry
    result: RunResult
    runs: list[InputRun] = field(default_factory=list)
    entries: dict[int, Entry] = field(default_factory=dict)
    _places: dict[tuple[str, str, int], list[Entry]] = field(default_factory=dict)

    def read(self, sources: Iterable[Source], layouts: Sequence[Layout], jobs: int = 1) -> None:
        """Reads every input and judges each line by itself."""
        for one in opened(sources, jobs):
            result, readings = read_input(one, self.context, layouts)
            run = InputRun(result, readings)
            self.runs.append(run)
            self.result.inputs.append(result)
            for reading in readings:
                self._enter(run, reading)
            for finding in tuple(result.findings):
                self._withhold(finding)
            for reading in readings:
                self._judge(run, reading)

    def _enter(self, run: InputRun, reading: TableReading) -> None:
        for item in reading.items:
            if isinstance(item, InvoiceLine):
                entry = self.entries[id(item)] = Entry(item)
                place = (run.result.file, reading.table.sheet, item.row)
                self._places.setdefault(place, []).append(entry)

    def _judge(self, run: InputRun, reading: TableReading) -> None:
        checks = [check for _, check in self.registry.checks.get("line", ())]
        context, add = self.context, run.result.findings.append
        lines = [item for item in reading.items if isinstance(item, InvoiceLine)]
        for start in range(0, len(lines), SOME):
            some = lines[start : start + SOME]
            for check in checks:
                for finding in check(some, context):
                    add(finding)
                    self._withhold(finding)
        for _, check in self.registry.checks.get("table", ()):
            for finding in check(reading, context):
                add(finding)
                self._withhold(finding)

    def _withhold(self, finding: Diagnostic) -> None:
        """Marks the lines that an error is about: its row; all services of a wide row for a shared cell; all lines
        of the sheet for a label or a heading."""
        where = finding.where
        if not isinstance(where, SheetRef) or not self.result.withholds(finding.code):
            return
        entries = self._places.get((where.file, *where.record))
        if entries is None:
            entries = self._below(where)
        for entry in entries:
            same_slot = not where.slot or where.slot == entry.line.slot or not self._is_slot_field(entry.line, where)
            if same_slot and finding.code not in entry.codes:
                entry.codes.append(finding.code)

    def _below(self, where: SheetRef) -> list[Entry]:
        """The lines that a heading or a label is for; all lines of the sheet where it is neither."""
        readings = [r for run in self.runs if run.result.file == where.file for r in run.readings]
        on_sheet = [reading for reading in readings if reading.table.sheet == where.record[0]]
        its_own = [reading for reading in readings if where.row and reading.table.stands_on(where.sheet, where.row)]
        items = [item for reading in its_own or on_sheet for item in reading.items]
        return [self.entries[id(item)] for item in items if isinstance(item, InvoiceLine)]

    @staticmethod
    def _is_slot_field(line: InvoiceLine, where: SheetRef) -> bool:
        """Whether a finding is about a service of a wide row and not about a cell that its services share."""
        return not where.field or bool(line.table.is_slot_field(where.field))

    def _report(self, finding: Diagnostic) -> None:
        """Adds a finding that was made across inputs to the input that it is about."""
        self._add(finding)
        self._withhold(finding)

    def _add(self, finding: Diagnostic) -> None:
        file = getattr(finding.where, "file", "")
        target = next((run.result.findings for run in self.runs if run.result.file == file), self.result.findings)
        target.append(finding)

    def clean_lines(self) -> list[InvoiceLine]:
        """The lines that nothing withholds, in the order they were read."""
        return [entry.line for entry in self.entries.values() if not entry.codes]

    def encounters(self) -> list[Encounter]:
        """Duplicates withheld, then the rest grouped and judged as encounters; an encounter with a withheld line
        is withheld whole."""
        batch = Batch(self.clean_lines())
        for _, check in self.registry.checks.get("run", ()):
            for finding in list(check(batch, self.context)):
                self._report(finding)
        made = list(Grouper(self.context).encounters(self.clean_lines()))
        for _, check in self.registry.checks.get("encounter", ()):
            for finding in list(check(made, self.context)):
                self._report(finding)
        return [encounter for encounter in made if not self._share_fate(encounter)]

    def _share_fate(self, encounter: Encounter) -> bool:
        """Whether an encounter is withheld; its lines then carry the codes of all of them."""
        entries = self._entries_of(encounter)
        if not any(entry.codes for entry in entries):
            return False
        codes = list(dict.fromkeys(code for entry in entries for code in entry.codes))
        for entry in entries:
            entry.codes = list(codes)
        return True

    def _entries_of(self, encounter: Encounter) -> list[Entry]:
        return [self.entries[id(source)] for line in encounter.lines for source in line.sources]

    def write(self, encounters: list[Encounter], stem: str, numbers: ControlNumbers, checker: Checker | None) -> None:
        """One file a plan code; a file that the checker refuses loses the claims it is about, or is not made."""
        by_plan: dict[str, list[Encounter]] = {}
        for encounter in encounters:
            by_plan.setdefault(encounter.plan_code, []).append(encounter)
        plans = {plan.code: plan for plan in self.context.profile.plans}
        for code, group in by_plan.items():
            plan = plans[code]
            name = file_name(self.context, plan, stem, self.result.now, several=len(by_plan) > 1)
            values = envelope(self.context.payer, self.context.profile, plan, self.result.now)
            text = "".join(build(group, values, numbers))
            while checker and group and (refused := self._refused(name, text, group, checker)):
                group = [encounter for encounter in group if encounter.claim_id not in refused]
                text = "".join(build(group, values, numbers)) if group else ""
            if group:
                self.result.outputs.append(self._output(name, code, group, text))

    def _refused(self, name: str, text: str, group: list[Encounter], checker: Checker) -> set[str]:
        """The claims of an output that may not be sent, with what says so; what is told of the others is told once none
        is left to refuse."""
        found = judged(name, text, checker, self.context)
        refused: dict[str, list[str]] = {}
        for finding, encounter in report_faults(name, text, found.faults, group):
            self.result.findings.append(finding)
            for one in [encounter] if encounter else group:
                refused.setdefault(one.claim_id, []).append(finding.code)
        judge = self.result.severity
        worth = [one for one in found.findings if judge(one.code) != "info" and not found.faults]
        told = list(at_the_invoice(worth, text, group)) if worth else []
        errors = [(one, about) for one, about in told if judge(one.code) == "error"]
        for finding, about in errors or told:
            self._add(finding)
            for one in about if errors else ():
                refused.setdefault(one.claim_id, []).append(finding.code)
        for encounter in group:
            for entry in self._entries_of(encounter) if encounter.claim_id in refused else ():
                entry.codes = list(dict.fromkeys([*entry.codes, *refused[encounter.claim_id]]))
        return set(refused)

    def _output(self, name: str, code: str, group: list[Encounter], text: str) -> OutputFile:
        for encounter in group:
            for number, line in enumerate(encounter.lines, 1):
                for source in line.sources:
                    entry = self.entries[id(source)]
                    entry.claim, entry.number = encounter.claim_id, number
        transactions = text.count(f"{END}ST*")
        lines = sum(len(encounter.lines) for encounter in group)
        charge = sum(encounter.charge for encounter in group)
        return OutputFile(name, code, transactions, len(group), lines, charge, text)

    def account(self) -> None:
        """Writes down what became of every row."""
        for run in self.runs:
            for reading in run.readings:
                for item in reading.items:
                    run.result.dispositions.append(self._disposition(reading, item))
            run.result.findings.sort(key=position)

    def _disposition(self, reading: TableReading, item: InvoiceLine | SkippedRow) -> Disposition:
        sheet, row, slot = reading.table.record(item.row, 0 if isinstance(item, SkippedRow) else item.slot)
        if isinstance(item, SkippedRow):
            return Disposition(sheet, row, slot, "skipped", item.unread, reason=item.reason)
        entry = self.entries[id(item)]
        service = item.resolution.service
        return Disposition(
            sheet,
            row,
            slot,
            "sent" if entry.claim else "withheld",
            item.charge or 0,
            tuple(entry.codes),
            claim=entry.claim,
            line=entry.number,
            provider=item.billing_name or "",
            service=service.name if service else "",
            modality=service.modality if service and service.kind == "service" else "",
        )


def position(finding: Diagnostic) -> tuple[str, int, int, str]:
    """Reading order: by sheet, row and column, then by code."""
    where = finding.where
    if isinstance(where, SheetRef):
        return (where.sheet, where.row, len(where.column), where.column + finding.code)
    return ("", 0, 0, finding.code)


def file_name(context: Context, plan: Plan, stem: str, now: datetime, *, several: bool) -> str:
    """The name of an 837P by the receiver's pattern; with several plan codes each file carries its own."""
    pattern = context.payer.file_name
    words = placeholders(context.profile, plan) | {"stem": stem, "date": now.strftime("%Y%m%d"), "number": "00001"}
    name = Path(pattern.format_map(words)).name
    if several and "{plan_code}" not in pattern:
        path = Path(name)
        name = f"{path.stem}.{plan.code}{path.suffix}"
    return name


def translate(
    sources: Sequence[Source],
    context: Context,
    layouts: Sequence[Layout],
    *,
    stem: str,
    numbers: ControlNumbers,
    now: datetime,
    checker: Checker | None,
    profile_name: str,
    sample_profile: bool = False,
    strict: bool = False,
    jobs: int = 1,
) -> RunResult:
    """Translates workbooks. Nothing is written: the texts of the 837P files are in the result.

    `stem` names the outputs, `now` stamps the envelopes, `checker` validates them (None: not at all). With `jobs`
    above one, workbooks are opened ahead in threads; the result is the same. Bad data gives findings; ConfigError
    means a broken mapping file, OSError an input that cannot be opened.
    """
    result = begun(
        context.profile, context.payer, context.received, now,
        profile_name=profile_name, sample_profile=sample_profile, strict=strict,
        families=OF_INVOICES,
    )  # fmt: skip
    registry = result.registry
    for _, check in registry.checks.get("profile", ()):
        result.findings.extend(check(context.profile, FileRef(profile_name)))
    job = Translation(context, registry, result)
    with collector_paused():
        job.read(sources, layouts, jobs)
        job.write(job.encounters(), stem, numbers, checker)
        job.account()
    return result
