"""Asks the open questions at a terminal. Numbers are choices; Enter skips a question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from invoices.reading.answers import Given
from invoices.reading.ask import choices_of, subject_of
from invoices.reading.model import BILLED, NOT_BILLED, NOTHING, Question
from invoices.reading.questions import shown_values

ROWS = ((BILLED, "such a row is billed"), (NOT_BILLED, "it is not"))


def ask(questions: Sequence[Question], *, show_values: bool = False) -> Given:
    """The answers of a person, by the id of the question; nothing for those that were skipped."""
    given: Given = {}
    for number, question in enumerate(questions, 1):
        for line in lines_of(question, number, show_values=show_values):
            click.echo(line, err=True)
        answer = _ask_one(question, show_values=show_values)
        if answer:
            given[question.id] = answer
    return given


def lines_of(question: Question, number: int, *, show_values: bool = False) -> Iterator[str]:
    """A question with its choices, as it stands on the terminal and in the text of `read`."""
    yield f"{number}. {subject_of(question, show_values=show_values)}: {choices_of(question)}?"
    yield f"   This affects {question.depends}."
    if question.kind == "column":
        wide = max((len(option.field) for option in question.choices), default=0)
        for count, option in enumerate(question.choices, 1):
            yield f"   {count}  {option.field:<{wide}}  {option.says}"


def _ask_one(question: Question, *, show_values: bool) -> str | dict[str, str]:
    if question.kind == "missing":
        return _prompt(f"   {question.heading or question.field}")
    if question.kind == "column":
        return _choose("   Which (Enter skips it)", [option.field for option in question.choices])
    how = _choose(f"   1 judge each value, 2 the column changes nothing ({NOTHING}); Enter skips it", ["each", NOTHING])
    return _each_value(question, show_values=show_values) if how == "each" else how


def _each_value(question: Question, *, show_values: bool) -> dict[str, str]:
    """What each value means; those that were skipped stay open."""
    click.echo("   " + ", ".join(f"{count} {says}" for count, (_, says) in enumerate(ROWS, 1)), err=True)
    meanings: dict[str, str] = {}
    for value, text in zip(question.values, shown_values(question, show_values=show_values), strict=True):
        meaning = _choose(f"   ‘{text}’", [name for name, _ in ROWS])
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
