"""Removing what may be about a member from batches of long ago: names of files and sheets, the provider's own numbers,
the answers' own texts; days keep their month. Keys, counts, states and the chain stay: nothing is sent twice."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from edi.ledger.ledger import Ledger
from edi.ledger.records import PRIVATE, TABLES, Answer, Batch, Event, Input, Line, Output, Version, Withheld

#: Characters of a day that stay: year and month.
MONTH = 7


class Purged(NamedTuple):
    """How much was purged."""

    batches: int
    lines: int
    answers: int


def purge(ledger: Ledger, before: str, at: str) -> Purged:
    """Purges batches and answers that were recorded before a day (`YYYY-MM-DD`). The caller holds `ledger.writing`."""
    database = ledger.database
    with database.transaction():
        batches = [one.id for one in database.rows(Batch) if one.at < before]
        versions = [one.id for one in database.rows_in(Version, "batch", batches)]
        lines = database.rows_in(Line, "version", versions)
        count = sum(1 for _ in lines)
        answered = [one for one in database.rows(Event, kind="answered") if one.at < before]
        events = [one.id for one in answered]
        database.empty(Input, "file", "sha256", [msgspec.json.decode(one.data)["sha256"] for one in answered])
        answers = sum(1 for _ in database.rows_in(Answer, "event", events))
        places = {Input: ("batch", batches), Output: ("batch", batches), Line: ("version", versions)}
        places |= {Withheld: ("batch", batches), Answer: ("event", events)}
        for table, columns in PRIVATE.items():
            record = TABLES[table]
            for column in columns:
                database.empty(record, column, *places[record])
        for column in ("first_day", "last_day"):
            database.empty(Version, column, "id", versions, cut=MONTH)
        ledger.append("purged", at, data={"before": before, "batches": len(batches), "answers": answers})
    return Purged(len(batches), count, answers)
