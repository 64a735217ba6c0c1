"""The same table several times side by side, to save paper: the headings repeat across, every block is records of its
own. The blocks are put below each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from invoices.reading.shapes.heading import Heading, head_of, heading_in
from invoices.reading.shapes.known import Known, filled_places, is_filled, is_total, key_of
from invoices.reading.shapes.plain import Plain, numbered
from invoices.workbook import CellValue, Sheet

NAME = "side_by_side"
EVIDENCE = "cells"
FEWEST_COLUMNS = 3
HEADING = "heading"


class Blocks(NamedTuple):
    """The headings, and the places of each block, from left to right."""

    heading: Heading
    blocks: list[list[int]]


def plain(sheet: Sheet, known: Known) -> Sheet | None:
    """The sheet with the rows of its blocks below each other; None where no headings repeat across."""
    rows = head_of(sheet)
    found = _find(rows, known)
    if found is None:
        return None
    first = found.blocks[0]
    others = {place for block in found.blocks[1:] for place in block}
    made = Plain(sheet, range(max(len(cells) for cells in rows)))
    for index, (number, cells) in enumerate(numbered(sheet)):
        if index < found.heading.at or not filled_places(cells) or is_total(cells):
            made.add(cells, number)
        elif index == found.heading.at:
            made.add(["" if place in others else cell for place, cell in enumerate(cells)], number)
        elif found.heading.repeated_in(cells):
            made.drop(number, HEADING)
        else:
            _add(made, cells, number, first, found.blocks, others)
    return made.sheet()


def _add(
    made: Plain, cells: list[CellValue], number: int, first: list[int], blocks: list[list[int]], others: set[int]
) -> None:
    used = [block for block in blocks if any(place < len(cells) and is_filled(cells[place]) for place in block)]
    if not used:
        made.add(cells, number)
    for slot, block in enumerate(used, 1):
        row = ["" if place in others else cell for place, cell in enumerate(cells)]
        for at, place in zip(first, block, strict=True):
            row[at] = cells[place] if place < len(cells) else ""
        moved = {at: made.origin(number, place) for at, place in zip(first, block, strict=True) if at != place}
        made.add(row, number, moved=moved, slot=slot if len(used) > 1 else 0)


def _find(rows: Sequence[list[CellValue]], known: Known) -> Blocks | None:
    """Headings that repeat across, a member among them: services that stand side by side for one member do not."""
    heading = heading_in(rows, known)
    if heading is None:
        return None
    places = filled_places(heading.cells)
    texts = [key_of(heading.cells[place]) for place in places]
    count = texts.count(texts[0])
    size = len(texts) // count
    if count < 2 or size < FEWEST_COLUMNS or texts != texts[:size] * count:
        return None
    blocks = [places[start : start + size] for start in range(0, len(places), size)]
    whose = any(known.role(heading.fields.get(place, "")) == "member" for place in blocks[0])
    return (
        Blocks(heading, blocks) if whose and heading.place_of("service_start", "hcpcs", "units") is not None else None
    )
