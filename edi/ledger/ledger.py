"""An open ledger: its store, its key, who writes to it, and the chain of events."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from edi.ledger import chain
from edi.ledger.database import Database, url_of
from edi.ledger.errors import LedgerError
from edi.ledger.keys import KEY_LENGTH, Hashes, check_of
from edi.ledger.records import Event
from edi.ledger.seen import Seen, read_seen, write_seen

#: Seconds that a writer waits for another.
WAIT = 60.0


class Who(NamedTuple):
    """Who writes: the user's name and the program's version."""

    user: str
    program: str


class Ledger:
    """Use `open_ledger`. `key` is what member data is hashed with, `seen` the file that remembers how far the ledger
    was."""

    def __init__(self, database: Database, key: bytes, who: Who, seen: Path | None) -> None:
        self.database = database
        self.key = key
        self.hashes = Hashes(key)
        self.who = who
        self.seen = seen

    @property
    def name(self) -> str:
        """The path or the URL without its password."""
        return self.database.name or ""

    def append(self, kind: str, at: str, *, batch: int = 0, claim: str = "", data: object = None) -> Event:
        """The next event, inside the transaction of the caller."""
        with self.database.transaction():
            last = self.database.last(Event)
            made = chain.event(
                last, kind, batch=batch, claim=claim, at=at, user=self.who.user, program=self.who.program, data=data
            )
            self.database.add([made])
        return made

    @contextmanager
    def writing(self, *, restored: bool = False) -> Iterator[None]:
        """The one writer from a decision to its last event; remembers afterwards how far the ledger is. Only with
        `restored` is an older copy written to, which then stays told."""
        with self.database.writing():
            if not restored:
                self.refuse_restored()
            yield
            if not self.behind():
                self.remember()

    def remember(self) -> None:
        """Writes down beside the ledger how far it is."""
        last = self.database.last(Event)
        if self.seen is not None and last is not None:
            write_seen(self.seen, Seen(last.id, last.hash.hex(), self.database.counters()))

    def refuse_restored(self) -> None:
        """Raises LedgerError where the ledger is behind what was seen of it: an older copy was put in its place, and
        numbers and lines that are out already would be sent again."""
        behind = self.behind()
        if behind:
            raise LedgerError(self.name, behind)

    def behind(self) -> str:
        """How the ledger is behind what was seen of it, in words; "" where it is not."""
        seen = read_seen(self.seen) if self.seen is not None else None
        if seen is None or not seen.event:
            return ""
        there = next(self.database.rows(Event, after=seen.event - 1), None)
        if there is not None and there.id == seen.event and there.hash.hex() == seen.hash:
            return ""
        last = self.database.last(Event)
        return (
            f"this ledger has {last.id if last else 0} events, and had {seen.event}: an older copy was put in its "
            "place; bring in what was sent since with `edi-translate ledger import FILE...`, then say "
            "`edi-translate ledger verify --restored`"
        )

    def accept_restored(self, at: str) -> None:
        """Goes on with a restored copy: control numbers continue behind the last one that was seen."""
        seen = read_seen(self.seen) if self.seen is not None else None
        with self.database.transaction():
            for name, value in (seen.counters if seen else {}).items():
                if self.database.counters().get(name, 0) < value:
                    self.database.take(name, 1, least=value)
            self.append("restored", at, data={"events_seen": seen.event if seen else 0})
        self.remember()


def open_ledger(
    url: str, key: bytes, who: Who, *, seen: Path | None = None, create: bool = False, wait: float = WAIT
) -> Ledger:
    """A ledger by its path or URL. `key` holds `KEY_LENGTH` bytes. Raises LedgerError for one that cannot be used, and
    where there is none and `create` does not allow to make it."""
    if len(key) != KEY_LENGTH:
        raise LedgerError(url.partition("://")[0], f"the key of a ledger has {KEY_LENGTH} bytes")
    database = Database(url_of(url), wait)
    database.prepare(create=create)
    with database.transaction(reading=True):
        known = database.meta("key")
    if not known:
        with database.writing(), database.transaction():
            known = database.meta("key") or check_of(key)
            database.set_meta("key", known)
    if known != check_of(key):
        raise LedgerError(database.name or "", "this ledger was made with another key; its key file belongs to it")
    return Ledger(database, key, who, seen)
