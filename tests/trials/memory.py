"""Trial: what was answered in month one is remembered in month two, two headings and the place of a column changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any

from tests.trials.answering import answers
from tests.trials.columns import can, choose, compose
from tests.trials.files import CONTAINERS
from tests.trials.generate import TRIES, Case
from tests.trials.lines import line_of
from tests.trials.program import Home, Outcome, home
from tests.trials.score import Score, score
from tests.trials.shape import Shape, shapes
from tests.trials.table import Table
from tests.trials.tables import score_rows, table
from tests.trials.vocabulary import Vocabulary, vocabularies
from tests.trials.world import Invoice, invoice_of

SHAPES = ("plain", "plain", "labels", "cover", "fill_down", "bands", "merged", "slots", "several_providers", "joined")
RENAMED = 2
ROUNDS = 3


@dataclass
class Tally:
    """Month one after its answers, month two without any; sheets whose month one could not be read are told apart."""

    first: Score = field(default_factory=Score)
    second: Score = field(default_factory=Score)
    remembered: int = 0
    unread: int = 0
    faults: list[dict[str, Any]] = field(default_factory=list)


def two_months(seed: int, number: int) -> tuple[Shape, str, Table, Table]:
    """A sheet of one month and the same provider's sheet of the next: the same members and columns, two headings under
    other names of their fields, one column moved."""
    dice = Random(seed * 1_000_003 + number)
    names = [name for name, words in vocabularies().items() if not words.held_out]
    for _ in range(TRIES):
        shape, words = shapes()[dice.choice(SHAPES)], vocabularies()[dice.choice(names)]
        spans = "days" in shape.wants.units
        if shape.suits(words) and can(words, dict(shape.allowed), spans=spans):
            break
    least, most = shape.wants.visits
    invoice = invoice_of(dice, replace(shape.wants, visits=(2 * least, 2 * most)), months=2)
    columns = compose(words, choose(words, dict(shape.allowed), dice, spans=spans), dice)
    parts = _by_month(invoice)
    first, second = (Table(part, words, list(columns)) for part in parts)
    _change(second, words, dice)
    for made in (first, second):
        made.fill(made.invoice.visits)
    return shape, words.name, first, second


def _by_month(invoice: Invoice) -> tuple[Invoice, Invoice]:
    start = min(visit.start for visit in invoice.visits).replace(day=1)
    one = [group for group in invoice.groups if group[0].start.replace(day=1) == start]
    two = [group for group in invoice.groups if group[0].start.replace(day=1) != start]
    return replace(invoice, groups=one), replace(invoice, groups=two or one, number=invoice.number + "-2")


def _change(made: Table, words: Vocabulary, dice: Random) -> None:
    places = list(range(len(made.columns)))
    dice.shuffle(places)
    for place in places[:RENAMED]:
        column = made.columns[place]
        made.columns[place] = replace(column, heading=_other(column.heading, column.field, words, dice))
    place = places[-1]
    column = made.columns.pop(place)
    same = [at for at, other in enumerate(made.columns) if other.part == column.part]
    made.columns.insert(dice.choice(same or [place]), column)


def _other(heading: str, name: str, words: Vocabulary, dice: Random) -> str:
    """Another heading for the same: one of the same vocabulary, else the old one as another person types it."""
    others = [text for text in words.headings.get(name, ()) if text != heading and not words.style]
    tail = " " if " " in heading else "_"
    typed = [heading.upper(), heading.replace(" ", "_"), f"{heading}{tail}(new)", heading.lower()]
    return dice.choice(others or [text for text in typed if text != heading])


def _write(shape: Shape, made: Table, name: str, folder: Path, dice: Random) -> Case:
    ending = CONTAINERS["xlsx"].ending
    path = folder / f"{name}{ending}"
    CONTAINERS["xlsx"].write(shape.lay(made, dice), path)
    lines = [line_of(row.visit, made.fields()) for row in made.rows]
    case = Case(name, path, made.vocabulary.name, shape.title, False, "", "xlsx", lines)
    for column in made.columns:
        case.fields.setdefault(column.heading, []).append(column.field)
    return case


def _read_and_answer(at: Home, case: Case) -> Outcome:
    """Month one: the questions answered from what is true, and what came of it confirmed and so kept."""
    outcome, given = at.run(case.path), dict[str, str]()
    for _ in range(ROUNDS):
        if not outcome.questions:
            break
        told, _ = answers(case, outcome.questions)
        if not told or told.items() <= given.items():
            break
        given |= told
        outcome = at.run(case.path, given)
    if not at.confirm(case.path, given):
        outcome.problem = outcome.problem or "nothing was kept"
    return outcome


def run(seed: int, numbers: Iterable[int], folder: Path) -> Tally:
    """Both months of each sheet, in one home."""
    tally = Tally()
    for number in numbers:
        shape, words, first, second = two_months(seed, number)
        one = _write(shape, first, f"month_{number}_1", folder, Random(number))
        two = _write(shape, second, f"month_{number}_2", folder, Random(number))
        with home() as at:
            before = score(one.lines, _read_and_answer(at, one))
            after = score(two.lines, at.run(two.path))
        tally.first += before
        tally.second += after
        tally.unread += not before.perfect
        tally.remembered += bool(after.perfect and not after.questions)
        if not after.perfect or after.questions:
            tally.faults.append({"sheet": number, "shape": shape.title, "vocabulary": words,
                                 "month one": before.perfect, "right": after.right, "of": after.expected,
                                 "wrong": after.wrong, "questions": after.questions})  # fmt: skip
    return tally


def texts(tally: Tally) -> list[str]:
    """The tables."""
    head = {"sheets": tally.first.files, "month one not all right": tally.unread, "month two unasked and all right":
            tally.remembered}  # fmt: skip
    rows = score_rows({"month one, answered": tally.first, "month two": tally.second})
    return [table("memory", [head]), table("lines", rows), table("sheets not remembered", tally.faults[:40])]


def figures(tally: Tally) -> dict[str, Any]:
    """The figures as data."""
    return {"sheets": tally.first.files, "unread": tally.unread, "remembered": tally.remembered,
            "lines": score_rows({"first": tally.first, "second": tally.second}), "faults": tally.faults}  # fmt: skip
