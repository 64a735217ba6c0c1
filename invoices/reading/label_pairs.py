"""Pairs of a label and its value above a table or on a cover sheet: beside or below each other, or in one cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from invoices.cells.base import text_of
from invoices.layout.table import Label
from invoices.reading import several_billers, values
from invoices.reading.columns import Column
from invoices.reading.letter_pieces import is_no_name, is_of_a_block, is_payers
from invoices.reading.letterhead import found_in, letter_of
from invoices.reading.looks import is_organisation, is_payers_name
from invoices.reading.parted_labels import parted
from invoices.reading.wording import BILLING
from invoices.reading.words import SAME_WORDS, Reading, read_heading, role_of
from invoices.workbook import CellValue
from mappings.fields import all_fields
from mappings.subject_file import INVOICE, load_subject

# Text above a table may be anything: a label has to be surer than a heading.
SURE, LONGEST, WORDY = 4.5, 60, 6
# A word by which a name and its label are known to belong together.
SHORTEST_NAME = 4
# Kinds of cells that may be any words.
WORDS = frozenset(["text", "name", "full_name"])
# Kinds of cells that only a person has.
A_PERSONS = frozenset(["cin", "birth_date", "gender"])
# What a label ends in that has another one before it ("Billing Entity: Display Name: Bay Homes").
OF_A_LABEL = re.compile(r"(?i)\b(?:name|nombre|number|address|street|city|state|zip|phone)$")
# "Table 4: Administrative Information" above some columns, which is neither label nor value.
CAPTION = re.compile(
    r"(?i)\s*(?:table|section|part|step|box|tabla|secci[oó]n|parte)\s+(?:\d{1,2}|[ivx]{1,4}|[a-z])\s*[.:)–—-]"
)


class Pair(NamedTuple):
    """A text that may be a label, and the value beside or below it. `owner` is whom the other labels of its row are
    about; `field` the field of a line without label (an address that stands alone), or with one that hardly says any;
    `whole` the address that it is part of; `theirs` a value in the block of somebody who does not bill, `far` one that
    may not belong to the label, `lone` one among rows that do not say who bills."""

    text: str
    label: Label
    owner: str = ""
    field: str = ""
    whole: str = ""
    theirs: bool = False
    far: bool = False
    lone: bool = False

    @property
    def is_guess(self) -> bool:
        """Whether its text hardly says the field."""
        return bool(self.field and self.text)


def pairs_above(
    rows: Sequence[list[CellValue]], first_column: int, first_row: int = 1, subject: str = INVOICE, sheet: str = ""
) -> Iterator[Pair]:
    """Every pair of a label and its value in the rows above a table: "NPI" left of its number or above it, or
    "NPI: 1234567893" in one cell. `sheet` is the name of a cover sheet."""
    letter = letter_of(rows) if subject == INVOICE else None
    told, listed, labelled = set[tuple[int, int]](), set[tuple[int, int]](), set[tuple[int, int]]()
    for number, row in enumerate(rows):
        below = rows[number + 1] if number + 1 < len(rows) else []
        pairs = list(_of_row(number, row, below, first_column, first_row, subject, sheet))
        rest = list(_rest_of_list(rows, number, pairs, first_column, first_row)) if letter is not None else []
        listed |= {
            (at, place) for pair in rest for at in (number + 1, pair.label.row - first_row) for place in range(len(row))
        }
        pairs += rest
        owner = _owner(pairs, subject)
        for pair in pairs:
            at = pair.label.row - first_row, pair.label.column - first_column
            if _speaks_of(pair, subject):
                told.add(at)
            if pair.label.row == number + first_row and _is_billers(pair, subject):
                labelled |= {(number, at) for at, cell in enumerate(row) if text_of(cell).rstrip(": ") == pair.text}
            if letter is not None:
                pair = pair._replace(theirs=at in letter.theirs, lone=not letter.speaks_at(at[0]))
            pair = pair._replace(owner=owner)
            yield pair
            for text, part in parted(pair.text, pair.label.value, subject):
                yield pair._replace(text=text, label=replace(pair.label, value=part))
    if letter is not None:
        for line, column, value in several_billers.unread_npis(rows, told | letter.theirs):
            # Nothing says anything of it: two that differ are two billers, whatever the labels say.
            label = Label(line + first_row, column + first_column, value, sheet)
            yield Pair("", label, field="billing_npi")
        for found in found_in(letter):
            # What stands in a list of several is nobody's alone.
            if (found.row, found.column) not in listed | labelled:
                label = Label(found.row + first_row, found.column + first_column, found.value, sheet)
                yield Pair("", label, "", found.field, whole=found.whole)


def _rest_of_list(
    rows: Sequence[list[CellValue]], number: int, pairs: Sequence[Pair], first_column: int, first_row: int
) -> Iterator[Pair]:
    """The other rows of a list of which a row has the labels."""
    under = {pair.label.column - first_column for pair in pairs if pair.label.row == number + first_row + 1}
    sheet = pairs[0].label.sheet if pairs else ""
    for text, row, column, value in several_billers.further_down(rows, number, under):
        yield Pair(text, Label(row + first_row, column + first_column, value, sheet))


def _owner(pairs: Sequence[Pair], subject: str) -> str:
    """Whom the labels of a row are about: "Client: ... CIN: ... Address: ..." gives the client's address."""
    owners = load_subject(subject).label_roles
    for pair in pairs:
        reading = reading_of(pair.text, subject)
        name, score = max(reading.scores.items(), key=lambda item: item[1], default=("", 0.0))
        telling = reading.said.role or (role_of(name) if name and all_fields()[name].kind in A_PERSONS else "")
        if score >= SURE and telling and telling not in owners:
            return telling
    return ""


def _of_row(
    number: int, row: Sequence[CellValue], below: Sequence[CellValue], first_column: int, first_row: int, subject: str,
    sheet: str,
) -> Iterator[Pair]:  # fmt: skip
    for column, cell in enumerate(row):
        if not isinstance(cell, str) or not cell.strip() or CAPTION.match(cell):
            continue
        before, colon, after = cell.partition(":")
        early, _, late = cell.rstrip(": ").rpartition(":")
        middle = early.partition(":")[2].strip()
        named = OF_A_LABEL.search(middle) is not None or (bool(middle) and _says(middle, subject))
        if named and late.strip() and _may_be_label(early) and _says(early, subject) and not _says(late, subject):
            # "Account: Billing City: Vallejo"
            yield Pair(text_of(early), Label(number + first_row, column + first_column, late.strip(), sheet))
            continue
        whole = text_of(cell).rstrip(": ")
        beside = list(_beside(column, row, below, subject)) if _may_be_label(whole) and _says(whole, subject) else []
        named = bool(colon) and (
            _is_label(after.strip(), subject) or any(_names(after, value, subject) for _, value, _ in beside)
        )
        if beside and (not after.strip() or named or (not is_of_a_block(after) and _says_more(whole, before, subject))):
            under = column < len(below) and is_of_a_block(below[column])
            for place, value, offset in beside:
                label = Label(number + first_row + offset, place + first_column, value, sheet)
                yield Pair(whole, label, far=place > column + 1 and under)
        elif colon and after.strip() and _may_be_label(before) and not _is_label(after.strip(), subject):
            yield Pair(text_of(before), Label(number + first_row, column + first_column, after.strip(), sheet))
        elif not beside and column + 1 < len(row) and _may_be_names_label(whole, row[column + 1], subject):
            label = Label(number + first_row, column + 1 + first_column, row[column + 1], sheet)
            yield Pair(whole, label, field="billing_name")


def _speaks_of(pair: Pair, subject: str) -> bool:
    """Whether a text may say what the number beside it is: the name of an organisation above a number does not."""
    reading = reading_of(pair.text, subject)
    named = {all_fields()[name].kind for name, score in reading.scores.items() if score >= SURE} <= WORDS
    return not (named and reading.said.unknown and is_organisation(pair.text))


def _is_billers(pair: Pair, subject: str) -> bool:
    """Whether a text says that it is a label of the biller's, and has a value that fits: its words are no name then."""
    reading = reading_of(pair.text, subject)
    if reading.said.role != BILLING or reading.said.unknown:
        return False
    return _fits(pair.text, pair.label.value, SURE, subject)


def _may_be_names_label(text: str, value: CellValue, subject: str) -> bool:
    """Whether a text that says no field, or hardly one ("County Department"), may be what the biller of this sheet is
    called: beside it stands the name of an organisation that is no plan's."""
    if subject != INVOICE or not isinstance(value, str) or not _may_be_label(text) or is_payers(text):
        return False
    reading = reading_of(text, subject)
    says = max((*reading.scores.values(), reading.none), default=0.0)
    called = is_organisation(value) or _is_called_so(text, value)
    named = called and not is_payers_name(value) and not is_no_name(value)
    return named and says < SURE and reading.said.role in ("", BILLING) and not reading.said.other


def _is_called_so(text: str, value: str) -> bool:
    """Whether a name has the word of its label: "Station | Cedar Street Sobering Station"."""
    words, said = re.findall(r"[^\W\d_]+", value.casefold()), text.casefold().strip(": ")
    return len(said) >= SHORTEST_NAME and said in words and len(words) > 1 and value[:1].isupper()


def _names(text: str, value: CellValue, subject: str) -> bool:
    """Whether the last word of a text ("Main Phone") is a label by itself, and the cell beside it its value."""
    words = text.split()
    if not words or not _may_be_label(text):
        return False
    return _fits(words[-1], value, SAME_WORDS, subject)


def _fits(text: str, value: CellValue, least: float, subject: str) -> bool:
    """Whether a text names a field so surely at least, and a value may be that."""
    reading = reading_of(text, subject)
    column = Column(0, text, "", reading, [value], {value: 1}, subject)
    return any(score >= least and values.fit(column, name)[0] > 0 for name, score in reading.scores.items())


def _may_be_label(text: str) -> bool:
    """ "INV-1" is a value and no label, however well it reads; "Address Line 1" is one."""
    shown = text.rstrip(": ")
    digits, letters = sum(map(str.isdigit, shown)), sum(map(str.isalpha, shown))
    return 0 < len(shown) <= LONGEST and (not digits or (digits == 1 and letters >= WORDY))


def _says_more(whole: str, before: str, subject: str) -> bool:
    """Whether a text with a colon is a label as a whole ("Account: Billing City") and not one before it."""
    one, other = (max(reading_of(text, subject).scores.values(), default=0.0) for text in (whole, before))
    return one > other


def _says(text: str, subject: str) -> bool:
    """Whether a text names some field of ours, or another thing that a label may name."""
    reading = reading_of(text, subject)
    return max((*reading.scores.values(), reading.none), default=0.0) >= SURE


def reading_of(text: str, subject: str) -> Reading:
    """What a text says as a label."""
    return read_heading(text, "", subject, labels=True)


def _beside(
    column: int, row: Sequence[CellValue], below: Sequence[CellValue], subject: str
) -> Iterator[tuple[int, CellValue, int]]:
    """The value of a label: right of it, or below where none is."""
    right = next((place for place in range(column + 1, len(row)) if row[place] != ""), None)
    if right is not None and not _is_no_value(row[right], subject):
        yield right, row[right], 0
        return
    value = below[column] if column < len(below) else ""
    if value == "" or (isinstance(value, str) and _is_label(value, subject)):
        return
    # "Company Info" stands above labels, each with its value beside it, and is none itself.
    with_value = any(cell != "" for cell in below[column + 1 :])
    if not (with_value and isinstance(value, str) and _may_be_label(value) and _says(value, subject)):
        yield column, value, 1


def _is_no_value(cell: CellValue, subject: str) -> bool:
    return isinstance(cell, str) and (CAPTION.match(cell) is not None or _is_label(cell, subject))


def _is_label(text: str, subject: str) -> bool:
    shown = text.rstrip(": ")
    return _may_be_label(shown) and any(_is_surely(part, subject) for part in (shown, shown.partition(":")[0]))


def _is_surely(text: str, subject: str) -> bool:
    """Whether a text is a label to the letter, or nothing but words of one: a value may share a word with one."""
    reading = reading_of(text, subject)
    return max((*reading.scores.values(), reading.none), default=0.0) >= SAME_WORDS and not reading.said.unknown
