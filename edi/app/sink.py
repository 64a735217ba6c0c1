"""Where the files of a run go: a folder, memory, or whatever a caller makes of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, TypeAlias

from edi.app.staging import Staging


class Sink(Protocol):
    """Takes the files of a run, each once, in the order they are made. `data` is the whole content, or pieces that are
    made while they are taken. An exception ends the run."""

    def add(self, name: str, data: bytes | Iterable[bytes]) -> None:
        """Takes one file; `name` has no folder."""


class Kept:
    """A sink that keeps the files in memory, by name."""

    files: dict[str, bytes]

    def __init__(self) -> None:
        self.files = {}

    def add(self, name: str, data: bytes | Iterable[bytes]) -> None:
        """Keeps one file."""
        self.files[name] = data if isinstance(data, bytes) else b"".join(data)


class Folder:
    """A sink that has files appear in a folder together with all others of a staging."""

    def __init__(self, staging: Staging, folder: Path) -> None:
        self._staging = staging
        self.folder = folder

    def add(self, name: str, data: bytes | Iterable[bytes]) -> None:
        """Stages one file."""
        self._staging.add(name, data, self.folder)

    def remove(self, path: Path) -> None:
        """Has a file go when the others come."""
        self._staging.remove(path)


#: A folder, in which all files appear together or none; a sink; None where nobody wants the files.
Output: TypeAlias = str | os.PathLike[str] | Sink | None


@contextmanager
def sink_of(output: Output) -> Iterator[Sink | None]:
    """The sink that an output means. The files of a folder get their names when the `with` ends well."""
    if isinstance(output, (str, os.PathLike)):
        folder = Path(output)
        with Staging(folder) as staging:
            yield Folder(staging, folder)
            staging.commit()
    else:
        yield output
