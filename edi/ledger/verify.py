"""Whether a ledger is what it was: the chain of events, the rows that they speak for, conservation, and the files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from edi.ledger.batch import abandoned, is_whole, public, spoken_for, unfinished
from edi.ledger.chain import broken, digest
from edi.ledger.fold import STATES
from edi.ledger.ledger import Ledger
from edi.ledger.life import all_lives
from edi.ledger.records import Answer, Event, Input, Line, Output


class Conserved(NamedTuple):
    """What became of the lines of a batch, in rows and cents: read = all states + withheld + skipped."""

    batch: int
    read: int
    withheld: int
    skipped: int
    states: dict[str, int]
    read_cents: int
    withheld_cents: int
    skipped_cents: int
    cents: dict[str, int]

    @property
    def holds(self) -> bool:
        """Whether no line and no cent is lost or made."""
        rows = sum(self.states.values()) + self.withheld + self.skipped
        return (
            rows == self.read and sum(self.cents.values()) + self.withheld_cents + self.skipped_cents == self.read_cents
        )


class Verified(NamedTuple):
    """What was looked at, and every fault and note in words."""

    events: int
    batches: int
    lines: int
    faults: tuple[str, ...]
    notes: tuple[str, ...]


def verify(ledger: Ledger) -> Verified:
    """Computes everything again. Faults are what cannot be unless somebody changed the ledger; notes are files that
    were moved or changed since, and batches that a dead writer has left."""
    database = ledger.database
    with database.transaction(reading=True):
        events = list(database.rows(Event))
        faults = [text for text in (broken(events), ledger.behind()) if text]
        gone = abandoned(database)
        prepared = [one for one in events if one.kind == "prepared"]
        faults += [
            f"batch {one.batch}: its rows are not those that were recorded"
            for one in prepared
            if not _rows_hold(ledger, one)
        ]
        answered = [one for one in events if one.kind == "answered"]
        faults += [
            f"event {one.id}: its answers are not those that were recorded"
            for one in answered
            if not _answers_hold(ledger, one)
        ]
        kept = list(conservation(ledger))
        faults += [
            f"batch {one.batch}: lines in are not accepted + denied + waiting + voided + replaced + withheld"
            for one in kept
            if not one.holds
        ]
        notes = [
            f"batch {number}: prepared and not committed; the next run that sends ends it"
            for number in unfinished(database)
        ]
        notes += [
            f"batch {output.batch}: its file {Path(output.path).name} was moved or changed"
            for output in database.rows(Output)
            if output.batch not in gone and output.path and not is_whole(output)
        ]
        return Verified(len(events), len(prepared), database.count(Line), tuple(faults), tuple(notes))


def _rows_hold(ledger: Ledger, event: Event) -> bool:
    recorded = msgspec.json.decode(event.data)["digest"]
    return bool(recorded == digest(public(row) for row in spoken_for(ledger.database, event.batch)))


def _answers_hold(ledger: Ledger, event: Event) -> bool:
    recorded = msgspec.json.decode(event.data)["digest"]
    return bool(recorded == digest(public(row) for row in ledger.database.rows(Answer, event=event.id)))


def conservation(ledger: Ledger) -> Iterator[Conserved]:
    """Every batch that was sent, with its lines by state."""
    database = ledger.database
    state_of: dict[int, str] = {}
    batch_of: dict[int, int] = {}
    for life in all_lives(database):
        for sent, state in zip(life.versions, life.states, strict=True):
            state_of[sent.version.id], batch_of[sent.version.id] = state, sent.version.batch
    rows: dict[int, Counter[str]] = {}
    cents: dict[int, Counter[str]] = {}
    for line in database.rows(Line):
        if line.version in state_of:
            batch = batch_of[line.version]
            rows.setdefault(batch, Counter())[state_of[line.version]] += line.rows
            cents.setdefault(batch, Counter())[state_of[line.version]] += line.cents
    gone = abandoned(database)
    inputs: dict[int, list[Input]] = {}
    for one in database.rows(Input):
        inputs.setdefault(one.batch, []).append(one)
    for event in database.rows(Event, kind="prepared"):
        if event.batch not in gone:
            yield _of_batch(event.batch, inputs.get(event.batch, []), rows, cents)


def _of_batch(
    batch: int, inputs: list[Input], rows: dict[int, Counter[str]], cents: dict[int, Counter[str]]
) -> Conserved:
    return Conserved(
        batch,
        sum(one.read for one in inputs),
        sum(one.withheld for one in inputs),
        sum(one.skipped for one in inputs),
        {state: rows.get(batch, Counter())[state] for state in STATES},
        sum(one.read_cents for one in inputs),
        sum(one.withheld_cents for one in inputs),
        sum(one.skipped_cents for one in inputs),
        {state: cents.get(batch, Counter())[state] for state in STATES},
    )
