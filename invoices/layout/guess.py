"""Reads a sheet that no layout names: finds its heading row and what each column holds, by the names of the columns
and the kind of their values, and makes a layout of it. What is in doubt is asked, not guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from edi.diagnostics import Diagnostic
from edi.model.reference import SheetRef
from invoices.cells.base import text_of
from invoices.layout.claims import ACCEPT, DOUBT, Assignment, Choice, Clash, Column, Target, assign, is_required
from invoices.layout.guess_labels import LabelChoice, guess_labels
from invoices.layout.header_rows import Heading, headings_at
from invoices.layout.naming import column_index, name_scores
from invoices.layout.recognise import ANYWHERE, Place, recognise
from invoices.layout.table import Table, column_letter
from invoices.layout.values import distinct
from invoices.layout.wording import LONGEST, Wording, wording
from invoices.workbook import CellValue, MergedRange, Sheet
from mappings.fields import load_fields
from mappings.layout_file import Layout, Slots
from mappings.service_table import normal

SEARCH_ROWS, SAMPLE_ROWS = 40, 200
# The name that a guessed layout goes by in reports.
GUESSED = "guess"
# What makes out an invoice; a sheet with fewer than these in sight is something else.
CORE = (("billing_npi",), ("member_cin",), ("hcpcs", "service_name"), ("service_start",), ("units", "minutes", "hours"))
IN_SIGHT = 3
# So many rows that look most like headings are tried out.
TRIED = 4


@dataclass(frozen=True, slots=True)
class Guess:
    """What a sheet was taken for. `row` is the number of the heading row and `height` the rows of headings;
    `layout` is None where something needed is in doubt, and `problem` says what."""

    file: str
    sheet: str
    row: int
    height: int
    columns: tuple[Column, ...]
    found: Assignment
    labels: tuple[LabelChoice, ...]
    layout: Layout | None
    problem: Diagnostic | None

    @property
    def column_in_doubt(self) -> bool:
        """Whether the problem is one of a column that is there."""
        where = self.problem.where if self.problem else None
        return isinstance(where, SheetRef) and bool(where.column)

    @property
    def told(self) -> Diagnostic:
        """WB018: which column was taken for which field, and how surely."""
        said = [
            f"{title(choice.target)} ← {column_letter(choice.column.number)} ‘{choice.column.heading}’ "
            f"({choice.score:.0%})"
            for choice in sorted(self.found.choices, key=lambda choice: choice.column.number)
        ]
        said += [
            f"{title(Target(label.field))} ← {label.cell} beside ‘{label.text}’ ({label.score:.0%})"
            for label in self.labels
        ]
        return Diagnostic("WB018", SheetRef(self.file, self.sheet, self.row), expected=", ".join(said))


def title(target: Target) -> str:
    """A field in words."""
    return load_fields()[target.name].title + (f" {target.slot}" if target.slot else "")


def read_unknown(
    file: str, sheet: Sheet, misfit: Diagnostic, place: Place = ANYWHERE
) -> tuple[Table | Diagnostic, Diagnostic | None]:
    """The table of a sheet that no layout names with the finding that says how it was read, or why it was not."""
    if misfit.code not in ("WB004", "WB005"):
        return misfit, None
    guess = guess_sheet(file, sheet, place)
    if guess is None:
        return misfit, None
    if guess.layout is not None:
        found = recognise(file, sheet, [guess.layout], place)
        return found, guess.told if isinstance(found, Table) else None
    # What a known layout lacks is better said in its words, unless there is a column to look at.
    if misfit.code == "WB005" and guess.problem and guess.problem.code == "WB019" and not guess.column_in_doubt:
        return misfit, None
    return guess.problem or misfit, None


def guess_sheet(file: str, sheet: Sheet, place: Place = ANYWHERE) -> Guess | None:
    """The best reading of a sheet; None where it is nothing like an invoice."""
    head = list(islice(sheet.rows(), SEARCH_ROWS + SAMPLE_ROWS))
    merged = sheet.merged_from_here()
    best: tuple[float, int, int] | None = None
    readings: dict[tuple[int, int], tuple[tuple[Column, ...], Assignment]] = {}
    for row in _likely_rows(head, place.rows(sheet, min(len(head), SEARCH_ROWS))):
        for height in (1, 2) if row else (1,):
            columns = tuple(_columns(head, row, height, sheet.first_column, merged))
            found = assign(columns)
            readings[row, height] = columns, found
            # Among equals the first row, and one heading row rather than two.
            rank = (found.worth - (height - 1) * 0.5, -row, -height)
            if best is None or rank > best:
                best = rank
    if best is None:
        return None
    row, height = -best[1], -best[2]
    columns, found = readings[row, height]
    _drop_twins(columns, found)
    taken = {choice.target.name: choice.column for choice in found.choices}
    labels, clashes = guess_labels(head[: row + 1 - height], sheet.first_column, taken, sheet.first_row)
    found.clashes += clashes
    return _judged(file, sheet, row, height, columns, found, labels, frozenset(place.labels))


def _likely_rows(head: Sequence[list[CellValue]], numbers: Iterable[int]) -> list[int]:
    """Rows that look most like headings: texts, several of them known, no dates or amounts."""
    ranked: list[tuple[int, int]] = []
    for number in numbers:
        row = head[number]
        texts = [text_of(cell) for cell in row if isinstance(cell, str) and cell]
        filled = sum(1 for cell in row if cell != "")
        words = [text for text in texts if len(text) <= LONGEST and any(letter.isalpha() for letter in text)]
        if len(set(words)) < IN_SIGHT or len(words) * 5 < filled * 4:
            continue
        known = sum(1 for text in set(words[:400]) if max(name_scores(text).values(), default=0.0) >= 0.8)
        if known:
            ranked.append((-known, number))
    most = min((known for known, _ in ranked), default=0)
    return [number for known, number in sorted(ranked)[:TRIED] if known * 3 <= most]


def _columns(
    head: Sequence[list[CellValue]], row: int, height: int, first_column: int, merged: Sequence[MergedRange]
) -> Iterator[Column]:
    below = head[row + 1 : row + 1 + SAMPLE_ROWS]
    for place, heading in enumerate(headings_at(head, row, height, first_column, merged)):
        if not normal(heading.joined):
            continue
        values = distinct(cells[place] for cells in below if place < len(cells))
        own, group = wording(heading.own), wording(heading.group)
        slot, template = _slot(heading, own, group)
        yield Column(
            place + first_column,
            heading.joined,
            _names(heading, group),
            own.role or group.role,
            values,
            slot,
            template,
            second=own.slot > 1 and own.key not in column_index().by_key,
        )


def _names(heading: Heading, group: Wording) -> dict[str, float]:
    """How well a heading fits each field, by itself and with its group."""
    if not heading.group:
        return name_scores(heading.own)
    scores = dict(name_scores(heading.own, group.role))
    for name, score in name_scores(heading.joined).items():
        scores[name] = max(score, scores.get(name, 0.0))
    return scores


def _slot(heading: Heading, own: Wording, group: Wording) -> tuple[int, str]:
    """The number that counts services, of the heading or else of its group ("Service 2" above "Units")."""
    if own.slot or not heading.group:
        return own.slot, f"{heading.group} {own.template}".strip()
    return group.slot, f"{group.template} {heading.own}"


def _drop_twins(columns: Sequence[Column], found: Assignment) -> None:
    """A layout names columns by their headings: where another column has the same, it cannot tell them apart."""
    keys = Counter(normal(column.heading) for column in columns)
    taken = {choice.column.number: choice.target for choice in found.choices}
    for choice in tuple(found.choices):
        key = normal(choice.column.heading)
        if keys[key] == 1:
            continue
        twins = [c for c in columns if normal(c.heading) == key and taken.get(c.number) != choice.target]
        if twins:
            found.choices.remove(choice)
            found.clashes.append(Clash((choice.column, *twins), (choice.target,)))


def _judged(
    file: str,
    sheet: Sheet,
    row: int,
    height: int,
    columns: tuple[Column, ...],
    found: Assignment,
    labels: tuple[LabelChoice, ...],
    inherited: frozenset[str],
) -> Guess | None:
    present = {choice.target.name for choice in found.choices} | {label.field for label in labels} | inherited
    disputed = {target.name for clash in found.clashes for target in clash.targets}
    if sum(1 for names in CORE if not {*names}.isdisjoint(present | disputed)) < IN_SIGHT:
        return None
    where = SheetRef(file, sheet.name, row + sheet.first_row)
    problem = _clash(where, found.clashes) or _lacking(where, columns, found, present)
    layout = None if problem else layout_of(found.choices, labels, height)
    return Guess(file, sheet.name, row + sheet.first_row, height, columns, found, labels, layout, problem)


def _clash(where: SheetRef, clashes: Sequence[Clash]) -> Diagnostic | None:
    """WB016 two columns for a field, WB017 two fields for a column; only where a line cannot do without them."""
    for clash in clashes:
        if not any(is_required(target.name) for target in clash.targets):
            continue
        fields = " or ".join(f"‘{title(target)}’" for target in clash.targets)
        columns = " and ".join(f"{column_letter(c.number)} ‘{c.heading}’" for c in clash.columns)
        code = "WB016" if len(clash.columns) > 1 else "WB017"
        return Diagnostic(code, where, expected=f"{columns} as {fields}")
    return None


def _lacking(where: SheetRef, columns: Sequence[Column], found: Assignment, present: set[str]) -> Diagnostic | None:
    """WB019: what makes out an invoice and is not there, or not surely enough, with the column that comes nearest."""
    said: list[str] = []
    for names in CORE:
        if {*names}.isdisjoint(present):
            column, why = _nearest(columns, found, names)
            said.append(f"‘{load_fields()[names[0]].title}’" + why)
            if column and not where.column:
                where = replace(where, column=column)
    return Diagnostic("WB019", where, expected=", ".join(said)) if said else None


def _nearest(columns: Sequence[Column], found: Assignment, names: Sequence[str]) -> tuple[str, str]:
    """The column that comes nearest to a field, or the one that is called so and holds something else."""
    near = {number: score for number, (target, score) in found.near.items() if target.name in names}
    for column in sorted(columns, key=lambda column: -near.get(column.number, 0.0)):
        letter = column_letter(column.number)
        if column.number in near:
            return letter, f" (nearest: {letter} ‘{column.heading}’, {near[column.number]:.0%})"
        if any(column.names.get(name, 0.0) >= ACCEPT and column.score(name) < DOUBT for name in names):
            return letter, f" ({letter} ‘{column.heading}’ holds something else)"
    return "", ""


def core_of(present: set[str]) -> list[str]:
    """The fields that make out an invoice, as far as they are there."""
    core = (next((name for name in names if name in present), "") for names in CORE)
    return [name for name in core if name]


def layout_of(choices: Sequence[Choice], labels: Sequence[LabelChoice], height: int) -> Layout:
    """The layout that reads the sheet as it was guessed."""
    plain: dict[str, list[str]] = {}
    slots: dict[str, list[str]] = {}
    for choice in sorted(choices, key=lambda c: c.column.number):
        target = choice.target
        texts = (slots if target.slot else plain).setdefault(target.name, [])
        if choice.heading not in texts:
            texts.append(choice.heading)
    named: dict[str, list[str]] = {}
    for label in labels:
        named.setdefault(label.field, []).append(label.text)
    last = max((choice.target.slot for choice in choices), default=0)
    return Layout(
        name=GUESSED,
        title="Read by the names and values of its columns",
        sample="",
        recognise=core_of({*plain, *slots, *named}),
        header_rows=height,
        columns=plain,
        labels=named,
        slots=Slots(last=last, columns=slots) if slots else None,
    )
