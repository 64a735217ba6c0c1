"""Writes the files of a run so that a killed or failed run leaves none of them half, and none without the others."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

PRIVATE = 0o600


class Staging:
    """Files of one folder: each is written to a temporary name and flushed, and all are renamed by `commit`.

    Files are readable by their owner only, since they may hold PHI. Left without a commit, nothing stays behind.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._staged: dict[Path, Path] = {}

    def __enter__(self) -> Self:
        return self

    def add(self, name: str, data: bytes | Iterable[bytes]) -> None:
        """Writes a file, whole or in pieces, under its temporary name. OSError (a full disk, no permission)
        passes through."""
        target = self._folder / Path(name).name
        handle, temporary = tempfile.mkstemp(prefix=".edi-", suffix=".part", dir=self._folder)
        self._staged[target] = Path(temporary)
        with os.fdopen(handle, "wb") as file:
            file.writelines((data,) if isinstance(data, bytes) else data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(PRIVATE)

    def commit(self) -> list[Path]:
        """Gives every file its name; the paths in the order they were added."""
        targets = list(self._staged)
        for target, temporary in self._staged.items():
            temporary.replace(target)
        self._staged.clear()
        return targets

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        for temporary in self._staged.values():
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def distinct(stems: Sequence[str]) -> list[str]:
    """A name for each input's own outputs; inputs of one name (from several folders) are numbered. Case alone does not
    tell two names apart: some disks don't see it."""
    found: list[str] = []
    taken: set[str] = set()
    for stem in stems:
        name, count = stem, 2
        while name.casefold() in taken:
            name = f"{stem}-{count}"
            count += 1
        taken.add(name.casefold())
        found.append(name)
    return found
