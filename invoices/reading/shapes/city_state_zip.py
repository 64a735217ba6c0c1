"""City, state and ZIP in one cell ("Fresno, CA 93721") beside a column for the street: parted into three columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from invoices.cells.base import text_of
from invoices.reading.shapes.headerless import is_put_above
from invoices.reading.shapes.heading import Heading, head_of, heading_in
from invoices.reading.shapes.known import Known, filled_places
from invoices.reading.shapes.plain import Plain, numbered
from invoices.workbook import CellValue, Origin, Sheet

NAME = "city_state_zip"
EVIDENCE = "reading"
PARTS = re.compile(
    r"(?P<city>[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ .'’-]*?)[\s,]+(?P<state>[A-Za-z]{2})\.?[\s,]+(?P<zip>\d{5}(?:-?\d{4})?)"
)
# "Client City/State/Zip" -> "Client City".
HEADED = re.compile(r"(?i)\s*(?:city|ciudad|csz)\b.*$")
FEWEST, MOSTLY = 2, 8
WORDS_FOR = {"member": "Member", "billing": "Provider", "rendering": "Rendering", "payer": "Payer"}


class Column(NamedTuple):
    """A column of such cells, and what to call its city, state and ZIP."""

    place: int
    titles: tuple[str, str, str]


def plain(sheet: Sheet, known: Known) -> Sheet | None:
    """The sheet with a column each for city, state and ZIP; None where no column holds the three in its cells."""
    rows = head_of(sheet)
    heading = heading_in(rows, known) or _bare(sheet, rows)
    if heading is None:
        return None
    below = [cells for cells in rows[heading.at + 1 :] if len(filled_places(cells)) > 1]
    columns = [
        Column(place, _titles(text_of(heading.cells[place]), known))
        for place in (filled_places(heading.cells) or range(len(heading.cells)))
        if _is_there([cells[place] for cells in below if place < len(cells) and cells[place] != ""])
    ]
    if not columns:
        return None
    width = max(len(cells) for cells in rows)
    order = _order(width, [column.place for column in columns])
    made = Plain(sheet, range(width), more=3 * len(columns), order=order)
    for index, (number, cells) in enumerate(numbered(sheet)):
        if index < heading.at:
            made.add(cells, number)
            continue
        left, added = list(cells), list[CellValue]()
        moved: dict[int, Origin] = {}
        repeated = index == heading.at or heading.repeated_in(cells)
        for at, column in enumerate(columns):
            parts = column.titles if repeated else _parts(cells[column.place] if column.place < len(cells) else "")
            if parts:
                first = order.index(width + 3 * at)
                moved |= {first + part: made.origin(number, column.place) for part in range(3)}
                left[column.place] = ""
            added += parts or ("", "", "")
        made.add(left, number, added, moved)
    return made.sheet()


def _order(width: int, parted: Sequence[int]) -> list[int]:
    """The parts of each cell behind the column that they stood in, so that the neighbours stay neighbours."""
    behind = {place: range(width + 3 * at, width + 3 * at + 3) for at, place in enumerate(parted)}
    return [made for place in range(width) for made in (place, *behind.get(place, ()))]


def _bare(sheet: Sheet, rows: Sequence[Sequence[CellValue]]) -> Heading | None:
    """The row of blank headings above a table that has none."""
    found = (Heading(at, list(cells), {}) for at, cells in enumerate(rows) if is_put_above(sheet, at, cells))
    return next(found, None)


def _titles(text: str, known: Known) -> tuple[str, str, str]:
    if not text:
        return ("", "", "")
    before = HEADED.sub("", text).strip(" :-/") if HEADED.search(text) else ""
    if not before and (role := known.spoken_role(text)) in WORDS_FOR:
        before = WORDS_FOR[role]
    return (f"{before} City".strip(), f"{before} State".strip(), f"{before} Zip".strip())


def _parts(cell: CellValue) -> tuple[str, str, str] | None:
    """The three parts of a cell; None where it does not hold all of them, and is left as it is."""
    found = PARTS.fullmatch(text_of(cell)) if isinstance(cell, str) else None
    return (found["city"].rstrip(" ,"), found["state"].upper(), found["zip"]) if found else None


def _is_there(values: Sequence[CellValue]) -> bool:
    fitting = sum(1 for value in values if _parts(value))
    return fitting >= FEWEST and fitting * 10 >= len(values) * MOSTLY
