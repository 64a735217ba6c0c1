"""Every line with its state, for other programs: CSV, NDJSON, Parquet. Nothing of members but the keyed hash."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

import msgspec

from edi.ledger.ledger import Ledger
from edi.ledger.life import all_lives
from edi.ledger.records import Batch, Input, Line
from edi.model.money import dollars


class Exported(msgspec.Struct):
    """A service line as it was sent, and what became of it."""

    claim: str
    version: int
    frequency: str
    line: int
    state: str
    layer: str
    answered: str
    payer_claim: str
    provider: str
    member_key: str
    first_day: str
    last_day: str
    charge: str
    batch: int
    sent: str
    isa: str
    gs: str
    st: str
    file: str
    sheet: str
    row: int
    control_number: str


COLUMNS = Exported.__struct_fields__


def exported(ledger: Ledger) -> Iterator[Exported]:
    """The lines of all claims, by claim and version."""
    database = ledger.database
    with database.transaction(reading=True):
        batches = {one.id: one for one in database.rows(Batch)}
        files = {one.id: one.file for one in database.rows(Input)}
        lines: dict[int, list[Line]] = {}
        for line in database.rows(Line):
            lines.setdefault(line.version, []).append(line)
        for life in all_lives(database):
            for sent, state in zip(life.versions, life.states, strict=True):
                version, outcome, tx = sent.version, sent.outcome, sent.tx
                for line in lines.get(version.id, ()):
                    yield Exported(
                        version.claim, version.number, version.frequency, line.number, state, outcome.layer, outcome.at,
                        outcome.payer_claim, version.provider, version.member.hex(), version.first_day,
                        version.last_day, dollars(line.cents), version.batch, batches[version.batch].at, tx.isa, tx.gs,
                        tx.st, files.get(line.input, ""), line.sheet, line.row, line.control_number,
                    )  # fmt: skip


def as_csv(rows: Iterator[Exported]) -> Iterator[str]:
    """CSV with a row of headings. A cell that a spreadsheet would run as a formula gets an apostrophe."""
    yield _line(COLUMNS)
    for row in rows:
        yield _line([_harmless(value) for value in msgspec.structs.astuple(row)])


def as_ndjson(rows: Iterator[Exported]) -> Iterator[str]:
    """A JSON object a line."""
    encoder = msgspec.json.Encoder()
    for row in rows:
        yield encoder.encode(row).decode() + "\n"


def _line(cells: Iterable[object]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue()


def _harmless(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
