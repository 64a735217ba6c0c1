"""Answers and confirmed readings on disk: read before a run, written after it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from edi.app.staging import Staging, distinct
from edi.cli.earlier import QUESTIONS
from edi.cli.inputs import stem_of
from edi.views.run_result import InputResult
from invoices.intake import Source
from invoices.reading.answers import Given
from invoices.reading.model import Answers, SheetReading
from invoices.reading.questions import questions_json, read_answers
from invoices.reading.remember import remember
from mappings.reading_file import SavedReading, path_of, reading_text


def given_answers(file: Path | None, inputs: int) -> Given:
    """The answers of a file, none without one. Raises click.UsageError where they could be meant for several inputs,
    and ConfigError for a bad file."""
    if file is None:
        return {}
    if inputs > 1:
        raise click.UsageError("--answers is for the questions of one file; give that file alone")
    return read_answers(file)


def question_files(inputs: Sequence[InputResult], found: Sequence[Source], *, show_values: bool) -> dict[str, bytes]:
    """NAME.questions.json of every input that leaves something open, by name."""
    stems = distinct([stem_of(source.path) for source in found])
    return {
        f"{stem}{QUESTIONS}": questions_json(part.file, part.provider, part.questions, show_values=show_values)
        for part, stem in zip(inputs, stems, strict=True)
        if part.questions
    }


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
