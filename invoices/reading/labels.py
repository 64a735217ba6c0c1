"""The labels above a table or on a cover sheet that are taken: the provider, the payer and the invoice, once for all
lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from invoices.cells import load_kinds
from invoices.cells.base import text_of
from invoices.layout.table import Label, column_letter
from invoices.reading import values
from invoices.reading.columns import Column
from invoices.reading.evidence import NONE
from invoices.reading.label_pairs import SURE, Pair, reading_of
from invoices.reading.letter_pieces import is_elsewhere, is_no_name, is_no_number, is_payers
from invoices.reading.looks import STREET, is_person
from invoices.reading.model import ColumnRead
from invoices.reading.wording import BILLING, wording
from invoices.reading.words import SAME_WORDS, Reading, is_label_field, read_heading, role_of
from invoices.workbook import CellValue
from mappings.fields import all_fields
from mappings.service_table import normal
from mappings.subject_file import INVOICE, load_subject

# Fields whose value may be any text: a text with an address, or with a number and the word for it, is not the value
# alone.
PLAIN = ("billing_name", "billing_first_name", "invoice_number")
# What a line without label weighs: less than any label.
BARE = 4.0
# What a name beside a text that may be its label weighs: nothing beside any other.
GUESSED = 1.5
# What a number that is called by its name weighs in a free line.
NAMED = 9.0
NAMED_ONCE = "billing_name"
# Numbers of which two that differ are a contradiction however well each is said.
NUMBERS = ("billing_npi", "billing_tin")
ADDRESS = ("billing_full_address", "billing_address", "billing_city", "billing_state", "billing_zip")


class LabelChoice(NamedTuple):
    """A label taken for a field, the place of its value, and how well both fit."""

    field: str
    text: str
    label: Label
    score: float
    whole: str = ""


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
                and (best.score >= NONE + SURE or _are_of_others(name, best, column))
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


def _are_of_others(name: str, said: LabelChoice, column: Column) -> bool:
    """Whether a column of who bills holds names of people beside another name that stands over the table: who saw the
    member, more likely than who bills."""
    if name != NAMED_ONCE or is_person(text_of(said.label.value)):
        return False
    return bool(column.values) and all(is_person(text_of(value)) for value in column.values)


def _all_claims(pairs: Sequence[Pair], fixed: Mapping[str, str], subject: str) -> dict[str, list[LabelChoice]]:
    """What the pairs say, by field. "Sunrise Care" above "Sponsor NPI" is no label of it: what is more surely a label
    is nobody's value."""
    found = [(pair.text, list(_claims(pair, fixed, subject))) for pair in pairs]
    labels: dict[str, float] = {}
    for text, choices in found:
        labels[text] = max((labels.get(text, 0.0), *(choice.score for choice in choices)))
    several = len(
        {text_of(pair.label.value) for pair, (_, own) in zip(pairs, found, strict=True) if pair.is_guess and own}
    )
    claims: dict[str, list[LabelChoice]] = {}
    silent = (pair for pair, (_, choices) in zip(pairs, found, strict=True) if not choices)
    faulty = {name for pair in silent for name in _faulty(pair, subject)}
    heard = (own for pair, (_, own) in zip(pairs, found, strict=True) if not pair.is_guess or several == 1)
    for choice in (choice for choices in heard for choice in choices):
        if not choice.text and choice.field in faulty:
            continue  # "Tax ID: 85-4419027?" is a fault, and no free line in its place
        if labels.get(text_of(choice.label.value).rstrip(": "), 0.0) <= choice.score:
            claims.setdefault(choice.field, []).append(choice)
    return claims


def _faulty(pair: Pair, subject: str) -> Iterator[str]:
    """The field that a label names by nothing but words for it, with a value that is not a word for nothing."""
    if not pair.text or pair.far or pair.theirs or pair.owner:
        return
    reading = reading_of(pair.text, subject)
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


def faulty_fields(pairs: Sequence[Pair], subject: str = INVOICE) -> frozenset[str]:
    """The fields that labels name and whose values cannot be read."""
    return frozenset(name for pair in pairs if not list(_claims(pair, {}, subject)) for name in _faulty(pair, subject))


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
    if pair.is_guess:
        if not pair.theirs and not pair.owner:
            yield LabelChoice(pair.field, pair.text, pair.label, GUESSED)
        return
    if pair.field:
        yield LabelChoice(pair.field, "", pair.label, NAMED if pair.field in NUMBERS else BARE, pair.whole)
        return
    reading = reading_of(pair.text, subject)
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
    if name == "place_of_service" and STREET.search(value):
        return True  # "Location" with a street beside it is where the agency is
    if name == "invoice_number" and is_no_number(value):
        return True
    return name in PLAIN and (pair.far or is_no_name(value))
