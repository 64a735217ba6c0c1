"""The lives of claims: their versions with what became of each, from the rows of a ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from edi.ledger.batch import abandoned
from edi.ledger.database import Database
from edi.ledger.fold import Sent, is_about, names_file, outcome, states
from edi.ledger.records import Answer, Transaction, Version
from edi.model.answer import number


class Life(NamedTuple):
    """A claim: its versions that were sent, in the order of their numbers, and the state of each."""

    claim: str
    versions: tuple[Sent, ...]
    states: tuple[str, ...]


class Answers:
    """The answers of a ledger, found by what they name. Those that name a claim are looked up, the few that are about a
    whole file, group or transaction, or a place in one, are held."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._wide: dict[tuple[str, str], list[Answer]] = defaultdict(list)
        for one in database.rows(Answer, claim=""):
            self._wide[_place(one.isa, one.gs, one.bht)].append(one)

    def about(self, versions: Sequence[tuple[Version, Transaction]]) -> dict[int, list[Answer]]:
        """The answers about each of some versions, by their ids. An answer that names a claim and no file is about it
        where the claim was sent once; else nobody can say which version it means."""
        by_claim: dict[str, list[Answer]] = defaultdict(list)
        for one in self._database.rows_in(Answer, "claim", (version.claim for version, _ in versions)):
            by_claim[one.claim].append(one)
        count: dict[str, int] = defaultdict(int)
        for version, _ in versions:
            count[version.claim] += 1
        found: dict[int, list[Answer]] = {}
        for version, tx in versions:
            only = count[version.claim] == 1
            own = [one for one in by_claim[version.claim] if (only or names_file(one)) and is_about(one, version, tx)]
            own += [one for one in self._around(tx) if is_about(one, version, tx)]
            found[version.id] = own
        return found

    def _around(self, tx: Transaction) -> Iterator[Answer]:
        for place in (_place(tx.isa, "", ""), _place("", tx.gs, ""), _place("", "", tx.bht)):
            yield from self._wide.get(place, ())


def _place(isa: str, gs: str, bht: str) -> tuple[str, str]:
    """The narrowest number that an answer without a claim names."""
    for kind, text in (("bht", bht), ("gs", gs), ("isa", isa)):
        if text:
            return kind, number(text)
    return "", ""


def lives(database: Database, claims: Iterable[str], *, before: int = 0) -> Iterator[Life]:
    """The lives of some claims, in the order of their first versions; with `before` without that batch and later
    ones."""
    found = database.rows_in(Version, "claim", claims)
    yield from _lives(database, [one for one in found if not before or one.batch < before])


def all_lives(database: Database) -> Iterator[Life]:
    """The lives of all claims."""
    yield from _lives(database, list(database.rows(Version)))


def _lives(database: Database, versions: Sequence[Version]) -> Iterator[Life]:
    gone = abandoned(database)
    sent = [version for version in versions if version.batch not in gone]
    transactions = {one.id: one for one in database.rows_in(Transaction, "id", (each.tx for each in sent))}
    pairs = [(version, transactions[version.tx]) for version in sent]
    about = Answers(database).about(pairs)
    by_claim: dict[str, list[Sent]] = {}
    for version, tx in pairs:
        by_claim.setdefault(version.claim, []).append(Sent(version, tx, outcome(about[version.id])))
    for claim, found in by_claim.items():
        found.sort(key=lambda one: one.version.number)
        yield Life(claim, tuple(found), tuple(states(found)))
