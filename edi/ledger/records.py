"""The rows of a ledger, one struct a table; its fields are the table's columns in their order.

Amounts are whole cents, moments are ISO 8601 text in local time, days `YYYY-MM-DD`. What may be about a member is named
in `PRIVATE`: `ledger purge` empties it. Keys are keyed hashes (`edi.ledger.keys`).
"""

from __future__ import annotations

from typing import TypeAlias

import msgspec


class Batch(msgspec.Struct, frozen=True, gc=False):
    """One run that sent, received or imported something. `kind`: sent, or imported (sent before there was a ledger)."""

    id: int
    kind: str
    at: str
    user: str
    program: str
    profile: str
    payer: str
    usage: str


class Input(msgspec.Struct, frozen=True, gc=False):
    """A file that a batch read, and what became of its service lines; a file of answers where the batch is 0."""

    id: int
    batch: int
    file: str
    sha256: str
    read: int
    sent: int
    withheld: int
    skipped: int
    read_cents: int
    sent_cents: int
    withheld_cents: int
    skipped_cents: int


class Output(msgspec.Struct, frozen=True, gc=False):
    """A file that a batch made (or received, or imported): ISA06, ISA13, ISA09 and ISA10 as `isa_when`, GS06."""

    id: int
    batch: int
    path: str
    sha256: str
    kind: str
    plan_code: str
    sender: str
    isa: str
    isa_when: str
    gs: str
    claims: int
    lines: int
    cents: int


class Transaction(msgspec.Struct, frozen=True, gc=False):
    """One ST of an output: ST02 and BHT03, with the numbers around it, which differ in a file of several
    interchanges."""

    id: int
    output: int
    isa: str
    isa_when: str
    gs: str
    st: str
    bht: str
    claims: int


class Version(msgspec.Struct, frozen=True, gc=False):
    """One sending of a claim (CLM01). `number` counts its versions from 1; `position` is the place of its CLM in the ST
    (ST is 1), `ends` that of the first segment behind it; `payer_claim` is REF*F8; `whole` is the hash of all that was
    said, names and addresses too."""

    id: int
    claim: str
    number: int
    batch: int
    tx: int
    position: int
    ends: int
    frequency: str
    provider: str
    member: bytes
    payer_claim: str
    cents: int
    lines: int
    first_day: str
    last_day: str
    whole: bytes


class Line(msgspec.Struct, frozen=True, gc=False):
    """A service line of a version: LX01 as `number`, the business key, the hash of its content, the hash of the
    provider's own number (`visit`), the place of its LX in the ST, the row that it came from, and how many rows were
    added up in it. `control_number` is REF*6R."""

    id: int
    version: int
    number: int
    key: bytes
    content: bytes
    visit: bytes
    cents: int
    position: int
    input: int
    sheet: str
    row: int
    slot: int
    rows: int
    control_number: str


class Withheld(msgspec.Struct, frozen=True, gc=False):
    """A row of an input that was not sent, with the codes of the findings that say why."""

    id: int
    batch: int
    input: int
    sheet: str
    row: int
    slot: int
    cents: int
    codes: str


class Event(msgspec.Struct, frozen=True, gc=False):
    """What happened: `kind` is one of `EVENTS`. `data` is JSON without anything about a member. `hash` is over all
    other fields, `previous` the hash of the event before."""

    id: int
    kind: str
    batch: int
    claim: str
    at: str
    user: str
    program: str
    data: str
    previous: bytes
    hash: bytes


class Answer(msgspec.Struct, frozen=True, gc=False):
    """One thing that an answer says, as it was read: see `edi.model.answer.Said`. `event` is the one of its file."""

    id: int
    event: int
    layer: str
    level: str
    verdict: str
    isa: str
    isa_when: str
    gs: str
    st: str
    bht: str
    provider: str
    claim: str
    line: int
    line_control: str
    position: int
    payer_claim: str
    at: str
    codes: str
    detail: str


Record: TypeAlias = Batch | Input | Output | Transaction | Version | Line | Withheld | Event | Answer

#: Table -> the struct of its rows.
TABLES: dict[str, type[Record]] = {
    "batches": Batch,
    "inputs": Input,
    "outputs": Output,
    "transactions": Transaction,
    "versions": Version,
    "lines": Line,
    "withheld": Withheld,
    "events": Event,
    "answers": Answer,
}

#: Every kind of event.
EVENTS = (
    "prepared", "written", "committed", "abandoned", "answered", "requeued", "void_proposed", "purged", "restored",
)  # fmt: skip

#: Table -> columns that may tell something about a member; days keep their month.
PRIVATE: dict[str, tuple[str, ...]] = {
    "inputs": ("file",),
    "outputs": ("path",),
    "lines": ("sheet", "control_number"),
    "withheld": ("sheet",),
    "answers": ("line_control", "detail"),
}
