"""Forms below each other: a form a service, each label with its value beside it, over and over. The labels become
headings, every form a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from invoices.reading.shapes.heading import head_of
from invoices.reading.shapes.known import CIN, Known, filled_places, is_words, key_of
from invoices.reading.shapes.plain import Plain, numbered
from invoices.workbook import CellValue, Origin, Sheet
from invoices.workbook.telling import tells_of_a_service

NAME = "forms"
EVIDENCE = "cells"
FORM, TITLE = "form", "note"
FEWEST_FORMS, FEWEST_LABELS, FEWEST_FIELDS = 2, 5, 4
# A form is no longer than this.
MOST_LABELS = 120


class Form(NamedTuple):
    """The rows of a form: each row's number, its label and its value."""

    rows: list[tuple[int, str, CellValue]]

    @property
    def keys(self) -> list[str]:
        """The labels as they are compared."""
        return [key_of(label) for _, label, _ in self.rows]


def plain(sheet: Sheet, known: Known) -> Sheet | None:
    """The sheet with a row for each form; None where no labels repeat below each other."""
    head = head_of(sheet)
    place = _place(head, known)
    if place is None:
        return None
    forms = list(_forms(sheet, place, [key_of(title) for title in _titles(head, place)]))
    if len(forms) < FEWEST_FORMS or not all(map(_fits, forms)):
        return None
    labels: dict[str, tuple[str, int]] = {}
    for form in forms:
        for number, label, _ in form.rows:
            labels.setdefault(key_of(label), (label, number))
    titles = [label for label, _ in labels.values()]
    keys = {key: at for at, key in enumerate(labels)}
    told = {number for form in forms for number, _, _ in form.rows}
    by_first = {form.rows[0][0]: form for form in forms}
    made = Plain(sheet, [], more=max(len(titles), max(map(len, head))))
    first = forms[0].rows[0][0]
    for number, cells in numbered(sheet):
        if number == first:
            moved = {at: made.origin(row, place) for at, (_, row) in enumerate(labels.values())}
            made.add([], number, titles, moved)
        if number in by_first:
            _add(made, by_first[number], keys, place, slot=int(number == first))
        elif number in told:
            made.drop(number, FORM)
        elif number < first:
            made.add([], number, cells, {at: made.origin(number, at) for at in filled_places(cells)})
        elif filled_places(cells):
            made.drop(number, TITLE)
    return made.sheet()


def _add(made: Plain, form: Form, keys: dict[str, int], place: int, slot: int) -> None:
    values: list[CellValue] = [""] * len(keys)
    moved: dict[int, Origin] = {}
    for number, label, value in form.rows:
        values[keys[key_of(label)]] = value
        moved[keys[key_of(label)]] = made.origin(number, place + 1)
    made.add([], form.rows[0][0], values, moved, slot=slot, under=[number for number, _, _ in form.rows[1:]])


def _place(rows: Sequence[list[CellValue]], known: Known) -> int | None:
    """The column of the labels: most of its texts stand there several times, name fields, and have a value beside."""
    if any(len(filled_places(cells)) > 2 and any(map(tells_of_a_service, cells)) for cells in rows):
        return None  # the heads of several invoices, each above its lines
    for place in range(2):
        labels = [str(cells[place]) for cells in rows if _is_pair(cells, place)]
        several = {label for label in labels if labels.count(label) >= FEWEST_FORMS}
        fields = {known.clear_field(label) for label in several} - {""}
        alone = sum(1 for cells in rows if filled_places(cells) and not _is_pair(cells, place))
        repeated = sum(1 for label in labels if label in several)
        if len(several) >= FEWEST_LABELS and len(fields) >= FEWEST_FIELDS and repeated > 2 * alone:
            return place
    return None


def _is_pair(cells: Sequence[CellValue], place: int) -> bool:
    """Whether a row is a label in this column, with a value in the next, and nothing else."""
    filled = filled_places(cells)
    return filled == [place, place + 1] and is_words(cells[place])


def _titles(rows: Sequence[list[CellValue]], place: int) -> list[str]:
    """The labels of a form, in their order: from the first that stands there again to where it does."""
    labels = [str(cells[place]) for cells in rows if len(cells) > place and is_words(cells[place])]
    keys = [key_of(label) for label in labels]
    first = next(at for at, key in enumerate(keys) if keys.count(key) >= FEWEST_FORMS)
    again = keys.index(keys[first], first + 1)
    found = [at for at in range(first, again) if keys.count(keys[at]) >= FEWEST_FORMS]
    return [labels[at] for at in found]


def _forms(sheet: Sheet, place: int, keys: Sequence[str]) -> Iterator[Form]:
    """The forms of a sheet: each begins with the same label and ends at a row that is no label."""
    rows: list[tuple[int, str, CellValue]] = []
    for number, cells in numbered(sheet):
        filled = filled_places(cells)
        is_one = filled == [place, place + 1] and is_words(cells[place])
        is_one = is_one or (filled == [place] and key_of(cells[place]) in keys)
        begins = is_one and key_of(cells[place]) == keys[0]
        if begins or not is_one:
            if rows:
                yield Form(rows)
            rows = []
        if begins or (is_one and rows):
            rows.append((number, str(cells[place]), cells[place + 1] if place + 1 < len(cells) else ""))
    if rows:
        yield Form(rows)


def _fits(form: Form) -> bool:
    """Whether a form has no label twice, and is of one member."""
    members = sum(1 for _, _, value in form.rows if isinstance(value, str) and CIN.search(value))
    return len(form.keys) == len({*form.keys}) <= MOST_LABELS and members <= 1
