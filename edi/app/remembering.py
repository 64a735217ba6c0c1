"""`translate` with a ledger: what was sent before is not sent again, corrections follow, and the run is recorded
together with its files.

The workbooks are read and judged beside other runs; from the decision what goes out to the last event of its batch a
run is the only writer. The same inputs once more give the files of then, byte for byte, and no new claims.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import msgspec

from edi.app.given import Progress, silent
from edi.app.outputs import Written, question_files, write_files
from edi.app.sink import Folder, Sink
from edi.app.staging import Staging
from edi.app.translate import TranslateRequest, WorkbookResult, run
from edi.control_numbers import ControlNumbers
from edi.ledger.batch import abandoned, record, recover
from edi.ledger.decide import AGAIN, REPLACE, VOID_CLAIM, WITHHOLD, Decision, Rules
from edi.ledger.ledger import Ledger
from edi.ledger.numbers import LedgerNumbers
from edi.ledger.plan import Given, KeptBack, Origin, Plan, made
from edi.ledger.records import Batch, Input, Output
from edi.ledger.sort_out import RowSays, sort_out
from edi.model.encounter import Encounter, ServiceLine
from invoices.invoice_line import InvoiceLine
from invoices.sent_before import CORRECTS, KEPT, SENT, Remembered, Sorted
from mappings.files import read_whole

#: Rows that say "corrected" (6) are replacements: a professional encounter has no 6.
_FREQUENCIES = {"6": "7"}


class RememberedRun(NamedTuple):
    """A run, the batch that recorded it (0: none), and the batch of the same inputs and files (0: none)."""

    result: WorkbookResult
    batch: int = 0
    same_as: int = 0


class _Memory:
    """Holds encounters against the ledger, once; becomes the writer when it is asked. `before` asks as things were
    before a batch."""

    def __init__(self, ledger: Ledger, at: str, held: ExitStack, before: int = 0) -> None:
        self._ledger = ledger
        self._at = at
        self._held = held
        self._before = before
        self.encounters: list[Encounter] = []

    def __call__(self, encounters: Sequence[Encounter]) -> Sorted:
        if not self._before:
            self._held.enter_context(self._ledger.writing())
            recover(self._ledger, self._at)
        found = sort_out(self._ledger, encounters, Rules(self._at), _says, before=self._before)
        said = [
            remembered
            for one, decisions in zip(encounters, found.decisions, strict=True)
            for line, decision in zip(one.lines, decisions, strict=True)
            for remembered in _remembered(line, decision)
        ]
        self.encounters = found.encounters
        return Sorted(found.encounters, said, [one.known.place for one in found.proposals])


def run_remembering(
    request: TranslateRequest, folder: Path | None, ledger: Ledger, progress: Progress = silent
) -> RememberedRun:
    """Translates with a ledger; the files appear in the folder together with their batch in the ledger, or neither.
    With no folder nothing is written and nothing recorded. Raises LedgerError where the ledger cannot be used; then
    nothing is written."""
    at = request.now.isoformat(timespec="seconds")
    if folder is not None:
        with ledger.writing():
            recover(ledger, at)
        earlier = _same_again(request, ledger, folder)
        if earlier is not None:
            return earlier
    with ExitStack() as held:
        memory = _Memory(ledger, at, held)
        control = request.profile.profile.control
        first = request.interchange_number or control.interchange or 1
        numbers: ControlNumbers = LedgerNumbers(ledger, first, control.group, control.transaction)
        if folder is None:
            numbers = request.numbers()
        result = run(request, None, numbers=numbers, memory=memory, progress=progress)
        if folder is None:
            return RememberedRun(result)
        with Staging(folder) as staging:
            written = _write(Folder(staging, folder), result, request, progress)
            plan = _plan(request, result, memory.encounters, folder)
            batch = 0
            if plan.files:
                batch, _ = record(ledger, plan, staging.commit, at)
            else:
                staging.commit()
    return RememberedRun(WorkbookResult(result.run, written), batch)


def _write(sink: Sink, result: WorkbookResult, request: TranslateRequest, progress: Progress) -> Written:
    more = question_files(result.run.inputs, request.sources, show_values=request.show_values)
    show = request.show_values
    return write_files(sink, result.run, request.sources, show_values=show, more=more, progress=progress)


# The same inputs once more


class _Again:
    """The control numbers of a batch once more, in the order of its files."""

    def __init__(self, outputs: Sequence[Output], first: int) -> None:
        self._isas = [int(one.isa) for one in outputs]
        self._groups = [int(one.gs) for one in outputs]
        self._first = self._number = first

    def interchange(self) -> int:
        """ISA13 of the next file; one that was not there then gets none that could be right."""
        return self._isas.pop(0) if self._isas else 0

    def group(self) -> int:
        """GS06 of the next file."""
        self._number = self._first
        return self._groups.pop(0) if self._groups else 0

    def transaction(self) -> int:
        """The next ST02."""
        number = self._number
        self._number = number + 1
        return number


def _same_again(request: TranslateRequest, ledger: Ledger, folder: Path) -> RememberedRun | None:
    """The run of a batch with the same inputs once more; None where there is none, or it gives other files now."""
    batch = _batch_of(request, ledger)
    if batch is None:
        return None
    outputs = list(ledger.database.rows(Output, batch=batch.id))
    then = datetime.fromisoformat(batch.at)
    received = then.date() if request.received == request.now.date() else request.received
    asked = msgspec.structs.replace(request, now=then, received=received)
    with ExitStack() as held:
        memory = _Memory(ledger, batch.at, held, batch.id)
        numbers = _Again(outputs, request.profile.profile.control.transaction)
        result = run(asked, None, numbers=numbers, memory=memory)
    digests = [sha256(one.text.encode("ascii")).hexdigest() for one in result.outputs]
    if digests != [one.sha256 for one in outputs]:
        return None
    with Staging(folder) as staging:
        written = _write(Folder(staging, folder), result, asked, silent)
        staging.commit()
    return RememberedRun(WorkbookResult(result.run, written), 0, batch.id)


def _batch_of(request: TranslateRequest, ledger: Ledger) -> Batch | None:
    """The last batch that was sent of just these inputs."""
    digests = sorted(_digest(one.path, one.data) for one in request.sources)
    gone = abandoned(ledger.database)
    found = {one.batch for one in ledger.database.rows_in(Input, "sha256", digests)} - gone - {0}
    for batch in sorted(found, reverse=True):
        if sorted(one.sha256 for one in ledger.database.rows(Input, batch=batch)) == digests:
            return next(one for one in ledger.database.rows(Batch, after=batch - 1) if one.id == batch)
    return None


def _digest(path: Path, data: bytes | None) -> str:
    return sha256(read_whole(path) if data is None else data).hexdigest()


# What a run records


def _says(line: ServiceLine) -> RowSays:
    """What the row of a line says of itself."""
    row: InvoiceLine = line.sources[0]
    frequency = row.claim_frequency or ""
    return RowSays(_FREQUENCIES.get(frequency, frequency), row.original_reference or "", row.control_number or "")


def _remembered(line: ServiceLine, decision: Decision) -> list[Remembered]:
    if decision.kind == WITHHOLD:
        kind = KEPT
    elif decision.kind in (AGAIN, REPLACE) or (decision.kind == VOID_CLAIM and decision.claim):
        kind = CORRECTS
    else:
        kind = SENT  # or left out of the replacement of its claim, as its row asks
    return [Remembered(row, kind, decision.why) for row in line.sources] if decision.why else []


def _plan(request: TranslateRequest, result: WorkbookResult, encounters: Sequence[Encounter], folder: Path) -> Plan:
    inputs = result.run.inputs
    places = {part.file: at for at, part in enumerate(inputs)}

    def origin(line: ServiceLine) -> Origin:
        row: InvoiceLine = line.sources[0]
        sheet, number, slot = row.table.record(row.row, row.slot)
        return Origin(places[row.table.file], sheet, number, slot, len(line.sources), row.control_number or "")

    tallies = [part.tally for part in inputs]
    kept = [
        KeptBack(at, one.sheet, one.row, one.slot, one.charge, one.codes)
        for at, part in enumerate(inputs)
        for one in part.dispositions
        if one.status == "withheld"
    ]
    by_plan: dict[str, list[Encounter]] = {}
    for one in encounters:
        by_plan.setdefault(one.plan_code, []).append(one)
    target = folder.resolve()
    return Plan(
        "sent", request.profile.name, result.run.payer, result.run.usage,
        [Given(part.file, part.sha256, one.rows, one.cents) for part, one in zip(inputs, tallies, strict=True)],
        [made(target / file.file, file.text, file.plan_code, by_plan[file.plan_code]) for file in result.outputs],
        kept, origin,
    )  # fmt: skip
