"""A list beside the lines on their own sheet, with headings of its own and held together with them by a column: the
partners who bill, the prices of services. What it says becomes columns of the lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from invoices.reading.shapes.heading import Heading, head_of, heading_in
from invoices.reading.shapes.join import looked_up_in
from invoices.reading.shapes.known import Known, filled_places, is_total, is_words, key_of
from invoices.reading.shapes.plain import Plain, numbered
from invoices.reading.shapes.source import Source
from invoices.workbook import CellValue, Sheet

NAME = "lists"
EVIDENCE = "cells"
LISTED = "looked up"
COUNTED = frozenset(["units", "minutes", "hours", "service_start", "invoice_total", "paid_amount"])
MONEY = frozenset(["line_charge", "row_total"])
FEWEST_COLUMNS, FEWEST_ROWS, MOST_ROWS = 2, 2, 60


def plain(sheet: Sheet, known: Known) -> Sheet | None:
    """The sheet with what its lists say of the lines; None where it has no list that they look up in."""
    rows = head_of(sheet)
    heading = heading_in(rows, known)
    if heading is None or sheet.keys:
        return None
    lists = [one for first, last in _blocks(rows, heading) if (one := _list(sheet, rows, first, last, known))]
    lists = [one for one in lists if not _sums_up(one[0], heading)]
    if not lists:
        return None
    told = {sheet.first_row + at for one, first, last in lists for at in range(first, last)}
    line = _without(sheet, rows, told, heading)
    used = looked_up_in(line, [one for one, _, _ in lists], known) if line is not None else None
    if used is None:
        return None
    wide, sources = used
    if len(sources) < len(lists):
        # What the lines do not look up in stays where it is, for others to read.
        told = {sheet.first_row + at for one, first, last in lists if one in sources for at in range(first, last)}
        line = _without(sheet, rows, told, heading)
        used = looked_up_in(line, sources, known) if line is not None else None
        return used[0] if used is not None else None
    return wide


def _blocks(rows: Sequence[Sequence[CellValue]], heading: Heading) -> Iterator[tuple[int, int]]:
    """The places of the first row and of that behind the last of each block between blank rows, but for the lines'."""
    first: int | None = None
    for at in range(len(rows) + 1):
        filled = at < len(rows) and bool(filled_places(rows[at]))
        if filled and first is None:
            first = at
        if not filled and first is not None:
            if not first <= heading.at < at:
                yield first, at
            first = None


def _list(
    sheet: Sheet, rows: Sequence[list[CellValue]], first: int, last: int, known: Known
) -> tuple[Source, int, int] | None:
    """A block as a list: a row of words with rows of values in the same columns below it."""
    head, body = rows[first], rows[first + 1 : last]
    places = filled_places(head)
    texts = {key_of(head[place]) for place in places if is_words(head[place])}
    if not FEWEST_ROWS <= len(body) <= MOST_ROWS or len(texts) < max(FEWEST_COLUMNS, len(places)):
        return None
    inside = all({*filled_places(cells)} <= {*places} and len(filled_places(cells)) * 2 > len(places) for cells in body)
    if not inside or any(map(is_total, body)):
        return None
    fields = {place: name for place in places if (name := known.clear_field(head[place]))}
    block = replace(sheet, _cells=[list(cells) for cells in rows[first:last]], first_row=sheet.first_row + first)
    return Source(block, Heading(0, list(head), fields), [list(cells) for cells in rows[first:last]], []), first, last


def _sums_up(one: Source, heading: Heading) -> bool:
    """Whether a list says how much there was of everything, or what the lines say themselves: a summary of them."""
    said = {*one.heading.fields.values()}
    return bool(said & COUNTED) or bool(said & MONEY & {*heading.fields.values()})


def _without(sheet: Sheet, rows: Sequence[list[CellValue]], told: set[int], heading: Heading) -> Source | None:
    """The sheet without the rows of lists, as what looks things up."""
    made = Plain(sheet, range(max(map(len, rows))))
    at = head = 0
    for number, cells in numbered(sheet):
        if number in told or (at == 0 and not filled_places(cells)):
            made.drop(number, LISTED)
            continue
        if number == sheet.first_row + heading.at:
            head = at
        made.add(cells, number)
        at += 1
    lines = made.sheet()
    found = head_of(lines)
    return Source(lines, replace(heading, at=head), found, []) if found else None
