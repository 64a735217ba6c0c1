"""What is known of a sheet's columns from readings that were confirmed before: a column is known again by its heading,
or by its place between its neighbours and the kind of its values, so that a renamed or moved column needs no question.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from edi.diagnostics import Diagnostic
from edi.model.reference import SheetRef
from invoices.reading.kinds import WORDS, compatible
from invoices.reading.model import Hint
from mappings.reading_file import NOTHING, SavedColumn, SavedReading, SavedTable
from mappings.service_table import normal
from mappings.subject_file import INVOICE

# Log-odds (reading.md): the same heading, the same place between the same neighbours with the same kinds of values.
SAME_HEADING, SAME_PLACE = 6.0, 4.0
# A heading that is spelt otherwise, and a place of which one neighbour alone is the same.
LIKE_HEADING, NEXT_TO = 3.0, 2.0
# A heading whose values are of other kinds than before says this share of what it says.
OTHER_KINDS = 0.5
# A table is one that was confirmed where at least half of its columns are there.
LEAST_SHARE = 0.5
# Sheets that name no provider are known by their headings alone: nearly all of them have to be the same.
SHARE_WITHOUT_NPI = 0.8
# A misspelt word has at least so many letters; one of the second length may differ in two.
SHORT, LONG = 5, 10


class Place(NamedTuple):
    """A column (or label) of the sheet at hand: its number, its heading and the group's, the kinds of its values."""

    number: int
    heading: str
    group: str
    kinds: Collection[str]


class Match(NamedTuple):
    """A confirmed table beside the sheet at hand: which of its columns is which, and how much speaks for it."""

    table: SavedTable
    pairs: Mapping[int, tuple[SavedColumn, float]]
    share: float


def hints_for(
    saved: Sequence[SavedReading],
    provider_npis: Collection[str],
    headings: Sequence[str],
    groups: Sequence[str] = (),
    kinds: Sequence[Collection[str]] = (),
    *,
    subject: str = INVOICE,
    origin: str = "column",
) -> dict[int, Hint]:
    """What is known of the columns of a sheet, by their place in `headings`. `provider_npis` are those that the sheet
    names, `kinds` the kinds of each column's values (`kinds_of`). Where two confirmed readings that fit equally well
    contradict each other, nothing is known. With the origin "label", `headings` are the labels above a table.

    A hint says what its column was taken for; it never says that values which were not seen then mean nothing: those of
    a column that parts the rows have to be in its `meanings`.
    """
    places = [
        Place(
            number,
            heading,
            groups[number] if number < len(groups) else "",
            kinds[number] if number < len(kinds) else (),
        )
        for number, heading in enumerate(headings)
    ]
    matches = _matches(saved, provider_npis, places, subject, origin)
    if not matches:
        return {}
    best = max(matches, key=lambda match: (match.share, match.table.when))
    equal = [match for match in matches if match.share == best.share and match is not best]
    return {
        number: _hint(column, weight, places[number], best.table)
        for number, (column, weight) in best.pairs.items()
        if not any(_contradicts(column, match, number) for match in equal)
    }


def moved(hints: Mapping[int, Hint]) -> tuple[str, ...]:
    """What has another name than when it was confirmed, in words: "‘Place’ was ‘POS’ in May 2026"."""
    return tuple(hint.moved for _, hint in sorted(hints.items()) if hint.moved)


def memory_finding(where: SheetRef, hints: Mapping[int, Hint], filled: Sequence[str] = ()) -> Diagnostic | None:
    """WB026: a confirmed reading was used, what has moved since, and which values of the provider were filled in from
    what is known of it (`Filled.told`). `hints` are those that the reading agrees with. None where nothing was."""
    sources = dict.fromkeys(hint.source for hint in hints.values())
    said = [*sources, *moved(hints), *filled]
    return Diagnostic("WB026", where, expected="; ".join(said)) if said else None


def _matches(
    saved: Sequence[SavedReading], npis: Collection[str], places: Sequence[Place], subject: str, origin: str
) -> list[Match]:
    """The confirmed tables of this provider that the sheet may be one of."""
    found: list[Match] = []
    for reading in saved:
        known = not {*npis}.isdisjoint(reading.providers)
        if reading.subject != subject or not (known or (not npis and not reading.providers)):
            continue
        for table in reading.tables:
            columns = [column for column in table.columns if (column.origin == "label") == (origin == "label")]
            pairs = _paired(columns, places, in_order=origin != "label")
            share = len(pairs) / len(columns) if columns else 0.0
            if share >= (LEAST_SHARE if known else SHARE_WITHOUT_NPI):
                found.append(Match(table, pairs, share))
    return found


def _contradicts(column: SavedColumn, match: Match, number: int) -> bool:
    other = match.pairs.get(number)
    return other is not None and (other[0].field, other[0].slot, other[0].scale) != (
        column.field,
        column.slot,
        column.scale,
    )


def _hint(column: SavedColumn, weight: float, place: Place, table: SavedTable) -> Hint:
    when = f"{table.when:%B %Y}"
    renamed = normal(column.heading) != normal(place.heading)
    return Hint(
        "" if column.field == NOTHING else column.field,
        weight,
        f"read as {table.who} confirmed it in {when}",
        column.slot,
        column.scale,
        dict(column.values),
        f"‘{place.heading}’ was ‘{column.heading}’ in {when}" if renamed else "",
    )


def _paired(
    columns: Sequence[SavedColumn], places: Sequence[Place], *, in_order: bool
) -> dict[int, tuple[SavedColumn, float]]:
    """Which confirmed column each place is, one to one, with its weight: first those of the same heading, then those of
    the same place, then those whose heading is spelt nearly so."""
    pairs: dict[int, int] = {}
    for index, column in enumerate(columns):
        same = [p for p in places if p.number not in pairs.values() and _same_heading(column, p)]
        if same:
            pairs[index] = min(same, key=lambda p: (-_neighbours(column, p, places), abs(p.number - index))).number
    if in_order:
        pairs |= dict(_gaps(columns, places, pairs))
    for index, column in enumerate(columns):
        like = [
            p
            for p in places
            if index not in pairs
            and p.number not in pairs.values()
            and compatible(column.kinds, p.kinds)
            and _is_like(column.heading, p.heading)
        ]
        if len(like) == 1:
            pairs[index] = like[0].number
    by_number = {place.number: place for place in places}
    return {
        number: (columns[index], weight)
        for index, number in pairs.items()
        if (weight := _weight(index, by_number[number], columns, pairs, in_order=in_order)) > 0
    }


def _same_heading(column: SavedColumn, place: Place) -> bool:
    if normal(column.heading) != normal(place.heading) or not normal(place.heading):
        return False
    return not (column.group and place.group) or normal(column.group) == normal(place.group)


def _neighbours(column: SavedColumn, place: Place, places: Sequence[Place]) -> int:
    """How many of its two neighbours have the headings that they had."""
    before = places[place.number - 1].heading if place.number else ""
    after = places[place.number + 1].heading if place.number + 1 < len(places) else ""
    return (normal(before) == normal(column.before)) + (normal(after) == normal(column.after))


def _gaps(
    columns: Sequence[SavedColumn], places: Sequence[Place], pairs: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """Columns between two that were known again and stand in their old order: as many as there were, of the same kinds,
    are those that were there. Where another has come in between, those whose kinds only one of them has."""
    anchors = [(-1, -1), *_in_order(sorted(pairs.items())), (len(columns), len(places))]
    taken = set(pairs.values())
    for (index, number), (next_index, next_number) in pairwise(anchors):
        were = [i for i in range(index + 1, next_index) if i not in pairs]
        are = [n for n in range(number + 1, next_number) if n not in taken]
        if len(were) == len(are):
            couples = list(zip(were, are, strict=True))
            if all(columns[i].kinds and compatible(columns[i].kinds, places[n].kinds) for i, n in couples):
                yield from couples
        else:
            yield from _only_ones(columns, places, were, are)


def _only_ones(
    columns: Sequence[SavedColumn], places: Sequence[Place], were: Sequence[int], are: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Columns with the one place of their kinds, and no other column for it. Words are of too wide a kind for that."""
    for index in were:
        kinds = columns[index].kinds
        fits = [n for n in are if places[n].kinds and compatible(kinds, places[n].kinds)]
        if kinds and kinds != [WORDS] and len(fits) == 1:
            rivals = [i for i in were if compatible(columns[i].kinds, places[fits[0]].kinds)]
            if rivals == [index]:
                yield index, fits[0]


def _in_order(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest row of pairs that ascend on both sides: the columns that were not moved."""
    best: list[list[tuple[int, int]]] = []
    for pair in pairs:
        before = max((row for row in best if row[-1][1] < pair[1]), key=len, default=[])
        best.append([*before, pair])
    return max(best, key=len, default=[])


def _weight(
    index: int, place: Place, columns: Sequence[SavedColumn], pairs: Mapping[int, int], *, in_order: bool
) -> float:
    """How much speaks for a column to be the one that was confirmed."""
    column = columns[index]
    fits = compatible(column.kinds, place.kinds)
    weight = 0.0
    if _same_heading(column, place):
        weight = SAME_HEADING * (1.0 if fits else OTHER_KINDS)
    elif _is_like(column.heading, place.heading):
        weight = LIKE_HEADING
    if in_order and fits and column.kinds:
        before = pairs.get(index - 1) if index else -1
        beside = (before == place.number - 1) + (_after(index, columns, pairs) == place.number + 1)
        weight += SAME_PLACE if beside >= 2 else NEXT_TO if beside else 0.0
    return weight


def _after(index: int, columns: Sequence[SavedColumn], pairs: Mapping[int, int]) -> int | None:
    """The place of the next column; behind the last one, that of whatever stands there."""
    return pairs.get(index + 1) if index + 1 < len(columns) else max(pairs.values()) + 1


def _is_like(one: str, other: str) -> bool:
    """Whether two headings are the same words, spelt otherwise: one letter in a short word, two in a long one."""
    words, others = _words(one), _words(other)
    if not words or len(words) != len(others):
        return False
    return all(_is_like_word(*both) for both in zip(words, others, strict=True))


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+|\d+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).lower())


def _is_like_word(one: str, other: str) -> bool:
    if one.removesuffix("s") == other.removesuffix("s"):
        return True
    shortest = min(len(one), len(other))
    if shortest < SHORT or one.isdigit():
        return False
    from rapidfuzz.distance import OSA  # only a heading that has changed needs it

    return OSA.distance(one, other) <= (2 if shortest >= LONG else 1)
