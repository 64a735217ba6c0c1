"""A form for one member: who it is about stands once above the lines, in label and value pairs around the member's CIN.
The values become columns of the lines, so that an address there is the member's and not the provider's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from invoices.cells.base import text_of
from invoices.reading.shapes.bands import WORDS_FOR
from invoices.reading.shapes.heading import Heading, head_of, heading_in
from invoices.reading.shapes.known import CIN, Known, filled_places, is_total, key_of
from invoices.reading.shapes.pairs import SHORT_LABEL, Pair, pairs_in
from invoices.reading.shapes.plain import Plain, numbered
from invoices.workbook import CellValue, Origin, Sheet

NAME = "form_head"
EVIDENCE = "cells"
HEAD = "form"
# A label with its value, and a remark.
MOST_BESIDE = 4
# Whom the labels before and behind a member's may be about.
OTHERS = frozenset(["billing", "rendering", "payer"])


class Said(NamedTuple):
    """A pair of the form, where its row stands, and the heading that it becomes."""

    pair: Pair
    at: int
    title: str


def plain(sheet: Sheet, known: Known) -> Sheet | None:
    """The sheet with a column for every label of the member's; None where there is no one member above the lines."""
    rows = head_of(sheet)
    heading = heading_in(rows, known)
    said = _said(rows, heading, known) if heading is not None else []
    if heading is None or not said:
        return None
    made = Plain(sheet, range(max(len(cells) for cells in rows)), more=len(said))
    titles = [one.title for one in said]
    values = [one.pair.value for one in said]
    first = sheet.first_row
    labels = {made.kept + at: made.origin(first + one.at, one.pair.label_place) for at, one in enumerate(said)}
    cells_of = {made.kept + at: _origin(made, first, one) for at, one in enumerate(said)}
    taken = {one.at for one in said} | {one.at + one.pair.down for one in said}
    for index, (number, cells) in enumerate(numbered(sheet)):
        if index in taken:
            made.drop(number, HEAD)
        elif index == heading.at or heading.repeated_in(cells):
            made.add(cells, number, titles, labels)
        elif index < heading.at or len(filled_places(cells)) < 2 or is_total(cells):
            made.add(cells, number)
        else:
            made.add(cells, number, values, cells_of)
    return made.sheet()


def _origin(made: Plain, first: int, one: Said) -> Origin:
    return made.origin(first + one.at + one.pair.down, one.pair.place)


def _said(rows: Sequence[list[CellValue]], heading: Heading, known: Known) -> list[Said]:
    """The pairs about the member: those of the rows around the one with the CIN, to a blank row or to labels that are
    somebody else's. Nothing where the lines name their members themselves, or the form names several."""
    if heading.places_with(known, "member") or sum(map(_has_cin, rows[: heading.at])) != 1:
        return []
    if any(map(_has_cin, rows[heading.at :])):
        return []
    at = next(index for index, cells in enumerate(rows) if _has_cin(cells))
    found = [*reversed(_some(rows, range(at, -1, -1), known)), *_some(rows, range(at + 1, heading.at), known)]
    keys = [key_of(one.title) for one in found]
    return found if len(found) > 1 and len(set(keys)) == len(keys) else []


def _has_cin(cells: Sequence[CellValue]) -> bool:
    return any(isinstance(cell, str) and CIN.search(cell) for cell in cells)


def _some(rows: Sequence[list[CellValue]], indices: Sequence[int], known: Known) -> list[Said]:
    """The pairs of some rows, as far as they go on about the member."""
    found: list[Said] = []
    for index in indices:
        pairs = _pairs(rows[index], known)
        if not pairs or any(_role(pair, known) in OTHERS for pair in pairs):
            break
        found += [Said(pair, index, _title(pair, known)) for pair in pairs]
    return found


def _pairs(cells: Sequence[CellValue], known: Known) -> list[Pair]:
    """The pairs of a row; two cells alone are one, whatever the label is."""
    found = pairs_in(cells, [], known)
    filled = filled_places(cells)
    covered = {place for pair in found for place in (pair.place, pair.label_place)}
    if len(filled) > MOST_BESIDE or (found and len(covered & set(filled)) * 2 <= len(filled)):
        return []
    if not found and len(filled) == 2 and isinstance(cells[filled[0]], str):
        label = text_of(cells[filled[0]]).rstrip(": ")
        if len(label) <= SHORT_LABEL and any(map(str.isalpha, label)):
            return [Pair(label, filled[0], cells[filled[1]], filled[1])]
    return found


def _role(pair: Pair, known: Known) -> str:
    """Whom a label is about, where it leaves no doubt: an address may be anybody's."""
    spoken = known.spoken_role(pair.label)
    name = known.clear_field(pair.label)
    return spoken or (known.role(name) if name.endswith(("_npi", "_tin", "_cin", "_dob", "_taxonomy")) else "")


def _title(pair: Pair, known: Known) -> str:
    """The label with whom it is about before it, where it does not say so itself and means somebody."""
    name = known.clear_field(pair.label)
    if known.spoken_role(pair.label) or not known.role(name):
        return pair.label
    return f"{WORDS_FOR['member']} {pair.label}"
