"""Price lists: services with their prices in rows of two cells ("G9012 U2 | 96"), on a sheet of their own, on a cover
or beside a table. What a line is billed by becomes a column of it, where its code and modifiers stand there once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from invoices.cells import load_kinds
from invoices.cells.base import text_of
from invoices.cells.hcpcs import Procedure
from invoices.reading.shapes.heading import Heading, head_of, heading_in
from invoices.reading.shapes.known import Known, filled_places
from invoices.reading.shapes.plain import Plain, numbered
from invoices.reading.shapes.service_said import UNITS, service_said
from invoices.workbook import CellValue, Origin, Sheet

RATE = "Rate"
MOST_CELLS, MOST_ROWS = 4, 200
PRICED = ("unit_cost", "line_charge", "row_total")
# What shows that a list is one of prices.
OF_PRICES = re.compile(r"(?i)\b(?:pric(?:es?|ing)|rates?|fees?|tarifas?|precios?|each|per|cada|cost)\b")
# What a service comes to in all is no price of it.
SUMS = "total"
OF_SUMS = re.compile(
    r"(?i)\b(?:sub)?(?:totals?|sums?|summary|resumen|billed|invoiced|units|qty|quantity|count|hours|visits|days|paid|due"
    r"|amounts?)\b"
)
HOUR = re.compile(r"(?i)\b(?:hour|hr|hora)s?\b")


class Price(NamedTuple):
    """A price and its cell in the provider's workbook."""

    value: CellValue
    origin: Origin


def with_prices(sheets: Sequence[Sheet], known: Known) -> list[Sheet]:
    """The sheets, those whose lines have no price with the prices of a list that stands anywhere in the workbook; as
    they are where there is no such list, or where it says two prices for a service."""
    found: dict[str, list[Price]] = {}
    for sheet in sheets:
        if not sheet.hidden and not sheet.keys:
            for key, price in _prices(sheet, known):
                found.setdefault(key, []).append(price)
    prices = {key: some[0] for key, some in found.items() if len({_amount(one.value) for one in some}) == 1}
    return [_priced(sheet, prices, known) for sheet in sheets] if prices else list(sheets)


def _amount(value: CellValue) -> object:
    return load_kinds()["unit_cost"](value, 0).value


def _prices(sheet: Sheet, known: Known) -> Iterator[tuple[str, Price]]:
    """The prices of a sheet: rows with one service and one amount, and no more than a remark beside them, in a block
    that says that it is of prices."""
    said = sheet.name
    for number, cells in zip(range(sheet.first_row, sheet.first_row + MOST_ROWS), sheet.rows(), strict=False):
        filled = filled_places(cells)
        if not filled:
            said = sheet.name
            continue
        keys = {place: key for place in filled if (key := _key_of_text(cells[place], known))}
        amounts = [place for place in filled if place not in keys and _is_price(cells[place])]
        rest = [cells[place] for place in filled if place not in keys and place not in amounts]
        if len(keys) != 1 or len(amounts) != 1 or len(filled) > MOST_CELLS or not all(map(_is_remark, rest)):
            said = f"{said} {' '.join(map(text_of, cells))}" if len(filled) <= MOST_CELLS else SUMS
            continue
        told = f"{said} {' '.join(map(text_of, cells))}"
        if OF_PRICES.search(told) and not OF_SUMS.search(told):
            (key,) = keys.values()
            column = amounts[0] + sheet.first_column
            origin = sheet.origins.at(number, column) if sheet.origins else Origin(sheet.name, number, column)
            yield key, Price(cells[amounts[0]], origin)


def _is_remark(cell: CellValue) -> bool:
    return isinstance(cell, str) and not any(map(str.isdigit, cell))


def _is_price(cell: CellValue) -> bool:
    """Whether a cell is an amount and no date."""
    if isinstance(cell, bool) or not isinstance(cell, (int, float, str)):
        return False
    return _amount(cell) is not None


def _key_of_text(cell: CellValue, known: Known) -> str:
    """The key of a service that a cell names, priced for what its code counts; "" for none."""
    said = service_said(cell, known)
    if said is None or said.price or not isinstance(cell, str) or HOUR.search(cell):
        return ""
    services = known.services.matching(said.code, frozenset(said.modifiers.split()))
    words = {word.removesuffix("s") for word in re.findall(r"[a-zà-ÿ]+", cell.lower().replace("15 min", "15min"))}
    of_units = {unit for unit, names in UNITS.items() if words & {name.removesuffix("s") for name in names}}
    if not services or any(service.unit not in of_units for service in services if of_units):
        return ""
    return _key(said.code, said.modifiers.split())


def _key(code: str, modifiers: Sequence[str]) -> str:
    return " ".join([code, *sorted(modifiers)])


def _priced(sheet: Sheet, prices: Mapping[str, Price], known: Known) -> Sheet:
    """A sheet of lines with a column for their prices; as it is where they have one, or none of them stands there."""
    if sheet.hidden or sheet.keys:
        return sheet
    rows = head_of(sheet)
    heading = heading_in(rows, known)
    if heading is None or heading.place_of("hcpcs") is None or heading.place_of(*PRICED) is not None:
        return sheet
    if not any(_key_of_line(cells, heading) in prices for cells in rows[heading.at + 1 :]):
        return sheet
    made = Plain(sheet, range(max(len(cells) for cells in rows)), more=1)
    first = made.origin(sheet.first_row + heading.at, heading.place_of("hcpcs") or 0)
    for index, (number, cells) in enumerate(numbered(sheet)):
        if index == heading.at or (index > heading.at and heading.repeated_in(cells)):
            made.add(cells, number, [RATE], {made.kept: first})
            continue
        price = prices.get(_key_of_line(cells, heading)) if index > heading.at else None
        made.add(cells, number, [price.value] if price else (), {made.kept: price.origin} if price else {})
    return made.sheet()


def _key_of_line(cells: Sequence[CellValue], heading: Heading) -> str:
    """The key of a line by its code and all its modifiers; "" where it has no one code."""
    places = [place for place, name in heading.fields.items() if name in ("hcpcs", "modifiers")]
    said = " ".join(text_of(cells[place]) for place in places if place < len(cells))
    found = load_kinds()["hcpcs"](said, 0).value
    return _key(found.hcpcs, found.modifiers) if isinstance(found, Procedure) else ""
