"""One way of reading a sheet: its heading rows, and the best assignment of its columns below them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as made_by
from typing import TypeAlias

from invoices.cells import load_kinds
from invoices.cells.base import text_of
from invoices.layout.calendar import Days
from invoices.layout.table import Label
from invoices.reading import known_layouts, known_systems, label_pairs, labels, prefixes, row_numbers
from invoices.reading.assignment import Gains, solve
from invoices.reading.columns import SAMPLE_ROWS, Column, columns_of
from invoices.reading.context import add_context
from invoices.reading.evidence import Evidence, Target, weigh
from invoices.reading.known_layouts import Match
from invoices.reading.label_pairs import Pair
from invoices.reading.labels import LabelChoice
from invoices.reading.model import Hint
from invoices.reading.place import lines_below
from invoices.workbook import CellValue, MergedRange
from mappings.fields import all_fields, load_fields
from mappings.layout_file import Layout
from mappings.subject_file import INVOICE, load_subject

# What a required field is worth beside its score, and a second heading row costs.
REQUIRED, SECOND_ROW = 2.0, 2.0
# So much surer a whole name has to be than the part that another column may be.
SURER = 2.0

Seat: TypeAlias = tuple[Target, int]
# What is known beforehand of the columns of a sheet, by their numbers.
HintsOf: TypeAlias = Callable[[Sequence[Column], Sequence[Pair]], Mapping[int, Hint]]


def no_hints(_columns: Sequence[Column], _pairs: Sequence[Pair]) -> Mapping[int, Hint]:
    """Nothing is known beforehand."""
    return {}


@dataclass(slots=True)
class Attempt:
    """A heading row (from 0) of so many rows, the columns below it, and what each was taken for."""

    row: int
    height: int
    columns: list[Column]
    lines: list[list[CellValue]]
    evidence: Evidence
    chosen: dict[int, Target]
    total: float
    matches: list[Match]
    pairs: list[Pair] = made_by(default_factory=list)
    days: Days = ()
    hints: Mapping[int, Hint] = made_by(default_factory=dict)
    labels: list[LabelChoice] = made_by(default_factory=list)
    clashes: list[tuple[LabelChoice, LabelChoice | Column]] = made_by(default_factory=list)
    inherited: Mapping[str, Label] = made_by(default_factory=dict)

    @property
    def present(self) -> set[str]:
        """The fields that a column, a label or the days give, alone or as parts of another."""
        names = {target.name for target in self.chosen.values()} | {label.field for label in self.labels}
        names |= set(self.inherited)
        if self.days:
            names |= {"day_cell", "service_start"}
        for name in tuple(names):
            names.update(all_fields()[name].holds)
        return names

    @property
    def worth(self) -> float:
        """How much of an invoice was found."""
        fields = load_fields(self.evidence.subject)
        required = sum(fields[name].presence == "required" for name in self.present if name in fields)
        return self.total + REQUIRED * required - SECOND_ROW * (self.height - 1)

    @property
    def unaided(self) -> float:
        """The same without what layouts and other systems say of the headings."""
        known = (self.evidence.scores[number][target].known for number, target in self.chosen.items())
        return self.worth - sum(known)

    @property
    def core(self) -> int:
        """How many of the fields that make out a table of the subject are there."""
        present = self.present
        return sum(1 for names in load_subject(self.evidence.subject).core if not {*names}.isdisjoint(present))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a sheet brings besides its cells: its first column and row, its merged cells, labels from other sheets, the
    layouts that are known, the one that is fixed, and what is known of its columns by their headings."""

    first_column: int
    first_row: int
    merged: Sequence[MergedRange]
    layouts: Sequence[Layout]
    fixed: Layout | None = None
    hints: HintsOf = no_hints
    cover: Sequence[Pair] = ()
    inherited: Mapping[str, Label] = made_by(default_factory=dict)
    subject: str = INVOICE
    keys: bool = False


def attempt(head: Sequence[list[CellValue]], row: int, height: int, around: Surroundings) -> Attempt:
    """Reads the columns below a heading row."""
    subject = around.subject
    lines = lines_below(head, row, SAMPLE_ROWS, subject)
    days = known_layouts.calendar_days(head[row], around.first_column, around.layouts)
    columns = columns_of(head, row, height, around.first_column, around.merged, lines, subject, keys=around.keys)
    numbers = {column for column, _ in days}
    columns = [column for column in columns if column.number not in numbers]
    above = head[: max(row + 1 - height, 0)]
    pairs = [*label_pairs.pairs_above(above, around.first_column, around.first_row, subject), *around.cover]
    found = known_layouts.matches(
        around.layouts, columns, height, pairs, frozenset(around.inherited), days, around.fixed
    )
    hints = around.hints(columns, pairs)
    systems = known_systems.evidence_of(columns) if subject == INVOICE else {}
    columns = row_numbers.told([known_systems.told(column, systems) for column in columns])
    said = _together(known_layouts.evidence_of(found), systems)
    evidence = weigh(columns, said, hints, subject)
    chosen, total = assign(evidence)
    told = prefixes.taught(columns, evidence, chosen)
    if told is not None:
        columns, evidence = told, weigh(told, said, hints, subject)
        chosen, total = assign(evidence)
    add_context(evidence, chosen)
    chosen, total = assign(evidence)
    made = Attempt(row, height, columns, lines, evidence, chosen, total, found, pairs, days, hints=hints)
    made.inherited = around.inherited
    _add_labels(made, around)
    return made


def _together(
    layouts: dict[int, dict[Target, float]], systems: Mapping[int, known_systems.Said]
) -> dict[int, dict[Target, float]]:
    """What the layouts and the vocabularies of other systems say."""
    for number, said in systems.items():
        weights = layouts.setdefault(number, {})
        for name in said.fields:
            weights[Target(name)] = max(said.weight, weights.get(Target(name), 0.0))
    return layouts


def _add_labels(made: Attempt, around: Surroundings) -> None:
    match = known_layouts.best(made.matches, made.chosen)
    fixed = match.known.labels if match else {}
    taken = {target.name: made.evidence.columns[number] for number, target in made.chosen.items() if not target.slot}
    for number, target in made.chosen.items():
        for part in all_fields()[target.name].holds:
            taken.setdefault(part, made.evidence.columns[number])
    made.labels, made.clashes = labels.choose(made.pairs, taken, fixed, around.subject)
    held = {part for label in made.labels for part in all_fields()[label.field].holds}
    made.labels = [label for label in made.labels if label.field not in held]


def seats(evidence: Evidence) -> Gains[int, Seat]:
    """The gains by seat: a field that several columns may hold has one for each of them."""
    return {
        number: {(target, number if all_fields()[target.name].many else -1): gain for target, gain in found.items()}
        for number, found in evidence.gains().items()
    }


def assign(evidence: Evidence) -> tuple[dict[int, Target], float]:
    """The best assignment, without a whole name or address beside its parts. What these cost is known only afterwards:
    where some had to go, the columns are assigned once more without them, and the better of the two is taken."""
    chosen, total, spare = _assigned(evidence, {})
    if not spare:
        return chosen, total
    again, better, _ = _assigned(evidence, spare)
    return (again, better) if better > total else (chosen, total)


def _assigned(evidence: Evidence, without: Mapping[int, Target]) -> tuple[dict[int, Target], float, dict[int, Target]]:
    """The best assignment in which no column of `without` is taken for that; what it is worth, and what was not needed
    in it."""
    offered = {
        number: {seat: gain for seat, gain in found.items() if seat[0] != without.get(number)}
        for number, found in seats(evidence).items()
    }
    found, total = solve(offered)
    chosen = {number: target for number, (target, _) in found.items()}
    gains = evidence.gains()
    taken = {target.name: number for number, target in chosen.items()}
    gone: dict[int, Target] = {}
    for number, target in tuple(chosen.items()):
        for spare in _spare(evidence, number, target, taken):
            gone[spare] = chosen.pop(spare)
            total -= gains[spare][gone[spare]]
    return chosen, total, gone


def _spare(evidence: Evidence, number: int, target: Target, taken: Mapping[str, int]) -> list[int]:
    """Which columns are not needed where a whole name or address stands beside its parts: the whole one, or parts that
    are less sure, or say something else than the whole one does."""
    parts = all_fields()[target.name].holds
    beside = [(part, taken[part]) for part in parts if part in taken and taken[part] != number]
    if not beside or number not in taken.values():
        return []
    worth = evidence.scores[number][target].total
    first = beside[0][1] if beside[0][0] == parts[0] else None
    surer = first is not None and evidence.scores[first][Target(parts[0])].total + SURER < worth
    if first is not None and not (surer and len(beside) == 1):
        return [number]
    whole = evidence.columns[number]
    return [
        at for part, at in beside if surer or not _agrees(whole, target.name, evidence.columns[at], parts.index(part))
    ]


def _agrees(whole: Column, name: str, part: Column, place: int) -> bool:
    """Whether a column says the same as that part of a whole name or address."""
    clean = load_kinds()[all_fields()[name].kind]
    said = [
        (text_of(value[place]), text_of(other))
        for cell, other in zip(whole.cells, part.cells, strict=False)
        if isinstance(value := clean(cell, 0).value, tuple) and place < len(value) and value[place] and other != ""
    ]
    return sum(one.casefold()[:5] == other.casefold()[:5] for one, other in said) * 2 >= len(said)
