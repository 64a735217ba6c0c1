"""Encounters of a run, held against the ledger: which lines go out, as what, and which are kept back and why."""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b
from typing import NamedTuple

import msgspec

from edi.ledger.batch import abandoned
from edi.ledger.decide import (
    AGAIN,
    NEW,
    REPLACE,
    VOID_CLAIM,
    Candidate,
    Decision,
    Proposal,
    Rules,
    decide,
    removed,
)
from edi.ledger.fold import REPLACEMENT, VOID
from edi.ledger.keys import Hashes, visit_key
from edi.ledger.known import known_lines, standing_by_input
from edi.ledger.ledger import Ledger
from edi.ledger.records import Line, Version
from edi.model.encounter import Encounter, ServiceLine

#: Characters of CLM01 that say whose it is, and stay.
_PREFIX = 3


class RowSays(NamedTuple):
    """What the row of a line says of itself: frequency (CLM05-3), the number of what it corrects, the provider's own
    number of the service; "" where it says nothing."""

    frequency: str = ""
    original: str = ""
    visit: str = ""


class SortedOut(NamedTuple):
    """What goes out, and what was decided of each line, by the encounter's and the line's place."""

    encounters: list[Encounter]
    decisions: list[list[Decision]]
    proposals: list[Proposal]


def nothing_said(_line: ServiceLine) -> RowSays:
    """Of a row that says nothing of itself."""
    return RowSays()


def sort_out(
    ledger: Ledger,
    encounters: Sequence[Encounter],
    rules: Rules,
    says: Callable[[ServiceLine], RowSays] = nothing_said,
    *,
    before: int = 0,
) -> SortedOut:
    """Encounters as they are to be sent, each line in at most one; with `before` as they were to be sent in that batch.
    The caller holds `ledger.writing`, so that nobody else sends in between."""
    flat = [_candidate(ledger.hashes, one, line, says(line)) for one in encounters for line in one.lines]
    known = known_lines(ledger.database, (one.key for one in flat), {one.original for one in flat}, before=before)
    decided = iter(decide(flat, known, rules))
    decisions = [[next(decided) for _ in one.lines] for one in encounters]
    keys = iter(flat)
    going: list[tuple[str, Encounter]] = []
    for one, own in zip(encounters, decisions, strict=True):
        going += _parts(one, own, [next(keys).key for _ in one.lines])
    present = frozenset(one.key for one in flat)
    shared = (
        {one.input for one in ledger.database.rows_in(Line, "key", [each.key for each in known])} if known else set()
    )
    proposals = removed(present, standing_by_input(ledger.database, known, shared)) if shared else []
    return SortedOut(_with_free_ids(ledger, going, before), decisions, proposals)


def _candidate(hashes: Hashes, one: Encounter, line: ServiceLine, said: RowSays) -> Candidate:
    return Candidate(
        *hashes.line(one, line), hashes.whole(one), visit_key(hashes.key, said.visit), one.claim_id,
        said.frequency or one.frequency, said.original or one.payer_claim_id,
    )  # fmt: skip


def _parts(one: Encounter, decisions: Sequence[Decision], keys: Sequence[bytes]) -> Iterable[tuple[str, Encounter]]:
    """An encounter in parts, one for each thing that is done with its lines; nothing of lines that are kept back."""
    groups: dict[tuple[str, str, str], list[int]] = {}
    for at, each in enumerate(decisions):
        if each.kind == NEW or (each.kind in (AGAIN, REPLACE, VOID_CLAIM) and each.claim):
            groups.setdefault((each.kind, each.claim, each.payer_claim), []).append(at)
    for (kind, claim, payer_claim), places in groups.items():
        part = _part(one, places)
        if kind == NEW:
            whole = len(places) == len(one.lines)
            name = one.claim_id if whole else _id(one.claim_id, *(keys[at] for at in places))
            yield kind, msgspec.structs.replace(part, claim_id=name)
        else:
            frequency = {AGAIN: "1", REPLACE: REPLACEMENT, VOID_CLAIM: VOID}[kind]
            changed = msgspec.structs.replace(part, claim_id=claim, frequency=frequency, payer_claim_id=payer_claim)
            yield kind, changed


def _part(one: Encounter, places: Sequence[int]) -> Encounter:
    """Some lines of an encounter, with the diagnoses that they point at."""
    if len(places) == len(one.lines):
        return one
    lines = [one.lines[at] for at in places]
    used = sorted({pointer for line in lines for pointer in line.pointers if pointer <= len(one.diagnoses)})
    new = {pointer: at for at, pointer in enumerate(used, 1)}
    return msgspec.structs.replace(
        one,
        diagnoses=tuple(one.diagnoses[pointer - 1] for pointer in used),
        lines=tuple(
            msgspec.structs.replace(line, pointers=tuple(new[each] for each in line.pointers if each in new))
            for line in lines
        ),
    )


def _with_free_ids(ledger: Ledger, going: Sequence[tuple[str, Encounter]], before: int) -> list[Encounter]:
    """CLM01 is unique for ever: a new claim whose number was used (by one that was voided since, say) gets another."""
    gone = abandoned(ledger.database)

    def used(names: Iterable[str]) -> set[str]:
        versions = ledger.database.rows_in(Version, "claim", names)
        return {one.claim for one in versions if one.batch not in gone and not 0 < before <= one.batch}

    taken = used(one.claim_id for kind, one in going if kind == NEW)
    found = []
    for kind, one in going:
        name = one.claim_id
        while kind == NEW and name in taken:
            name = _id(name, b"")
            taken |= used([name])
        found.append(one if name == one.claim_id else msgspec.structs.replace(one, claim_id=name))
    return found


def _id(claim_id: str, *more: bytes) -> str:
    """Another CLM01 of the same length and beginning, that follows from this one and what sets it apart."""
    digest = blake2b(b"\x1f".join([claim_id.encode(), *more]), digest_size=32).digest()
    return (claim_id[:_PREFIX] + b32encode(digest).decode())[: len(claim_id)]
