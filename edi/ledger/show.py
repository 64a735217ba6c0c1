"""A claim's whole life: the row it came from, its versions, every answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from edi.ledger.fold import Sent
from edi.ledger.ledger import Ledger
from edi.ledger.life import Life, lives
from edi.ledger.records import Answer, Batch, Event, Input, Line, Output, Version
from edi.ledger.words import in_words, issues
from edi.model.money import dollars


class Row(msgspec.Struct):
    """A line of a version and the row of the invoice that it came from."""

    line: int
    file: str
    sheet: str
    row: int
    control_number: str
    charge: str


class Said(msgspec.Struct):
    """An answer about a version."""

    layer: str
    level: str
    verdict: str
    at: str
    issues: list[str]


class Sending(msgspec.Struct):
    """A version: what it was sent as, what became of it, and what to do next."""

    version: int
    frequency: str
    state: str
    outcome: str
    why: list[str]
    next: str
    contradicted: bool
    batch: int
    sent: str
    user: str
    file: str
    isa: str
    gs: str
    st: str
    bht: str
    payer_claim: str
    charge: str
    rows: list[Row]
    answers: list[Said]


class Shown(msgspec.Struct):
    """A claim; `provider` is the billing provider's NPI."""

    claim: str
    provider: str
    state: str
    first_day: str
    last_day: str
    versions: list[Sending]
    events: list[str]


def show(ledger: Ledger, number: str) -> list[Shown]:
    """The lives of the claims that a number names: CLM01, the receiver's number, or the provider's own number of a
    line. None where it names none."""
    database = ledger.database
    with database.transaction(reading=True):
        claims = {one.claim for one in database.rows(Version, claim=number)}
        claims |= {one.claim for one in database.rows(Answer, payer_claim=number) if one.claim}
        if not claims:
            lines = {one.version for one in database.rows(Line, control_number=number)}
            claims |= {one.claim for one in database.rows_in(Version, "id", lines)}
        return [_shown(ledger, life) for life in lives(database, sorted(claims))]


def _shown(ledger: Ledger, life: Life) -> Shown:
    database = ledger.database
    ids = {one.version.batch for one in life.versions}
    batches = {one.id: one for one in database.rows_in(Batch, "id", ids)}
    outputs = {one.id: one for one in database.rows_in(Output, "id", {one.tx.output for one in life.versions})}
    lines = list(database.rows_in(Line, "version", (one.version.id for one in life.versions)))
    files = {one.id: one.file for one in database.rows_in(Input, "id", {line.input for line in lines})}
    versions = [
        _sending(sent, state, batches[sent.version.batch], outputs[sent.tx.output].path, lines, files)
        for sent, state in zip(life.versions, life.states, strict=True)
    ]
    last = life.versions[-1].version
    events = [f"{one.at} {one.kind} by {one.user}" for one in database.rows(Event, claim=life.claim)]
    return Shown(life.claim, last.provider, life.states[-1], last.first_day, last.last_day, versions, events)


def _sending(sent: Sent, state: str, batch: Batch, path: str, lines: Iterable[Line], files: dict[int, str]) -> Sending:
    version, tx, outcome = sent.version, sent.tx, sent.outcome
    words = in_words(outcome, state)
    rows = [
        Row(one.number, files.get(one.input, ""), one.sheet, one.row, one.control_number, dollars(one.cents))
        for one in lines
        if one.version == version.id
    ]
    answers = [Said(one.layer, one.level, one.verdict, one.at, list(issues(one))) for one in outcome.answers]
    return Sending(
        version.number, version.frequency, state, words.outcome, list(words.why), words.next, outcome.contradicted,
        batch.id, batch.at, batch.user, path, tx.isa, tx.gs, tx.st, tx.bht, outcome.payer_claim,
        dollars(version.cents), rows, answers,
    )  # fmt: skip


def text_of(shown: Shown) -> Iterator[str]:
    """A life for a terminal, line by line."""
    days = shown.first_day if shown.first_day == shown.last_day else f"{shown.first_day} to {shown.last_day}"
    yield f"{shown.claim}  {shown.state}  provider {shown.provider}  service {days}"
    for one in shown.versions:
        kind = {"7": "replacement", "8": "void"}.get(one.frequency, "original")
        yield f"  version {one.version}, {kind}, ${one.charge}: {one.outcome}"
        yield f"    sent {one.sent} by {one.user}, batch {one.batch}, {one.file or 'file unknown'}"
        yield f"    ISA {one.isa}  GS {one.gs}  ST {one.st}  BHT {one.bht}"
        for row in one.rows:
            place = f"{row.file} › {row.sheet!r} row {row.row}" if row.row else row.file or "no row known"
            yield f"    line {row.line}  ${row.charge}  {place}"
        for said in one.answers:
            yield f"    {said.at or 'undated'}  {said.layer} {said.level}: {said.verdict}"
            yield from (f"      {text}" for text in said.issues)
        if one.contradicted:
            yield "    two answers of one kind contradict each other; the later one counts"
        if one.next:
            yield f"    next: {one.next}"
    yield from (f"  {text}" for text in shown.events)
