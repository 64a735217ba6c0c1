"""What an assignment leaves open: choices that could as well have been others and would send other lines, amounts and
dates that neither a word nor a proof stands behind, and columns that may say which rows are billed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from invoices.cells import IN_CENTS
from invoices.layout.table import column_letter
from invoices.reading import arithmetic, known_layouts, unread
from invoices.reading.ask import in_words
from invoices.reading.assignment import best_without, part_of
from invoices.reading.attempt import Attempt, Seat, seats
from invoices.reading.columns import Column
from invoices.reading.evidence import Score, Target, shown, target_of
from invoices.reading.model import NOTHING, ColumnRead, Option, Question
from invoices.reading.settled import (
    are_a_span,
    comes_out,
    only_days,
    only_diagnoses,
    proves_itself,
    same_amounts,
    same_either_way,
    settled_by_another,
    to_the_letter,
)  # fmt: skip
from invoices.reading.status import against
from invoices.reading.sureness import sure_of
from invoices.reading.unread import DONE, STATUS, Verdict
from invoices.reading.values import is_plain
from invoices.reading.words import EXACT
from invoices.workbook import Sheet
from mappings.fields import all_fields

# Below this a choice is asked about where the other one would send other lines.
LEAST_MARGIN = 2.0
# From here on a heading says a field plainly.
PLAINLY = 7.0
# From here on down values contradict a field.
CONTRADICTED = -2.9
# These need a word or a proof: numbers and days look alike.
UNPROVEN = frozenset(
    [
        "units",
        "minutes",
        "hours",
        "unit_cost",
        "line_charge",
        "row_total",
        "service_start",
        "service_end",
        "paid_amount",
    ]
)
# Fields that decide what is sent without being an element themselves.
DECIDING = frozenset(["hours", "minutes", "units", "row_status", "homeless_indicator", "staff_type", "modality"])
# Words that make a heading another thing only beside the thing itself: a mailing address is the one there is.
MILD = frozenset({"mailing"})
# Numbers of others that stand in the file for reference only: one in doubt is left out, not asked about.
FOR_REFERENCE = frozenset(
    ["control_number", "claim_id", "invoice_number", "invoice_date", "member_mrn", "billing_phone", "payer_name"]
)
NUMBERS = frozenset(["control_number", "claim_id", "invoice_number", "member_mrn"])


@dataclass(slots=True)
class Decision:
    """What each column is, the questions that are open, and the columns that say which rows are billed."""

    columns: list[ColumnRead] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    status: dict[int, Mapping[str, str]] = field(default_factory=dict)
    harmless: set[int] = field(default_factory=set)


def decide(sheet: Sheet, made: Attempt, answers: Mapping[str, object]) -> Decision:
    """Decides on every column of an attempt. `answers` are those that were given, by the id of a question."""
    decision = Decision()
    rivals = dict(_rivals(made))
    for column in made.columns:
        letter = letter_of(sheet, column)
        read = ColumnRead(column.number, letter, column.heading, group=column.group, values=shown(column))
        target = made.chosen.get(column.number)
        doubtful = target is not None and _is_doubtful(made, column, target, rivals)
        if target is not None and target.name != STATUS and not doubtful:
            _taken(sheet, made, column, read, target, rivals, decision, answers)
        else:
            made.chosen.pop(column.number, None)
            _left(sheet, made, column, read, decision, answers)
        decision.columns.append(read)
    _once(decision)
    return decision


def _once(decision: Decision) -> None:
    """Two columns for one field are one question: about the one that was not taken for it."""
    columns = {read.letter: read for read in decision.columns}
    left = {q.field for q in decision.questions if q.kind == "column" and not columns[q.column].field}
    for question in tuple(decision.questions):
        read = columns.get(question.column)
        if read is not None and read.field == question.field and read.field in left:
            decision.questions.remove(question)
            read.status = "read"


def _is_doubtful(
    made: Attempt, column: Column, target: Target, rivals: Mapping[int, tuple[float, Target | None, int | None]]
) -> bool:
    """Whether a column of plain text says in truth which rows are billed, or a number for reference may be something
    else: what its values say of the rows counts then."""
    score = made.evidence.scores[column.number][target]
    if score.known >= known_layouts.FIXED:
        return False
    # "Replacement" and "Void" are what a column of claim frequencies holds.
    named = score.words >= EXACT and len(column.values) == 1  # "Open Door Housing" below "Provider Name"
    if is_plain(target.name) and target.name != "claim_frequency" and not named and unread.says_status(column):
        return True
    of_worker = column.reading.said.role == "rendering"
    if not score.spoken and not of_worker and target.name.startswith("rendering_") and _is_persons_name(target.name):
        return True  # what looks like a name may be anything that was written
    if target.name in FOR_REFERENCE and score.words < EXACT and not score.known and column.filled < len(column.cells):
        return True  # a number in some rows only may say something of them
    margin = rivals.get(column.number, (99.0, None, None))[0]
    unsent = score.words < PLAINLY and _is_unsent(made, target)
    if unsent and against(column.values):
        return True  # what is not sent may still say of its row that it is not to be
    if target.name in NUMBERS and score.words < EXACT and len(column.values) > 1 and not unread.has_digits(column):
        return True  # "Prior" and "Current" number nothing
    return margin < LEAST_MARGIN and (target.name in FOR_REFERENCE or unsent)


def _is_persons_name(name: str) -> bool:
    """Whether a field is a name of a person."""
    return all_fields()[name].kind in ("full_name", "name", "text") and name.endswith("name")


def _is_unsent(made: Attempt, target: Target) -> bool:
    """Whether a field is sent with the NPI of the rendering provider only, which nothing gives."""
    if not target.name.startswith("rendering_") or target.name == "rendering_npi":
        return False
    given = {chosen.name for chosen in made.chosen.values()} | {label.field for label in made.labels}
    return "rendering_npi" not in given


def letter_of(sheet: Sheet, column: Column) -> str:
    """How the provider calls a column: its own letter also where the sheet was made plain, or the path of its key. One
    that stands on another sheet, or in other rows, is called by its heading; one without a heading, which was taken
    out of the cells of another, by that one's letter and a number ("M.1")."""
    if sheet.keys:
        return sheet.keys[column.number] if column.number < len(sheet.keys) else ""
    if sheet.origins is not None:
        origin = sheet.origins.at(sheet.first_row, column.number)
        if origin.sheet != sheet.name or origin.column != column.number:
            same = [at for at in range(column.number) if sheet.origins.at(sheet.first_row, at) == origin]
            return column.joined or column_letter(origin.column) + (f".{len(same)}" if same else "")
    return column_letter(column.number)


def question_id(sheet: Sheet, letter: str) -> str:
    """The id of a question about a column."""
    return f"{sheet.name}!{letter}"


def _taken(
    sheet: Sheet, made: Attempt, column: Column, read: ColumnRead, target: Target,
    rivals: Mapping[int, tuple[float, Target | None, int | None]], decision: Decision, answers: Mapping[str, object],
) -> None:  # fmt: skip
    score = made.evidence.scores[column.number][target]
    margin, other, holder = rivals.get(column.number, (99.0, None, None))
    read.field, read.slot, read.status, read.margin = target.name, target.slot, "read", margin
    read.scale = _scale(made, column, target)
    read.sure, read.why = sure_of(margin), tuple(dict.fromkeys(score.why))
    read.rivals = tuple(_rival_words(made, column, target))
    identity = question_id(sheet, read.letter)
    if identity in answers:
        return
    question = _doubt(made, column, target, score, margin, other, holder)
    if question is not None:
        depends, choices = question
        decision.questions.append(
            Question(identity, "column", sheet.name, read.letter, column.joined, read.values, depends, choices,
                     target.name, made.row + sheet.first_row)
        )  # fmt: skip
        read.status = "asked"


def _scale(made: Attempt, column: Column, target: Target) -> int:
    """How many of what a column counts make a dollar: by its heading, or as it was confirmed where the heading has lost
    the word and every value could be cents: no decimals, and nothing below a dollar, as whole dollars would be."""
    if all_fields()[target.name].kind not in IN_CENTS:
        return 1
    hint, said = made.hints.get(column.number), column.reading.said.scale
    if said != 1 or hint is None or hint.field != target.name:
        return said
    numbers = [number for value in column.values if (number := arithmetic.number(value))]
    return hint.scale if all(number % 1 == 0 and number >= hint.scale for number in numbers) else said


def _doubt(
    made: Attempt, column: Column, target: Target, score: Score, margin: float, other: Target | None,
    holder: int | None,
) -> tuple[str, tuple[Option, ...]] | None:  # fmt: skip
    """What depends on a choice that is open, with the choices; None where it is clear or changes nothing."""
    if other is not None and holder is None and _is_given(made, column, other) and not _is_given(made, column, target):
        # A label or a whole address gives the other field: the column is not needed for it.
        other, margin = None, LEAST_MARGIN
    if other is not None and holder is None and same_either_way(column, target, other):
        margin = LEAST_MARGIN
    if (
        not column.values
        or not matters(target.name)
        or settled_by_another(made, target)
        or same_amounts(made, target, other)
        or comes_out(made, target)
        or (holder is None and only_days(made, column, target))
        or are_a_span(made, target)
        or target.name in FOR_REFERENCE
    ):
        return None
    if target.name == "diagnoses" and only_diagnoses(made, column):
        return None
    if holder is None and proves_itself(made, column, target):
        return None
    if holder is None and other is not None and to_the_letter(made, column, target, other):
        return None
    if margin < LEAST_MARGIN and not _alike(made, column, holder) and (other is not None or holder is not None or
                                                                     score.words < 3.0):  # fmt: skip
        return _depends(made, target), options(made, column, target)
    if target.name in UNPROVEN and column.values and not score.spoken:
        return _depends(made, target), options(made, column, target)
    if column.reading.said.other and score.words < PLAINLY and not score.known and _misleading(column, target):
        return _depends(made, target), options(made, column, target)
    return None


def _is_given(made: Attempt, column: Column, target: Target) -> bool:
    """Whether a label, or the whole name or address of another column, gives a field."""
    names = {label.field for label in made.labels}
    names |= {
        one.name for number, one in made.chosen.items() if number != column.number and all_fields()[one.name].holds
    }
    return target.name in names or any(target.name in all_fields()[name].holds for name in names)


def _misleading(column: Column, target: Target) -> bool:
    """Whether a word of the heading makes it another thing than the field: "Previous CIN", "Authorized Units"."""
    from invoices.reading.words import index

    known = [one for found in index(column.subject).by_word.values() for one in found if one.field == target.name]
    mild = MILD | DONE if target.name == "service_start" else MILD
    other = [word for word in column.reading.said.other if word not in mild]
    return any(all(word not in one.words for one in known) for word in other)


def matters(name: str) -> bool:
    """Whether a field changes what is sent."""
    definition = all_fields()[name]
    parts = any(all_fields()[part].loop for part in definition.holds)
    return bool(definition.loop) or parts or name in DECIDING or definition.presence == "required"


def _alike(made: Attempt, column: Column, holder: int | None) -> bool:
    """Whether the column that could have been taken instead has the same cells."""
    if holder is None:
        return False
    other = made.evidence.columns[holder]
    return list(column.cells) == list(other.cells)


def _depends(made: Attempt, target: Target) -> str:
    title = all_fields()[target.name].title.lower()
    rows = len(made.lines)
    return f"the {title} of {rows} rows" if rows != 1 else f"the {title} of 1 row"


def options(made: Attempt, column: Column, target: Target | None) -> tuple[Option, ...]:
    """The choices of a question about a column: what it was taken for, what comes near, and nothing."""
    gains = made.evidence.scores[column.number]
    ranked = sorted(gains.items(), key=lambda item: -item[1].total)
    names = ([target.name] if target else []) + [at.name for at, score in ranked if score.total > 0.0][:4]
    found = [Option(name, in_words(name)) for name in dict.fromkeys(names)]
    return (*found, Option(NOTHING, "it holds none of these and changes nothing"))


def _rival_words(made: Attempt, column: Column, target: Target) -> Iterator[str]:
    ranked = sorted(made.evidence.scores[column.number].items(), key=lambda item: -item[1].total)
    best = made.evidence.scores[column.number][target].total
    for at, score in ranked[:4]:
        if at != target and score.total > max(0.0, best - 6.0):
            yield all_fields()[at.name].title


def _rivals(made: Attempt) -> Iterator[tuple[int, tuple[float, Target | None, int | None]]]:
    """For each choice: by how much the whole assignment is better than the best without it, what the column would hold
    then, and which other column would hold its field."""
    gains = _plausible(made)
    chosen: dict[int, Seat] = {
        number: (target, number if all_fields()[target.name].many else -1) for number, target in made.chosen.items()
    }
    for number, seat in chosen.items():
        if not matters(seat[0].name) or _clear(gains, number, seat):
            continue
        part = part_of(gains, number)
        total = sum(max(part[n][chosen[n]], 0.0) for n in part if n in chosen and chosen[n] in part[n])
        rest, worth = best_without(part, number, seat)
        holder = next((n for n, place in rest.items() if place == seat), None)
        instead = rest.get(number)
        yield number, (total - worth, instead[0] if instead else None, holder)


def _plausible(made: Attempt) -> dict[int, dict[Seat, float]]:
    """The gains without what nobody would choose: a field that the values of a column contradict."""
    scores = made.evidence.scores
    return {
        number: {
            seat: gain
            for seat, gain in found.items()
            if made.chosen.get(number) == seat[0] or scores[number][seat[0]].values > CONTRADICTED
        }
        for number, found in seats(made.evidence).items()
    }


def _clear(gains: Mapping[int, Mapping[Seat, float]], number: int, seat: Seat) -> bool:
    """Whether neither the column has another field within reach nor the field another column."""
    gain = gains[number][seat]
    others = [g for place, g in gains[number].items() if place != seat]
    rivals = [found[seat] for n, found in gains.items() if n != number and seat in found]
    return gain - max([0.0, *others]) >= 6.0 and gain - max([0.0, *rivals]) >= 6.0


def _left(
    sheet: Sheet, made: Attempt, column: Column, read: ColumnRead, decision: Decision, answers: Mapping[str, object]
) -> None:
    """A column that was taken for no field."""
    identity = question_id(sheet, read.letter)
    answer = answers.get(identity)
    hint = made.hints.get(column.number)
    if answer is None and hint is not None and not hint.field:
        answer = hint.meanings or NOTHING
    elif answer is None and hint is not None and hint.field == STATUS:
        answer = hint.meanings or None
    read.rivals = tuple(all_fields()[name].title for name, score in column.reading.scores.items() if score >= 3.0)
    if answer == NOTHING:
        decision.harmless.add(column.number)
        read.why = (hint.source if hint is not None else "you said that it changes nothing",)
        return
    verdict = unread.judge(column, made.evidence, made.chosen, len(made.lines))
    if isinstance(answer, Mapping):
        verdict = _answered(verdict, column, answer)
    read.status, read.why, read.meanings = verdict.status, (verdict.why,), verdict.meanings
    if unread.is_named_harmless(column):
        decision.harmless.add(column.number)
    if verdict.status == "status":
        read.field = STATUS
        read.slot = target_of(column, STATUS, made.evidence.numbered, made.evidence.subject).slot
        decision.status[column.number] = verdict.meanings
    elif verdict.status == "asked":
        decision.questions.append(_asked(sheet, made, column, read, verdict, identity))


def _answered(verdict: Verdict, column: Column, answer: Mapping[str, str]) -> Verdict:
    """What a person said of the values; one that nobody has explained is asked about again."""
    from invoices.cells.base import text_of
    from invoices.reading.status import BILLED, NOT_BILLED

    meanings = dict(verdict.meanings)
    meanings |= {value: BILLED if said == "billed" else NOT_BILLED for value, said in answer.items()}
    unknown = tuple(text_of(value) for value in column.values if text_of(value) not in meanings)
    if unknown:
        return Verdict("asked", "it has values that nobody has explained yet", meanings, unknown)
    return Verdict("status", "you said which rows are billed", meanings)


def _asked(sheet: Sheet, made: Attempt, column: Column, read: ColumnRead, verdict: Verdict, identity: str) -> Question:
    row = made.row + sheet.first_row
    if verdict.fields:
        target = Target(verdict.fields[0])
        offered = options(made, column, target)
        others = [Option(name, in_words(name)) for name in verdict.fields[1:] if name not in {o.field for o in offered}]
        choices = (*offered[:-1], *others, offered[-1])
        return Question(identity, "column", sheet.name, read.letter, column.joined, read.values,
                        _depends(made, target), choices, target.name, row)  # fmt: skip
    choices = (
        Option("billed", "rows with this value are billed"),
        Option("not billed", "rows with this value are not billed"),
        Option(NOTHING, "the column changes nothing"),
    )
    values = verdict.unknown or shown(column, 12)
    rows = len(made.lines)
    return Question(identity, "rows", sheet.name, read.letter, column.joined, values[:12],
                    f"which of {rows} rows are billed: {verdict.why}", choices, "", row)  # fmt: skip
