"""Rows that add up what stands above them, in whatever words: a text alone beside the sums of its columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from invoices.cells.base import text_of
from invoices.layout.table import Table
from invoices.layout.totals import DATE, LONGEST, is_number
from invoices.workbook import CellValue
from invoices.workbook.telling import tells_of_a_service

# Of fewer numbers a sum may be one by chance.
FEWEST = 3
TOTAL = re.compile(r"(?:sub)?totals?|sum|suma")
HALF_A_CENT = Decimal("0.005")


class Sum(NamedTuple):
    """What the numbers of a column come to, and how many they are."""

    total: Decimal
    of: int


NOTHING = Sum(Decimal(0), 0)


@dataclass(slots=True)
class Sums:
    """What the columns of a table come to, above a row of it: since the last total, and in all. The rows are added up
    only where a row may be a total, each of them once. `own` are the places where a line says whose it is and what
    for; a total has nothing there but its words."""

    table: Table
    own: tuple[int, ...]
    _rows: Iterator[tuple[int, list[CellValue]]] | None = None
    _all: dict[int, Sum] = field(default_factory=dict)
    _part: dict[int, Sum] = field(default_factory=dict)
    _pending: tuple[int, list[CellValue]] | None = None
    _words: frozenset[str] = frozenset()

    def fit(self, number: int, cells: Sequence[CellValue], is_total: Callable[[list[CellValue]], bool]) -> bool:
        """Whether the row of this number has one text at most, and numbers that are all sums of those above them.
        `is_total` tells a total by its words: it ends a part, and is added to none."""
        filled = [place for place, cell in enumerate(cells) if cell != "" and cell != 0]
        texts = [place for place in filled if _amount(cells[place]) is None]
        if len(texts) > 1 or len(filled) <= len(texts) or not all(_may_be_words(cells[place]) for place in texts):
            return False
        if any(place in self.own for place in filled if place not in texts):
            return False
        self._add_up_to(number, is_total)
        sums = [place for place in filled if place not in texts]
        # "Total Kalani Colley" below the one line of hers.
        least = 1 if texts and self._is_of_the_line_above(text_of(cells[texts[0]])) else FEWEST
        fits = any(
            all(_comes_to(known.get(place, NOTHING), cells[place], least) for place in sums)
            for known in (self._part, self._all)
        )
        if fits:
            # What follows does not count this row.
            self._part, self._pending = {}, None
        return fits

    def _is_of_the_line_above(self, text: str) -> bool:
        """Whether a text is a word for a total with nothing else but words of the line above it."""
        total, *rest = _words(text) or [""]
        return TOTAL.fullmatch(total) is not None and bool(rest) and self._words.issuperset(rest)

    def _add_up_to(self, number: int, is_total: Callable[[list[CellValue]], bool]) -> None:
        """Adds the rows up to, and without, this one."""
        if self._rows is None:
            table = self.table
            first = table.header_row + 1
            self._rows = enumerate(islice(table.source.rows(), first - table.source.first_row, None), first)
        while (row := self._pending or next(self._rows, None)) is not None:
            self._pending = row
            if row[0] >= number:
                return
            self._pending = None
            self._add(row[1], is_total)

    def _add(self, cells: list[CellValue], is_total: Callable[[list[CellValue]], bool]) -> None:
        if is_total(cells):
            self._part = {}
            return
        if any(cell != "" for cell in cells):
            self._words = frozenset(word for cell in cells if isinstance(cell, str) for word in _words(cell))
        for place, cell in enumerate(cells):
            amount = _amount(cell)
            if amount:
                for sums in (self._part, self._all):
                    total, of = sums.get(place, NOTHING)
                    sums[place] = Sum(total + amount, of + 1)


def _may_be_words(cell: CellValue) -> bool:
    """Whether a cell may be the words beside a sum: short, without a digit, and nothing that only a line has."""
    text = str(cell).strip()
    return len(text) <= LONGEST and not any(map(str.isdigit, text)) and not tells_of_a_service(cell)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.lower())


def _comes_to(known: Sum, cell: CellValue, least: int) -> bool:
    amount = _amount(cell)
    return amount is not None and known.of >= least and abs(known.total - amount) < HALF_A_CENT


def _amount(cell: CellValue) -> Decimal | None:
    """The number in a cell, None for anything else."""
    if not is_number(cell) or (isinstance(cell, str) and DATE.fullmatch(cell.strip())):
        return None
    text = text_of(cell)
    digits = re.sub(r"[^\d.]", "", text)
    if not re.fullmatch(r"\d+(?:\.\d+)?", digits):
        return None
    return -Decimal(digits) if text[:1] in "-(" or "$-" in text else Decimal(digits)
