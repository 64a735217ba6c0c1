"""Answers that fit nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import click

from edi.views.run_result import InputResult


def tell_ignored(texts: Iterable[str]) -> None:
    """Says which answers change nothing, on standard error."""
    for text in texts:
        click.echo(text, err=True)


def tell_unused(inputs: Sequence[InputResult]) -> None:
    """The same of each input."""
    for part in inputs:
        tell_ignored(f"{part.file}: {text}" for text in part.unused_answers)
