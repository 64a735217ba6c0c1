"""A form for one member: who it is about stands once above the lines, in label and value pairs around the member's CIN.
The values become columns of the lines, so that an address there is the member's and not the provider's."""

from __future__ import annotations

from collections.abc import Collection, Sequence
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
    if heading is None:
        return None
    beside = _beside(rows[: heading.at], known)
    said = _said([_side(cells, beside) for cells in rows[: heading.at]], rows, heading, known)
    if not said:
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
            others = _side(cells, beside, others=True)
            if filled_places(others):
                made.add(others, number)
            else:
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


def _beside(rows: Sequence[list[CellValue]], known: Known) -> dict[int, bool]:
    """The places of labels -> whether they are the member's, where another block of labels stands beside the member's:
    no label of one place says that it is the member's and one of another place that it is somebody else's. Empty where
    there is one block."""
    whose: dict[int, set[str]] = {}
    for cells in rows:
        for pair in pairs_in(cells, [], known):
            role = "member" if _has_cin([pair.value]) else _role(pair, known)
            whose.setdefault(pair.label_place, set()).add(role)
    members = {place for place, roles in whose.items() if "member" in roles}
    others = {place for place, roles in whose.items() if roles & OTHERS} - members
    return dict.fromkeys(members, True) | dict.fromkeys(others, False) if members and others else {}


def _side(cells: Sequence[CellValue], beside: dict[int, bool], *, others: bool = False) -> list[CellValue]:
    """A row with the cells of the member's block only, or of the `others`. A cell belongs to the next label on its left
    that says whose it is; the cells left of all of them to the first one."""
    if not beside:
        return [] if others else list(cells)
    first = min(beside)
    whose = {place: beside[max((at for at in beside if at <= place), default=first)] for place in range(len(cells))}
    return [cell if whose[place] is not others else "" for place, cell in enumerate(cells)]


def _said(
    head: Sequence[list[CellValue]], rows: Sequence[list[CellValue]], heading: Heading, known: Known
) -> list[Said]:
    """The pairs about the member in the `head`: those of the rows around the one with the CIN, to a blank row or to
    labels that are somebody else's or come a second time. Nothing where the lines name their members themselves, or the
    form names several."""
    if heading.places_with(known, "member") or sum(map(_has_cin, head)) != 1:
        return []
    if any(map(_has_cin, rows[heading.at :])):
        return []
    at = next(index for index, cells in enumerate(head) if _has_cin(cells))
    below = _some(head, range(at, len(head)), known)
    above = _some(head, range(at - 1, -1, -1), known, {key_of(one.title) for one in below})
    keys = [key_of(one.title) for one in (*above, *below)]
    return [*reversed(above), *below] if len(keys) > 1 and len(set(keys)) == len(keys) else []


def _has_cin(cells: Sequence[CellValue]) -> bool:
    return any(isinstance(cell, str) and CIN.search(cell) for cell in cells)


def _some(
    rows: Sequence[list[CellValue]], indices: Sequence[int], known: Known, said: Collection[str] = ()
) -> list[Said]:
    """The pairs of some rows, as far as they go on about the member and do not say again what was `said`."""
    found: list[Said] = []
    for index in indices:
        more = [Said(pair, index, _title(pair, known)) for pair in _pairs(rows[index], known)]
        ends = any(_role(one.pair, known) in OTHERS or key_of(one.title) in said for one in more)
        if not more or ends:
            break
        found += more
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
