"""Where the headings of a table stand, as far as an operator has to know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from invoices.reading.shapes.known import Known, filled_places, is_day, is_words, key_of
from invoices.workbook import CellValue, Sheet

# So many rows are looked at before a shape is said to be there.
LOOKED_AT = 250
HEADING_ROWS = 60
FEWEST_FIELDS, FEWEST_TEXTS = 2, 3
ROWS_OF_VALUES, FEWEST_ROWS = 8, 2


@dataclass(frozen=True)
class Heading:
    """The headings of a table: the index of their row, their texts by place, and the fields that they name."""

    at: int
    cells: list[CellValue]
    fields: dict[int, str]

    @cached_property
    def _keys(self) -> list[str]:
        return [key_of(cell) for cell in self.cells]

    @cached_property
    def _first(self) -> tuple[int, ...]:
        """The places of a few headings; a row that has none of them there is no row of headings."""
        return tuple(place for place, key in enumerate(self._keys) if key)[:3]

    def place_of(self, *names: str) -> int | None:
        """The place of the first column for one of these fields."""
        return next((place for place, name in self.fields.items() if name in names), None)

    def places_with(self, known: Known, role: str) -> list[int]:
        """The places of the columns about somebody ("" for the service)."""
        return [place for place, name in self.fields.items() if known.role(name) == role]

    def repeated_in(self, cells: Sequence[CellValue]) -> bool:
        """Whether a row says the same headings again, each above its own column."""
        own = self._keys
        for place in self._first:
            cell = cells[place] if place < len(cells) else ""
            if isinstance(cell, str) and cell[:1].lower() == own[place][:1] and key_of(cell) == own[place]:
                break
        else:
            return False
        texts = [(place, key_of(cells[place])) for place in filled_places(cells)]
        if len(texts) < FEWEST_FIELDS:
            return False
        same = sum(1 for place, text in texts if place < len(own) and text == own[place])
        if any(text in own and (place >= len(own) or text != own[place]) for place, text in texts):
            return False
        return same >= FEWEST_FIELDS and same * 5 >= max(len(texts), sum(map(bool, own))) * 4


def head_of(sheet: Sheet, most: int = LOOKED_AT) -> list[list[CellValue]]:
    """The rows by which a shape is decided, to be changed at will."""
    return [list(cells) for cells in islice(sheet.rows(), most)]


def heading_in(rows: Sequence[Sequence[CellValue]], known: Known) -> Heading | None:
    """The row that most looks like the headings of a table: words nearly all, and the most fields clearly named."""
    best: Heading | None = None
    for index, cells in enumerate(rows[:HEADING_ROWS]):
        places = filled_places(cells)
        texts = [key_of(cells[place]) for place in places if is_words(cells[place])]
        if len(set(texts)) < FEWEST_TEXTS or len(texts) * 5 < len(places) * 4:
            continue
        fields = {place: name for place in places if (name := known.clear_field(cells[place]))}
        if len(set(fields.values())) < FEWEST_FIELDS or len(fields) < min(4, len(places) / 4):
            continue
        labels = sum(1 for place in fields if str(cells[place]).rstrip().endswith(":"))
        if labels * 2 > len(fields):
            continue  # "CIN: ... Name: ...", each beside its value
        if best is None or len(fields) > len(best.fields):
            best = Heading(index, list(cells), fields)
    return best


def first_words(rows: Sequence[Sequence[CellValue]], known: Known) -> Heading | None:
    """The headings of a table whose words say little ("What", "Dec", "Tag"): the first row of words with rows of values
    in the same columns below it. A column of nothing but days after these of birth is that of the services."""
    for index, cells in enumerate(rows[:HEADING_ROWS]):
        places = filled_places(cells)
        texts = {key_of(cells[place]) for place in places}
        if len(texts) < max(FEWEST_TEXTS, len(places)) or not all(is_words(cells[place]) for place in places):
            continue
        below = [row for row in rows[index + 1 : index + 1 + ROWS_OF_VALUES] if filled_places(row)]
        inside = [
            row for row in below if {*filled_places(row)} <= {*places} and len(filled_places(row)) * 2 > len(places)
        ]
        if len(inside) < FEWEST_ROWS or len(inside) < len(below):
            return None
        fields = {place: name for place in places if (name := known.clear_field(cells[place]))}
        days = [place for place in places if all(is_day(row[place]) for row in inside if place < len(row))]
        if "service_start" not in fields.values() and len(days) == 1 and fields.get(days[0]) != "member_dob":
            fields[days[0]] = "service_start"
        return Heading(index, list(cells), fields)
    return None
