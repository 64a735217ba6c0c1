"""Lines in groups: the client (or service, or site) stands alone in a row of its own, and the lines below leave that
column blank, to the total of the group or to the next. The group's words are filled into its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from invoices.cells.base import text_of
from invoices.reading.shapes.heading import Heading, head_of, heading_in
from invoices.reading.shapes.known import CIN, Known, filled_places, is_filled, is_total, is_words
from invoices.reading.shapes.plain import Plain, numbered
from invoices.workbook import CellValue, Sheet

NAME = "groups"
EVIDENCE = "cells"
GROUP = "group"
FEWEST_GROUPS, FEWEST_CELLS = 2, 3
# What a column of groups is headed by where it has no heading and its groups are people.
PEOPLE = "Client Name"
PERSON = re.compile(r"[^\W\d_][^\d_]*[\s,]+[^\d_]*[^\W\d_]")
LONGEST_NAME = 40


class Group(NamedTuple):
    """A group: its words, and the rows of its lines."""

    words: str
    lines: list[list[CellValue]]


def plain(sheet: Sheet, known: Known) -> Sheet | None:
    """The sheet with the words of each group in its lines; None where no rows stand in groups."""
    rows = head_of(sheet)
    heading = heading_in(rows, known)
    place = _place(rows, heading) if heading is not None else None
    if heading is None or place is None:
        return None
    groups = list(_groups(rows[heading.at + 1 :], place))
    title = heading.cells[place] if place < len(heading.cells) else ""
    if not is_filled(title):
        title = PEOPLE if _are_people(groups, heading, known) else ""
    made = Plain(sheet, range(max(len(cells) for cells in rows)))
    head: tuple[int, CellValue] | None = None
    for index, (number, cells) in enumerate(numbered(sheet)):
        if index == heading.at:
            cells[place] = title
            made.add(cells, number)
        elif index < heading.at or heading.repeated_in(cells):
            made.add(cells, number)
        elif filled_places(cells) == [place] and not is_total(cells) and _follows(rows, index):
            head = number, cells[place]
            made.drop(number, GROUP)
        elif is_total(cells) or len(filled_places(cells)) < FEWEST_CELLS or head is None or is_filled(cells[place]):
            head = None if is_total(cells) else head
            made.add(cells, number)
        else:
            cells[place] = head[1]
            made.add(cells, number, (), {place: made.origin(head[0], place)}, under=(head[0],))
    return made.sheet()


def _follows(rows: Sequence[list[CellValue]], index: int) -> bool:
    """Whether a line stands below a row; beyond the rows that are looked at it does."""
    below = next((cells for cells in rows[index + 1 :] if filled_places(cells)), None)
    return index + 1 >= len(rows) or (below is not None and len(filled_places(below)) >= FEWEST_CELLS)


def _place(rows: Sequence[list[CellValue]], heading: Heading) -> int | None:
    """The column of the groups: several rows have nothing but words there, each with lines below it, and no line has
    anything there."""
    below = [cells for cells in rows[heading.at + 1 :] if filled_places(cells) and not is_total(cells)]
    alone = [filled_places(cells) for cells in below if len(filled_places(cells)) == 1]
    for (place,) in alone[:1]:
        lines = [cells for cells in below if len(filled_places(cells)) >= FEWEST_CELLS]
        begins = filled_places(below[0]) == [place] and not any(is_filled(cells[place]) for cells in lines)
        groups = list(_groups(rows[heading.at + 1 :], place)) if begins else []
        if len(groups) >= FEWEST_GROUPS and sum(len(group.lines) for group in groups) == len(lines):
            return place
    return None


def _groups(below: Sequence[list[CellValue]], place: int) -> Iterator[Group]:
    """The groups that have lines."""
    group: Group | None = None
    for cells in below:
        if filled_places(cells) == [place] and is_words(cells[place]) and not is_total(cells):
            if group is not None and group.lines:
                yield group
            group = Group(text_of(cells[place]), [])
        elif is_total(cells):
            if group is not None and group.lines:
                yield group
            group = None
        elif group is not None and len(filled_places(cells)) >= FEWEST_CELLS:
            group.lines.append(list(cells))
    if group is not None and group.lines:
        yield group


def _are_people(groups: Sequence[Group], heading: Heading, known: Known) -> bool:
    """Whether the words of the groups are the names of members whom the lines do not name: two words or more, no
    service, and no two members in the lines of one."""
    if any(name.startswith("member_") and name.endswith("_name") for name in heading.fields.values()):
        return False
    for group in groups:
        members = {cell for cells in group.lines for cell in cells if isinstance(cell, str) and CIN.fullmatch(cell)}
        named = PERSON.fullmatch(group.words) and len(group.words) <= LONGEST_NAME
        if not named or len(members) > 1 or known.services.service_of(group.words):
            return False
    return True
