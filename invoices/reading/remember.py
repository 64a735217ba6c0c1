"""Keeps a reading that a person has confirmed: what each column was taken for, by provider, without any member data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice

from invoices.cells.base import text_of
from invoices.cells.npi import clean as clean_npi
from invoices.layout.table import Table
from invoices.reading.answers import missing_answers
from invoices.reading.kinds import compatible, kinds_of
from invoices.reading.model import BILLED, NOT_BILLED, Answers, ColumnRead, SheetReading
from invoices.reading.saved import hints_for
from mappings.masking import looks_identifying
from mappings.reading_file import NOTHING, Meaning, SavedColumn, SavedReading, SavedTable

# The NPI by which a reading is remembered, where it stands in a column of a table.
NPI_FIELDS = ("billing_npi", "group_npi")
NAME_FIELDS = ("billing_name", "group_name")
# What a reading or an answer says of a row, and what is kept of it.
MEANINGS: Mapping[str, Meaning] = {
    BILLED: "billed",
    NOT_BILLED: "not billed",
    "delivered": "billed",
    "not delivered": "not billed",
}
LONGEST_HEADING, LONGEST_NAME = 300, 80


def remember(
    readings: Sequence[SheetReading],
    answers: Answers,
    *,
    who: str,
    when: datetime,
    sha256: str,
    known: Sequence[SavedReading] = (),
) -> list[SavedReading]:
    """The saved readings that change where the readings of a file are confirmed by `who`: a new one, or one of `known`
    with the table replaced or added. Columns that are still asked about are left out, so that they are asked about
    again. `sha256` is the fingerprint of the file."""
    changed: dict[int, SavedReading] = {}
    pool = list(known)
    for reading in readings:
        columns = list(_columns(reading))
        if not columns:
            continue
        npis = providers_of(reading)
        place = next((n for n, one in enumerate(pool) if _is_of(one, npis, columns, reading.subject)), len(pool))
        old = pool[place] if place < len(pool) else None
        table = SavedTable(
            who=who,
            when=when,
            sha256=sha256,
            heading_rows=reading.heading_rows,
            shapes=list(reading.shapes),
            columns=columns,
        )
        made = SavedReading(
            subject=reading.subject,
            providers=_providers(npis, old, pool, reading.subject),
            name=(old.name if old else "") or _name(reading),
            missing={**(old.missing if old else {}), **missing_answers(answers, reading)},
            tables=_with(old, table, npis) if old else [table],
        )
        pool[place : place + 1] = [made]
        changed[place] = made
    return [changed[place] for place in sorted(changed)]


def _providers(npis: Sequence[str], old: SavedReading | None, pool: Sequence[SavedReading], subject: str) -> list[str]:
    """The NPIs that a saved reading is about: none that has one of its own."""
    theirs = {npi for one in pool if one is not old and one.subject == subject for npi in one.providers}
    return [npi for npi in dict.fromkeys([*(old.providers if old else ()), *npis]) if npi not in theirs]


def providers_of(reading: SheetReading) -> list[str]:
    """The NPIs that a sheet names as those of its providers, in the order in which they stand there."""
    if reading.provider:
        return [reading.provider]
    return list(dict.fromkeys(_npis(reading.table))) if reading.table is not None else []


def _npis(table: Table) -> Iterator[str]:
    columns = [column - table.first_column for name in NPI_FIELDS for column in table.columns.get(name, ())]
    labels = [label.value for name, label in table.labels.items() if name in NPI_FIELDS]
    below = islice(table.source.rows(), max(table.header_row - table.source.first_row + 1, 0), None) if columns else ()
    cells = [row[column] for row in below for column in columns if column < len(row)]
    for value in dict.fromkeys([*labels, *cells]):
        found = clean_npi(value, 0)
        if found.value:
            yield str(found.value)


def _is_of(one: SavedReading, npis: Sequence[str], columns: Sequence[SavedColumn], subject: str) -> bool:
    """Whether a saved reading is the one of a provider; one without an NPI is known by its headings."""
    if one.subject != subject:
        return False
    if npis or one.providers:
        return not {*npis}.isdisjoint(one.providers)
    return any(_same(table, columns) for table in one.tables)


def _with(old: SavedReading, table: SavedTable, npis: Sequence[str]) -> list[SavedTable]:
    """The tables with the new one in the place of the one that it is next month's of. What values meant is kept."""
    tables = list(old.tables)
    for place, other in enumerate(tables):
        if _same(other, table.columns):
            earlier = old.model_copy(update={"tables": [other], "providers": list(npis)})
            tables[place] = table.model_copy(update={"columns": list(_with_values(table.columns, earlier, npis))})
            return tables
    return [*tables, table]


def _with_values(columns: Sequence[SavedColumn], earlier: SavedReading, npis: Sequence[str]) -> Iterator[SavedColumn]:
    plain = [column for column in columns if column.origin != "label"]
    hints = hints_for(
        [earlier],
        npis,
        [column.heading for column in plain],
        [column.group for column in plain],
        [column.kinds for column in plain],
        subject=earlier.subject,
    )
    number = 0
    for column in columns:
        if column.origin == "label":
            yield column
            continue
        hint = hints.get(number)
        number += 1
        known = hint.meanings if hint is not None and column.values else {}
        yield column.model_copy(update={"values": {**known, **column.values}})


def _same(table: SavedTable, columns: Sequence[SavedColumn]) -> bool:
    """Whether a table is this one of another month: most headings of either are those of the other; without headings,
    the columns are of the same kinds."""
    one, two = ({(c.group, c.heading) for c in some if c.heading} for some in (table.columns, columns))
    if one or two:
        return len(one & two) * 2 >= max(len(one), len(two))
    same = [compatible(a.kinds, b.kinds) for a, b in zip(table.columns, columns, strict=False)]
    return len(table.columns) == len(columns) and all(same)


def _columns(reading: SheetReading) -> Iterator[SavedColumn]:
    """What is kept of each column and label; nothing of one whose question is open."""
    columns = sorted(reading.columns, key=lambda column: column.number)
    keys = bool(reading.table and reading.table.source.keys)
    for place, column in enumerate(columns):
        if column.status != "asked":
            before = columns[place - 1].heading if place else ""
            after = columns[place + 1].heading if place + 1 < len(columns) else ""
            yield _column(column, "key" if keys else "column", before, after)
    for label in reading.labels:
        if label.status != "asked":
            yield _column(label, "label")


def _column(column: ColumnRead, origin: str, before: str = "", after: str = "") -> SavedColumn:
    return SavedColumn(
        heading=_heading(column.heading),
        group=_heading(column.group),
        origin=origin,  # type: ignore[arg-type]
        before=_heading(before),
        after=_heading(after),
        kinds=list(kinds_of(column.values)),
        field=column.field or NOTHING,
        slot=column.slot,
        scale=column.scale,
        values=_meanings(column.meanings),
    )


def _meanings(meanings: Mapping[str, str]) -> dict[str, Meaning]:
    """What each value was said to mean. A word that speaks for itself needs no keeping, and one that could be a
    person's is not kept, so that it is asked about again."""
    return {
        value: MEANINGS[meaning]
        for value, meaning in meanings.items()
        if meaning in MEANINGS and not looks_identifying(value)
    }


def _heading(text: str) -> str:
    return "" if looks_identifying(text) else text[:LONGEST_HEADING]


def _name(reading: SheetReading) -> str:
    """The provider's name, where the sheet has one and no other."""
    values = {
        text_of(value)
        for column in (*reading.columns, *reading.labels)
        if column.field in NAME_FIELDS
        for value in column.values
    }
    return values.pop()[:LONGEST_NAME] if len(values) == 1 else ""
