"""Fill down: a member's block is written once, and the rows below leave it blank or say "same". It is filled only where
the whole block of three or more columns is blank, so that a lone missing CIN beside another name stays missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from invoices.reading.shapes.heading import Heading, head_of, heading_in
from invoices.reading.shapes.known import Known, filled_places, is_filled, is_total
from invoices.reading.shapes.plain import Plain, numbered
from invoices.workbook import CellValue, Origin, Sheet

NAME = "fill_down"
EVIDENCE = "cells"
LEAST_BLOCK = 3
# A row below the block says at least so much of its service.
LEAST_TOLD = 2
SIGNS = frozenset(['"', "''", "“", "”", "„", "〃", "″", "´´", '" "', '""', '-"-', '– " –', "↓", "|", "⇓"])
WORDS = frozenset(["same", "ditto", "do.", "-do-", "idem", "same as above", "as above", "(same)", "ibid.", "igual"])


@dataclass(slots=True)
class Block:
    """What is known of the rows above: the row and cells of the last that named somebody, and for each column the last
    cell that said something."""

    heading: Heading
    block: list[int]
    told: list[int]
    repeated: list[int]
    row: int = 0
    cells: list[CellValue] = field(default_factory=list)
    last: dict[int, tuple[int, CellValue]] = field(default_factory=dict)

    def continues(self, cells: Sequence[CellValue]) -> bool:
        """Whether a row goes on with whom the block above names."""
        if not self.row or any(is_filled(cells[place]) and not is_ditto(cells[place]) for place in self.block):
            return False
        if sum(1 for place in self.block if is_filled(self.cells[place])) < LEAST_BLOCK:
            return False
        return sum(1 for place in self.told if is_filled(cells[place])) >= LEAST_TOLD

    def fill(self, number: int, cells: list[CellValue]) -> dict[int, int]:
        """Fills the cells of a row that repeat what stands above; gives the row of each source by place."""
        if is_total(cells) or self.heading.repeated_in(cells) or not filled_places(cells):
            self.row = 0
            self.last.clear()
            return {}
        filled: dict[int, int] = {}
        words = sum(1 for cell in cells if is_ditto(cell))
        names_somebody = any(is_filled(cells[place]) and not is_ditto(cells[place]) for place in self.block)
        if self.continues(cells):
            for place in self.repeated:
                if not is_filled(cells[place]) and is_filled(self.cells[place]):
                    filled[place] = self.row
                    cells[place] = self.cells[place]
        for place in self.heading.fields:
            if is_sign(cells[place]) or (words > 1 and is_ditto(cells[place])):
                above = self.last.get(place)
                if above is not None:
                    filled[place], cells[place] = above
        if names_somebody:
            self.row, self.cells = number, cells
        for place in self.heading.fields:
            if is_filled(cells[place]):
                self.last[place] = filled.get(place, number), cells[place]
        return filled


def is_sign(cell: CellValue) -> bool:
    """Whether a cell holds a ditto mark."""
    return isinstance(cell, str) and cell.strip() in SIGNS


def is_ditto(cell: CellValue) -> bool:
    """Whether a cell says "same as above", by a mark or in words."""
    return isinstance(cell, str) and (cell.strip() in SIGNS or cell.strip().lower() in WORDS)


def plain(sheet: Sheet, known: Known) -> Sheet | None:
    """The sheet with the blocks filled; None where no row goes on with the one above."""
    rows = head_of(sheet)
    heading = heading_in(rows, known)
    if heading is None or not _is_there(rows, heading, known):
        return None
    width = max(len(cells) for cells in rows)
    made, block = Plain(sheet, range(width)), _block(heading, known)
    for index, (number, cells) in enumerate(numbered(sheet)):
        taken = block.fill(number, cells) if index > heading.at else {}
        moved = {place: Origin(sheet.name, row, place + sheet.first_column) for place, row in taken.items()}
        made.add(cells, number, moved=moved)
    return made.sheet()


def _block(heading: Heading, known: Known) -> Block:
    members = heading.places_with(known, "member")
    others = [place for place, name in heading.fields.items() if known.role(name) not in ("member", "rendering", "")]
    return Block(heading, members, heading.places_with(known, ""), members + others)


def _is_there(rows: list[list[CellValue]], heading: Heading, known: Known) -> bool:
    block = _block(heading, known)
    if len(block.block) < LEAST_BLOCK:
        return False
    return any(block.fill(number, cells) for number, cells in enumerate(rows[heading.at + 1 :], 1))
