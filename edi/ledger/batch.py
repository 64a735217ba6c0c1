"""A batch: prepared, written, committed. Either it is in the ledger and its files stand, or neither.

The rows of a batch and its event `prepared` are one transaction: from then on its lines are taken. Then the files get
their names, then `committed` is written. Whoever finds a batch prepared and not committed while he is the writer finds
one whose writer has died: its files stand whole, then it is committed; or not, then those that stand are removed and it
is abandoned, and its lines are free again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from hashlib import file_digest
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from edi.collector import collector_paused
from edi.ledger.chain import digest
from edi.ledger.database import Database
from edi.ledger.errors import LedgerError
from edi.ledger.keys import visit_key
from edi.ledger.ledger import Ledger
from edi.ledger.plan import Made, Placed, Plan, totals
from edi.ledger.records import (
    PRIVATE,
    TABLES,
    Batch,
    Event,
    Input,
    Line,
    Output,
    Record,
    Transaction,
    Version,
    Withheld,
)

Result = TypeVar("Result")


class Recovered(NamedTuple):
    """A batch whose writer had died: what was done with it."""

    batch: int
    committed: bool


def record(ledger: Ledger, plan: Plan, write: Callable[[], Result], at: str) -> tuple[int, Result]:
    """Sends a batch: `write` gives the files their names, all or none, and says what it wrote. The number of the batch
    and what `write` gave. The caller holds `ledger.writing`. Where `write` fails the batch is abandoned and its fault
    goes on."""
    number = prepare(ledger, plan, at)
    try:
        result = write()
    except BaseException:
        with suppress(LedgerError):  # a ledger that has gone, too, is put right by the next writer
            ledger.append("abandoned", at, batch=number, data={"why": "its files could not be written"})
        raise
    commit(ledger, number, at)
    return number, result


def prepare(ledger: Ledger, plan: Plan, at: str) -> int:
    """Takes the lines of a batch; its number. The caller holds `ledger.writing`."""
    database = ledger.database
    with collector_paused(), database.transaction():
        spoken: list[object] = []
        batch = 0
        tables: dict[type[Record], list[Record]] = {record: [] for record in TABLES.values()}
        for row in _rows(ledger, plan, at):
            tables[type(row)].append(row)
            if type(row) is Batch:
                batch = row.id
            else:
                spoken.append(public(row))
        for rows in tables.values():
            database.add(rows)
        data = {
            "digest": digest(spoken),
            "claims": sum(len(file.claims) for file in plan.files),
            **msgspec.to_builtins(totals(plan.inputs)),
        }
        ledger.append("prepared", at, batch=batch, data=data)
    return batch


def commit(ledger: Ledger, batch: int, at: str, *, recovered: bool = False) -> None:
    """Says that the files of a batch stand. Where the lock had gone with its server, another writer may have ended the
    batch: then it is committed already, or it was abandoned, and its files are taken back. Raises LedgerError then."""
    with ledger.database.transaction():
        ended = {one.kind for one in ledger.database.rows(Event, batch=batch)}
        if not ended & {"committed", "abandoned"}:
            ledger.append("written", at, batch=batch)
            ledger.append("committed", at, batch=batch, data={"recovered": True} if recovered else None)
    if "abandoned" in ended:
        _take_back(ledger.database.rows(Output, batch=batch))
        raise LedgerError(
            ledger.name, f"this run lost its place as the writer; batch {batch} was not sent, run it again"
        )


def _take_back(outputs: Iterable[Output]) -> None:
    """Removes the files of a batch that stand as they were to be."""
    for output in outputs:
        if is_whole(output):
            Path(output.path).unlink(missing_ok=True)


def recover(ledger: Ledger, at: str) -> list[Recovered]:
    """Ends what a writer that died has left. The caller holds `ledger.writing`."""
    found = []
    for batch in unfinished(ledger.database):
        outputs = list(ledger.database.rows(Output, batch=batch))
        stands = [is_whole(each) for each in outputs]
        if all(stands):
            commit(ledger, batch, at, recovered=True)
        else:
            _take_back(outputs)
            ledger.append("abandoned", at, batch=batch, data={"why": "its writer was ended before its files stood"})
        found.append(Recovered(batch, all(stands)))
    return found


def unfinished(database: Database) -> list[int]:
    """Batches that were prepared, and neither committed nor abandoned."""
    ended = _batches(database, "committed") | _batches(database, "abandoned")
    return sorted(_batches(database, "prepared") - ended)


def abandoned(database: Database) -> set[int]:
    """Batches that were never sent."""
    return _batches(database, "abandoned")


def _batches(database: Database, kind: str) -> set[int]:
    return {one.batch for one in database.rows(Event, kind=kind)}


def is_whole(output: Output) -> bool:
    """Whether a file stands there as it was to be."""
    try:
        with Path(output.path).open("rb") as file:
            return file_digest(file, "sha256").hexdigest() == output.sha256
    except OSError:
        return False


def public(row: Record) -> tuple[object, ...]:
    """A row without what may be about a member, as its event speaks for it: a purge does not break the chain."""
    found: tuple[object, ...] = _PUBLIC[type(row)](msgspec.structs.astuple(row))
    return found


_PUBLIC = {
    record: itemgetter(
        *(
            at
            for at, name in enumerate(record.__struct_fields__)
            if name not in PRIVATE.get(table, ()) and name not in ("first_day", "last_day")
        )
    )
    for table, record in TABLES.items()
}


def _rows(ledger: Ledger, plan: Plan, at: str) -> Iterator[Record]:
    """Everything that a batch adds, the batch itself first."""
    database = ledger.database
    batch = database.next_id(Batch)
    yield Batch(batch, plan.kind, at, ledger.who.user, ledger.who.program, plan.profile, plan.payer, plan.usage)
    first_input = database.next_id(Input)
    for number, one in enumerate(plan.inputs, first_input):
        rows, cents = one.rows, one.cents
        names = ("read", "sent", "withheld", "skipped")
        counts = [kind.get(name, 0) for kind in (rows, cents) for name in names]
        yield Input(number, batch, one.file, one.sha256, *counts)
    for number, row in enumerate(plan.withheld, database.next_id(Withheld)):
        yield Withheld(
            number, batch, first_input + row.input, row.sheet, row.row, row.slot, row.cents, " ".join(row.codes)
        )
    yield from _Files(ledger, plan, batch, first_input).rows()


class _Files:
    """The rows of the files of a batch."""

    def __init__(self, ledger: Ledger, plan: Plan, batch: int, first_input: int) -> None:
        self.ledger, self.plan, self.batch, self.first_input = ledger, plan, batch, first_input
        database = ledger.database
        self.output, self.transaction = database.next_id(Output), database.next_id(Transaction)
        self.version, self.line = database.next_id(Version), database.next_id(Line)
        ids = (placed.claim.claim_id for file in plan.files for placed in file.claims)
        self.numbers: dict[str, int] = {}
        for known in database.rows_in(Version, "claim", ids):
            self.numbers[known.claim] = max(known.number, self.numbers.get(known.claim, 0))
        self.hashes = ledger.hashes

    def rows(self) -> Iterator[Record]:
        """Each file with its transactions, versions and lines."""
        for file in self.plan.files:
            yield self._output(file)
            counts = [0] * len(file.transactions)
            for placed in file.claims:
                counts[placed.transaction] += 1
            for envelope, claims in zip(file.transactions, counts, strict=True):
                yield Transaction(
                    self.transaction, self.output, envelope.isa, envelope.isa_when, envelope.gs, envelope.st,
                    envelope.bht, claims,
                )  # fmt: skip
                self.transaction += 1
            first = self.transaction - len(file.transactions)
            for placed in file.claims:
                yield from self._version(placed, first)
            self.output += 1

    def _output(self, file: Made) -> Output:
        around = file.transactions[0]
        lines = sum(len(placed.claim.lines) for placed in file.claims)
        cents = sum(placed.claim.charge for placed in file.claims)
        return Output(
            self.output, self.batch, file.path, file.sha256, file.kind, file.plan_code, around.sender, around.isa,
            around.isa_when, around.gs, len(file.claims), lines, cents,
        )  # fmt: skip

    def _version(self, placed: Placed, first_transaction: int) -> Iterator[Record]:
        key, claim = self.ledger.key, placed.claim
        number = self.numbers[claim.claim_id] = self.numbers.get(claim.claim_id, 0) + 1
        hashes = self.hashes
        first = min([line.start for line in claim.lines]).isoformat() if claim.lines else ""
        last = max([line.end for line in claim.lines]).isoformat() if claim.lines else ""
        yield Version(
            self.version, claim.claim_id, number, self.batch, first_transaction + placed.transaction, placed.position,
            placed.ends, claim.frequency, claim.billing.npi, hashes.member(claim.member.cin), claim.payer_claim_id,
            claim.charge, len(claim.lines), first, last, hashes.whole(claim),
        )  # fmt: skip
        for at, line in enumerate(claim.lines, 1):
            origin = self.plan.origin(line)
            place = placed.lines[at - 1] if at <= len(placed.lines) else 0
            yield Line(
                self.line, self.version, at, *hashes.line(claim, line),
                visit_key(key, origin.visit), line.charge, place, self.first_input + origin.input, origin.sheet,
                origin.row, origin.slot, origin.rows, line.control_number,
            )  # fmt: skip
            self.line += 1
        self.version += 1


def spoken_for(database: Database, batch: int) -> Iterable[Record]:
    """The rows of a batch that its event `prepared` speaks for, in the order in which they were added."""
    outputs = list(database.rows(Output, batch=batch))
    versions = list(database.rows(Version, batch=batch))
    transactions = database.rows_in(Transaction, "output", [each.id for each in outputs])
    lines = database.rows_in(Line, "version", [each.id for each in versions])
    yield from database.rows(Input, batch=batch)
    yield from database.rows(Withheld, batch=batch)
    by_output: dict[int, list[Record]] = {}
    for one in transactions:
        by_output.setdefault(one.output, []).append(one)
    ends = {each.id: [one.id for one in by_output.get(each.id, [])] for each in outputs}
    of_version: dict[int, list[Line]] = {}
    for line in lines:
        of_version.setdefault(line.version, []).append(line)
    for output in outputs:
        yield output
        yield from by_output.get(output.id, [])
        inside = frozenset(ends[output.id])
        for version in versions:
            if version.tx in inside:
                yield version
                yield from of_version.get(version.id, [])
