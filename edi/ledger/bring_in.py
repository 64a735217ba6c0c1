"""Bringing in 837P files that were sent before there was a ledger: they are read claim by claim and recorded as a batch
of their own, so that their lines are known and answers find them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from edi.ledger.batch import abandoned, commit, prepare
from edi.ledger.ledger import Ledger
from edi.ledger.plan import Envelopes, Given, Made, Origin, Placed, Plan
from edi.ledger.records import Output
from edi.ledger.take_in import digest_of
from edi.model.claim import Claim, Transaction
from edi.model.encounter import ServiceLine
from edi.t837p.parse import Reading

IMPORTED = "imported"


class BroughtIn(NamedTuple):
    """A file and what it held; `batch` is 0 where it was known before, in batch `before`."""

    file: str
    batch: int
    claims: int
    lines: int
    before: int = 0


def bring_in(ledger: Ledger, source: Path | bytes, name: str, at: str) -> BroughtIn | None:
    """Records a file; None where it holds no claim. A file that the ledger has changes nothing. The caller holds
    `ledger.writing`."""
    digest = digest_of(source)
    before = known_file(ledger, digest)
    if before:
        return BroughtIn(name, 0, 0, 0, before)
    placed, envelopes, plan_code = _claims(source)
    if not placed:
        return None
    path = str(source.resolve()) if isinstance(source, Path) else ""
    lines = sum(len(one.claim.lines) for one in placed)
    cents = sum(one.claim.charge for one in placed)
    given = Given(name, digest, {"read": lines, "sent": lines}, {"read": cents, "sent": cents})
    made = Made(path, digest, "837P", plan_code, envelopes, placed)
    number = prepare(ledger, Plan(IMPORTED, "", "", "", [given], [made], [], _origin), at)
    commit(ledger, number, at)
    return BroughtIn(name, number, len(placed), lines)


def known_file(ledger: Ledger, digest: str) -> int:
    """The batch that has sent or brought in a file with these bytes; 0 where none has."""
    gone = abandoned(ledger.database)
    return next((one.batch for one in ledger.database.rows(Output, sha256=digest) if one.batch not in gone), 0)


def _origin(line: ServiceLine) -> Origin:
    return Origin(visit=line.control_number)


def _claims(source: Path | bytes) -> tuple[list[Placed], list[Envelopes], str]:
    envelopes: list[Envelopes] = []
    found = []
    plan_code = ""
    last: Transaction | None = None
    for claim, behind in _with_ends(source):
        if claim.transaction is not last:
            last = claim.transaction
            envelopes.append(_envelope(last))
        first = claim.segment_no - claim.st_segment_no
        lines = tuple(number - first for number in claim.line_numbers)
        found.append(Placed(claim.encounter, len(envelopes) - 1, claim.st_segment_no, behind - first, lines))
        plan_code = plan_code or claim.encounter.plan_code
    return found, envelopes, plan_code


def _with_ends(source: Path | bytes) -> Iterator[tuple[Claim, int]]:
    """Each claim with the number in the file of the first segment behind it."""
    reading = Reading(source)
    for event in reading.events():
        if isinstance(event, Claim):
            part = reading.segments
            yield event, part.first + len(part.texts)


def _envelope(transaction: Transaction) -> Envelopes:
    isa = transaction.isa
    parts = isa.split(isa[3]) if len(isa) > 3 else []
    when = f"{parts[9]} {parts[10]}" if len(parts) > 10 else ""
    bht = next((text.split("*") for text in transaction.head if text.startswith("BHT*")), [])
    return Envelopes(
        transaction.sender_id, transaction.interchange_number, when, transaction.group_number, transaction.number,
        bht[3].strip() if len(bht) > 3 else "",
    )  # fmt: skip
