"""What a person has to decide before a sheet can be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

Kind: TypeAlias = Literal["column", "rows", "missing"]


class Option(NamedTuple):
    """One choice of a question: the field that the answer would give ("-": none of ours), in words, too."""

    field: str
    says: str


class Question(NamedTuple):
    """What a person has to decide. `id` names the place ("May!E"); `values` are a few values of the column as they
    stand, masked only when shown; `depends` says what would change.

    A `rows` question asks for each value of a column whether such a row is billed: its answer is a mapping of value ->
    "billed" or "not billed", or "-" where the column tells nothing. A `missing` question asks for a value that the
    workbook lacks altogether (`field` names it, `column` is "").
    """

    id: str
    kind: Kind
    sheet: str
    column: str
    heading: str
    values: tuple[str, ...]
    depends: str
    choices: tuple[Option, ...]
    field: str = ""
    row: int = 0


# id of a question -> the chosen field, a value, or value -> meaning for a `rows` question.
Answers: TypeAlias = Mapping[str, "str | Mapping[str, str]"]
