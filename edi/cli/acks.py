"""Writes the acknowledgments of validated files: all of them, or none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from edi.cli.staging import Staging, distinct
from edi.cli.x12_inputs import X12Source
from edi.control_numbers import Counting
from edi.validation import Outcome


def write_acknowledgments(
    outcomes: Sequence[Outcome], sources: Sequence[X12Source], folder: Path, now: datetime, first: int
) -> list[list[Path]]:
    """Writes `<name>.ta1`, `<name>.999` and `<name>.277ca` of each file into `folder`; the paths of each. `first` is
    the first control number; numbers go on from file to file. Raises click.UsageError where an input would be
    overwritten; OSError passes through, with nothing left behind."""
    from edi.responses.write import acknowledgments

    stems = distinct([Path(one.name).stem for one in sources])
    taken = {one.source.resolve() for one in sources if isinstance(one.source, Path)}
    numbers = Counting(first, first)
    folder.mkdir(parents=True, exist_ok=True)
    counts = []
    with Staging(folder) as staging:
        for outcome, one, stem in zip(outcomes, sources, stems, strict=True):
            counts.append(0)
            for kind, parts in acknowledgments(outcome, one.source, now, numbers):
                name = f"{stem}.{kind}"
                if (folder / name).resolve() in taken:
                    raise click.UsageError(f"{folder / name} is one of the files; choose another folder")
                staging.add(name, (part.encode("ascii") for part in parts))
                counts[-1] += 1
        written = iter(staging.commit())
    return [[next(written) for _ in range(count)] for count in counts]
