"""Records over two rows with two rows of headings: the member in one row, the service in the next (or several of them
before the next member). What the first row says becomes columns of the second."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple

from invoices.reading.shapes.heading import Heading, head_of, heading_in
from invoices.reading.shapes.known import (
    CIN,
    Known,
    filled_places,
    is_day,
    is_filled,
    is_number,
    is_total,
    is_words,
    key_of,
)
from invoices.reading.shapes.plain import Plain, numbered
from invoices.reading.shapes.struck import STRUCK, STRUCK_IN_PART
from invoices.workbook import CellValue, Origin, Sheet

NAME = "two_rows"
EVIDENCE = "reading"
ABOVE, HEADING = "first row of two", "heading"
FEWEST_FIELDS, FEWEST_RECORDS = 2, 2


class Pair(NamedTuple):
    """The headings of the upper and of the lower row, and how the cells of each look: place -> kind."""

    upper: Heading
    lower: Heading
    upper_kinds: dict[int, str]
    lower_kinds: dict[int, str]

    def is_upper(self, cells: Sequence[CellValue]) -> bool:
        """Whether a row looks more like an upper than like a lower one."""
        return _likeness(cells, self.upper_kinds, self.upper) > _likeness(cells, self.lower_kinds, self.lower)


def plain(sheet: Sheet, known: Known) -> Sheet | None:
    """The sheet with a row for each second row; None where headings do not stand in two rows for two."""
    rows = head_of(sheet)
    pair = _find(rows, known)
    if pair is None:
        return None
    upper_places = filled_places(pair.upper.cells)
    width = max(len(cells) for cells in rows)
    made = Plain(sheet, range(width), more=len(upper_places))
    titles = [pair.upper.cells[place] for place in upper_places]
    open_row: tuple[int, list[CellValue]] | None = None
    last: tuple[int, list[CellValue]] | None = None

    def beside(above: tuple[int, list[CellValue]] | None) -> tuple[list[CellValue], dict[int, Origin]]:
        if above is None:
            return [], {}
        values = [above[1][place] if place < len(above[1]) else "" for place in upper_places]
        return values, {made.kept + at: made.origin(above[0], place) for at, place in enumerate(upper_places)}

    for index, (number, cells) in enumerate(numbered(sheet)):
        if index == pair.lower.at:
            moved = {made.kept + at: made.origin(number - 1, place) for at, place in enumerate(upper_places)}
            made.add(cells, number, titles, moved)
        elif index == pair.upper.at or (index > pair.lower.at and _repeats(pair, cells)):
            made.drop(number, HEADING)
        elif index < pair.upper.at or not filled_places(cells) or is_total(cells):
            made.add(cells, number)
        elif pair.is_upper(cells):
            if open_row is not None:
                _alone(made, width, open_row, *beside(open_row))
            open_row = last = number, cells
        else:
            if open_row is not None:
                made.drop(open_row[0], ABOVE)
            open_row = None
            skip = _in_part(sheet, number, last[0]) if last else ""
            made.add(cells, number, *beside(last), under=(last[0],) if last else (), skip=skip)
    if open_row is not None:
        _alone(made, width, open_row, *beside(open_row))
    return made.sheet()


def _in_part(sheet: Sheet, number: int, above: int) -> str:
    """Why a record is left to a person of which only one row is struck through; "" where both are or none is."""
    struck = {sheet.skips.get(row, "") for row in (number, above)}
    return STRUCK_IN_PART if "" in struck and STRUCK in struck else ""


def _alone(
    made: Plain, width: int, row: tuple[int, list[CellValue]], values: list[CellValue], moved: dict[int, Origin]
) -> None:
    """An upper row without a lower one: a row of its own, so that it is not lost."""
    made.add([""] * width, row[0], values, moved)


def _repeats(pair: Pair, cells: Sequence[CellValue]) -> bool:
    return pair.upper.repeated_in(cells) or pair.lower.repeated_in(cells)


def _find(rows: Sequence[list[CellValue]], known: Known) -> Pair | None:
    """Two rows of headings below each other that name other fields, and rows below them that look in turn like one and
    like the other."""
    first = heading_in(rows, known)
    if first is None:
        return None
    for upper_at in (first.at, first.at - 1):
        upper, lower = _heading(rows, upper_at, known), _heading(rows, upper_at + 1, known)
        if upper is None or lower is None or set(upper.fields.values()) & set(lower.fields.values()):
            continue
        below = [cells for cells in rows[lower.at + 1 :] if len(filled_places(cells)) > 1 and not is_total(cells)]
        if len(below) < 2 * FEWEST_RECORDS:
            continue
        pair = Pair(upper, lower, _kinds(below[0], upper), _kinds(below[1], lower))
        sides = [pair.is_upper(cells) for cells in below if not _repeats(pair, cells)]
        different = {place: kind for place, kind in pair.upper_kinds.items() if pair.lower_kinds.get(place) != kind}
        in_turn = not any(before and after for before, after in itertools.pairwise(sides))
        if sides[0] and in_turn and different and FEWEST_RECORDS <= sum(sides) <= len(sides) // 2:
            return pair
    return None


def _heading(rows: Sequence[list[CellValue]], at: int, known: Known) -> Heading | None:
    if not 0 <= at < len(rows):
        return None
    cells = rows[at]
    places = filled_places(cells)
    fields = {place: name for place in places if (name := known.clear_field(cells[place]))}
    if len(set(fields.values())) < FEWEST_FIELDS or len(fields) * 2 < len(places):
        return None
    return Heading(at, list(cells), fields) if all(is_words(cells[place]) for place in places) else None


def _kinds(cells: Sequence[CellValue], heading: Heading) -> dict[int, str]:
    places = filled_places(heading.cells)
    return {place: _kind(cells[place]) for place in places if place < len(cells) and is_filled(cells[place])}


def _kind(cell: CellValue) -> str:
    """What a cell looks like: a CIN, a day, a number, a code or words."""
    if isinstance(cell, str) and CIN.fullmatch(cell.strip()):
        return "cin"
    if is_day(cell):
        return "day"
    if is_number(cell):
        return "number" if len(key_of(cell)) < 8 else "long number"
    text = key_of(cell)
    return "code" if any(map(str.isdigit, text)) and len(text) < 8 else "words"


def _likeness(cells: Sequence[CellValue], kinds: dict[int, str], heading: Heading) -> int:
    """How much a row looks like those under some headings: cells of the same kind, less those that do not fit."""
    headed = set(filled_places(heading.cells))
    score = 0
    for place in filled_places(cells):
        if place not in headed:
            score -= 2
        elif place in kinds:
            score += 1 if _kind(cells[place]) == kinds[place] else -1
    return score
