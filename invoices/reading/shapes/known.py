"""What the operators know of words and values: which field a text names, whom it is about, what a cell looks like."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from invoices.cells.base import BLANKS, text_of
from invoices.layout.totals import Totals
from invoices.layout.totals import is_number as is_amount
from invoices.reading.wording import wording
from invoices.reading.words import best_field, role_of
from invoices.workbook import CellValue
from mappings.layout_file import Layout
from mappings.service_table import ServiceTable, load_services
from mappings.subject_file import INVOICE

# From these log-odds on a text says clearly which field it names.
CLEARLY = 3.0
# A longer text is a remark, no heading and no label.
LONGEST_NAME = 60

CIN = re.compile(r"(?i)\b9\d{7}[A-Z]\b")
NPI = re.compile(r"\b[12]\d{9}\b")
DAY = re.compile(r"\b(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2})\b")
MARKS = frozenset(["x", "xx", "✓", "✔", "☑", "☒", "√", "●", "•", "*", "y", "yes", "true", "si", "sí"])
TOTALS = re.compile(r"(?i)^\W*(?:sub|grand)?[\s-]*(?:total|sum)\b|^\W*(?:totales|suma|amount due|balance)\b")

_TOTALS = Totals(tuple(Layout.model_fields["totals"].default), ())


@dataclass(frozen=True)
class Known:
    """What may be asked about a text of a sheet; `subject` is what the sheet is about. Answers are kept, because the
    same headings are asked about by every operator."""

    subject: str = INVOICE
    services: ServiceTable = field(default_factory=load_services)
    # The months that a person has said, by the name of the sheet.
    months: Mapping[str, date] = field(default_factory=dict)
    # Headings, as `key_of` has them, below which some sheet of the file has days beyond a week.
    days: frozenset[str] = frozenset()
    _fields: dict[str, tuple[str, float]] = field(default_factory=dict, repr=False, compare=False)

    def field_of(self, text: str) -> tuple[str, float]:
        """The field that a text names best, with its log-odds; ("", 0.0) for none of ours and for a whole sentence."""
        found = self._fields.get(text)
        if found is None:
            said = text.strip().rstrip(":").strip()
            ours = 0 < len(said) <= LONGEST_NAME and any(map(str.isalpha, said))
            found = self._fields[text] = best_field(said, self.subject) if ours else ("", 0.0)
        return found

    def clear_field(self, cell: CellValue) -> str:
        """The field that a cell names clearly, or ""."""
        if not isinstance(cell, str) or not cell:
            return ""
        name, odds = self.field_of(cell)
        return name if odds >= CLEARLY else ""

    def role(self, name: str) -> str:
        """Whom a field is about: member, billing, rendering ..., or "" for the service and the invoice."""
        return role_of(name) if name else ""

    def spoken_role(self, text: str) -> str:
        """Whom a text itself says to be about ("Client City": member), or "" where it leaves that open ("City")."""
        return wording(text, self.subject).role


def is_filled(cell: CellValue) -> bool:
    """Whether a person sees something in a cell."""
    return cell != "" and not (isinstance(cell, str) and not cell.strip())


def filled_places(cells: Sequence[CellValue]) -> list[int]:
    """The places of the cells of a row in which a person sees something."""
    return [place for place, cell in enumerate(cells) if is_filled(cell)]


def is_words(cell: CellValue) -> bool:
    """Whether a cell could be a heading: a short text with letters that holds no value of a record (a date, a CIN)."""
    if not isinstance(cell, str) or not 0 < len(cell) <= 200 or not any(map(str.isalpha, cell)):
        return False
    return not (CIN.search(cell) or DAY.search(cell) or NPI.search(cell))


def is_mark(cell: CellValue) -> bool:
    """Whether a cell only says that something applies: an X, a tick, TRUE."""
    return cell is True or (isinstance(cell, str) and cell.strip().lower() in MARKS)


def is_number(cell: CellValue) -> bool:
    """Whether a cell holds a number, also one with a currency sign or a comma."""
    if isinstance(cell, (int, float)):
        return not isinstance(cell, bool)
    return isinstance(cell, str) and bool(re.fullmatch(r"\s*[$€]?\s*\d[\d,]*(?:\.\d+)?\s*", cell))


def is_nothing(cell: CellValue) -> bool:
    """Whether a cell says that nothing was done: blank, 0, a dash, FALSE, "no"."""
    if not is_filled(cell) or cell is False:
        return True
    if is_number(cell):
        return not text_of(cell).strip("$€ 0.,")
    return isinstance(cell, str) and (cell.strip().lower() in BLANKS or cell.strip().lower() in ("no", "n", "false"))


def is_day(cell: CellValue) -> bool:
    """Whether a cell holds a date."""
    return isinstance(cell, date) or (isinstance(cell, str) and bool(DAY.fullmatch(cell.strip())))


def is_total(cells: Sequence[CellValue]) -> bool:
    """Whether a row is a total: its first text says so, alone beside amounts."""
    first = next((cell for cell in cells if is_filled(cell) and not is_amount(cell)), "")
    return isinstance(first, str) and _TOTALS.says(first) and _TOTALS.fit(cells)


def key_of(cell: CellValue) -> str:
    """A cell as it is compared with others: letters and digits in lower case, "101" for 101 and 101.0."""
    return "".join(filter(str.isalnum, text_of(cell).lower()))
