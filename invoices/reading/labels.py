"""Label and value pairs above a table or on a cover sheet: the provider, the payer and the invoice, once for all
lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from invoices.cells.base import text_of
from invoices.cells.full_address import USUAL
from invoices.layout.table import Label
from invoices.reading import values
from invoices.reading.columns import Column
from invoices.reading.evidence import NONE
from invoices.reading.wording import wording
from invoices.reading.words import SAME_WORDS, Reading, is_label_field, read_heading, role_of
from invoices.workbook import CellValue
from mappings.fields import all_fields
from mappings.subject_file import INVOICE, load_subject

# Text above a table may be anything: a label has to be surer than a heading.
SURE, LONGEST, WORDY = 4.5, 60, 6
MOST_COLONS = 4
# Kinds of cells that only a person has.
A_PERSONS = frozenset(["cin", "birth_date", "gender"])
# "Table 4: Administrative Information" above some columns, which is neither label nor value.
CAPTION = re.compile(
    r"(?i)\s*(?:table|section|part|step|box|tabla|secci[oó]n|parte)\s+(?:\d{1,2}|[ivx]{1,4}|[a-z])\s*[.:)–—-]"
)
# What a line without label weighs: less than any label.
BARE = 4.0


class Pair(NamedTuple):
    """A text that may be a label, and the value beside or below it. `owner` is whom the other labels of its row are
    about; `field` the field of a line without label (an address that stands alone)."""

    text: str
    label: Label
    owner: str = ""
    field: str = ""


class LabelChoice(NamedTuple):
    """A label taken for a field, the place of its value, and how well both fit."""

    field: str
    text: str
    label: Label
    score: float


def pairs_above(
    rows: Sequence[list[CellValue]], first_column: int, first_row: int = 1, subject: str = INVOICE, sheet: str = ""
) -> Iterator[Pair]:
    """Every pair of a label and its value in the rows above a table: "NPI" left of its number or above it, or
    "NPI: 1234567893" in one cell. `sheet` is the name of a cover sheet."""
    for number, row in enumerate(rows):
        below = rows[number + 1] if number + 1 < len(rows) else []
        pairs = list(_of_row(number, row, below, first_column, first_row, subject, sheet))
        owner = _owner(pairs, subject)
        yield from (pair._replace(owner=owner) for pair in pairs)
        yield from _alone(number, row, below, first_column, first_row, subject, sheet)


def _owner(pairs: Sequence[Pair], subject: str) -> str:
    """Whom the labels of a row are about: "Client: ... CIN: ... Address: ..." gives the client's address."""
    owners = load_subject(subject).label_roles
    for pair in pairs:
        reading = _reading(pair.text, subject)
        name, score = max(reading.scores.items(), key=lambda item: item[1], default=("", 0.0))
        telling = reading.said.role or (role_of(name) if name and all_fields()[name].kind in A_PERSONS else "")
        if score >= SURE and telling and telling not in owners:
            return telling
    return ""


def _alone(
    number: int, row: Sequence[CellValue], below: Sequence[CellValue], first_column: int, first_row: int, subject: str,
    sheet: str,
) -> Iterator[Pair]:  # fmt: skip
    """A letterhead: a whole address alone in its row, and the name in the row above it."""
    if subject != INVOICE:
        return
    here, under = _only(row), _only(below)
    if here is not None and _is_address(here[1]):
        label = Label(number + first_row, here[0] + first_column, here[1], sheet)
        yield Pair("", label, "", "billing_full_address")
    elif here is not None and under is not None and _is_address(under[1]) and _is_named(here[1]):
        yield Pair("", Label(number + first_row, here[0] + first_column, here[1], sheet), "", "billing_name")


def _only(row: Sequence[CellValue]) -> tuple[int, str] | None:
    """The place and the text of the only cell of a row."""
    filled = [(place, cell) for place, cell in enumerate(row) if cell != ""]
    if len(filled) != 1 or not isinstance(filled[0][1], str):
        return None
    return filled[0][0], filled[0][1]


def _is_address(text: str) -> bool:
    return USUAL.fullmatch(text_of(text)) is not None


def _is_named(text: str) -> bool:
    return ":" not in text and len(text) <= LONGEST and not any(letter.isdigit() for letter in text)


def _of_row(
    number: int, row: Sequence[CellValue], below: Sequence[CellValue], first_column: int, first_row: int, subject: str,
    sheet: str,
) -> Iterator[Pair]:  # fmt: skip
    for column, cell in enumerate(row):
        if not isinstance(cell, str) or not cell.strip() or CAPTION.match(cell):
            continue
        before, colon, after = cell.partition(":")
        whole = text_of(cell).rstrip(": ")
        beside = list(_beside(column, row, below, subject)) if _may_be_label(whole) and _says(whole, subject) else []
        if beside and (not after.strip() or _says_more(whole, before, subject)):
            for place, value, offset in beside:
                label = Label(number + first_row + offset, place + first_column, value, sheet)
                yield Pair(whole, label)
        elif colon and after.strip() and _may_be_label(before):
            yield Pair(text_of(before), Label(number + first_row, column + first_column, after.strip(), sheet))


def _split(cell: str, subject: str) -> tuple[str, str, str]:
    """A cell cut at a colon: the one before which stands what is most surely a label ("Account: NPI: 1842237780")."""
    places = [place for place, letter in enumerate(cell) if letter == ":"][:MOST_COLONS]
    if len(places) < 2:
        return cell.partition(":")
    best = max(places, key=lambda place: (max(_reading(cell[:place], subject).scores.values(), default=0.0), -place))
    return cell[:best], ":", cell[best + 1 :]


def _may_be_label(text: str) -> bool:
    """ "INV-1" is a value and no label, however well it reads; "Address Line 1" is one."""
    shown = text.rstrip(": ")
    digits, letters = sum(map(str.isdigit, shown)), sum(map(str.isalpha, shown))
    return 0 < len(shown) <= LONGEST and (not digits or (digits == 1 and letters >= WORDY))


def _says_more(whole: str, before: str, subject: str) -> bool:
    """Whether a text with a colon is a label as a whole ("Account: Billing City") and not one before it."""
    one, other = (max(_reading(text, subject).scores.values(), default=0.0) for text in (whole, before))
    return one > other


def _says(text: str, subject: str) -> bool:
    """Whether a text names some field of ours, or another thing that a label may name."""
    reading = _reading(text, subject)
    return max((*reading.scores.values(), reading.none), default=0.0) >= SURE


def _reading(text: str, subject: str) -> Reading:
    return read_heading(text, "", subject, labels=True)


def _beside(
    column: int, row: Sequence[CellValue], below: Sequence[CellValue], subject: str
) -> Iterator[tuple[int, CellValue, int]]:
    for place in range(column + 1, len(row)):
        value = row[place]
        if value == "":
            continue
        if isinstance(value, str) and CAPTION.match(value):
            break
        if not (isinstance(value, str) and _is_label(value, subject)):
            yield place, value, 0
            return
        break
    value = below[column] if column < len(below) else ""
    if value != "" and not (isinstance(value, str) and _is_label(value, subject)):
        yield column, value, 1


def _is_label(text: str, subject: str) -> bool:
    shown = text.rstrip(": ")
    return _may_be_label(shown) and any(_is_surely(part, subject) for part in (shown, shown.partition(":")[0]))


def _is_surely(text: str, subject: str) -> bool:
    """Whether a text is a label to the letter, or nothing but words of one: a value may share a word with one."""
    reading = _reading(text, subject)
    return max((*reading.scores.values(), reading.none), default=0.0) >= SAME_WORDS and not reading.said.unknown


def choose(
    pairs: Sequence[Pair], taken: Mapping[str, Column], fixed: Mapping[str, str], subject: str = INVOICE
) -> tuple[list[LabelChoice], list[tuple[LabelChoice, LabelChoice | Column]]]:
    """The labels taken for a field that no column holds, and pairs that contradict each other: two labels with
    different values for a field, or a label and a column. `fixed` are the labels of a layout that fits."""
    claims: dict[str, list[LabelChoice]] = {}
    found_for = [(pair, list(_claims(pair, fixed, subject))) for pair in pairs]
    # "Sunrise Care" above "Sponsor NPI" is no label of it: what is a label elsewhere is nobody's value.
    labels = {pair.text for pair, found in found_for if found and pair.text}
    for pair, found in found_for:
        for choice in found if text_of(pair.label.value).rstrip(": ") not in labels else ():
            claims.setdefault(choice.field, []).append(choice)
    chosen: list[LabelChoice] = []
    clashes: list[tuple[LabelChoice, LabelChoice | Column]] = []
    used: set[tuple[str, int, int]] = set()
    ranked = sorted(claims.items(), key=lambda item: -max(choice.score for choice in item[1]))
    for name, found in ranked:
        free = [c for c in found if (c.label.sheet, c.label.row, c.label.column) not in used]
        if not free:
            continue
        best = max(free, key=lambda choice: choice.score)
        near = [choice for choice in free if choice.score >= best.score - 2.0]
        different = next((c for c in near if text_of(c.label.value) != text_of(best.label.value)), None)
        column = taken.get(name)
        if column is not None:
            known = {text_of(value) for value in column.values}
            if (
                all_fields()[name].presence == "required"
                and best.score >= NONE + SURE
                and not known <= {text_of(choice.label.value) for choice in near}
            ):
                clashes.append((best, column))
            continue
        if different is not None:
            clashes.append((best, different))
            continue
        used.add((best.label.sheet, best.label.row, best.label.column))
        chosen.append(best)
    return chosen, clashes


def _claims(pair: Pair, fixed: Mapping[str, str], subject: str) -> Iterator[LabelChoice]:
    # A label that does not say whom it is about is the provider's, or whose the name of its sheet says.
    if pair.field:
        yield LabelChoice(pair.field, "", pair.label, BARE)
        return
    reading = _reading(pair.text, subject)
    if pair.owner and not reading.said.role:
        return
    owner = next(iter(load_subject(subject).label_roles), "")
    group = pair.label.sheet if wording(pair.label.sheet, subject).role else owner
    if group and not reading.said.role:
        owned = read_heading(pair.text, group, subject, labels=True)
        names = {*owned.scores, *reading.scores}
        best = {name: max(owned.scores.get(name, -9.0), reading.scores.get(name, -9.0)) for name in names}
        reading = reading._replace(scores=best, things=owned.things)
    column = Column(pair.label.column, pair.text, "", reading, [pair.label.value], {pair.label.value: 1}, subject)
    named = fixed.get(reading.said.key)
    for name, score in reading.scores.items():
        if name != named and (score < SURE or score <= reading.none or not is_label_field(name, subject)):
            continue
        share, tried = values.fit(column, name)
        if tried and (share or name == named):
            worth = values.weigh(column, name, score)[0]
            yield LabelChoice(name, pair.text, pair.label, score + worth + (6.0 if name == named else 0.0))
