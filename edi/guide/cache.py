"""Compiled guides on disk, in the user's own cache folder.

A file is data (MessagePack of `edi.guide.model`), named by the checksum of everything it was made from,
written to a temporary name and renamed, with mode 0600. A folder that cannot be written or read is no error:
the guide is compiled again. `EDI_TRANSLATE_CACHE` names another folder; empty, it turns the cache off.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path
from typing import TypeVar

import msgspec

#: Part of every checksum; to be raised when `edi.guide.model` or what fills it changes.
FORMAT = "2"

T = TypeVar("T")


def folder() -> Path | None:
    """The cache folder, or None when it is turned off."""
    named = os.environ.get("EDI_TRANSLATE_CACHE")
    if named is not None:
        return Path(named) if named else None
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    home = Path(base) if base else Path(os.path.expanduser("~")) / ".cache"  # noqa: PTH111  (no home: stays "~")
    return home / "edi-translate" / "guides"


def checksum(contents: list[bytes]) -> str:
    """The checksum of source files and this format."""
    digest = hashlib.sha256(FORMAT.encode())
    for content in contents:
        digest.update(len(content).to_bytes(8, "big"))
        digest.update(content)
    return digest.hexdigest()[:32]


def load(name: str, kind: type[T]) -> T | None:
    """The stored value of that name, or None when there is none that is ours and whole."""
    place = folder()
    if place is None:
        return None
    try:
        path = place / name
        if hasattr(os, "getuid") and path.stat().st_uid != os.getuid():
            return None
        return msgspec.msgpack.decode(path.read_bytes(), type=kind)
    except (OSError, msgspec.MsgspecError):
        return None


def store(name: str, content: object) -> None:
    """Keep a value under that name; silently not, where the folder does not allow it."""
    place = folder()
    if place is None:
        return
    import tempfile  # slow to import, and needed only when something was compiled

    with contextlib.suppress(OSError):
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=place, prefix=".new-")  # created with mode 0600
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(msgspec.msgpack.encode(content))
            Path(temporary).replace(place / name)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
