"""Voids and second sendings that somebody asks for by the number of a claim: the claim is taken from the file that it
was sent in, since the ledger itself holds no names or diagnoses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from edi.ledger.batch import is_whole
from edi.ledger.errors import LedgerError
from edi.ledger.fold import DENIED, VOID, Sent, live
from edi.ledger.ledger import Ledger
from edi.ledger.life import Life, lives
from edi.ledger.records import Batch, Output, Version
from edi.model.answer import ACCEPTED
from edi.model.encounter import Encounter
from edi.t837p.parse import read_837p


def requeue(ledger: Ledger, claims: Sequence[str], at: str) -> list[str]:
    """Says that claims are to go out again: the next run that holds their rows sends them. What is accepted cannot; the
    numbers of those are given back. The caller holds `ledger.writing`. Raises LedgerError for an unknown number."""
    refused = []
    last = ledger.database.last(Batch)
    for life in _lives(ledger, claims):
        standing = live(life.versions)
        if standing is not None and standing.outcome.status == ACCEPTED:
            refused.append(life.claim)
        else:
            ledger.append("requeued", at, batch=last.id if last else 0, claim=life.claim)
    return refused


def denied_of(ledger: Ledger, batch: int) -> list[str]:
    """The denied claims of a batch."""
    claims = [one.claim for one in ledger.database.rows(Version, batch=batch)]
    return [life.claim for life in lives(ledger.database, claims) if life.states[-1] == DENIED]


def voids(ledger: Ledger, claims: Sequence[str]) -> list[Encounter]:
    """The voids (frequency 8) of accepted claims, as they were accepted. Raises LedgerError for one that is not
    accepted, whose number at the receiver is not known, or whose file was moved or changed."""
    found = []
    for life in _lives(ledger, claims):
        standing = live(life.versions)
        if any(one.version.frequency == VOID and one.outcome.status != DENIED for one in life.versions):
            raise LedgerError(life.claim, "a void was sent already")
        if standing is None or standing.outcome.status != ACCEPTED:
            raise LedgerError(life.claim, f"this claim is {life.states[-1]}; only an accepted one can be voided")
        if not standing.outcome.payer_claim:
            raise LedgerError(life.claim, "the receiver's number of this claim is not known yet (REF*F8)")
        found.append(standing)
    as_sent = as_they_were_sent(ledger, found)
    return [
        msgspec.structs.replace(one, frequency=VOID, payer_claim_id=sent.outcome.payer_claim)
        for sent, one in zip(found, as_sent, strict=True)
    ]


def as_they_were_sent(ledger: Ledger, wanted: Sequence[Sent]) -> list[Encounter]:
    """Versions of claims, read from the files that they were sent in, in their order."""
    outputs = {one.id: one for one in ledger.database.rows_in(Output, "id", {one.tx.output for one in wanted})}
    by_output: dict[int, dict[tuple[str, str], str]] = defaultdict(dict)
    for one in wanted:
        by_output[one.tx.output][one.version.claim, one.tx.st] = one.version.claim
    found: dict[str, Encounter] = {}
    for number, names in by_output.items():
        output = outputs[number]
        if not is_whole(output):
            raise LedgerError(Path(output.path).name or "file", "this file was moved or changed; its claims are needed")
        for claim in read_837p(output.path):
            if (claim.claim_id, claim.transaction.number) in names:
                found[claim.claim_id] = claim.encounter
    return [found[one.version.claim] for one in wanted]


def _lives(ledger: Ledger, claims: Iterable[str]) -> list[Life]:
    wanted = list(dict.fromkeys(claims))
    found = {life.claim: life for life in lives(ledger.database, wanted)}
    for claim in wanted:
        if claim not in found:
            raise LedgerError(claim, "no claim with this number was sent")
    return [found[claim] for claim in wanted]
