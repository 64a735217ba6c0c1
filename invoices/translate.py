"""The main job: invoices into 837P files, with every row accounted for.

A function of batches: inputs in, a RunResult out; the clock, the control numbers and the checker are handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from edi.collector import collector_paused
from edi.control_numbers import ControlNumbers
from edi.diagnostics import Registry
from edi.model.encounter import Encounter
from edi.model.reference import FileRef, SheetRef
from edi.t837p.build import build
from edi.t837p.envelope import envelope
from edi.templates import placeholders
from edi.views.run_result import Disposition, InputResult, OutputFile, RunResult
from edi.x12.write import END
from invoices.account import Account, Entry
from invoices.check import Checker, report_faults
from invoices.context import Context
from invoices.duplicates import Batch
from invoices.group import Grouper
from invoices.intake import Source, TableReading, opened, read_input
from invoices.invoice_line import InvoiceLine
from invoices.layout.table import Table
from invoices.own_output import at_the_invoice, judged
from invoices.rows import SkippedRow
from invoices.run import OF_INVOICES, begun
from invoices.sent_before import Memory, held_against
from mappings.layout_file import Layout
from mappings.profile_file import Plan

# Lines that the rules see at a time: so few that they are still in the processor's cache for the last rule.
SOME = 250

Told: TypeAlias = Callable[[InputResult], None]


@dataclass(slots=True)
class Translation:
    """One run. Use `translate`."""

    context: Context
    registry: Registry
    result: RunResult
    account: Account[InvoiceLine] = field(init=False)

    def __post_init__(self) -> None:
        self.account = Account(self.result, _is_about)

    def read(
        self, sources: Iterable[Source], layouts: Sequence[Layout], jobs: int = 1, told: Told | None = None
    ) -> None:
        """Reads every input and judges each line by itself; `told` hears of each."""
        for one in opened(sources, jobs):
            result, readings = read_input(one, self.context, layouts)
            self.account.enter(result, readings)
            for finding in tuple(result.findings):
                self.account.withhold(finding)
            for reading in readings:
                self._judge(result, reading)
            if told is not None:
                told(result)

    def _judge(self, result: InputResult, reading: TableReading) -> None:
        checks = [check for _, check in self.registry.checks.get("line", ())]
        context, add, withhold = self.context, result.findings.append, self.account.withhold
        lines = [item for item in reading.items if isinstance(item, InvoiceLine)]
        for start in range(0, len(lines), SOME):
            some = lines[start : start + SOME]
            for check in checks:
                for finding in check(some, context):
                    add(finding)
                    withhold(finding)
        for _, check in self.registry.checks.get("table", ()):
            for finding in check(reading, context):
                add(finding)
                withhold(finding)

    def encounters(self) -> list[Encounter]:
        """Duplicates withheld, then the rest grouped and judged as encounters; an encounter with a withheld line
        is withheld whole."""
        account = self.account
        batch = Batch(account.clean())
        for _, check in self.registry.checks.get("run", ()):
            for finding in list(check(batch, self.context)):
                account.report(finding)
        made = list(Grouper(self.context).encounters(account.clean()))
        for _, check in self.registry.checks.get("encounter", ()):
            for finding in list(check(made, self.context)):
                account.report(finding)
        return [encounter for encounter in made if not account.share_fate(_lines_of(encounter))]

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
            self.account.tell(finding)
            for one in about if errors else ():
                refused.setdefault(one.claim_id, []).append(finding.code)
        for encounter in group:
            if encounter.claim_id in refused:
                self.account.drop(_lines_of(encounter), refused[encounter.claim_id])
        return set(refused)

    def _output(self, name: str, code: str, group: list[Encounter], text: str) -> OutputFile:
        for encounter in group:
            for number, line in enumerate(encounter.lines, 1):
                for source in line.sources:
                    self.account.send(source, encounter.claim_id, number)
        transactions = text.count(f"{END}ST*")
        lines = sum(len(encounter.lines) for encounter in group)
        charge = sum(encounter.charge for encounter in group)
        return OutputFile(name, code, transactions, len(group), lines, charge, text)

    def dispose(self) -> None:
        """Writes down what became of every row."""
        for result, dispositions in self.account.dispose(_disposition):
            result.dispositions = dispositions


def _is_about(line: InvoiceLine, where: SheetRef) -> bool:
    """Whether a finding in a row is about one of its services: it is about all where it is of none, or of a cell that
    the services of a wide row share. A record on its side is told by its place in its row, which is no service's."""
    own = (0, line.slot, line.table.record(line.row, line.slot)[2])
    return where.slot in own or bool(where.field and not line.table.is_slot_field(where.field))


def _lines_of(encounter: Encounter) -> list[InvoiceLine]:
    return [source for line in encounter.lines for source in line.sources]


def _disposition(table: Table, item: Entry[InvoiceLine] | SkippedRow) -> Disposition:
    if isinstance(item, SkippedRow):
        return Disposition(*table.record(item.row, 0), "skipped", item.unread, reason=item.reason)
    line = item.line
    service = line.resolution.service
    claim, number = item.sent[0] if item.sent else ("", 0)
    return Disposition(
        *table.record(line.row, line.slot),
        "sent" if item.is_sent else "withheld",
        line.charge or 0,
        tuple(item.codes),
        claim=claim,
        line=number,
        provider=line.billing_name or "",
        service=service.name if service else "",
        modality=service.modality if service and service.kind == "service" else "",
    )


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
    told: Told | None = None,
    memory: Memory | None = None,
) -> RunResult:
    """Translates workbooks. Nothing is written: the texts of the 837P files are in the result.

    `stem` names the outputs, `now` stamps the envelopes, `checker` validates them (None: not at all). With `jobs`
    above one, workbooks are opened ahead in threads; the result is the same. `told` hears of each input when it was
    read and its lines judged. `memory` knows what was sent before, and says what of it goes out; without one everything
    does. Bad data gives findings; ConfigError means a broken mapping file, OSError an input that cannot be opened.
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
        job.read(sources, layouts, jobs, told)
        encounters = job.encounters()
        if memory is not None:
            encounters = held_against(memory, encounters, job.account, stem)
        job.write(encounters, stem, numbers, checker)
        job.dispose()
    return result
