"""The columns of a sheet as the inference sees them: heading, group, the values of some rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import lru_cache

from invoices.cells.base import number_of, text_of
from invoices.cells.date import clean_date
from invoices.layout.header_rows import headings_at
from invoices.reading.words import Reading, read_heading
from invoices.workbook import CellValue, MergedRange
from mappings.subject_file import INVOICE

# So many rows below the headings are looked at, and so many different values of a column.
SAMPLE_ROWS, MOST_VALUES = 200, 48
# Lists of these hold services: what stands above them says nothing of whose a key in them is.
OF_LINES = frozenset(
    [
        "lines",
        "services",
        "items",
        "lineitems",
        "servicelines",
        "visits",
        "encounters",
        "claims",
        "entries",
        "records",
        "contacts",
        "sessions",
        "deliveries",
        "activities",
        "events",
        "shifts",
        "trips",
        "charges",
        "details",
        "rows",
        "procedures",
        "transactions",
        "supports",
        "communitysupports",
        "log",
        "logs",
    ]
)

# What a heading may name that is no field -> the kinds of cells that it is written in, where these tell it.
OF_KIND = {
    "time_of_day": frozenset(["time", "date", "text"]),
    "other_date": frozenset(["date"]),
    "other_amount": frozenset(["number"]),
    "other_units": frozenset(["number"]),
    "staff": frozenset(["text", "number"]),
    "other_person": frozenset(["text", "number"]),
}


@dataclass(slots=True)
class Column:
    """One column. `number` counts from 0 = A; `cells` are its values in the sampled rows (some of them "");
    `values` the different ones with their count; `reading` what its heading says; `path` is the whole path of a key
    ("" for a heading), `kinds` what its values look like (`kind_of`)."""

    number: int
    heading: str
    group: str
    reading: Reading
    cells: Sequence[CellValue] = ()
    values: Mapping[CellValue, int] = field(default_factory=dict)
    subject: str = INVOICE
    path: str = ""
    kinds: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """What the values look like, for all who ask."""
        self.kinds = frozenset(map(kind_of, self.values))

    @property
    def joined(self) -> str:
        """The heading with that of its group."""
        return self.heading if not self.group or self.group == self.heading else f"{self.group} {self.heading}"

    @property
    def filled(self) -> int:
        """How many of the sampled rows have a value."""
        return sum(self.values.values())

    @property
    def slot(self) -> int:
        """The number that counts services, of the heading or else of its group."""
        return self.reading.said.slot


def columns_of(
    head: Sequence[list[CellValue]],
    row: int,
    height: int,
    first_column: int,
    merged: Sequence[MergedRange],
    lines: Sequence[list[CellValue]],
    subject: str = INVOICE,
    *,
    keys: bool = False,
) -> list[Column]:
    """The columns below a heading row (from 0); `lines` are the rows whose values speak. Columns with neither heading
    nor values are left out. `keys` says that the headings are paths of keys: all but the last are groups."""
    found: list[Column] = []
    headings = headings_at(head, row, height, first_column, merged)
    width = max((len(cells) for cells in lines), default=0)
    for place in range(max(len(headings), width)):
        own = headings[place].own if place < len(headings) else ""
        group = headings[place].group if place < len(headings) else ""
        path = own if keys else ""
        if keys and "." in own:
            group, own = _path(own)
        cells = [cells[place] if place < len(cells) else "" for cells in lines]
        values = distinct(cells)
        if not own and not values:
            continue
        column = Column(
            place + first_column, own, group, read_heading(own, group, subject), cells, values, subject, path
        )
        column.reading = _sober(column)
        found.append(column)
    return found


def _sober(column: Column) -> Reading:
    """What a heading says without the things that its values are not: no person is a date, "How many time" no time of
    day."""
    reading, kinds = column.reading, column.kinds
    things = {thing: score for thing, score in reading.things.items() if not kinds or kinds & OF_KIND.get(thing, kinds)}
    return reading if len(things) == len(reading.things) else reading._replace(things=things)


def _path(text: str) -> tuple[str, str]:
    """The keys above one that say whom it is about, and the key: those of the nearest list of services end it."""
    *above, own = text.split(".")
    for at in range(len(above) - 1, -1, -1):
        if above[at].replace("_", "").lower() in OF_LINES:
            return ".".join(above[at + 1 :]), own
    return ".".join(above), own


def distinct(cells: Sequence[CellValue]) -> dict[CellValue, int]:
    """The different values of a column, in their order and as many as are worth looking at, with their number."""
    found: dict[CellValue, int] = {}
    for value in cells:
        if value in found:
            found[value] += 1
        elif value != "" and len(found) < MOST_VALUES and text_of(value):
            found[value] = 1
    return found


@lru_cache(maxsize=16384, typed=True)
def kind_of(value: CellValue) -> str:
    """What a cell looks like: "time" (of a day), "date", "number" (an amount, too) or "text"."""
    if isinstance(value, (time, timedelta)):
        return "time"
    if isinstance(value, date):
        return "date"
    text = text_of(value)
    if isinstance(value, str) and number_of(text.replace("$", "").replace("USD", "").strip()) is None:
        if len(text) <= 11 and ":" in text and text[:1].isdigit():
            return "time"
        return "date" if any(c.isdigit() for c in text) and clean_date(text, 2000).value is not None else "text"
    return "text" if isinstance(value, bool) else "number"
