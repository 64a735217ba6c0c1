"""Ticks: an X below one of several headings says which of them applies ("In person | By phone | Video"). The headings
become the values of one column; a row with two ticks gets both, for a person to decide."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from invoices.cells import load_kinds
from invoices.cells.base import text_of
from invoices.reading.shapes.crosstab import service_of
from invoices.reading.shapes.heading import Heading, head_of, heading_in
from invoices.reading.shapes.known import Known, filled_places, is_mark, is_nothing, is_total
from invoices.reading.shapes.plain import Plain, numbered
from invoices.workbook import CellValue, Sheet

NAME = "ticks"
EVIDENCE = "reading"
FEWEST, BETWEEN = 2, "; "
# What the headings of such columns may be, by the kind of cell that knows all of them, and what to call the column.
KINDS = {
    "service": "Service Name",
    "modality": "Contact Type",
    "gender": "Gender",
    "staff": "Staff Type",
    "place_of_service": "Place of Service",
}


class Group(NamedTuple):
    """Columns of ticks that say one thing: their places, their headings, and what to call the one column."""

    places: tuple[int, ...]
    texts: tuple[str, ...]
    title: str

    def ticked(self, cells: Sequence[CellValue]) -> list[int]:
        """Which of the columns are ticked in a row."""
        return [at for at, place in enumerate(self.places) if place < len(cells) and is_mark(cells[place])]


def plain(sheet: Sheet, known: Known) -> Sheet | None:
    """The sheet with one column for each group of ticks; None where there are none."""
    rows = head_of(sheet)
    heading = heading_in(rows, known)
    groups = _groups(rows, heading, known) if heading else []
    if heading is None or not groups:
        return None
    made = Plain(sheet, range(max(len(cells) for cells in rows)), more=len(groups))
    for index, (number, cells) in enumerate(numbered(sheet)):
        if index < heading.at:
            made.add(cells, number)
        elif index == heading.at or heading.repeated_in(cells):
            moved = {made.kept + at: made.origin(number, group.places[0]) for at, group in enumerate(groups)}
            made.add(_without(cells, groups, marks_only=False), number, [group.title for group in groups], moved)
        else:
            ticked = [group.ticked(cells) for group in groups]
            added = [BETWEEN.join(g.texts[at] for at in found) for g, found in zip(groups, ticked, strict=True)]
            moved = {
                made.kept + at: made.origin(number, group.places[found[0]])
                for at, (group, found) in enumerate(zip(groups, ticked, strict=True))
                if found
            }
            made.add(_without(cells, groups, marks_only=True), number, added, moved)
    return made.sheet()


def _without(cells: Sequence[CellValue], groups: Sequence[Group], *, marks_only: bool) -> list[CellValue]:
    left = list(cells)
    for place in (place for group in groups for place in group.places if place < len(left)):
        if not marks_only or is_mark(left[place]):
            left[place] = ""
    return left


def _groups(rows: Sequence[list[CellValue]], heading: Heading, known: Known) -> list[Group]:
    """Neighbouring columns with nothing but ticks, of which nearly every row has just one, and whose headings are
    values of one kind."""
    below = [cells for cells in rows[heading.at + 1 :] if filled_places(cells) and not is_total(cells)]
    marked = [place for place in filled_places(heading.cells) if _is_ticks(below, place)]
    found: list[Group] = []
    for kind, title in KINDS.items():
        fitting = [place for place in marked if _is_of(kind, heading.cells[place], place, known)]
        for run in _runs(fitting):
            over = _over(rows, heading.at, run[0])
            group = Group(tuple(run), tuple(text_of(heading.cells[place]) for place in run), over or title)
            if len(run) >= FEWEST and _one_each(below, group):
                found.append(group)
                marked = [place for place in marked if place not in run]
    return found


def _runs(places: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _is_ticks(below: Sequence[Sequence[CellValue]], place: int) -> bool:
    said = [cells[place] for cells in below if place < len(cells) and not is_nothing(cells[place])]
    return all(map(is_mark, said))


def _one_each(below: Sequence[Sequence[CellValue]], group: Group) -> bool:
    counts = [len(group.ticked(cells)) for cells in below if len(filled_places(cells)) > len(group.places)]
    ticked = sum(1 for count in counts if count)
    return ticked > 0 and sum(1 for count in counts if count == 1) * 10 >= len(counts) * 8


def _over(rows: Sequence[Sequence[CellValue]], index: int, place: int) -> str:
    """The text that stands over the first of the columns, in the row above the headings."""
    above = rows[index - 1] if index else []
    return text_of(above[place]) if place < len(above) and len(filled_places(above)) > 1 else ""


def _is_of(kind: str, cell: CellValue, place: int, known: Known) -> bool:
    if not isinstance(cell, str):
        return False
    if kind == "service":
        return service_of(cell, place, known) is not None
    return _kind(kind, text_of(cell))


@cache
def _kind(kind: str, text: str) -> bool:
    return len(text) > 1 and load_kinds()[kind](text, 0).value is not None
