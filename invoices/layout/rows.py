"""Tells the lines of a table from what stands between and below them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from invoices.cells.base import text_of
from invoices.layout.table import Table
from invoices.workbook import CellValue
from mappings.service_table import normal
from mappings.subject_file import load_subject

RowKind: TypeAlias = Literal["line", "total", "blank", "heading", "note", "hidden", "not_delivered"]

# A row with fewer words is a title or a note.
FEWEST_HEADINGS, LONGEST_HEADING, MOST_DIGITS = 4, 80, 3
# A label, its value, and a remark.
MOST_BESIDE_A_LABEL = 3


@dataclass(slots=True)
class RowSorter:
    """Sorts the rows of one table."""

    table: Table
    _sure: tuple[int, ...] = field(init=False)
    _telling: tuple[int, ...] = field(init=False)
    _amounts: tuple[int, ...] = field(init=False)
    _header: list[str] = field(init=False)
    _totals: tuple[str, ...] = field(init=False)
    _labels: frozenset[str] = field(init=False)
    _heading_words: dict[CellValue, bool] = field(default_factory=dict)
    _words: dict[CellValue, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        about = load_subject(self.table.layout.subject)
        self._sure = self._columns(about.sure)
        self._telling = self._columns(about.telling)
        self._amounts = self._columns(about.amounts)
        self._header = [normal(text) for text in self.table.header]
        self._labels = frozenset(normal(text) for texts in self.table.layout.labels.values() for text in texts)
        self._totals = tuple(normal(word) for word in self.table.layout.totals)

    def _columns(self, names: tuple[str, ...]) -> tuple[int, ...]:
        table = self.table
        places = [column for name in names for column in table.columns.get(name, ())]
        places += [column for slot in table.slots for name in names for column in slot.get(name, ())]
        return tuple(column - table.first_column for column in places)

    def kind(self, cells: list[CellValue]) -> RowKind:
        """What a row is. A total has its word in the first cell that is filled and names no code, date or member; a
        note has nothing that tells of a line, or is a label with its value; a row in doubt is a line, so that nothing
        is lost."""
        if self._sure and all(cells[i] != "" for i in self._sure):
            return "heading" if self._is_heading(cells) else "line"
        filled = [cell for cell in cells if cell != "" and not (isinstance(cell, str) and not cell.strip())]
        if not filled:
            return "blank"
        if self._is_heading(cells):
            return "heading"
        word = next((normal(cell) for cell in filled if isinstance(cell, str)), "")
        if any(word == total or (word.startswith(total) and len(word) < 40) for total in self._totals):
            return "total"
        if word in self._labels and len(filled) <= MOST_BESIDE_A_LABEL:
            return "note"
        if any(cells[i] != "" for i in self._telling) or self._has_amount(cells):
            return "note" if self._is_prose(cells, filled) else "line"
        return "note"

    def reads_like_headings(self, cells: list[CellValue]) -> bool:
        """Whether a row consists of words alone, as the headings of another table do. The cell where a line has its
        member decides for nearly every row."""
        first = cells[self._sure[0]] if self._sure else ""
        wordy = self._words.get(first)
        if wordy is None:
            wordy = self._words[first] = first == "" or _is_word(first)
        return wordy and is_row_of_words(cells)

    def _is_heading(self, cells: list[CellValue]) -> bool:
        first = cells[self._sure[0]] if self._sure else ""
        known = self._heading_words.get(first)
        if known is None:
            known = self._heading_words[first] = isinstance(first, str) and normal(first) in self._header
        if not known:
            return False
        texts = [normal(text_of(cell)) for cell in cells]
        same = sum(1 for text, heading in zip(texts, self._header, strict=False) if text and text == heading)
        return same >= 3 and same * 2 >= sum(1 for text in texts if text)

    def _has_amount(self, cells: list[CellValue]) -> bool:
        return any(cells[i] != "" for i in self._amounts)

    def _is_prose(self, cells: list[CellValue], filled: list[CellValue]) -> bool:
        """A signature or a sentence that happens to begin in a telling column: text only, in at most three cells,
        with one of the layout's words for it."""
        if len(filled) > 3 or not all(isinstance(cell, str) for cell in filled):
            return False
        words = " ".join(text_of(cell).lower() for cell in filled)
        return not self._has_amount(cells) and any(note in words for note in self.table.layout.notes)


def table_rows(table: Table, another: Callable[[int, int], bool]) -> Iterator[tuple[int, RowKind, list[CellValue]]]:
    """Number, kind and cells of the rows that are the table's, a blank one only where a filled one follows; to the end
    of the sheet, or to where another table begins. `another` tells that of a row of words; it gets the row's number and
    the one after the last line."""
    sorter = RowSorter(table)
    blanks: list[tuple[int, RowKind, list[CellValue]]] = []
    after = table.header_row + 1
    for number, cells in table.rows:
        kind = sorter.kind(cells)
        if kind == "blank":
            blanks.append((number, kind, cells))
            continue
        if blanks:
            yield from blanks
            blanks.clear()
        if kind != "heading" and sorter.reads_like_headings(cells) and another(number, after):
            return
        if kind == "line":
            after = number + 1
        yield number, kind, cells


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
