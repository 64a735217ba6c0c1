"""How the sheets of one file are read together: their shapes made plain, joined by their keys, with what a cover sheet
says of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from invoices.cells.base import text_of
from invoices.cells.month import clean as clean_month
from invoices.layout.table import Label
from invoices.reading.complete import missing_question
from invoices.reading.label_pairs import Pair, pairs_above
from invoices.reading.letterhead import letter_of
from invoices.reading.model import Answers, SheetReading
from invoices.reading.read import Known, is_complete, read_sheet, worth
from invoices.reading.shapes import known as shape_words
from invoices.reading.shapes.cover import cover_labels, has_table
from invoices.reading.shapes.days import days_beyond_a_week, days_without_month
from invoices.reading.shapes.price_list import with_prices
from invoices.reading.shapes.search import applied, best_form, best_sheets, shapes_of
from invoices.reading.stacked import first_reading, readings_below
from invoices.workbook import CellValue, Sheet
from mappings.layout_file import Layout
from mappings.reading_file import SavedReading
from mappings.subject_file import INVOICE

# Headings and one row of values, with so many headings that are known.
FEW, ONE_ROW, FEWEST_LABELS = 8, 2, 3
# A label and its value; a list of prices is no longer than this where labels stand beside it.
A_PAIR, MOST_ROWS = 2, 120
# What is asked where days have no month.
MONTH, MONTH_OF_DAYS = "service_month", "month and year of the days under"


def known_of(
    layouts: Sequence[Layout],
    *,
    subject: str = INVOICE,
    fixed: Layout | None = None,
    answers: Answers | None = None,
    saved: Sequence[SavedReading] = (),
) -> Known:
    """What is known before the sheets are looked at."""
    return Known(layouts, fixed, answers or {}, saved, subject=subject)


def read_sheets(
    file: str,
    sheets: Sequence[Sheet],
    layouts: Sequence[Layout],
    *,
    subject: str = INVOICE,
    fixed: Layout | None = None,
    answers: Answers | None = None,
    saved: Sequence[SavedReading] = (),
) -> list[SheetReading]:
    """How each table of a file's sheets is read, in their order. `layouts` and `saved` are evidence, `fixed` is the
    layout that the user has named, `answers` are those to questions of an earlier reading, by their ids."""
    known = known_of(layouts, subject=subject, fixed=fixed, answers=answers, saved=saved)
    found: list[SheetReading] = []
    for reading, around in first_readings(file, sheets, known):
        if reading is not None:
            found += [reading, *readings_below(reading, around)]
    return found


def first_readings(file: str, sheets: Sequence[Sheet], known: Known) -> list[tuple[SheetReading | None, Known]]:
    """How the first table of each sheet is read (None where it has none), with what was known of it: the labels of the
    cover sheets, too."""
    words = shape_words.Known(known.subject, months=_months_answered(sheets, known.answers))
    if known.subject == INVOICE and len(sheets) > 1:
        words = replace(words, days=days_beyond_a_week(sheets, words))
    cover = tuple(pair for sheet in sheets for pair in _cover(sheet, words)) if len(sheets) > 1 else ()
    known = replace(known, cover=cover)
    together = list(sheets)
    if known.subject == INVOICE and len(sheets) > 1:
        together = best_sheets(sheets, lambda sheet: worth(sheet, known), words)
        beside = [pair for old, new in zip(sheets, together, strict=True) for pair in _beside(old, new, words)]
        known = replace(known, cover=(*cover, *beside), seen={}) if beside else known
        together = with_prices(together, words)
    return [(_first(file, sheet, known, words), known) for sheet in together]


def _beside(sheet: Sheet, joined: Sheet, words: shape_words.Known) -> list[Pair]:
    """The labels above or below a list that the lines were looked up in: who bills, beside the prices."""
    if joined is sheet or joined.origins is not None:
        return []  # the lines themselves, or a sheet that nothing was looked up in
    rows = list(islice(sheet.rows(), MOST_ROWS))
    blank: CellValue = ""
    pairs = [[blank] * len(row) if sum(cell != "" for cell in row) > A_PAIR else row for row in rows]
    return list(pairs_above(pairs, sheet.first_column, sheet.first_row, words.subject, sheet.name))


def _cover(sheet: Sheet, words: shape_words.Known) -> list[Pair]:
    """The labels and the free lines of a sheet that has nothing else."""
    if not cover_labels(sheet, words) and not _is_letter(sheet, words):
        return _one_row(sheet, words)
    return list(pairs_above(list(sheet.rows()), sheet.first_column, sheet.first_row, words.subject, sheet.name))


def _is_letter(sheet: Sheet, words: shape_words.Known) -> bool:
    """Whether a sheet without a table says in free lines who bills."""
    if words.subject != INVOICE or has_table(sheet, words):
        return False
    letter = letter_of(list(sheet.rows()))
    return letter.speaks and len({spot.piece.text for spot in letter.ours if spot.kind == "npi"}) < 2


def _one_row(sheet: Sheet, words: shape_words.Known) -> list[Pair]:
    """A sheet of headings with one row of values: the organization of an export."""
    rows = [row for row in islice(sheet.rows(), FEW) if any(cell != "" for cell in row)]
    if len(rows) != ONE_ROW or not all(isinstance(cell, str) for cell in rows[0]):
        return []
    if sum(bool(words.clear_field(cell)) for cell in rows[0]) < FEWEST_LABELS:
        return []
    return [
        Pair(text_of(heading), Label(sheet.first_row + 1, place + sheet.first_column, value, sheet.name))
        for place, (heading, value) in enumerate(zip(*rows, strict=False))
        if heading != "" and value != ""
    ]


def _first(file: str, sheet: Sheet, known: Known, words: shape_words.Known) -> SheetReading | None:
    names = _named(known)
    if names:
        plain, made = applied(sheet, names, words), names
    elif known.subject == INVOICE:
        plain, made = best_form(sheet, lambda form: worth(form, known), words, lambda form: is_complete(form, known))
    else:
        plain, made = sheet, ()
    reading = first_reading(file, sheet, known) if plain is sheet else read_sheet(file, plain, known, shapes=made)
    if reading is not None and known.subject == INVOICE:
        days = days_without_month(plain, words)
        reading.questions += [missing_question(reading, MONTH, f"{MONTH_OF_DAYS} ‘{days}’")] if days else []
    return reading


def _months_answered(sheets: Sequence[Sheet], answers: Answers) -> dict[str, date]:
    """The months that were said of sheets whose days have none, by the name of the sheet."""
    said = ((sheet.name, answers.get(f"{sheet.name}!{MONTH}")) for sheet in sheets)
    months = ((name, clean_month(text, 0).value) for name, text in said if isinstance(text, str))
    return {name: month for name, month in months if isinstance(month, date)}


def _named(known: Known) -> tuple[str, ...]:
    """The shapes that the layout which the user has named says the sheet has."""
    return shapes_of(known.fixed) if known.fixed is not None else ()
