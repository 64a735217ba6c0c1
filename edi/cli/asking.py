"""Asks the open questions at a terminal. Numbers are choices; Enter skips a question."""

from __future__ import annotations

from collections.abc import Sequence

import click

from edi.app.reading_view import NOTHING, ROW_MEANINGS, question_lines, shown_values
from edi.model.question import Question


def ask(questions: Sequence[Question], *, show_values: bool = False) -> dict[str, str | dict[str, str]]:
    """The answers of a person, by the id of the question; nothing for those that were skipped."""
    given: dict[str, str | dict[str, str]] = {}
    for number, question in enumerate(questions, 1):
        for line in question_lines(question, number, show_values=show_values):
            click.echo(line, err=True)
        answer = _ask_one(question, show_values=show_values)
        if answer:
            given[question.id] = answer
    return given


def _ask_one(question: Question, *, show_values: bool) -> str | dict[str, str]:
    if question.kind == "missing":
        return _prompt(f"   {question.heading or question.field}")
    if question.kind == "column":
        return _choose("   Which (Enter skips it)", [option.field for option in question.choices])
    how = _choose(f"   1 judge each value, 2 the column changes nothing ({NOTHING}); Enter skips it", ["each", NOTHING])
    return _each_value(question, show_values=show_values) if how == "each" else how


def _each_value(question: Question, *, show_values: bool) -> dict[str, str]:
    """What each value means; those that were skipped stay open."""
    click.echo("   " + ", ".join(f"{count} {says}" for count, (_, says) in enumerate(ROW_MEANINGS, 1)), err=True)
    meanings: dict[str, str] = {}
    for value, text in zip(question.values, shown_values(question, show_values=show_values), strict=True):
        meaning = _choose(f"   ‘{text}’", [name for name, _ in ROW_MEANINGS])
        if meaning:
            meanings[value] = meaning
    return meanings


def _choose(text: str, choices: Sequence[str]) -> str:
    """The choice of a number (or of its word), "" where it was skipped; asks again for anything else."""
    while True:
        answer = _prompt(text)
        if not answer or answer in choices:
            return answer
        if answer.isdecimal() and 0 < int(answer) <= len(choices):
            return choices[int(answer) - 1]
        click.echo(f"   1 to {len(choices)}, or Enter", err=True)


def _prompt(text: str) -> str:
    answer: str = click.prompt(text, default="", show_default=False, err=True)
    return answer.strip()
