"""The chain of events: each holds the hash of the one before it, so that none can be changed, taken out or put in
between without showing."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

import msgspec

from edi.ledger.records import Event

#: What the first event has as the hash before it.
START = bytes(32)


def event(
    previous: Event | None, kind: str, *, batch: int = 0, claim: str = "", at: str, user: str, program: str,
    data: object = None,
) -> Event:  # fmt: skip
    """The next event of a chain. `data` is what is remembered of it: plain values, nothing about a member."""
    number, before = (previous.id + 1, previous.hash) if previous else (1, START)
    text = msgspec.json.encode(data or {}, order="deterministic").decode()
    bare = Event(number, kind, batch, claim, at, user, program, text, before, b"")
    return msgspec.structs.replace(bare, hash=_hash(bare))


def _hash(one: Event) -> bytes:
    said = [one.id, one.kind, one.batch, one.claim, one.at, one.user, one.program, one.data]
    return sha256(one.previous + msgspec.json.encode(said)).digest()


def broken(events: Iterable[Event]) -> str:
    """Where the chain does not hold, in words; "" where it does. `events` are all of a ledger in their order."""
    before = START
    for number, one in enumerate(events, 1):
        if one.id != number:
            return f"event {number} is missing; event {one.id} stands in its place"
        if one.previous != before:
            return f"event {number} does not follow the one before it"
        if _hash(one) != one.hash:
            return f"event {number} ({one.kind}) was changed"
        before = one.hash
    return ""


class Digest:
    """A hash over rows that an event speaks for, in their order; in how many calls they are added does not matter."""

    def __init__(self) -> None:
        self._hash = sha256()
        self._encode = msgspec.json.Encoder().encode_lines

    def add(self, rows: Iterable[object]) -> None:
        """Some more rows."""
        self._hash.update(self._encode(rows))

    @property
    def text(self) -> str:
        """The hash of all so far."""
        return self._hash.hexdigest()


def digest(rows: Iterable[object]) -> str:
    """The hash over some rows."""
    found = Digest()
    found.add(rows)
    return found.text
