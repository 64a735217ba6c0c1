"""Workbooks named on the command line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from edi.app.given import NamedBytes
from edi.app.workbook_inputs import Source, workbook_sources
from edi.app.workbook_request import Given, answers_of
from mappings.files import read_stdin


def workbook_given(inputs: Iterable[str], input_format: str = "") -> Iterator[str | NamedBytes]:
    """Paths as they are, `-` as what comes through the standard input (in `input_format`, else as its content says),
    which is read when it is its turn."""
    for text in dict.fromkeys(inputs):
        yield NamedBytes("stdin", read_stdin(), input_format) if text == "-" else text


def sources(inputs: Sequence[str], input_format: str = "") -> list[Source]:
    """The workbooks of a command line."""
    return workbook_sources(workbook_given(inputs, input_format))


def given_answers(file: Path | None, inputs: int) -> Given:
    """The answers of a file, none without one. Raises click.UsageError where they could be meant for several inputs,
    and ConfigError for a bad file."""
    if file is not None and inputs > 1:
        raise click.UsageError("--answers is for the questions of one file; give that file alone")
    return answers_of(file)
