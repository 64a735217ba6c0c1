"""Sentences, labels and signatures below the last line of an invoice, in columns in which a line has its member or its
day: nobody bills with them."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from invoices.cells.base import text_of
from invoices.layout.table import Table
from invoices.layout.totals import is_number
from invoices.workbook import CellValue
from invoices.workbook.telling import tells_of_a_service
from mappings.row_words import load_row_statuses, phrase
from mappings.service_table import load_services
from mappings.subject_file import INVOICE

# A foot is no longer than this, and no row of it has more cells.
LAST_ROWS, MOST_CELLS = 60, 6
FEWEST_WORDS = 3
CIN = re.compile(r"(?i)(?<![a-z0-9])9\d{7}[a-z](?![a-z])")
CODE = re.compile(r"(?<![A-Z0-9])[A-V]\d{4}(?![A-Z0-9])")
# "Signed: ____", "NPI: 1611502752", "Date ________".
LABEL = re.compile(r"[^\W\d_][^:]{1,40}:.*|.*_{3,}.*", re.DOTALL)


@dataclass
class FootRows:
    """Tells the rows below the last line of a table that are none themselves."""

    table: Table

    def fit(self, number: int, cells: Sequence[CellValue]) -> bool:
        """Whether the row of this number is one: nothing but sentences and labels, below everything that names a
        member or a service. One that names them itself (and was not read as said of all lines), or says that something
        is not billed, is left to a person."""
        filled = [cell for cell in cells if cell != ""]
        if self.table.layout.subject != INVOICE or not 0 < len(filled) <= MOST_CELLS or not isinstance(filled[0], str):
            return False
        if any(map(tells_of_a_service, filled)) or any(_speaks_against(text_of(cell)) for cell in filled):
            return False
        said = all(isinstance(cell, str) and is_said(cell) and not _names_a_service(cell) for cell in filled)
        return (said or self._is_read(number)) and number > self._last_line

    @cached_property
    def _last_line(self) -> int:
        """The number of the last row that names a member or a service; far down where the foot would be too long."""
        last = deque(enumerate(self.table.source.rows(), self.table.source.first_row), maxlen=LAST_ROWS)
        lines = (number for number, cells in last if any(map(tells_of_a_service, cells)))
        return max((number for number in lines if number > self.table.header_row), default=1 << 30)

    @cached_property
    def _read_rows(self) -> Set[tuple[str, int]]:
        """The provider's rows of which the last line was made: a sentence that holds for all lines is one."""
        return self.table.covers(self._last_line)

    def _is_read(self, number: int) -> bool:
        sheet, row, _ = self.table.record(number, 0)
        return (sheet, row) in self._read_rows


def is_said(text: str) -> bool:
    """Whether a text is a sentence or a label, and no value."""
    said = text.strip()
    if is_number(said) or CIN.search(said):
        return False
    return len(said.split()) >= FEWEST_WORDS or LABEL.fullmatch(said) is not None


def _speaks_against(text: str) -> bool:
    """Whether a text has a word that says of a service that it is not billed, or was billed before."""
    words = f" {phrase(text)} "
    return any(f" {word} " in words for word, means in load_row_statuses().items() if means != "delivered")


def _names_a_service(text: str) -> bool:
    services = load_services()
    return any(services.with_code(code) for code in CODE.findall(text.upper())) or bool(services.service_of(text))
