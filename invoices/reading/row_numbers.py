"""Columns that name other rows of their sheet by the number that these have: which charge a reversal takes back, which
line a note is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from invoices.cells.base import text_of
from invoices.reading.columns import Column

# What such a column is called among the things that are none of ours, and how sure that is.
THING, SURE = "number_of_another_row", 9.0
# A number of a row has so many characters at least, and so large a share of rows have none of another one at least.
SHORTEST, MOST_FILLED = 3, 0.5


def told(columns: Sequence[Column]) -> list[Column]:
    """The columns, those that name other rows with that as the thing which they are."""
    own = [column for column in columns if _numbers_rows(column)]
    return [_as_reference(column) if any(_names(column, one) for one in own) else column for column in columns]


def _numbers_rows(column: Column) -> bool:
    """Whether every row has a number of its own in a column."""
    texts = [text_of(cell) for cell in column.cells]
    return len(texts) > 1 and all(len(text) >= SHORTEST for text in texts) and len(set(texts)) == len(texts)


def _names(column: Column, own: Column) -> bool:
    """Whether some rows have the number of another row in a column, or one like it, and the rest nothing."""
    if column is own or not column.values or column.filled > MOST_FILLED * len(column.cells):
        return False
    numbers = {text_of(cell): at for at, cell in enumerate(own.cells)}
    said = [(at, text_of(cell)) for at, cell in enumerate(column.cells) if cell != ""]
    forms = {_form(text) for text in numbers}
    if any(numbers.get(text) == at or _form(text) not in forms for at, text in said):
        return False
    # Some may be of rows of an earlier file.
    return sum(text in numbers for _, text in said) * 2 >= len(said)


def _form(text: str) -> str:
    """A number as it is written: a 9 for every digit, an A for every letter."""
    return re.sub(r"[^\W\d_]", "A", re.sub(r"\d", "9", text))


def _as_reference(column: Column) -> Column:
    things = {**column.reading.things, THING: SURE}
    return replace(column, reading=column.reading._replace(things=things))
