"""Writes the files of a run so that a killed or failed run leaves none of them half, and none without the others."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Self

PRIVATE, PRIVATE_FOLDER = 0o600, 0o700
BEGINNING, WAITING, ASIDE = ".edi-", ".part", ".old"
# What a killed run has left is swept by the next one, and not what another run is writing right now.
ABANDONED_SECONDS = 3_600


class Staging:
    """Files of one folder, or of several: each is written to a temporary name and flushed, and all are renamed by
    `commit`. Where one cannot be, all is as it was before.

    The folder is made where there is none. Files are readable by their owner only, since they may hold PHI, and so is
    a folder that is made. Left without a commit, nothing stays behind.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._staged: dict[Path, Path] = {}
        self._removed: list[Path] = []
        self._swept: set[Path] = set()

    def __enter__(self) -> Self:
        return self

    def add(self, name: str, data: bytes | Iterable[bytes], folder: Path | None = None) -> None:
        """Writes a file, whole or in pieces, under its temporary name. OSError (a full disk, no permission)
        passes through."""
        with self.open(name, folder) as file:
            file.writelines((data,) if isinstance(data, bytes) else data)

    @contextlib.contextmanager
    def open(self, name: str, folder: Path | None = None) -> Iterator[IO[bytes]]:
        """A stream into the file's temporary name."""
        target = (folder or self._folder) / Path(name).name
        handle, self._staged[target] = self._temporary(target.parent, WAITING)
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())

    def remove(self, path: Path) -> None:
        """Has a file go when the others come, unless one of them takes its name."""
        self._removed.append(path)

    def commit(self) -> list[Path]:
        """Gives every file its name; the paths in the order they were added. OSError where one of the names is taken
        by a folder or by a program that has the file open: then none is given."""
        targets = list(self._staged)
        for target in targets:
            if target.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
        placed: list[Path] = []
        aside: dict[Path, tuple[Path, int]] = {}
        try:
            for target in dict.fromkeys([*targets, *self._removed]):
                if os.path.lexists(target):
                    handle, kept = self._temporary(target.parent, ASIDE)
                    os.close(handle)
                    aside[target] = kept, target.lstat().st_ino
                    target.replace(kept)
                if target in self._staged:
                    placed.append(target)
                    self._staged[target].replace(target)
        except BaseException:
            _undo(placed, aside)
            raise
        self._staged.clear()
        _unlink(kept for kept, _ in aside.values())
        return targets

    def _temporary(self, folder: Path, ending: str) -> tuple[int, Path]:
        """A new private file of the folder, which is swept once before."""
        import tempfile  # slow to import, and a result for the terminal needs none

        private_folder(folder)
        handle, name = tempfile.mkstemp(prefix=BEGINNING, suffix=ending, dir=folder)
        path = Path(name)
        if folder not in self._swept:
            self._swept.add(folder)
            _sweep(folder, path.stat().st_mtime)
        return handle, path

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        _unlink(self._staged.values())


def private_folder(folder: Path) -> None:
    """Makes a folder that only its owner may look into, where there is none."""
    if not folder.is_dir():
        folder.mkdir(PRIVATE_FOLDER, parents=True, exist_ok=True)


def _undo(placed: Sequence[Path], aside: dict[Path, tuple[Path, int]]) -> None:
    """Takes names back, and gives them to the files that had them. A file that could not be put aside has its name
    still: then the one that was made for it is not the same file."""
    _unlink(target for target in placed if target not in aside)
    for target, (kept, number) in aside.items():
        with contextlib.suppress(OSError):
            if kept.lstat().st_ino == number:
                kept.replace(target)
    _unlink(kept for kept, _ in aside.values())


def _unlink(paths: Iterable[Path]) -> None:
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def _sweep(folder: Path, now: float) -> None:
    """Removes what runs have left that were killed. `now` is the folder's own time, which may not be ours."""
    for path in folder.glob(f"{BEGINNING}*"):
        with contextlib.suppress(OSError):
            found = path.lstat()
            if path.suffix in (WAITING, ASIDE) and now - max(found.st_mtime, found.st_ctime) > ABANDONED_SECONDS:
                path.unlink()


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
