"""Fill down: a member's block is written once, and the rows below leave it blank or say "same". It is filled only where
the whole block of three or more columns is blank, so that a lone missing CIN beside another name stays missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from invoices.layout.foot_rows import is_said
from invoices.layout.rows import is_row_of_words
from invoices.reading.shapes.heading import Heading, head_of, heading_in
from invoices.reading.shapes.known import Known, is_day, is_filled, is_number, is_total
from invoices.reading.shapes.plain import Plain, numbered
from invoices.workbook import CellValue, Origin, Sheet

NAME = "fill_down"
EVIDENCE = "cells"
LEAST_BLOCK = 3
# A row below the block says at least so much of its service.
LEAST_TOLD = 2
SIGNS = frozenset(['"', "''", "“", "”", "„", "〃", "″", "´´", '" "', '""', '-"-', '– " –', "↓", "|", "⇓"])
EMPTY_TEXT = '""'
LONGEST = 16
WORDS = frozenset(["same", "ditto", "do.", "-do-", "idem", "same as above", "as above", "(same)", "ibid.", "igual"])


@dataclass(slots=True)
class Block:
    """What is known of the rows above: the row and cells of the last that named somebody, and the row just above with
    the rows that its cells were taken from."""

    heading: Heading
    block: list[int]
    told: list[int]
    repeated: list[int]
    row: int = 0
    cells: list[CellValue] = field(default_factory=list)
    above: tuple[int, list[CellValue], dict[int, int]] | None = None

    def continues(self, cells: Sequence[CellValue]) -> bool:
        """Whether a row goes on with whom the block above names."""
        if not self.row or sum(1 for place in self.block if is_filled(self.cells[place])) < LEAST_BLOCK:
            return False
        if all(isinstance(cell, str) and is_said(cell) for cell in cells if is_filled(cell)):
            return False  # "Signed: ____", "Date: ____" below the lines
        told = [cells[place] for place in self.told if is_filled(cells[place])]
        # Numbers alone are the sums of what stands above.
        return len(told) >= LEAST_TOLD and not all(is_number(cell) and not is_day(cell) for cell in told)

    def fill(self, number: int, cells: list[CellValue]) -> dict[int, int]:
        """Fills the cells of a row that repeat what stands above; gives the row of each source by place."""
        # Words alone may be headings that have moved.
        if is_row_of_words(cells) or not any(map(is_filled, cells)) or is_total(cells):
            self.row, self.above = 0, None
            return {}
        filled: dict[int, int] = {}
        dittos = [place for place, cell in enumerate(cells) if is_ditto(cell)]
        if any(is_filled(cells[place]) and place not in dittos for place in self.block):
            self.row, self.cells = number, cells
        elif self.continues(cells):
            for place in self.repeated:
                if not is_filled(cells[place]) and is_filled(self.cells[place]):
                    filled[place] = self.row
                    cells[place] = self.cells[place]
        if self.above is not None:
            row, values, taken = self.above
            for place in dittos:
                # A word for "same" alone may be somebody's name, two quotation marks an empty text.
                alone = len(dittos) == 1 and (not is_sign(cells[place]) or cells[place] == EMPTY_TEXT)
                if place in self.heading.fields and not alone and is_filled(values[place]):
                    filled[place], cells[place] = taken.get(place, row), values[place]
        self.above = number, cells, filled
        return filled


@lru_cache(maxsize=4096)
def _is_sign(text: str) -> bool:
    return text.strip() in SIGNS


@lru_cache(maxsize=4096)
def _is_ditto(text: str) -> bool:
    return text.strip() in SIGNS or text.strip().lower() in WORDS


def is_sign(cell: CellValue) -> bool:
    """Whether a cell holds a ditto mark."""
    return isinstance(cell, str) and len(cell) <= LONGEST and _is_sign(cell)


def is_ditto(cell: CellValue) -> bool:
    """Whether a cell says "same as above", by a mark or in words."""
    return isinstance(cell, str) and 0 < len(cell) <= LONGEST and _is_ditto(cell)


def plain(sheet: Sheet, known: Known) -> Sheet | None:
    """The sheet with the blocks filled; None where no row goes on with the one above."""
    rows = head_of(sheet)
    heading = heading_in(rows, known)
    if heading is None or _is_merged(sheet, heading, known) or not _is_there(rows, heading, known):
        return None
    made, block = Plain(sheet, range(max(len(cells) for cells in rows))), _block(heading, known)
    before: dict[int, int] = {}
    moved: dict[int, Origin] = {}
    for index, (number, cells) in enumerate(numbered(sheet)):
        taken = block.fill(number, cells) if index > heading.at else {}
        if taken != before:
            # The rows that go on with one member share where its block stands.
            before, moved = taken, {place: made.origin(row, place) for place, row in taken.items()}
        made.add(cells, number, moved=moved)
    return made.sheet()


def _block(heading: Heading, known: Known) -> Block:
    # A second column for the same field may be something else.
    firsts = {name: place for place, name in reversed(heading.fields.items())}
    members = [place for place in heading.places_with(known, "member") if firsts[heading.fields[place]] == place]
    others = [place for place, name in heading.fields.items() if known.role(name) not in ("member", "rendering", "")]
    return Block(heading, members, heading.places_with(known, ""), members + others)


def _is_merged(sheet: Sheet, heading: Heading, known: Known) -> bool:
    """Whether members' cells are merged downwards: then the merging says how far each goes (`layout/merged.py`)."""
    members = {place + sheet.first_column for place in heading.places_with(known, "member")}
    return any(part.left in members and part.bottom > part.top >= heading.at for part in sheet.merged_from_here())


def _is_there(rows: list[list[CellValue]], heading: Heading, known: Known) -> bool:
    block = _block(heading, known)
    if len(block.block) < LEAST_BLOCK:
        return False
    return any(block.fill(number, cells) for number, cells in enumerate(rows[heading.at + 1 :], 1))
