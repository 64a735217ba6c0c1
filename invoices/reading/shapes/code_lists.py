"""A list of codes with the column that each is of ("TypeProvided | 302 | Tenancy Sustaining | T2041 U6"): what a code
means stands in its place, and what else the list says of it beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from invoices.cells.base import text_of
from invoices.reading.shapes.known import filled_places, is_filled, is_number, key_of
from invoices.reading.shapes.plain import Plain, numbered
from invoices.reading.shapes.source import Source
from invoices.workbook import CellValue, Origin, Sheet

# A list has a column for the name, one for the code, and one for what it means.
FEWEST_COLUMNS = 3


class CodeList(NamedTuple):
    """The codes of one column: its place among those of the lines, the rows of the list by code, the place of what
    they mean (-1: nothing that is a word), and those of what else is said."""

    place: int
    rows: Mapping[str, tuple[int, list[CellValue]]]
    meaning: int
    more: Sequence[int]


def decoded(line: Source, other: Source) -> Sheet | None:
    """The lines with what their codes mean by another sheet; None where that is no list of codes for all of a column
    of theirs."""
    places = filled_places(other.heading.cells)
    if len(places) < FEWEST_COLUMNS:
        return None
    rows = [
        (number, cells) for number, cells in numbered(other.sheet) if number > other.sheet.first_row + other.heading.at
    ]
    for named in places:
        for code in places:
            lists = list(_lists(line, rows, named, code, places)) if named != code else []
            if lists:
                other.rows += [(number, cells) for number, cells in numbered(other.sheet)]
                return _made(line, other, lists)
    return None


def _lists(
    line: Source, rows: Sequence[tuple[int, list[CellValue]]], named: int, code: int, places: Sequence[int]
) -> Iterator[CodeList]:
    """The columns of the lines that a sheet has codes for, by its columns of their names and of the codes."""
    groups: dict[str, list[tuple[int, list[CellValue]]]] = {}
    for number, cells in rows:
        if len(cells) > max(named, code) and is_filled(cells[named]) and is_filled(cells[code]):
            groups.setdefault(key_of(cells[named]), []).append((number, cells))
    for place in filled_places(line.heading.cells):
        group = groups.get(key_of(line.heading.cells[place]), [])
        by_code = {key_of(cells[code]): (number, cells) for number, cells in group}
        said = {key_of(value) for value in line.values(place)}
        if not said or len(by_code) < len(group) or not said <= by_code.keys():
            continue
        rest = [
            at
            for at in places
            if at not in (named, code) and any(is_filled(cells[at]) for _, cells in group if at < len(cells))
        ]
        words = [at for at in rest if not any(is_number(cells[at]) for _, cells in group if at < len(cells))]
        if rest:
            meaning = words[0] if words else -1
            yield CodeList(place, by_code, meaning, [at for at in rest if at != meaning])


def _made(line: Source, other: Source, lists: Sequence[CodeList]) -> Sheet:
    own = {key_of(cell) for cell in line.heading.cells if is_filled(cell)}
    titles: list[CellValue] = []
    for one in lists:
        name = text_of(line.heading.cells[one.place])
        titles += [
            text if key_of(text := text_of(other.heading.cells[at])) not in own else f"{name} {text}" for at in one.more
        ]
    made = Plain(line.sheet, range(max(len(cells) for cells in line.head)), more=len(titles))
    heading = other.sheet.first_row + other.heading.at
    for index, (number, cells) in enumerate(numbered(line.sheet)):
        if index == line.heading.at or line.heading.repeated_in(cells):
            at = (place for one in lists for place in one.more)
            made.add(cells, number, titles, {made.kept + n: other.origin(heading, place) for n, place in enumerate(at)})
        elif index < line.heading.at:
            made.add(cells, number)
        else:
            _add(made, number, cells, other, lists)
    return made.sheet()


def _add(made: Plain, number: int, cells: list[CellValue], other: Source, lists: Sequence[CodeList]) -> None:
    added: list[CellValue] = []
    moved: dict[int, Origin] = {}
    for one in lists:
        code = key_of(cells[one.place]) if one.place < len(cells) else ""
        row, said = one.rows.get(code, (0, []))
        if said and 0 <= one.meaning < len(said) and is_filled(said[one.meaning]):
            cells[one.place], moved[one.place] = said[one.meaning], other.origin(row, one.meaning)
        for at in one.more:
            value = said[at] if at < len(said) else ""
            if value != "":
                moved[made.kept + len(added)] = other.origin(row, at)
            added.append(value)
    made.add(cells, number, added, moved)
