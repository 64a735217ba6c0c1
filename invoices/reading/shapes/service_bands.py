"""Bands by service: the service stands alone above its lines, by its code or its name ("Respite - S9125 U6, $88 a
day"), over and over; clients may stand in bands above or below it. Its code, modifiers, name, price and place of
service become columns of the lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from invoices.cells import load_kinds
from invoices.cells.base import text_of
from invoices.reading.shapes.heading import Heading, head_of, heading_in
from invoices.reading.shapes.known import CIN, Known, filled_places, is_total
from invoices.reading.shapes.plain import Plain, numbered
from invoices.reading.shapes.service_said import DIFFERS, service_said
from invoices.service_name import read_name
from invoices.workbook import CellValue, Origin, Sheet

NAME = "service_bands"
EVIDENCE = "cells"
BAND = "band"
FEWEST_BANDS, MOST_CELLS, LONGEST, FEWEST_OF_A_LINE = 2, 3, 120, 4
LABEL = re.compile(
    r"(?i)(?:service|program(?:me)?|support|code|procedure|hcpcs|servicio|programa)s?(?:\s+(?:name|code))?"
)
OF_A_SERVICE = ("hcpcs", "service_name")
TITLES = {
    "hcpcs": "Procedure Code",
    "modifiers": "Modifiers",
    "service_name": "Service Name",
    "unit_cost": "Rate",
    "place_of_service": "Place of Service",
}


class Band(NamedTuple):
    """What a band says, by field: the value and the place of its cell."""

    facts: dict[str, tuple[CellValue, int]]

    @property
    def service(self) -> tuple[str, ...]:
        """Which service it is."""
        return tuple(
            text_of(self.facts[name][0]) for name in ("hcpcs", "modifiers", "service_name") if name in self.facts
        )


def plain(sheet: Sheet, known: Known) -> Sheet | None:
    """The sheet with the service of its bands in columns; None where no services stand above lines."""
    rows = head_of(sheet)
    heading = heading_in(rows, known)
    if heading is None or heading.place_of(*OF_A_SERVICE) is not None:
        return None
    kinds = [_kind(cells, heading, known) for cells in rows[heading.at + 1 :]]
    if not _are_there(kinds):
        return None
    nested = _stand_below_others(kinds)
    said = {name for kind in kinds if isinstance(kind, Band) for name in kind.facts}
    names = [name for name in TITLES if name in said and heading.place_of(name) is None]
    made = Plain(sheet, range(max(len(cells) for cells in rows)), more=len(names))
    band: tuple[int, Band] | None = None
    for index, (number, cells) in enumerate(numbered(sheet)):
        kind = _kind(cells, heading, known) if index > heading.at else "above"
        if index == heading.at or kind == "heading":
            titles = [TITLES[name] for name in names]
            made.add(cells, number, titles, _titled(made, sheet, heading, len(names)) if index == heading.at else {})
        elif isinstance(kind, Band):
            band = number, kind
            made.drop(number, BAND)
        elif kind == "line" and band is not None:
            made.add(cells, number, *_added(made, band, names), under=(band[0],))
        else:
            band = None if kind == "total" or (nested and kind == "other") else band
            made.add(cells, number)
    return made.sheet()


def _titled(made: Plain, sheet: Sheet, heading: Heading, count: int) -> dict[int, Origin]:
    """The further headings stand in the first cell of the row of headings."""
    first = made.origin(sheet.first_row + heading.at, filled_places(heading.cells)[0])
    return {made.kept + at: first for at in range(count)}


def _added(made: Plain, band: tuple[int, Band], names: Sequence[str]) -> tuple[list[CellValue], dict[int, Origin]]:
    number, said = band
    values: list[CellValue] = [said.facts[name][0] if name in said.facts else "" for name in names]
    moved = {
        made.kept + at: made.origin(number, said.facts[name][1]) for at, name in enumerate(names) if name in said.facts
    }
    return values, moved


def _kind(cells: Sequence[CellValue], heading: Heading, known: Known) -> Band | str:
    """What a row below the headings is: a band, or "line", "total", "heading", "blank" or "other" (a client's band)."""
    filled = filled_places(cells)
    if not filled:
        return "blank"
    if heading.repeated_in(cells):
        return "heading"
    if is_total(cells):
        return "total"
    band = band_in(cells, filled, known) if len(filled) <= MOST_CELLS else None
    if band is not None:
        return band
    return "line" if len(filled) >= FEWEST_OF_A_LINE else "other"


def band_in(cells: Sequence[CellValue], filled: Sequence[int], known: Known) -> Band | None:
    """What a row says of a service and of nothing else; None where it names none, or has more to say."""
    facts: dict[str, tuple[CellValue, int]] = {}
    for place in filled:
        cell = cells[place]
        text = text_of(cell)
        if len(text) > LONGEST or CIN.search(text) or DIFFERS.search(text):
            return None
        found = list(_facts_of(cell, known))
        if not found or any(name in facts for name, _ in found):
            return None
        facts |= {name: (value, place) for name, value in found}
    return Band(facts) if facts.keys() & {*OF_A_SERVICE} else None


def _facts_of(cell: CellValue, known: Known) -> Iterator[tuple[str, CellValue]]:
    """What one cell of a band says: a service by code or name, or a price alone."""
    if not isinstance(cell, str):
        if load_kinds()["unit_cost"](cell, 0).value is not None and not isinstance(cell, bool):
            yield "unit_cost", cell
        return
    said = service_said(cell, known)
    if said is not None:
        yield "hcpcs", said.code
        found = {"modifiers": said.modifiers, "unit_cost": said.price, "place_of_service": said.place}
        yield from ((name, value) for name, value in found.items() if value)
        return
    text = text_of(cell)
    label, colon, value = text.partition(":")
    if colon and value.strip() and LABEL.fullmatch(label.strip()):
        text = value.strip()
    if "$" in text and load_kinds()["unit_cost"](text.lower().replace("rate", "").strip(" :@="), 0).value is not None:
        yield "unit_cost", text.lower().replace("rate", "").strip(" :@=")
    elif any(map(str.isalpha, text)) and read_name(text, known.services).service:
        yield "service_name", text


def _are_there(kinds: Sequence[Band | str]) -> bool:
    """Whether several services stand above lines, and every line stands below one."""
    found: list[tuple[str, ...]] = []
    open_band, lines = False, 0
    for kind in kinds:
        if isinstance(kind, Band):
            open_band, last = True, kind.service
        elif kind == "line":
            if not open_band and not found:
                return False
            lines += 1
            if open_band:
                found.append(last)
                open_band = False
    return len({*found}) >= FEWEST_BANDS and lines >= len(found)


def _stand_below_others(kinds: Sequence[Band | str]) -> bool:
    """Whether services stand right below another band (the client's), which then begins anew what holds for its
    lines."""
    told = [kind for kind in kinds if kind not in ("blank", "heading")]
    return any(one == "other" and isinstance(after, Band) for one, after in pairwise(told))
