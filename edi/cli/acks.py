"""Makes the acknowledgments of validated files."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path

import click

from edi.cli.staging import Staging, distinct, private_folder
from edi.cli.x12_inputs import X12Source
from edi.control_numbers import Counting
from edi.diagnostics.shown import file_stem
from edi.validation import Outcome

KINDS = ("ta1", "999", "277ca")


def stage_acknowledgments(
    staging: Staging,
    outcomes: Sequence[Outcome],
    sources: Sequence[X12Source],
    folder: Path,
    now: datetime,
    first: int,
) -> list[list[Path]]:
    """Has `<name>.ta1`, `<name>.999` and `<name>.277ca` of each file appear in `folder` with the other files of a
    staging; the paths of each. `first` is the first control number; numbers go on from file to file. Raises
    click.UsageError where an input would be overwritten; OSError passes through."""
    from edi.responses.write import acknowledgments

    stems = distinct([file_stem(Path(one.name).stem) for one in sources])
    taken = {one.source.resolve() for one in sources if isinstance(one.source, Path)}
    numbers = Counting(first, first)
    paths: list[list[Path]] = []
    private_folder(folder)
    for outcome, one, stem in zip(outcomes, sources, stems, strict=True):
        paths.append([])
        for kind, parts in acknowledgments(outcome, one.source, now, numbers):
            path = folder / f"{stem}.{kind}"
            if path.resolve() in taken:
                raise click.UsageError(f"{path} is one of the files; choose another folder")
            staging.add(path.name, (part.encode("ascii") for part in parts), folder)
            paths[-1].append(path)
        _tell_others(folder, stem, paths[-1], taken)
    return paths


def _tell_others(folder: Path, stem: str, made: Sequence[Path], taken: Collection[Path]) -> None:
    """Names acknowledgments in the folder that this run did not make: they answer another content, or come from
    elsewhere."""
    for path in (folder / f"{stem}.{kind}" for kind in KINDS):
        if path not in made and path.exists() and path.resolve() not in taken:
            click.echo(f"{path} was there before, and does not answer the file as it is now", err=True)
