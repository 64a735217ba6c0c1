"""`ledger status`: what stands where, in counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from edi.ledger.batch import unfinished
from edi.ledger.ledger import Ledger
from edi.ledger.life import all_lives
from edi.ledger.records import Answer, Batch, Event
from edi.ledger.verify import Conserved, conservation
from edi.model.money import dollars


class BatchStatus(msgspec.Struct):
    """A batch: lines read = sent in any state + withheld + skipped."""

    batch: int
    kind: str
    at: str
    user: str
    read: int
    states: dict[str, int]
    withheld: int
    skipped: int
    charge: str


class Status(msgspec.Struct):
    """The whole ledger."""

    version: int
    ledger: str
    batches: list[BatchStatus]
    claims: dict[str, int]
    rows: dict[str, int]
    answers: int
    events: int
    unfinished: list[int]


def status(ledger: Ledger) -> Status:
    """Batches, and claims and rows by state."""
    database = ledger.database
    with database.transaction(reading=True):
        batches = {one.id: one for one in database.rows(Batch)}
        kept = list(conservation(ledger))
        claims = Counter(life.states[-1] for life in all_lives(database))
        rows: Counter[str] = Counter()
        for one in kept:
            rows.update(one.states)
            rows.update({"withheld": one.withheld, "skipped": one.skipped})
        return Status(
            1, ledger.name, [_batch(batches[one.batch], one) for one in kept], dict(sorted(claims.items())),
            dict(rows), database.count(Answer), database.count(Event), unfinished(database),
        )  # fmt: skip


def _batch(batch: Batch, kept: Conserved) -> BatchStatus:
    states = {name: count for name, count in kept.states.items() if count}
    charge = dollars(sum(kept.cents.values()))
    return BatchStatus(
        batch.id, batch.kind, batch.at, batch.user, kept.read, states, kept.withheld, kept.skipped, charge
    )


def text_of(found: Status) -> Iterator[str]:
    """The status for a terminal, line by line."""
    yield f"{found.ledger}: {len(found.batches)} batches, {found.answers} answers, {found.events} events"
    yield "claims  " + (", ".join(f"{count} {state}" for state, count in found.claims.items()) or "none")
    for one in found.batches:
        states = ", ".join(f"{count} {state}" for state, count in one.states.items()) or "nothing sent"
        kept = "".join(
            f", {count} {name}" for name, count in (("withheld", one.withheld), ("skipped", one.skipped)) if count
        )
        yield f"  batch {one.batch}  {one.kind} {one.at} by {one.user}  {one.read} rows: {states}{kept}  ${one.charge}"
    yield from (f"  batch {number} was never finished; the next run that sends ends it" for number in found.unfinished)
