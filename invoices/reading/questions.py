"""The open questions of a file for machines, `NAME.questions.json`, and what comes back, `answers.json`. The structs
are the promise: the published JSON Schemas are generated from them. Later versions may add keys to questions, so that
readers must allow for keys that they don't know."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from edi.diagnostics.render import mask
from edi.model.question import Kind, Question
from invoices.reading.words import best_field
from mappings.errors import ConfigError
from mappings.masking import is_shown, looks_identifying
from mappings.reading_file import NOTHING

# A status has no number of three digits in it; what identifies somebody often has.
_NUMBER = re.compile(r"\d{3}")
QUESTIONS_SCHEMA = "docs/reference/questions.schema.json"
ANSWERS_SCHEMA = "docs/reference/answers.schema.json"


class Choice(msgspec.Struct):
    """One answer: the field that the column would be read as ("-": it tells nothing), and in words."""

    field: str
    says: str


class Asked(msgspec.Struct, omit_defaults=True):
    """A question. A `column` question is answered by the field of a choice, a `rows` question by an object that says of
    each value whether such a row is "billed" or "not billed" (or by "-"), a `missing` question by a value for `field`.
    `row` is that of the headings. `values` are a few values of the column, masked where they may identify somebody."""

    id: str
    kind: Kind
    sheet: str
    column: str
    heading: str
    values: list[str]
    depends: str
    choices: list[Choice]
    row: Annotated[int, msgspec.Meta(ge=0)] = 0
    field: str = ""


class Questions(msgspec.Struct):
    """The open questions of one file. `sheet` is that of the first question, `provider` the NPI that the sheet names
    ("" where it names none or several)."""

    version: Literal[1]
    file: str
    sheet: str
    provider: str
    questions: list[Asked]


class AnswersFile(msgspec.Struct, forbid_unknown_fields=True):
    """Answers by the id of the question: a field, a value, or an object of value -> "billed" or "not billed"."""

    version: Literal[1]
    answers: dict[str, str | dict[str, str]]


def questions_json(file: str, provider: str, questions: Sequence[Question], *, show_values: bool = False) -> bytes:
    """The questions as indented JSON with a final line end; there is at least one."""
    asked = [
        Asked(
            one.id,
            one.kind,
            one.sheet,
            one.column,
            one.heading,
            shown_values(one, show_values=show_values),
            one.depends,
            [Choice(*option) for option in one.choices],
            one.row,
            one.field,
        )
        for one in questions
    ]
    return _text(Questions(1, file, questions[0].sheet, provider, asked))


def answers_json(answers: dict[str, str | dict[str, str]]) -> bytes:
    """Answers as `--answers` takes them."""
    return _text(AnswersFile(1, answers))


def shown_values(question: Question, *, show_values: bool = False) -> list[str]:
    """The values of a question as they may be shown."""
    known = values_may_be_shown(question)
    rows = question.kind == "rows"
    return [
        shown(value, show_values=show_values, known=known and not (rows and _NUMBER.search(value)))
        for value in question.values
    ]


def values_may_be_shown(question: Question) -> bool:
    """Whether values of the column that is asked about may be seen: those of a column that parts the rows, unless its
    heading speaks of what must not be shown; others where every field that they may belong to is one that may be
    shown."""
    if question.kind == "rows":
        field, _ = best_field(question.heading)
        return not field or is_shown(field)
    fields = [option.field for option in question.choices if option.field != NOTHING]
    return bool(fields) and all(map(is_shown, fields))


def shown(value: str, *, show_values: bool, known: bool) -> str:
    """A value, masked where it may identify somebody; `known` says that it is of a field that may be shown."""
    return value if show_values or (known and not looks_identifying(value)) else mask(value)


def read_answers(path: Path) -> dict[str, str | dict[str, str]]:
    """The answers of a file. Raises ConfigError naming what is wrong in it."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=AnswersFile).answers
    except OSError as problem:
        raise ConfigError(path, problem.strerror or str(problem)) from problem
    except msgspec.ValidationError as problem:
        raise ConfigError(path, f"is not a file of answers: {problem}") from problem
    except msgspec.DecodeError as problem:
        raise ConfigError(path, f"is not valid JSON: {problem}") from problem


def questions_schema() -> bytes:
    """The JSON Schema (draft 2020-12) of the questions, as published at `QUESTIONS_SCHEMA`."""
    return _schema(Questions, "edi-translate NAME.questions.json, version 1", "What a file leaves open.")


def answers_schema() -> bytes:
    """The JSON Schema (draft 2020-12) of the answers, as published at `ANSWERS_SCHEMA`."""
    return _schema(AnswersFile, "edi-translate answers.json, version 1", "Answers to the questions of a file.")


def _schema(of: type[msgspec.Struct], title: str, description: str) -> bytes:
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "description": description,
        **msgspec.json.schema(of),
    }
    return _text(schema)


def _text(value: Any) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"
