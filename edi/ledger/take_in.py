"""A file of answers: what it holds, which claims it is about, and what became of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import file_digest, sha256
from itertools import islice
from pathlib import Path

import msgspec

from edi.ledger.answers import as_row, record_answers
from edi.ledger.database import Database
from edi.ledger.fold import DENIED
from edi.ledger.ledger import Ledger
from edi.ledger.life import Life, lives
from edi.ledger.records import Answer, Input, Line, Transaction, Version
from edi.ledger.words import in_words, issues
from edi.model.answer import REJECTED, number
from edi.responses.read import read_answers

#: Claims looked at together.
SOME = 20_000


class Told(msgspec.Struct):
    """A claim that was denied, or of which two answers say opposite things: why, what to do, the rows it came from."""

    claim: str
    state: str
    outcome: str
    why: list[str]
    next: str
    contradicted: bool
    rows: list[str]


class TakenIn(msgspec.Struct):
    """A file of answers. `holds` counts what it says, as `277CA claim rejected` -> 2; `claims` counts by state the
    claims of ours that it is about; `told` are those that need somebody. `unknown` says in words what answers nothing
    of ours. `before` is when the same file was read earlier, and then nothing was changed."""

    file: str
    holds: dict[str, int]
    claims: dict[str, int]
    told: list[Told]
    unknown: list[str]
    unknown_count: int
    before: str = ""

    @property
    def is_good(self) -> bool:
        """Whether nobody has to do anything."""
        return not self.told and not any(key.endswith(REJECTED) for key in self.holds)


#: Words about what is not ours: so many are told one by one.
MOST_UNKNOWN = 100


def explain(source: Path | bytes, name: str) -> TakenIn:
    """What a file says, without any ledger."""
    rows = (as_row(one, 0, at) for at, one in enumerate(read_answers(source, name), 1))
    holds: Counter[str] = Counter()
    words: list[str] = []
    count = 0
    for row in rows:
        holds[_kind(row)] += 1
        count += 1
        if len(words) < MOST_UNKNOWN:
            words.append(said(row))
    return TakenIn(name, dict(holds), {}, [], words, count)


def take_in(ledger: Ledger, source: Path | bytes, name: str, at: str) -> TakenIn:
    """Keeps the answers of a file and says what became of the claims they are about. Raises what `read_answers` raises;
    then nothing was changed."""
    done = record_answers(ledger, digest_of(source), name, read_answers(source, name), at)
    database = ledger.database
    with database.transaction(reading=True):
        holds: Counter[str] = Counter()
        claims: dict[str, None] = {}
        wide: list[Answer] = []
        unknown: list[Answer] = []
        for row in database.rows(Answer, event=done.event):
            holds[_kind(row)] += 1
            if row.claim:
                claims[row.claim] = None
            else:
                wide.append(row)
        ours = {one.claim for one in database.rows_in(Version, "claim", claims)}
        strange = claims.keys() - ours
        if strange:
            unknown += [row for row in database.rows(Answer, event=done.event) if row.claim in strange]
        more, none = _claims_around(database, wide)
        states: Counter[str] = Counter()
        told: list[Told] = []
        for life in _in_parts(database, [*(claim for claim in claims if claim in ours), *more]):
            states[life.states[-1]] += 1
            told += _told(database, life)
    words = [said(row) for row in [*none, *unknown][:MOST_UNKNOWN]]
    return TakenIn(name, dict(holds), dict(states), told, words, len(none) + len(unknown), done.before)


def digest_of(source: Path | bytes) -> str:
    """SHA-256 of a file."""
    if isinstance(source, bytes):
        return sha256(source).hexdigest()
    with source.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _in_parts(database: Database, claims: Iterable[str]) -> Iterator[Life]:
    rest = iter(dict.fromkeys(claims))
    while some := list(islice(rest, SOME)):
        yield from lives(database, some)


def _claims_around(database: Database, wide: Sequence[Answer]) -> tuple[list[str], list[Answer]]:
    """The claims of the files, groups and transactions that answers name, and the answers that name none of ours."""
    found: dict[int, Transaction] = {}
    none = []
    for row in wide:
        own = [one for one in _transactions(database, row) if _fits(row, one)]
        found |= {one.id: one for one in own}
        if not own:
            none.append(row)
    return [one.claim for one in database.rows_in(Version, "tx", found)], none


def _transactions(database: Database, row: Answer) -> Iterator[Transaction]:
    column = "bht" if row.bht else "gs" if row.gs else "isa"
    text: str = getattr(row, column)
    forms = {text, number(text), number(text).zfill(9), number(text).zfill(4)}
    yield from database.rows_in(Transaction, column, forms if text else ())


def _fits(row: Answer, tx: Transaction) -> bool:
    named = ((row.isa, tx.isa), (row.gs, tx.gs), (row.st, tx.st), (row.bht, tx.bht))
    return all(number(theirs) == number(ours) for theirs, ours in named if theirs) and (
        not row.isa_when or row.isa_when == tx.isa_when
    )


def _told(database: Database, life: Life) -> Iterator[Told]:
    sent, state = life.versions[-1], life.states[-1]
    if state != DENIED and not sent.outcome.contradicted:
        return
    words = in_words(sent.outcome, state)
    lines = list(database.rows(Line, version=sent.version.id))
    files = {one.id: one.file for one in database.rows_in(Input, "id", {line.input for line in lines})}
    rows = [f"{files.get(one.input, '')} › {one.sheet!r} row {one.row}" for one in lines if one.row]
    contradicted = sent.outcome.contradicted
    yield Told(life.claim, state, words.outcome, list(words.why), words.next, contradicted, rows)


def _kind(row: Answer) -> str:
    return f"{row.layer} {row.level} {row.verdict}"


def said(row: Answer) -> str:
    """An answer in words."""
    what = {
        "claim": f"claim {row.claim}",
        "line": f"line {row.line or row.line_control or f'at segment {row.position}'}",
    }
    numbers = ((row.isa, "interchange"), (row.gs, "group"), (row.st, "transaction"), (row.bht, "batch"))
    about = ", ".join(f"{name} {text}" for text, name in numbers if text)
    text = f"{row.layer}: {what.get(row.level, row.level)}{f' of {about}' if about else ''}: {row.verdict}"
    return "; ".join([text, *issues(row)])
