"""Rows of a template below (or above) its headings: "required / optional", "text / number / MM/DD/YYYY", other words
for what belongs into each column, and a row filled in as an example. The first say nothing of any service and are
taken out; an example is skipped with its dollars, as it could be somebody's first line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from invoices.cells import load_kinds
from invoices.cells.base import text_of
from invoices.reading.shapes.heading import Heading, head_of, heading_in
from invoices.reading.shapes.known import DAY, Known, filled_places
from invoices.reading.shapes.plain import Plain, numbered, with_skips
from invoices.workbook import CellValue, Sheet
from invoices.workbook.telling import tells_of_a_service
from mappings.fields import all_fields

NAME = "template_rows"
EVIDENCE = "cells"
TEMPLATE, EXAMPLE = "template", "example"

# Kinds of cells that not any text can be read as, and so many columns of them in which words say what belongs there.
STRICT = frozenset(
    [
        *("birth_date", "cin", "date", "diagnoses", "full_address", "gender", "hcpcs", "minutes", "modifiers", "money"),
        *("npi", "place_of_service", "span", "state", "tin", "unit_cost", "units", "zip"),
    ]
)
LEAST_STRICT, LINES = 4, 3
# How far from the headings such rows stand, and how many cells they fill at least.
NEAR, FEWEST = 6, 3
WORDS = re.compile(
    r"""(?ix) \W* (?:
    required | mandatory | optional | conditional | situational | recommended | if\ (?:known|applicable|available|any)
    | (?:required|optional|conditional)\b.{0,40} | r | o | c | req\.? | opt\.? | y/n | yes\ ?/\ ?no
    | (?:free\ )?text(?:\ only)? | string | char(?:acter)?s? | varchar | alpha(?:[\s-]?num(?:eric)?)? | an
    | num(?:ber|eric)?
    | integer | whole\ number | decimal | currency | dollars? | amount | money | boolean | date | datetime | time
    | (?:text|string|char|varchar|number|numeric|alpha|alphanumeric|decimal|an|n) \s* \(? \s* \d+ (?:[.,]\d+)? \s* \)?
    | (?:max\.?|maximum|up\ to|at\ most|min\.?)? \s* \d+ [\s-]* (?:char(?:acter)?s?|digits?|letters?|bytes)\b.{0,30}
    | (?:date\W*)? (?:m{1,2}|d{1,2}|y{2,4}) [\W_]? (?:m{1,2}|d{1,2}) [\W_]? (?:y{2,4}|d{1,2}) \W*
    | (?:drop[\s-]?down|pick\ ?list|select|choose|enter|format|list)\b.{0,60} | [x9#$.,]{4,} | n/?a | leave\ blank
    ) \W*"""
)
EXAMPLES = re.compile(r"(?i)^\W*(?:(?:example|sample|ejemplo)\b|e\.\s?g\.|ex\s*[:.)]).{0,40}$")
# What people put where a number of nobody has to stand.
NOBODY = re.compile(r"(?i)9?(?:12345678?9?0?|23456789|0{6,9}|9{7,9}|1{7,9}|x{6,9})[a-z]?|\d{0,2}x{4,9}[a-z]?")


def plain(sheet: Sheet, known: Known) -> Sheet | None:
    """The sheet without the rows of its template; None where it has none."""
    heading = heading_in(head_of(sheet, 80), known)
    if heading is None:
        return None
    near = range(max(heading.at - NEAR, 0), heading.at + NEAR + 1)
    dropped, skipped = set[int](), dict[int, str]()
    rows = list(islice(numbered(sheet), near.stop + LINES))
    for index, (number, cells) in enumerate(rows):
        if index in near and index != heading.at:
            below = [line for _, line in rows[index + 1 : index + 1 + LINES]] if index > heading.at else []
            if _is_template(cells, heading) or _describes(cells, heading, below, known):
                dropped.add(number)
            elif index > heading.at and _is_example(cells, heading):
                skipped[number] = EXAMPLE
    if not dropped:
        return with_skips(sheet, skipped) if skipped else None
    return _without(sheet, dropped, skipped)


def _without(sheet: Sheet, dropped: set[int], skipped: dict[int, str]) -> Sheet:
    width = max((len(cells) for cells in sheet.rows()), default=0)
    made = Plain(sheet, range(width))
    for number, cells in numbered(sheet):
        if number in dropped:
            made.drop(number, TEMPLATE)
        else:
            made.add(cells, number, skip=skipped.get(number, ""))
    return made.sheet()


def _is_template(cells: Sequence[CellValue], heading: Heading) -> bool:
    """Whether a row says of nearly every column what belongs into it."""
    filled = filled_places(cells)
    named = [place for place in filled if place < len(heading.cells) and heading.cells[place] != ""]
    if len(named) < FEWEST or len(filled) - len(named) > 1:
        return False
    words = sum(1 for place in named if isinstance(cells[place], str) and WORDS.fullmatch(text_of(cells[place])))
    return words * 5 >= len(named) * 4


def _describes(cells: Sequence[CellValue], heading: Heading, below: Sequence[list[CellValue]], known: Known) -> bool:
    """Whether a row says in whatever words what belongs into its columns ("10 digits", "M/F/U", "$"): texts alone, next
    to none of which can be read in the columns where lines below have values that can."""
    filled = filled_places(cells)
    texts = all(isinstance(cells[place], str) and not DAY.search(str(cells[place])) for place in filled)
    if not texts or any(_holds_a_service(cells[place]) for place in filled):
        return False
    if filled and known.clear_field(cells[filled[0]]):
        return False  # "HCPCS Modifiers" before its values: a record on its side
    if sum(known.clear_field(cells[place]) != "" for place in filled) * 2 > len(filled):
        return False  # headings again, of this table or another
    strict = {place: name for place, name in heading.fields.items() if all_fields()[name].kind in STRICT}
    here = [place for place in strict if place in filled]
    if len(here) < LEAST_STRICT or sum(_is_read(cells, place, strict[place]) for place in here) > 1:
        return False
    return any(sum(_is_read(line, place, strict[place]) for place in here) * 5 >= len(here) * 4 for line in below)


def _holds_a_service(cell: CellValue) -> bool:
    return tells_of_a_service(cell) and not NOBODY.fullmatch(text_of(cell))


def _is_read(cells: Sequence[CellValue], place: int, name: str) -> bool:
    """Whether a column's reader makes something of its cell, a number of nobody aside."""
    if place >= len(cells) or NOBODY.fullmatch(text_of(cells[place])):
        return False
    return load_kinds()[all_fields()[name].kind](cells[place], 0).value is not None


def _is_example(cells: Sequence[CellValue], heading: Heading) -> bool:
    """Whether a row calls itself an example, or names nobody: John Doe with a CIN that is no CIN."""
    filled = filled_places(cells)
    texts = [text_of(cells[place]) for place in filled]
    if len(filled) < FEWEST:
        return False
    if any(EXAMPLES.match(text) for text in (texts[0], texts[-1])):
        return True
    place = heading.place_of("member_cin")
    nobody = place is not None and place in filled and NOBODY.fullmatch(text_of(cells[place]))
    if not nobody:
        return False
    said = " ".join(texts)
    # A Smith may be somebody; John Smith with such a number is not.
    return bool(re.search(r"(?i)\b(?:doe|sample|example|test|last ?name)\b", said)) or all(
        re.search(rf"(?i)\b(?:{name})\b", said) for name in ("smith", "john|jane")
    )
