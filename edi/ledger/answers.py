"""Answers, kept as they were read: which claims they are about follows from their numbers whenever it is asked, so that
they may come in any order, twice, or before what they answer is brought in."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

import msgspec

from edi.ledger.batch import public
from edi.ledger.chain import Digest
from edi.ledger.ledger import Ledger
from edi.ledger.records import Answer, Event, Input
from edi.model.answer import Said

#: Answers written at a time.
SOME = 5_000


class Recorded(NamedTuple):
    """What became of a file of answers: its event, how many it holds; `before` where it was recorded earlier, with the
    moment."""

    event: int
    answers: int
    before: str = ""


def record_answers(ledger: Ledger, sha256: str, name: str, said: Iterable[Said], at: str) -> Recorded:
    """Keeps the answers of a file, all or none; a file that was recorded before changes nothing. `name` is what people
    know the file by. What `said` raises goes on, and nothing is kept."""
    with ledger.writing(), ledger.database.transaction():
        for one in ledger.database.rows(Event, kind="answered"):
            told = msgspec.json.decode(one.data)
            if told["sha256"] == sha256:
                return Recorded(one.id, told["count"], one.at)
        last = ledger.database.last(Event)
        event = last.id + 1 if last else 1
        digest, layers, count = Digest(), set[str](), 0
        first = ledger.database.next_id(Answer)
        rows = (as_row(one, event, number) for number, one in enumerate(said, first))
        while some := list(islice(rows, SOME)):
            ledger.database.add(some)
            digest.add([public(row) for row in some])
            layers |= {row.layer for row in some}
            count += len(some)
        data = {"sha256": sha256, "count": count, "layers": sorted(layers), "digest": digest.text}
        ledger.database.add([Input(ledger.database.next_id(Input), 0, name, sha256, *[0] * 8)])
        ledger.append("answered", at, data=data)
    return Recorded(event, count)


def as_row(one: Said, event: int, number: int) -> Answer:
    """A statement as a row."""
    codes = " ".join(f"{issue.code}@{issue.place}" if issue.place else issue.code for issue in one.issues)
    detail = "\n".join(issue.text for issue in one.issues) if any(issue.text for issue in one.issues) else ""
    return Answer(
        number, event, one.layer, one.level, one.verdict, one.isa, one.isa_when, one.gs, one.st, one.bht, one.provider,
        one.claim, one.line, one.line_control, one.position, one.payer_claim, one.at, codes, detail,
    )  # fmt: skip
