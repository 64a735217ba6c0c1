"""Headings that stand in one row, or in two: a group ("Member") above its columns ("CIN", "Last Name")."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from invoices.cells.base import text_of
from invoices.workbook import CellValue, MergedRange


class Heading(NamedTuple):
    """A column's own heading and that of its group ("" where it has none)."""

    own: str
    group: str = ""


def headings_at(
    head: Sequence[list[CellValue]], row: int, height: int, first_column: int, merged: Sequence[MergedRange]
) -> list[Heading]:
    """Every column's heading in one or two rows; a cell that is no text is no heading."""
    own = _repeated([text_of(cell) if isinstance(cell, str) else "" for cell in head[row]], row, first_column, merged)
    if height == 1 or row == 0:
        return [Heading(text) for text in own]
    above = [text_of(cell) if isinstance(cell, str) else "" for cell in head[row - 1]]
    above += [""] * (len(own) - len(above))
    groups = _spread(above, row - 1, first_column, merged)
    return [
        # A heading merged downwards stands in the upper row alone.
        Heading(text, group) if text else Heading(over)
        for text, over, group in zip(own, above, groups, strict=False)
    ]


def _repeated(texts: list[str], row: int, first_column: int, merged: Sequence[MergedRange]) -> list[str]:
    """The headings of a row, one that is merged over several columns above each of them."""
    for part in merged:
        first = part.left - first_column
        if part.top == row and 0 <= first < len(texts) and texts[first]:
            for place in range(first + 1, min(part.right - first_column + 1, len(texts))):
                texts[place] = texts[place] or texts[first]
    return texts


def _spread(texts: list[str], row: int, first_column: int, merged: Sequence[MergedRange]) -> list[str]:
    """The group above each column: to the end of its merged cells, or, where it is not merged, to the next."""
    ends = {r.left - first_column: r.right - first_column for r in merged if r.top <= row <= r.bottom}
    spread: list[str] = []
    group, last = "", 0
    for place, text in enumerate(texts):
        if text:
            group, last = text, ends.get(place, len(texts))
        spread.append(group if place <= last else "")
    return spread
