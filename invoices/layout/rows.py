"""Tells the lines of a table from what stands between and below them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, TypeAlias

from invoices.cells.base import text_of
from invoices.layout.foot_rows import FootRows
from invoices.layout.sums import Sums
from invoices.layout.table import Table
from invoices.layout.totals import Totals, is_number
from invoices.workbook import CellValue
from invoices.workbook.telling import is_cin, is_code, tells_of_a_service
from mappings.fields import load_fields
from mappings.header_aliases import load_aliases
from mappings.service_table import normal
from mappings.subject_file import load_subject

# An `astray` row is a line below headings that name other columns than the table's.
RowKind: TypeAlias = Literal[
    "line", "astray", "total", "blank", "heading", "note", "hidden", "not_delivered", "no visit"
]

# A row with fewer words is a title or a note.
FEWEST_HEADINGS, LONGEST_HEADING, MOST_DIGITS = 4, 80, 3
# A label, its value, and a remark.
MOST_BESIDE_A_LABEL = 3
# Sums of these stand in a total row.
COUNTED = frozenset({"units", "minutes", "hours", "day_cell"})
# So many of these make a row of words headings, or a row somebody's.
LEAST_KNOWN, LEAST_OF_IDENTITY = 3, 2
# Rows that may stand above another table are held back until the next line; no more of them than a head has.
MOST_WAITING, MOST_IN_A_LETTER = 60, 2


@dataclass(slots=True)
class RowSorter:
    """Sorts the rows of one table."""

    table: Table
    _sure: tuple[int, ...] = field(init=False)
    _telling: tuple[int, ...] = field(init=False)
    _amounts: tuple[int, ...] = field(init=False)
    _identity: tuple[int, ...] = field(init=False)
    _used: frozenset[int] = field(init=False)
    _header: list[str] = field(init=False)
    _totals: Totals = field(init=False)
    _sums: Sums = field(init=False)
    _notes: re.Pattern[str] = field(init=False)
    _labels: frozenset[str] = field(init=False)
    _heading_words: dict[CellValue, bool] = field(default_factory=dict)
    _words: dict[CellValue, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        layout = self.table.layout
        about = load_subject(layout.subject)
        self._sure = self._columns(about.sure)
        self._telling = self._columns(about.telling)
        self._amounts = self._columns(about.amounts)
        self._identity = self._columns(about.identity)
        self._used = frozenset(column - self.table.first_column for column in self.table.used)
        self._header = [normal(text) for text in self.table.header]
        self._labels = frozenset(normal(text) for texts in layout.labels.values() for text in texts)
        own = self._columns(tuple({*about.sure, *about.telling, *about.identity} - COUNTED))
        names = self._columns(tuple(name for name in load_fields(layout.subject) if name.endswith("_name")))
        self._totals = Totals(tuple(layout.totals), own, frozenset(names))
        self._sums = Sums(self.table, own)
        self._notes = re.compile("|".join(rf"\b{re.escape(note)}\b" for note in layout.notes) or r"(?!)")

    def _columns(self, names: tuple[str, ...]) -> tuple[int, ...]:
        table = self.table
        places = [column for name in names for column in table.columns.get(name, ())]
        places += [column for slot in table.slots for name in names for column in slot.get(name, ())]
        return tuple(column - table.first_column for column in places)

    def kind(self, cells: list[CellValue]) -> RowKind:
        """What a row is. A total has its word alone, beside amounts, and names no code, date or member; a note has
        no value of a line, or is a label with its value; a row in doubt is a line, so that nothing is
        lost."""
        if self._sure and all(cells[i] != "" for i in self._sure):
            return "heading" if self._is_heading(cells) else "line"
        filled = [cell for cell in cells if cell != "" and not (isinstance(cell, str) and not cell.strip())]
        if not filled:
            return "blank"
        if self._is_heading(cells):
            return "heading"
        if self._totals.fit(cells):
            return "total"
        word = next((normal(cell) for cell in filled if isinstance(cell, str)), "")
        if word in self._labels and len(filled) <= MOST_BESIDE_A_LABEL and not any(map(tells_of_a_service, filled)):
            return "note"
        if any(cells[i] != "" for i in self._telling) or self._has_amount(cells):
            return "note" if self._is_prose(cells, filled) else "line"
        return "line" if sum(cells[i] != "" for i in self._identity) >= LEAST_OF_IDENTITY else "note"

    def is_surely_line(self, cells: list[CellValue]) -> bool:
        """Whether a row that was taken for a line has the values of one: a member's number or a code. Labels above
        another table may stand in a line's columns, too."""
        return (bool(self._sure) and tells_of_a_service(cells[self._sure[0]])) or any(map(tells_of_a_service, cells))

    def may_be_labels(self, cells: list[CellValue]) -> bool:
        """Whether a row could stand above another table: one or two cells, or labels beside their values."""
        filled = [text_of(cell) for cell in cells if cell != ""]
        known = _known_headings(self.table.layout.subject)
        return len(filled) <= MOST_IN_A_LETTER or normal(filled[0]) in known or any(":" in text for text in filled)

    def adds_up(self, number: int, cells: list[CellValue]) -> bool:
        """Whether a row that looks like a line is a total by its numbers: they are the sums of those above, beside one
        text alone."""
        if len(self._sure) > 1 and all(cells[i] != "" for i in self._sure):
            return False
        return self._sums.fit(number, cells, self._totals.fit)

    def names_columns(self, cells: list[CellValue]) -> bool:
        """Whether words of a row are headings, of this table or of any other."""
        words = [normal(text_of(cell)) for cell in cells if cell != ""]
        known = _known_headings(self.table.layout.subject)
        return sum(word in known or word in self._header for word in words) >= LEAST_KNOWN

    def reads_like_headings(self, cells: list[CellValue]) -> bool:
        """Whether a row consists of words alone, as the headings of another table do. The cell where a line has its
        member decides for nearly every row."""
        first = cells[self._sure[0]] if self._sure else ""
        wordy = self._words.get(first)
        if wordy is None:
            wordy = self._words[first] = first == "" or _is_word(first)
        return wordy and is_row_of_words(cells)

    def _is_heading(self, cells: list[CellValue]) -> bool:
        """Whether the headings of the table stand in a row again, each above its own column."""
        first = cells[self._sure[0]] if self._sure else ""
        known = self._heading_words.get(first)
        if known is None:
            known = self._heading_words[first] = isinstance(first, str) and normal(first) in self._header
        if not known:
            return False
        texts = [normal(text_of(cell)) for cell in cells]
        pairs = list(zip(texts, self._header, strict=False))
        same = sum(1 for text, heading in pairs if text and text == heading)
        moved = any(text and text != heading for place, (text, heading) in enumerate(pairs) if place in self._used)
        return not moved and same >= LEAST_KNOWN and same * 2 >= sum(1 for text in texts if text)

    def _has_amount(self, cells: list[CellValue]) -> bool:
        return any(cells[i] != "" for i in self._amounts)

    def _is_prose(self, cells: list[CellValue], filled: list[CellValue]) -> bool:
        """A signature or a sentence that happens to begin in a telling column: text only, in at most three cells, none
        of them a value, with one of the layout's words for it."""
        if len(filled) > 3 or not all(isinstance(cell, str) for cell in filled):
            return False
        if self._has_amount(cells) or any(is_number(cell) or tells_of_a_service(cell) for cell in filled):
            return False
        return self._notes.search(" ".join(text_of(cell).lower() for cell in filled)) is not None


@cache
def _known_headings(subject: str) -> frozenset[str]:
    return frozenset(normal(alias.text) for alias in load_aliases(subject))


def table_rows(table: Table, another: Callable[[int, int], bool]) -> Iterator[tuple[int, RowKind, list[CellValue]]]:
    """Number, kind and cells of the rows that are the table's, a blank one only where a filled one follows; to the end
    of the sheet, or to where another table begins. `another` tells that of a row of words; it gets the row's number and
    the one after the last line: what looks like a line behind that is a note above the other table. Lines below
    headings that are neither the table's own nor another's are astray."""
    sorter, foot = RowSorter(table), FootRows(table)
    waiting: list[tuple[int, RowKind, list[CellValue]]] = []
    after = table.header_row + 1
    astray = False
    for number, cells in table.rows:
        kind = sorter.kind(cells)
        if kind == "heading":
            astray = False
        elif kind != "blank" and sorter.reads_like_headings(cells):
            if another(number, after):
                yield from _as_notes(waiting, sorter)
                return
            if sorter.names_columns(cells):
                kind, astray = "heading", True
        if kind == "line" and sorter.adds_up(number, cells):
            kind = "total"
        if kind == "line" and foot.fit(number, cells):
            kind = "note"
        if kind == "line" and sorter.is_surely_line(cells):
            after = number + 1
            yield from waiting
            waiting.clear()
            yield number, "astray" if astray else kind, cells
            continue
        waiting.append((number, "astray" if astray and kind == "line" else kind, cells))
        if len(waiting) == MOST_WAITING:
            yield from waiting
            waiting.clear()
    yield from _without_blank_end(waiting)


def _as_notes(
    rows: Sequence[tuple[int, RowKind, list[CellValue]]], sorter: RowSorter
) -> Iterator[tuple[int, RowKind, list[CellValue]]]:
    """The rows between the last line and another table: labels above that one are no lines of this."""
    for number, kind, cells in rows:
        is_none = kind in ("line", "astray") and sorter.may_be_labels(cells)
        yield number, "note" if is_none else kind, cells


def _without_blank_end(
    rows: Sequence[tuple[int, RowKind, list[CellValue]]],
) -> Iterator[tuple[int, RowKind, list[CellValue]]]:
    last = max((at for at, (_, kind, _) in enumerate(rows) if kind != "blank"), default=-1)
    yield from rows[: last + 1]


def holds(cells: list[CellValue]) -> str:
    """What a row holds of a line, in words, by its form and wherever it stands; "" for nothing."""
    found = []
    if any(map(is_cin, cells)):
        found.append("a member's CIN")
    if any(map(is_code, cells)):
        found.append("a procedure code")
    return " and ".join(found)


def is_row_of_words(cells: list[CellValue]) -> bool:
    """Whether a row holds several words and nothing else."""
    filled = [cell for cell in cells if cell != ""]
    return len(set(filled)) >= FEWEST_HEADINGS and all(map(_is_word, filled))


def _is_word(cell: CellValue) -> bool:
    """Whether a cell could be a heading: letters, and hardly a digit ("Units 2", "ICD-10")."""
    if not isinstance(cell, str) or len(cell) > LONGEST_HEADING:
        return False
    digits = sum(map(str.isdigit, cell))
    return digits <= MOST_DIGITS and digits < sum(map(str.isalpha, cell))
