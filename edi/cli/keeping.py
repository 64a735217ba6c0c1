"""Answers and confirmed readings on disk: read before a run, written after it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from edi.app.staging import Staging
from edi.views.run_result import InputResult
from invoices.reading.model import Answers, SheetReading
from invoices.reading.remember import remember
from mappings.reading_file import SavedReading, path_of, reading_text


def tell_unused(inputs: Sequence[InputResult]) -> None:
    """Answers that fit nothing, on standard error."""
    for part in inputs:
        for text in part.unused_answers:
            click.echo(f"{part.file}: {text}", err=True)


def keep(
    folder: Path,
    readings: Sequence[SheetReading],
    answers: Answers,
    *,
    who: str,
    when: datetime,
    sha256: str,
    known: Sequence[SavedReading],
) -> list[Path]:
    """Writes what was confirmed below the folder, a file a provider; the paths. All of them or none."""
    made = remember(readings, answers, who=who, when=when, sha256=sha256, known=known)
    if not made:
        return []
    folder.mkdir(parents=True, exist_ok=True)
    with Staging(folder) as staging:
        for reading in made:
            staging.add(path_of(folder, reading).name, reading_text(reading).encode())
        return staging.commit()
