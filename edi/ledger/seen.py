"""A small file beside the ledger that remembers how far it was: an older copy that is put in its place is told, and its
control numbers do not begin again. It holds numbers and a hash, nothing about members."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

import msgspec


class Seen(msgspec.Struct, frozen=True):
    """The last event, its hash, and the last control number of each kind."""

    event: int
    hash: str
    counters: dict[str, int]


def read_seen(path: Path) -> Seen | None:
    """What was remembered; None where there is nothing that can be read."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Seen)
    except (OSError, msgspec.DecodeError):
        return None


def write_seen(path: Path, seen: Seen) -> None:
    """Remembers, whole or not at all. A disk that refuses is no fault: the ledger itself stands."""
    with suppress(OSError):
        handle, name = tempfile.mkstemp(prefix=".edi-", suffix=".part", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(msgspec.json.encode(seen))
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
