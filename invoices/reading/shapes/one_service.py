"""One service for all lines: a sentence or labels above or below the table name it ("We bill S5170 U6 at $11.50 a
meal"), and no column does. Its code, modifiers, price and place of service become columns of every line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from invoices.cells import load_kinds
from invoices.cells.base import text_of
from invoices.reading.shapes.crosstab import service_of
from invoices.reading.shapes.heading import Heading, head_of, heading_in
from invoices.reading.shapes.known import CIN, Known, filled_places, is_day, is_total
from invoices.reading.shapes.pairs import pairs_in
from invoices.reading.shapes.plain import Plain, numbered
from invoices.reading.shapes.service_said import CODE, place_said, service_said
from invoices.service_name import read_name
from invoices.workbook import CellValue, Sheet
from mappings.fields import all_fields

NAME = "one_service"
EVIDENCE = "cells"
TITLES = {
    "hcpcs": "Procedure Code",
    "modifiers": "Modifiers",
    "units": "Units",
    "unit_cost": "Rate",
    "place_of_service": "Place of Service",
}
# A column of these says itself what the rows are for.
OF_A_SERVICE = ("hcpcs", "service_name")
# A table that has one of these needs no other.
INSTEAD = {"units": ("units", "minutes", "hours"), "unit_cost": ("unit_cost",)}
MOST_BESIDE, FEWEST_OF_A_LINE = 4, 4


class Fact(NamedTuple):
    """A value that is said for all lines, and its cell: the index of its row and its place."""

    value: CellValue
    row: int
    place: int


def plain(sheet: Sheet, known: Known) -> Sheet | None:
    """The sheet with the service in columns; None where its rows say it themselves, or nothing says it of all."""
    rows = head_of(sheet)
    heading = heading_in(rows, known)
    if heading is None or heading.place_of(*OF_A_SERVICE) is not None:
        return None
    lines = [index for index, cells in _below(rows, heading) if _is_line(cells)]
    if not lines or _name_services(rows, heading, lines, known):
        return None
    facts = _facts(rows, {heading.at, *lines}, known)
    if facts is None or "hcpcs" not in facts or _contradicts(sheet.name, text_of(facts["hcpcs"].value), known):
        return None
    names = [name for name in TITLES if name in facts and heading.place_of(*INSTEAD.get(name, (name,))) is None]
    made = Plain(sheet, range(max(len(cells) for cells in rows)), more=len(names))
    moved = {
        made.kept + at: made.origin(sheet.first_row + facts[name].row, facts[name].place)
        for at, name in enumerate(names)
    }
    for index, (number, cells) in enumerate(numbered(sheet)):
        if index == heading.at or (index > heading.at and heading.repeated_in(cells)):
            made.add(cells, number, [TITLES[name] for name in names], moved)
        elif index > heading.at and _is_line(cells):
            made.add(cells, number, [facts[name].value for name in names], moved)
        else:
            made.add(cells, number)
    return made.sheet()


def told_service(rows: Sequence[list[CellValue]], heading: Heading, known: Known) -> str:
    """The code and the modifiers that the rows outside a table say of all its lines; "" where they say none, or two."""
    lines = {index for index, cells in _below(rows, heading) if _is_line(cells)}
    facts = _facts(rows, {heading.at, *lines}, known) or {}
    return " ".join(text_of(facts[name].value) for name in ("hcpcs", "modifiers") if name in facts)


def _below(rows: Sequence[list[CellValue]], heading: Heading) -> Iterator[tuple[int, list[CellValue]]]:
    for index, cells in enumerate(rows[heading.at + 1 :], heading.at + 1):
        if not heading.repeated_in(cells):
            yield index, cells


def _is_line(cells: Sequence[CellValue]) -> bool:
    """Whether a row is one of a table, and no sentence below it."""
    return len(filled_places(cells)) >= FEWEST_OF_A_LINE and not is_total(cells)


def _name_services(rows: Sequence[list[CellValue]], heading: Heading, lines: Sequence[int], known: Known) -> bool:
    """Whether the headings or the lines name services themselves."""
    if any(isinstance(cell, str) and service_of(cell, place, known) for place, cell in enumerate(heading.cells)):
        return True
    cells = {cell for index in lines for cell in rows[index] if isinstance(cell, str) and len(cell) > 2}
    return any(
        any(known.services.with_code(code) for code in CODE.findall(cell.upper())) or _is_service(cell, known)
        for cell in cells
    )


def _is_service(cell: str, known: Known) -> bool:
    return bool(known.services.service_of(cell))


def _facts(rows: Sequence[list[CellValue]], taken: set[int], known: Known) -> Mapping[str, Fact] | None:
    """What the rows outside the table say of the service, by field; None where two of them differ."""
    facts: dict[str, Fact] = {}
    for index, cells in enumerate(rows):
        filled = filled_places(cells)
        if index in taken or not filled or any(is_day(cell) or CIN.search(text_of(cell)) for cell in cells):
            continue
        for name, value, place in _of_row(rows, index, filled, known):
            before = facts.setdefault(name, Fact(value, index, place))
            if _clean(name, before.value) != _clean(name, value):
                return None
    return facts


def _of_row(
    rows: Sequence[list[CellValue]], index: int, filled: Sequence[int], known: Known
) -> Iterator[tuple[str, CellValue, int]]:
    """Field, value and place of what a row says: a sentence, or labels with their values."""
    cells = rows[index]
    for place in filled:
        said = service_said(cells[place], known)
        if said is not None:
            yield "hcpcs", said.code, place
            yield from ((name, value, place) for name, value in _more(said.modifiers, said.price, said.place))
        elif isinstance(cells[place], str) and place_said(text_of(cells[place])):
            yield "place_of_service", place_said(text_of(cells[place])), place
    if len(filled) > 2 * MOST_BESIDE:
        return
    below = rows[index + 1] if index + 1 < len(rows) else []
    for pair in pairs_in(cells, below, known):
        name = known.clear_field(pair.label)
        if name in TITLES and pair.down == 0 and not service_said(pair.value, known):
            value = _alone(name, pair.value)
            if _clean(name, value) is not None:
                yield name, value, pair.place


def _more(modifiers: str, price: str, place: str) -> Iterator[tuple[str, str]]:
    if modifiers:
        yield "modifiers", modifiers
    if price:
        yield "unit_cost", price
    if place:
        yield "place_of_service", place


def _alone(name: str, value: CellValue) -> CellValue:
    """A number of units or a price with words behind it ("1 a month paid") without them."""
    if name in ("units", "unit_cost") and isinstance(value, str):
        first = text_of(value).split(" ")[0]
        return first if first.strip("$").replace(".", "", 1).isdigit() else value
    return value


def _clean(name: str, value: CellValue) -> object:
    return load_kinds()[all_fields()[name].kind](value, 0).value


def _contradicts(name: str, code: str, known: Known) -> bool:
    """Whether the name of the sheet means another service."""
    service = read_name(name, known.services).service
    return bool(service) and service not in {entry.service for entry in known.services.with_code(code)}
