"""A second look at the columns that nothing was made of, for the fields that are still missing: a heading in words that
no dictionary has leaves what the values say, what follows from what, and the neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import permutations

from invoices.cells.date import clean_date
from invoices.reading import values
from invoices.reading.arithmetic import number as number_of
from invoices.reading.attempt import Attempt, assign
from invoices.reading.columns import Column
from invoices.reading.context import beside, neighbours
from invoices.reading.evidence import MISSING, SILENT, Score, Target, score_of, target_of
from invoices.reading.looks import STREET, is_organisation, mostly
from invoices.reading.unread import in_order
from invoices.reading.words import DAYS, SAME_WORDS, SPOKEN, role_of
from mappings.fields import all_fields, load_fields
from mappings.subject_file import INVOICE

# So many columns must have been made out by their words before the others are guessed at.
KNOWN_BY_WORDS = 5
# Values that prove a field count as much as a heading: a sheet may have none.
PROVEN = 4.0
# The share of the values that a field may hold.
ENOUGH = 0.8
# What it is worth that no other column could hold a field whose values prove at least so much.
ONLY, TELLING = 1.0, 2.0
# What the look of a text is worth.
LOOKS, UNLIKE = 1.5, -1.0
# More units than these in one line are none.
MOST_UNITS = 400
LOOK_OF = {"address": STREET.search, "place_of_service": re.compile(r"[^\W\d_]{3}").search}
# Whole names and addresses are looked for where so many of their parts are missing.
PARTS = 2
# Wanted though a line can do without.
WANTED_TOO = ("member_gender",)
# Wanted beside the NPI of the rendering provider.
NAMED = "rendering_full_name"
# Half of the members are older than this.
BORN_BEFORE = 2010
START, END = "service_start", "service_end"
FIRST = frozenset(
    ["first", "from", "start", "begin", "beginning", "arrival", "arrived", "in", "inicio", "desde", "primer", "primera"]
)
LAST = frozenset(
    ["last", "thru", "through", "to", "until", "end", "ending", "departure", "departed", "out", "final", "fin", "hasta"]
)


def look_again(made: Attempt) -> None:
    """Gives fields that are still missing to columns without a known heading, where their values, and whom they follow
    from, fit. What else could be meant stays open: `decide` asks."""
    subject = made.evidence.subject
    if subject != INVOICE or _spoken(made) < KNOWN_BY_WORDS:
        return
    present = made.present
    lacking = [name for name in _wanted() if name not in present]
    lacking += list(_wholes(lacking, present))
    if "rendering_npi" in present and not present & {NAMED, "rendering_name"}:
        lacking.append(NAMED)
    before = dict(made.chosen)
    places = [*_places(made, lacking), *_spans(made, lacking)]
    if not places:
        return
    for number, target, score in places:
        if sum(other == target for _, other, _ in places) == 1 and _is_telling(target.name):
            score.context += ONLY
        made.evidence.scores[number][target] = score
    _assign_again(made, before)
    _tell_neighbours(made, before)
    _assign_again(made, before)


def _assign_again(made: Attempt, before: Mapping[int, Target]) -> None:
    """What was chosen before stays."""
    found, _ = assign(made.evidence)
    made.chosen = {**before, **{number: target for number, target in found.items() if number not in before}}


def _tell_neighbours(made: Attempt, before: Mapping[int, Target]) -> None:
    """What the fields that were found last say for the columns beside them."""
    evidence = made.evidence
    new = {number: target for number, target in made.chosen.items() if number not in before}
    for number, column in evidence.columns.items():
        if column.heading:
            continue
        near = neighbours(evidence, new, number)
        for target, score in evidence.scores[number].items():
            score.context += beside(target, near, bare=True)


def _is_telling(name: str) -> bool:
    """Whether values that fit a field say something for it."""
    return values.PROOF.get(all_fields()[name].kind, values.OTHERWISE)[0] >= TELLING


def _spoken(made: Attempt) -> int:
    scores = [made.evidence.scores[number][target] for number, target in made.chosen.items()]
    return sum(score.spoken or score.values >= PROVEN for score in scores)


def _wanted() -> list[str]:
    fields = load_fields(INVOICE).values()
    return [field.name for field in fields if field.presence == "required" or field.name in WANTED_TOO]


def _wholes(lacking: list[str], present: set[str]) -> Iterator[str]:
    for name, field in load_fields(INVOICE).items():
        if name not in present and sum(part in lacking for part in field.holds) >= PARTS:
            yield name


def _places(made: Attempt, lacking: list[str]) -> Iterator[tuple[int, Target, Score]]:
    """Each column that may hold a missing field."""
    evidence = made.evidence
    for number, column in sorted(evidence.columns.items()):
        if number in made.chosen or number in made.hints or not column.values or not _is_quiet(column):
            continue
        near = neighbours(evidence, made.chosen, number)
        for name in lacking:
            score = _score(made, column, name, near)
            if score is not None:
                yield number, target_of(column, name, evidence.numbered, evidence.subject), score


def _spans(made: Attempt, lacking: list[str]) -> Iterator[tuple[int, Target, Score]]:
    """Two columns of days, the first and the last ones of the services by a word of their headings and in every row."""
    if START not in lacking or END in made.present:
        return
    days = [column for number, column in made.evidence.columns.items() if _are_free_days(made, number, column)]
    for first, last in permutations(days, 2):
        if not (_has_word(first, FIRST) and _has_word(last, LAST) and in_order(first, last)):
            continue
        for column, name in ((first, START), (last, END)):
            score = score_of(column, name, made.evidence.keys, made.evidence.sums)
            score.words = max(score.words, SPOKEN)
            score.context += MISSING
            score.why.append("it is the first day of two" if name == START else "it is the last day of two")
            yield column.number, target_of(column, name, made.evidence.numbered, made.evidence.subject), score
        return


def _are_free_days(made: Attempt, number: int, column: Column) -> bool:
    share, tried = values.fit(column, START)
    free = number not in made.chosen and number not in made.hints and column.reading.none < SAME_WORDS
    return free and bool(tried) and share >= ENOUGH and column.filled * 10 >= len(column.cells) * 9


def _has_word(column: Column, words: frozenset[str]) -> bool:
    return bool(words & {*re.findall(r"[a-z]+", column.heading.casefold())})


def _is_quiet(column: Column) -> bool:
    """Whether the heading names neither a field that its values fit nor another thing surely, nor somebody else."""
    reading = column.reading
    fitting = [score for name, score in reading.scores.items() if score >= SPOKEN and _may_hold(column, name)]
    loudest = max((*fitting, reading.none), default=0.0)
    return loudest < SPOKEN and not reading.said.other and reading.said.role != "other"


def _may_hold(column: Column, name: str) -> bool:
    if column.kinds == values.DATES and all_fields()[name].kind not in DAYS:
        return False
    share, tried = values.fit(column, name)
    return not tried or share >= ENOUGH


def _score(made: Attempt, column: Column, name: str, near: Sequence[Target]) -> Score | None:
    own = role_of(name)
    if own and column.reading.said.role not in ("", own):
        return None
    share, tried = values.fit(column, name)
    if not tried or share < ENOUGH or (name == "member_dob" and not _are_births(column)):
        return None
    if name == "units" and any((number_of(value) or 0) > MOST_UNITS for value in column.values):
        return None
    if name.endswith("_city") and mostly(column, is_organisation):
        return None
    score = score_of(column, name, made.evidence.keys, made.evidence.sums)
    if score.dependency < 0 or (values.is_plain(name) and score.dependency <= 0):
        return None
    # What else its heading says its values contradict.
    score.words = max(score.words, SILENT if column.heading else 0.0)
    score.context += LOOKS if _looks_like(column, name) else UNLIKE if name == "billing_name" else 0.0
    score.context += MISSING + beside(Target(name), near, bare=not column.heading)
    score.why.append("nothing else gives it")
    return score


def _looks_like(column: Column, name: str) -> bool:
    """Whether names are those of organisations, addresses streets with their numbers, and places of service words: any
    text fits these fields."""
    kind = "place_of_service" if name == "place_of_service" else name.partition("_")[2]
    look = is_organisation if name == "billing_name" else LOOK_OF.get(kind)
    return look is not None and mostly(column, look)


def _are_births(column: Column) -> bool:
    """Whether days are so long ago as those of births are."""
    days = [clean_date(value, 2000).value for value in column.values]
    years = sorted(day.year for day in days if isinstance(day, date))
    return bool(years) and years[len(years) // 2] < BORN_BEFORE
