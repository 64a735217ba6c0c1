"""What a person answers, by `--say` or in a file: places and words turned into the ids and fields of a reading, and
everything that does not fit told in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from invoices.cells import load_kinds
from invoices.reading.model import BILLED, NOT_BILLED, NOTHING, Answers, ColumnRead, Question, SheetReading
from mappings.fields import Field, load_fields
from mappings.reading_file import PROVIDERS_OWN
from mappings.service_table import normal

Given = dict[str, "str | dict[str, str]"]
MEANINGS = {normal(text): text for text in (BILLED, NOT_BILLED)}
MISUSED = "write it as COLUMN=field, COLUMN=- or COLUMN:value=billed"


class Understood(NamedTuple):
    """Answers that fit the readings, and what did not: `ignored` changes nothing, `wrong` has to be corrected."""

    answers: Given
    ignored: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


class Spot(NamedTuple):
    """Something that can be answered: a question, or a column that is settled and can be said to be another."""

    id: str
    reading: SheetReading
    question: Question | None
    column: ColumnRead | None

    @property
    def names(self) -> tuple[str, ...]:
        """What a person may call it: its letter (or key path), its heading, the field that is missing."""
        asked, column = self.question, self.column
        texts = (asked.column, asked.heading, asked.field) if asked else ()
        return tuple(filter(None, (*texts, *((column.letter, column.heading) if column else ()))))

    @property
    def heading(self) -> str:
        """The heading above it."""
        return self.question.heading if self.question else self.column.heading if self.column else ""


def spots(readings: Sequence[SheetReading]) -> Iterator[Spot]:
    """Every place of the readings that can be answered, questions first."""
    for reading in readings:
        letters = {column.letter: column for column in reading.columns if column.letter}
        for question in reading.questions:
            yield Spot(question.id, reading, question, letters.get(question.column))
    asked = {question.id for reading in readings for question in reading.questions}
    for reading in readings:
        for column in reading.columns:
            place = f"{reading.sheet}!{column.letter}"
            if column.letter and place not in asked:
                yield Spot(place, reading, None, column)


def said(says: Sequence[str], readings: Sequence[SheetReading]) -> Understood:
    """The answers of `--say`: "E=unit_cost", "May!E=unit_cost", "E=-", "E:No show=not billed", "billing_tin=942345678".
    A column is called by its letter, its key path or its heading; without a sheet it is the one of an open question."""
    known = list(spots(readings))
    answers: Given = {}
    wrong: list[str] = []
    for text in says:
        place, equals, answer = (part.strip() for part in text.rpartition("="))
        if not equals or not place or not answer:
            wrong.append(f"‘{text}’ is not an answer: {MISUSED}")
            continue
        found, value = _called(place, known)
        problem = _not_one(place, found)
        if problem:
            wrong.append(problem)
        for spot in () if problem else found:
            _add(answers, spot.id, value, answer)
    fit = understood(answers, readings)
    return fit._replace(wrong=(*wrong, *fit.wrong))


def understood(answers: Answers, readings: Sequence[SheetReading]) -> Understood:
    """Answers by the id of their question, held against the readings. Fields may be called by their titles."""
    known = {spot.id: spot for spot in reversed(list(spots(readings)))}
    good: Given = {}
    ignored: list[str] = []
    wrong: list[str] = []
    for place, answer in answers.items():
        spot = known.get(place) or _before_it_is_asked(place, readings)
        if spot is None:
            ignored.append(f"nothing is called {place}; the answer is not used")
            continue
        fit, problem = _fit(spot, answer)
        if problem:
            wrong.append(f"{place}: {problem}")
        else:
            good[place] = fit
    return Understood(good, tuple(ignored), tuple(wrong))


def missing_answers(answers: Answers, reading: SheetReading) -> dict[str, str]:
    """Field -> value of the answers that give what a sheet leaves out of its provider."""
    letters = {column.letter for column in reading.columns}
    fields = load_fields(reading.subject)
    found: dict[str, str] = {}
    for place, answer in answers.items():
        sheet, _, name = place.rpartition("!")
        if (
            sheet == reading.sheet
            and name not in letters
            and isinstance(answer, str)
            and is_providers(fields.get(name))
        ):
            found[name] = answer
    return found


def is_providers(field: Field | None) -> bool:
    """Whether a field holds a value of the provider that may be answered once for all its sheets."""
    return field is not None and field.part in PROVIDERS_OWN


def _before_it_is_asked(place: str, readings: Sequence[SheetReading]) -> Spot | None:
    """A value of the provider whose question comes up only when others are answered."""
    sheet, _, name = place.rpartition("!")
    reading = next((one for one in readings if one.sheet == sheet), None)
    if reading is None or not is_providers(load_fields(reading.subject).get(name)):
        return None
    if name in {column.field for column in (*reading.columns, *reading.labels)}:
        return None
    title = load_fields(reading.subject)[name].title
    return Spot(place, reading, Question(place, "missing", sheet, "", title, (), "", (), name), None)


def _called(place: str, known: Sequence[Spot]) -> tuple[list[Spot], str]:
    """What a place means, and the value of the column that is named behind a colon."""
    found = _named(place, known)
    parts = place.split(":")
    for cut in range(len(parts) - 1, 0, -1):
        if found:
            break
        before, value = ":".join(parts[:cut]), ":".join(parts[cut:])
        found = _named(before, known)
        if found:
            return found, value.strip()
    return found, ""


def _named(place: str, known: Sequence[Spot]) -> list[Spot]:
    """The places of a name: by id, else by sheet and name, else by name; open questions before settled columns."""
    by_id = [spot for spot in known if spot.id == place]
    if by_id:
        return by_id[:1]
    sheet, _, name = place.rpartition("!")
    fits = [spot for spot in known if not sheet or spot.reading.sheet == sheet]
    exact = [spot for spot in fits if name in spot.names or name.upper() in spot.names]
    loose = [spot for spot in fits if normal(name) and normal(name) in map(normal, spot.names)]
    found = exact or loose
    return [spot for spot in found if spot.question is not None] or found


def _not_one(place: str, found: Sequence[Spot]) -> str:
    """Why a place cannot be answered."""
    if not found:
        return f"nothing is called ‘{place}’: name a column by its letter or heading, with SHEET! before it if need be"
    headings = {normal(spot.heading) for spot in found}
    if len(found) > 1 and (len(headings) > 1 or any(spot.question is None for spot in found)):
        return f"‘{place}’ may be {' or '.join(dict.fromkeys(spot.id for spot in found))}: say which"
    return ""


def _add(answers: Given, place: str, value: str, answer: str) -> None:
    if not value:
        answers[place] = answer
        return
    known = answers.get(place)
    answers[place] = {**(known if isinstance(known, dict) else {}), value: answer}


def _fit(spot: Spot, answer: str | Mapping[str, str]) -> tuple[str | dict[str, str], str]:
    """An answer as the reading takes it, and what is wrong with it."""
    kind = spot.question.kind if spot.question else "column"
    if kind == "missing" and spot.question is not None:
        return _value(spot.question.field, spot.reading.subject, answer)
    if isinstance(answer, str) and answer == NOTHING:
        return NOTHING, ""
    if kind == "rows" or not isinstance(answer, str):
        return _rows(spot, answer)
    return _field(spot, answer)


def _value(field: str, subject: str, answer: str | Mapping[str, str]) -> tuple[str, str]:
    definition = load_fields(subject)[field]
    if not isinstance(answer, str):
        return "", f"give one value, the {definition.title}"
    cleaned = load_kinds()[definition.kind](answer, definition.limit)
    problem = cleaned.problems[0].expected if cleaned.problems else ""
    return answer, "" if cleaned.value is not None else f"not a {definition.title}; {problem or 'write another value'}"


def _rows(spot: Spot, answer: str | Mapping[str, str]) -> tuple[str | dict[str, str], str]:
    if isinstance(answer, str):
        values = spot.question.values if spot.question else ()
        answer = dict.fromkeys(values, answer)
    seen = {normal(value): value for value in (spot.question.values if spot.question else ())}
    fit: dict[str, str] = {}
    for value, meaning in answer.items():
        if normal(meaning) not in MEANINGS:
            return "", f"‘{meaning}’ is not a choice: {BILLED}, {NOT_BILLED}, or {NOTHING} for the column as a whole"
        fit[seen.get(normal(value), value)] = MEANINGS[normal(meaning)]
    return fit, ""


def _field(spot: Spot, answer: str) -> tuple[str, str]:
    """The field of an answer: its name, its title, or a choice as it was worded."""
    fields = load_fields(spot.reading.subject)
    choices = spot.question.choices if spot.question else ()
    for name in (option.field for option in choices if normal(answer) == normal(option.says)):
        return name, ""
    wanted = (
        answer if answer in fields else next((n for n, f in fields.items() if normal(f.title) == normal(answer)), "")
    )
    if wanted:
        return wanted, ""
    offered = [f"{option.field} ({option.says})" for option in choices]
    return "", f"‘{answer}’ is not a choice: {', '.join(offered) or 'write a field (docs/reference/fields.md) or -'}"
