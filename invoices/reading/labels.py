"""Label and value pairs above a table or on a cover sheet: the provider, the payer and the invoice, once for all
lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from invoices.cells import load_kinds
from invoices.cells.base import text_of
from invoices.layout.table import Label, column_letter
from invoices.reading import several_billers, values
from invoices.reading.columns import Column
from invoices.reading.evidence import NONE
from invoices.reading.letter_pieces import is_elsewhere, is_no_name, is_no_number, is_of_a_block, is_payers
from invoices.reading.letterhead import found_in, letter_of
from invoices.reading.model import ColumnRead
from invoices.reading.wording import BILLING, wording
from invoices.reading.words import SAME_WORDS, Reading, is_label_field, read_heading, role_of
from invoices.workbook import CellValue
from mappings.fields import all_fields
from mappings.service_table import normal
from mappings.subject_file import INVOICE, load_subject

# Text above a table may be anything: a label has to be surer than a heading.
SURE, LONGEST, WORDY = 4.5, 60, 6
# Kinds of cells that only a person has.
A_PERSONS = frozenset(["cin", "birth_date", "gender"])
# "Table 4: Administrative Information" above some columns, which is neither label nor value.
CAPTION = re.compile(
    r"(?i)\s*(?:table|section|part|step|box|tabla|secci[oó]n|parte)\s+(?:\d{1,2}|[ivx]{1,4}|[a-z])\s*[.:)–—-]"
)
# Fields whose value may be any text: a text with an address, or with a number and the word for it, is not the value
# alone.
PLAIN = ("billing_name", "billing_first_name", "invoice_number")
# What a line without label weighs: less than any label.
BARE = 4.0
# What a number that is called by its name weighs in a free line.
NAMED = 9.0
# Numbers of which two that differ are a contradiction however well each is said.
NUMBERS = ("billing_npi", "billing_tin")
ADDRESS = ("billing_full_address", "billing_address", "billing_city", "billing_state", "billing_zip")


class Pair(NamedTuple):
    """A text that may be a label, and the value beside or below it. `owner` is whom the other labels of its row are
    about; `field` the field of a line without label (an address that stands alone), `whole` the address that it is part
    of; `theirs` a value in the block of somebody who does not bill, `far` one that may not belong to the label, `lone`
    one among rows that do not say who bills."""

    text: str
    label: Label
    owner: str = ""
    field: str = ""
    whole: str = ""
    theirs: bool = False
    far: bool = False
    lone: bool = False


class LabelChoice(NamedTuple):
    """A label taken for a field, the place of its value, and how well both fit."""

    field: str
    text: str
    label: Label
    score: float
    whole: str = ""


def pairs_above(
    rows: Sequence[list[CellValue]], first_column: int, first_row: int = 1, subject: str = INVOICE, sheet: str = ""
) -> Iterator[Pair]:
    """Every pair of a label and its value in the rows above a table: "NPI" left of its number or above it, or
    "NPI: 1234567893" in one cell. `sheet` is the name of a cover sheet."""
    letter = letter_of(rows) if subject == INVOICE else None
    told, listed = set[tuple[int, int]](), set[tuple[int, int]]()
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
            told.add(at)
            if letter is not None:
                pair = pair._replace(theirs=at in letter.theirs, lone=not letter.speaks_at(at[0]))
            yield pair._replace(owner=owner)
    if letter is not None:
        for line, column, value in several_billers.unread_npis(rows, told | letter.theirs):
            # Nothing says anything of it: two that differ are two billers, whatever the labels say.
            label = Label(line + first_row, column + first_column, value, sheet)
            yield Pair("", label, field="billing_npi")
        for found in found_in(letter):
            # What stands in a list of several is nobody's alone.
            if (found.row, found.column) not in listed:
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
        reading = _reading(pair.text, subject)
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
        whole = text_of(cell).rstrip(": ")
        beside = list(_beside(column, row, below, subject)) if _may_be_label(whole) and _says(whole, subject) else []
        if beside and (not after.strip() or (not is_of_a_block(after) and _says_more(whole, before, subject))):
            under = column < len(below) and is_of_a_block(below[column])
            for place, value, offset in beside:
                label = Label(number + first_row + offset, place + first_column, value, sheet)
                yield Pair(whole, label, far=place > column + 1 and under)
        elif colon and after.strip() and _may_be_label(before):
            yield Pair(text_of(before), Label(number + first_row, column + first_column, after.strip(), sheet))


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
    reading = _reading(text, subject)
    return max((*reading.scores.values(), reading.none), default=0.0) >= SAME_WORDS and not reading.said.unknown


def choose(
    pairs: Sequence[Pair], taken: Mapping[str, Column], fixed: Mapping[str, str], subject: str = INVOICE
) -> tuple[list[LabelChoice], list[tuple[LabelChoice, LabelChoice | Column]]]:
    """The labels taken for a field that no column holds, and pairs that contradict each other: two labels with
    different values for a field, or a label and a column. `fixed` are the labels of a layout that fits."""
    claims = _all_claims(pairs, fixed, subject)
    _leave_doubtful(claims, taken)
    chosen: list[LabelChoice] = []
    clashes: list[tuple[LabelChoice, LabelChoice | Column]] = []
    used: set[tuple[str, int, int, str]] = set()
    ranked = sorted(claims.items(), key=lambda item: -max(choice.score for choice in item[1]))
    for name, found in ranked:
        free = [choice for choice in found if _cell(choice) not in used]
        if not free:
            continue
        best = max(free, key=lambda choice: choice.score)
        near = [choice for choice in free if choice.score >= best.score - 2.0 or name in NUMBERS]
        different = next((one for one in near if not _same(one, best)), None)
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
        used.add(_cell(best))
        chosen.append(best)
    return chosen, clashes


def _all_claims(pairs: Sequence[Pair], fixed: Mapping[str, str], subject: str) -> dict[str, list[LabelChoice]]:
    """What the pairs say, by field. "Sunrise Care" above "Sponsor NPI" is no label of it: what is more surely a label
    is nobody's value."""
    found = [(pair.text, list(_claims(pair, fixed, subject))) for pair in pairs]
    labels: dict[str, float] = {}
    for text, choices in found:
        labels[text] = max((labels.get(text, 0.0), *(choice.score for choice in choices)))
    claims: dict[str, list[LabelChoice]] = {}
    silent = (pair for pair, (_, choices) in zip(pairs, found, strict=True) if not choices)
    faulty = {name for pair in silent for name in _names(pair, subject)}
    for choice in (choice for _, choices in found for choice in choices):
        if not choice.text and choice.field in faulty:
            continue  # "Tax ID: 85-4419027?" is a fault, and no free line in its place
        if labels.get(text_of(choice.label.value).rstrip(": "), 0.0) <= choice.score:
            claims.setdefault(choice.field, []).append(choice)
    return claims


def _names(pair: Pair, subject: str) -> Iterator[str]:
    """The field that a label names by nothing but words for it, with a value that is not a word for nothing."""
    if not pair.text or pair.far or pair.theirs or pair.owner:
        return
    reading = _reading(pair.text, subject)
    if reading.said.unknown or reading.none >= SURE:
        return
    if max(reading.scores.values(), default=0.0) < SAME_WORDS:
        return
    for field, score in reading.scores.items():
        if score < SURE or not is_label_field(field, subject):
            continue
        definition = all_fields()[field]
        cleaned = load_kinds()[definition.kind](pair.label.value, 0)
        nothing = any(problem.code == "CL028" for problem in cleaned.problems)
        if (cleaned.value is None and not nothing) or (definition.kind == "text" and _is_error(pair.label.value)):
            yield field


def _is_error(value: CellValue) -> bool:
    """Whether a cell shows an error, a truth value or the signs of an 837P instead of a text."""
    text = text_of(value).upper()
    return isinstance(value, bool) or text in ("TRUE", "FALSE") or text.startswith("#") or bool(set(text) & set("*~^|"))


def label_read(choice: LabelChoice) -> ColumnRead:
    """How a label that was taken is shown to a person."""
    cell = f"{column_letter(choice.label.column)}{choice.label.row}"
    return ColumnRead(
        choice.label.column,
        f"{choice.label.sheet}!{cell}" if choice.label.sheet else cell,
        choice.text,
        choice.field,
        why=(f"the label ‘{choice.text}’" if choice.text else "a free line that says who bills",),
        values=(text_of(choice.label.value),),
        status="read",
    )


def _cell(choice: LabelChoice) -> tuple[str, int, int, str]:
    """A value and its cell: one cell may hold several ("NPI 1234567893 | EIN 12-3456789")."""
    return choice.label.sheet, choice.label.row, choice.label.column, text_of(choice.label.value)


def _same(one: LabelChoice, other: LabelChoice) -> bool:
    """Whether two places say the same, whatever signs and letters they write it with."""
    first, second = (text_of(choice.label.value) for choice in (one, other))
    return first == second or (bool(normal(first)) and normal(first) == normal(second))


def _leave_doubtful(claims: dict[str, list[LabelChoice]], taken: Mapping[str, Column]) -> None:
    """Forgets the addresses of free lines where labels, columns or other free lines give another one: the parts of two
    addresses are none."""
    said = [choice for name in ADDRESS for choice in claims.get(name, ())]
    wholes = {choice.whole for choice in said if choice.whole}
    fits = len(wholes) == 1 and not any(name in taken for name in ADDRESS)
    if fits and all(normal(text_of(choice.label.value)) in next(iter(wholes)) for choice in said):
        return
    for name in ADDRESS:
        left = [choice for choice in claims.pop(name, ()) if not choice.whole]
        if left:
            claims[name] = left


def _claims(pair: Pair, fixed: Mapping[str, str], subject: str) -> Iterator[LabelChoice]:
    # A label that does not say whom it is about is the provider's, or whose the name of its sheet says.
    if pair.field:
        yield LabelChoice(pair.field, "", pair.label, NAMED if pair.field in NUMBERS else BARE, pair.whole)
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
        if _is_somebody_elses(pair, name, reading):
            continue
        if tried and (share or name == named):
            worth = values.weigh(column, name, score)[0]
            yield LabelChoice(name, pair.text, pair.label, score + worth + (6.0 if name == named else 0.0))


def _is_somebody_elses(pair: Pair, name: str, reading: Reading) -> bool:
    """Whether a value is not the biller's, or more than a label of it has: one in the block of who pays, a name far off
    from its label, an address as a name."""
    if role_of(name) == BILLING and (is_payers(pair.text) or (pair.theirs and reading.said.role != BILLING)):
        return True
    if not reading.said.role and (
        (name in ADDRESS and is_elsewhere(pair.text)) or (name == "billing_phone" and pair.lone)
    ):
        return True
    value = pair.label.value if isinstance(pair.label.value, str) else text_of(pair.label.value)
    if name == "invoice_number" and is_no_number(value):
        return True
    return name in PLAIN and (pair.far or is_no_name(value))
