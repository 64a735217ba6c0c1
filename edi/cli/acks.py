"""The folder of the acknowledgments of validated files."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

import click

from edi.app.staging import Staging, private_folder
from edi.app.validate import answer_stems
from edi.app.x12_inputs import X12Source


class AnswerFolder:
    """A sink: acknowledgments appear in a folder with the other files of a staging."""

    def __init__(self, staging: Staging, folder: Path, sources: Sequence[X12Source]) -> None:
        private_folder(folder)
        self._staging = staging
        self._folder = folder
        self._taken = _resolved(sources)

    def add(self, name: str, data: bytes | Iterable[bytes]) -> None:
        """Stages one. Raises click.UsageError where an input would be overwritten."""
        path = self._folder / name
        if path.resolve() in self._taken:
            raise click.UsageError(f"{path} is one of the files; choose another folder")
        self._staging.add(name, data, self._folder)


def not_of_this_run(folder: Path, made: Collection[Path], sources: Sequence[X12Source]) -> Iterator[Path]:
    """Acknowledgments in the folder that this run did not make: they answer another content, or come from elsewhere."""
    from edi.responses.write import KINDS  # what a run without acknowledgments need not pay

    taken = _resolved(sources)
    for stem in answer_stems(sources):
        for path in (folder / f"{stem}.{kind}" for kind in KINDS):
            if path not in made and path.exists() and path.resolve() not in taken:
                yield path


def _resolved(sources: Sequence[X12Source]) -> set[Path]:
    return {one.source.resolve() for one in sources if isinstance(one.source, Path)}
