"""Several invoices below each other, each with the head of its own provider above the same headings: an agency that
sends for others, a year of statements. What a head says becomes columns of the lines below it, and nothing of it holds
for the lines of the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from invoices.reading.heads import NPI, Head, head_in
from invoices.reading.shapes.heading import Heading, head_of, heading_in
from invoices.reading.shapes.known import Known, filled_places, is_total
from invoices.reading.shapes.plain import Plain, numbered
from invoices.reading.words import role_of
from invoices.workbook import CellValue, Origin, Sheet
from invoices.workbook.telling import is_cin, is_code
from mappings.fields import all_fields

NAME = "agencies"
EVIDENCE = "cells"
HEAD, HEADING = "head", "heading"
FEWEST_HEADS = 2
BILLING = ("billing_npi", "billing_tin", "billing_name")
# What a head may say besides of its invoice.
OF_THE_INVOICE = frozenset(["invoice_number", "invoice_date"])


class Run(NamedTuple):
    """The rows from the last line to a row of headings: the number of the first, and their cells."""

    first: int
    rows: list[list[CellValue]]


def plain(sheet: Sheet, known: Known) -> Sheet | None:
    """The sheet with columns for what the heads say; None where not two of them name two billers."""
    rows = head_of(sheet)
    heading = heading_in(rows, known)
    if heading is None or heading.place_of(*BILLING) is not None or not _lines_at(heading):
        return None
    if sum(1 for cells in rows if heading.repeated_in(cells)) < FEWEST_HEADS:
        return None
    heads = {run.first: _head(sheet, run) for run in _runs(enumerate(rows, sheet.first_row), heading)}
    if len({head.names(NPI) for head in heads.values()} - {""}) < FEWEST_HEADS:
        return None
    heads = {run.first: _head(sheet, run) for run in _runs(numbered(sheet), heading)}
    fields = list(dict.fromkeys(name for head in heads.values() for name in head.said))
    made = Plain(sheet, range(max(map(len, rows))), more=len(fields))
    _rows_of(sheet, heading, heads, fields, made)
    return made.sheet()


def _head(sheet: Sheet, run: Run) -> Head:
    head = head_in(run.rows, sheet.first_column, run.first)
    kept = {name: one for name, one in head.said.items() if role_of(name) == "billing" or name in OF_THE_INVOICE}
    return head._replace(said=kept)


def _lines_at(heading: Heading) -> list[int]:
    """The places of the columns by which a line is known: the member's number, the code."""
    return [place for place, name in heading.fields.items() if name in ("member_cin", "hcpcs", "service_name")]


def _is_line(cells: Sequence[CellValue], places: Sequence[int]) -> bool:
    return any(is_cin(cells[place]) or is_code(cells[place]) for place in places if place < len(cells))


def _runs(rows: Iterator[tuple[int, list[CellValue]]] | enumerate[list[CellValue]], heading: Heading) -> Iterator[Run]:
    """The rows above each row of headings, from the line or the total before on."""
    places = _lines_at(heading)
    first, run = 0, list[list[CellValue]]()
    for number, cells in rows:
        if heading.repeated_in(cells):
            if run:
                yield Run(first, run)
            run = []
        elif _is_line(cells, places) or is_total(cells):
            run = []
        elif run or filled_places(cells):
            first = first if run else number
            run.append(cells)


def _rows_of(sheet: Sheet, heading: Heading, heads: dict[int, Head], fields: Sequence[str], made: Plain) -> None:
    """Adds the rows: those of a head are taken out, the lines below have what it says."""
    places = _lines_at(heading)
    titles: list[CellValue] = [all_fields()[name].title for name in fields]
    added, moved, titled, within = list[CellValue](), dict[int, Origin](), False, False
    for number, cells in numbered(sheet):
        head = heads.get(number)
        if head is not None and head.speaks:
            added, moved, within = *_said(sheet, head, fields, made.kept), True
        if heading.repeated_in(cells):
            if titled:
                made.drop(number, HEADING)
            else:
                made.add(cells, number, titles, moved)
            titled, within = True, False
        elif within:
            made.drop(number, HEAD)
        elif _is_line(cells, places):
            made.add(cells, number, added, moved)
        else:
            made.add(cells, number)


def _said(sheet: Sheet, head: Head, fields: Sequence[str], first: int) -> tuple[list[CellValue], dict[int, Origin]]:
    """What a head says, by the columns that are added from a place on, and where it stands."""
    added: list[CellValue] = []
    moved: dict[int, Origin] = {}
    for at, name in enumerate(fields, first):
        choice = head.said.get(name)
        added.append("" if choice is None else choice.label.value)
        if choice is not None:
            moved[at] = Origin(sheet.name, choice.label.row, choice.label.column)
    return added, moved
