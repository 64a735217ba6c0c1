"""One case of the generator: vocabulary x shape x noise, drawn from a seed; a file, and what is true of it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from tests.trials import ambiguity
from tests.trials.columns import can, choose, compose
from tests.trials.files import CONTAINERS
from tests.trials.lines import Line, line_of
from tests.trials.shape import Shape, shapes
from tests.trials.table import NONE, STATUS, Column, Table, dollars, shuffled
from tests.trials.vocabulary import Vocabulary, vocabularies
from tests.trials.world import HERE, Visit, invoice_of

# What a status column says of visits that took place and of those that did not.
DONE = ("Completed", "Kept", "Done", "Attended", "Complete")
NOT_DONE = ("No show", "Cancelled", "Client cancelled", "No-show", "Void", "Not home")
TRIES = 1000
FAULTY_SHARE = 0.03
UNUSUAL_SHARE = 0.05


@dataclass
class Case:
    """A file and what is true of it: the lines that must be sent, the number to withhold because a cell is faulty, and
    for answering questions the field of every heading and what each value of a status column means. Of a file that
    `must_ask` nothing may be sent before it was answered; `letters` are then the fields by column."""

    name: str
    path: Path
    vocabulary: str
    shape: str
    held_out: bool
    twist: str
    container: str
    lines: list[Line]
    withheld: int = 0
    fields: dict[str, list[str]] = field(default_factory=dict)
    billed: dict[str, bool] = field(default_factory=dict)
    must_ask: bool = False
    letters: dict[str, str] = field(default_factory=dict)


def make_case(seed: int, number: int, folder: Path, shape: str = "", vocabulary: str = "") -> Case:
    """The case of this number: the same for the same seed. `shape` and `vocabulary` may be given."""
    dice = Random(seed * 1_000_003 + number)
    known = shapes()
    names, weights = list(known), [one.weight for one in known.values()]
    for _ in range(TRIES):
        shape_name = shape or dice.choices(names, weights)[0]
        words = vocabularies()[vocabulary or dice.choice(sorted(vocabularies()))]
        chosen = known[shape_name]
        spans = "days" in chosen.wants.units
        if chosen.suits(words) and can(words, chosen.allowed, spans=spans):
            break
    else:
        raise ValueError(f"no vocabulary has words for {shape or vocabulary}")
    table = make_table(chosen, words, dice)
    container = dice.choice([name for name in chosen.containers if _holds(table, name)])
    path = folder / f"case_{seed}_{number}{CONTAINERS[container].ending}"
    book = chosen.lay(table, dice)
    CONTAINERS[container].write(book, path)
    return _truth(Case(path.stem, path, words.name, shape_name, words.held_out or chosen.held_out,
                       table.twists[0] if table.twists else "", container, []), table)  # fmt: skip


def make_table(shape: Shape, words: Vocabulary, dice: Random, *, clean: bool = False) -> Table:
    """The table that a shape lays out, with its noise unless it is to be `clean`."""
    invoice = invoice_of(dice, shape.wants, shape.months)
    spans = any(visit.start != visit.end for visit in invoice.visits) and "days" in shape.wants.units
    twist = "" if clean else ambiguity.possible(dice.choice(shape.twists), invoice)
    style = ambiguity.style(twist, choose(words, dict(shape.allowed), dice, spans=spans), dice)
    columns = ambiguity.unclear(twist, compose(words, style, dice), dice)
    if shape.shuffles and dice.random() < 0.5:
        columns = shuffled(columns, dice)
    table = Table(invoice, words, columns, twists=(twist,) if twist else ())
    table.fill(invoice.visits)
    if clean or twist in ambiguity.TWISTS:
        return table
    if shape.noise:
        _irrelevant(table, dice)
    _unbill(table, dice)
    _faults(table, shape.faults, dice)
    return table


def _holds(table: Table, container: str) -> bool:
    """Whether a kind of file can hold the table: only a workbook strikes through and hides, JSON has neither blank
    headings nor rows of totals, and an old code page lacks some letters."""
    twist = table.twists[0] if table.twists else ""
    if twist in ("struck", "hidden"):
        return container == "xlsx"
    if container in ("json", "ndjson"):
        heads = [column.heading for column in table.columns]
        return twist in ("", "status") and len(set(heads)) == len(heads) and "" not in heads
    return True


@cache
def irrelevant() -> list[dict[str, str]]:
    """The columns of `irrelevant.csv`."""
    with (HERE / "irrelevant.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def _irrelevant(table: Table, dice: Random) -> None:
    count = dice.choice((0, 0, 1, 2, 4))
    usual = [row for row in irrelevant() if row["varies"] != "some"]
    for told in dice.sample(usual, count):
        table.add(dice.randrange(len(table.columns) + 1), Column(NONE, told["heading"], _filler(told, dice)))
    if dice.random() < UNUSUAL_SHARE:
        told = dice.choice([row for row in irrelevant() if row["varies"] == "some"])
        table.add(dice.randrange(len(table.columns) + 1), Column(NONE, told["heading"], _filler(told, dice)))
    if dice.random() < 0.1:
        table.add(dice.randrange(1, len(table.columns) + 1), Column(NONE, "", lambda visit: ""))


REMARKS = ("", "", "called first", "spoke with daughter", "brought documents", "follow up next week", "ok")


def _filler(told: dict[str, str], dice: Random) -> Callable[[Visit], Any]:
    own = Random(dice.random())
    values = told["value"].split("|")
    by_member: dict[str, str] = {}

    def made(visit: Visit) -> str:
        value = own.choice(values)
        return value.format(
            number=own.randrange(10_000, 99_999), phone=f"(510) 555-01{own.randrange(10, 99)}",
            mail=f"{visit.member.first.lower()}@example.org", case=f"C{own.randrange(1000, 9999)}",
        )  # fmt: skip

    if told["varies"] == "member":
        return lambda visit: by_member.setdefault(visit.member.cin, made(visit))
    if told["varies"] == "row" and not told["value"]:
        return lambda visit: own.choice(REMARKS)
    return made


def _unbill(table: Table, dice: Random) -> None:
    """Rows that are not billed: told by a status column, struck through, or hidden."""
    twist = table.twists[0] if table.twists else ""
    if twist not in ("status", "struck", "hidden") or (twist == "status" and not table.vocabulary.has(STATUS)):
        table.twists = () if twist in ("status", "struck", "hidden") else table.twists
        return
    for row in dice.sample(table.rows, max(1, len(table.rows) // 4)):
        row.billed = False
        row.struck, row.hidden = twist == "struck", twist == "hidden"
    if twist == "status":
        words = {True: dice.choice(DONE), False: ""}
        said = {id(row.visit): words[True] if row.billed else dice.choice(NOT_DONE) for row in table.rows}
        heading = table.vocabulary.heading(STATUS, dice)
        table.add(dice.randrange(len(table.columns) + 1), Column(STATUS, heading, lambda visit: said[id(visit)]))


def _bad_npi(text: str) -> str:
    return text[:-1] + str((int(text[-1]) + 3) % 10)


SPOIL: dict[str, Sequence[Callable[[Any], Any]]] = {
    "billing_npi": (_bad_npi,),
    "member_cin": (lambda text: text[:3] + "O" + text[4:], lambda text: text[:-1], lambda text: ""),
    "member_dob": (lambda day: "", lambda day: "02/30/1970"),
    "hcpcs": (lambda text: text[:3] + "O" + text[3:],),
    "service_start": (lambda day: "", lambda day: "13/41/2025"),
    "line_charge": (lambda charge: charge + dollars(1000),),
    "diagnoses": (lambda text: "Z5X",),
}


def _faults(table: Table, fields: Sequence[str], dice: Random) -> None:
    """Faulty cells in a few rows: each such row must be withheld."""
    places = [
        place
        for place, column in enumerate(table.columns)
        if column.field in fields and table.place(column.field) == place and _can_fault(table, column)
    ]
    for row in table.rows:
        if row.billed and places and dice.random() < FAULTY_SHARE:
            place = dice.choice(places)
            name = table.columns[place].field
            row.cells[place] = dice.choice(SPOIL[name])(row.cells[place])
            row.faulty = name


def _can_fault(table: Table, column: Column) -> bool:
    """A wrong charge shows only beside units and a rate in dollars."""
    cents = "cent" in column.heading.lower()
    return column.field != "line_charge" or (table.place("unit_cost") is not None and not cents)


def _truth(case: Case, table: Table) -> Case:
    fields = table.fields()
    for row in table.rows:
        if row.billed and not row.faulty:
            case.lines.append(line_of(row.visit, fields))
        elif row.billed:
            case.withheld += 1
    case.must_ask = case.twist in ambiguity.TWISTS
    if case.must_ask or case.shape == "headerless":
        seen = (
            table.columns
            if case.shape in ("plain", "headerless")
            else [table.columns[p] for p in table.of("member", "service")]
        )
        case.letters = {xl_col_to_name(place): column.field for place, column in enumerate(seen)}
    for column in table.columns:
        case.fields.setdefault(column.heading, []).append(column.field)
        if column.field == STATUS:
            case.billed |= {column.value(row.visit): row.billed for row in table.rows}
    return case
