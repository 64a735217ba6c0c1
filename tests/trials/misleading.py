"""Trial: columns that could change what is sent, set beside sheets that are read whole without them.

Each column is set in several places of several sheets. Whatever is sent must be right with the column: a visit that it
says did not take place is not sent, a modifier is. Not to send, with a question or a finding, is always allowed.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from tests.trials.columns import written
from tests.trials.files import CONTAINERS
from tests.trials.generate import make_table
from tests.trials.lines import Line, line_of
from tests.trials.program import Outcome, run_once
from tests.trials.shape import Shape, shapes
from tests.trials.table import NONE, Column, Table
from tests.trials.tables import table as text_table
from tests.trials.vocabulary import vocabularies
from tests.trials.world import Visit

SHARED = Path(__file__).resolve().parents[3] / "shared" / "reading" / "misleading_columns.csv"
OWN = Path(__file__).with_name("misleading_kinds.csv")
VARIES = "~"
DAY, AMOUNT = re.compile(r"\d\d/\d\d/\d{4}"), re.compile(r"-?\d{1,7}(\.\d+)?")
# What the shared file does not say: what a column of marks holds in the other rows.
OTHERWISE = {
    "Void?": "N", "Billable?": "Yes", "Completed?": "Y", "Visit outcome": "Completed", "Attendance": "Present",
    "Result": "Seen", "Claim Status": "New", "Already billed": "No", "Paid?": "Unpaid", "Type": "Visit",
    "Entry type": "Charge",
}  # fmt: skip
EFFECTS = {"row not billed": "not_billed", "part of the line": "modifier"}
SPECIAL = {"Rendering NPI": "rendering", "Secondary Dx": "diagnosis"}
BASES = (
    ("plain", "own_words"), ("plain", "dhcs_words"), ("labels", "own_words"), ("plain", "practice_management"),
    ("plain", "snake_case"), ("labels", "dhcs_words"), ("plain", "case_management"), ("several_providers", "own_words"),
)  # fmt: skip
TRIES = 160
EVERY = 3


class Kind(NamedTuple):
    """A column: its heading, the value of the rows it is about, what the other rows hold (`~`: the like of the value),
    and its effect: not_billed, modifier, diagnosis, rendering, or nothing."""

    heading: str
    value: str
    otherwise: str
    effect: str
    what: str


def shared_kinds(path: Path = SHARED) -> list[Kind]:
    """The kinds of the shared file."""
    found = []
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            effect = SPECIAL.get(row["heading"], EFFECTS.get(row["what_it_is"], "nothing"))
            otherwise = OTHERWISE.get(row["heading"], "") if effect in ("not_billed", "modifier") else VARIES
            found.append(Kind(row["heading"], row["value"], otherwise, effect, row["what_it_is"]))
    return found


def own_kinds(path: Path = OWN) -> list[Kind]:
    """The kinds of our own file."""
    with path.open(encoding="utf-8") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return [Kind(r["heading"], r["value"], r["otherwise"], r["effect"], r["what_it_is"]) for r in rows]


@dataclass
class Base:
    """A clean sheet that the program reads whole: made anew from its seed each time."""

    shape: Shape
    words: str
    number: int
    container: str

    def table(self) -> Table:
        """Its table."""
        return make_table(self.shape, vocabularies()[self.words], Random(self.number), clean=True)

    def write(self, table: Table, folder: Path) -> Path:
        """Its file."""
        path = folder / f"sheet{CONTAINERS[self.container].ending}"
        CONTAINERS[self.container].write(self.shape.lay(table, Random(self.number)), path)
        return path


def expected(table: Table) -> list[Line]:
    """The lines of a table."""
    return [line_of(row.visit, table.fields()) for row in table.rows]


def bases(count: int, folder: Path) -> Iterator[Base]:
    """Clean sheets that the program reads whole and unasked, of different shapes and words."""
    found = 0
    for number in range(TRIES):
        shape, words = BASES[number % len(BASES)]
        base = Base(shapes()[shape], words, number, "xlsx" if number % 2 else "csv")
        table = base.table()
        outcome = run_once(base.write(table, folder))
        if sorted(outcome.lines) == sorted(expected(table)) and not outcome.questions:
            yield base
            found += 1
        if found == count:
            return


def varied(value: str, number: int) -> Any:
    """The like of a value for the row of this number: another date, another amount; a word stays."""
    if DAY.fullmatch(value):
        month, day, year = map(int, value.split("/"))
        return written(date(year, month, day) + timedelta(days=number % 9), "slashes")
    return Decimal(value) + number % 4 if AMOUNT.fullmatch(value) else value


def _filled(kind: Kind, variant: int) -> Callable[[int], Any]:
    """What the column holds in a row. Every other variant leaves the rows that are not meant blank, or holds the same
    in all rows where the column is about all."""

    def cell(number: int) -> Any:
        if kind.otherwise == VARIES:
            return varied(kind.value, number) if variant % 2 else _typed(kind.value)
        if number % EVERY == 1:
            return _typed(kind.value)
        return _typed(kind.otherwise) if variant % 2 else ""

    return cell


def _typed(value: str) -> Any:
    return varied(value, 0)


def allowed(kind: Kind, table: Table) -> set[Line]:
    """The lines that may be sent."""
    lines: set[Line] = set()
    for number, line in enumerate(expected(table)):
        meant = number % EVERY == 1
        if kind.effect == "not_billed":
            lines |= set() if meant else {line}
        elif kind.effect == "modifier":
            both = " ".join(sorted([*line.modifiers.split(), kind.value]))
            lines.add(line._replace(modifiers=both) if meant else line)
        elif kind.effect == "diagnosis":
            lines |= {line, line._replace(diagnoses=f"{line.diagnoses} {kind.value.replace('.', '')}")}
        elif kind.effect == "rendering":
            lines |= {line, line._replace(rendering=kind.value)}
        else:
            lines.add(line)
    return lines


def _beside(table: Table, kind: Kind, place: int, variant: int) -> None:
    numbers = {id(row.visit): number for number, row in enumerate(table.rows)}
    cell = _filled(kind, variant)

    def value(visit: Visit) -> Any:
        return cell(numbers[id(visit)])

    table.add(place, Column(NONE, kind.heading, value))


@dataclass
class Tally:
    """Trials of each kind by what came of them."""

    rows: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add(self, kind: Kind, table: Table, outcome: Outcome) -> None:
        """Counts one trial."""
        may = allowed(kind, table)
        wrong = sum(line not in may for line in outcome.lines)
        row = self.rows.setdefault(
            kind.heading,
            {"heading": kind.heading, "what it is": kind.what, "trials": 0, "trials wrong": 0, "lines wrong": 0,
             "asked": 0, "withheld": 0, "sent right": 0, "crashed": 0},
        )  # fmt: skip
        row["trials"] += 1
        row["trials wrong"] += bool(wrong)
        row["lines wrong"] += wrong
        row["crashed"] += outcome.code not in (0, 1, 2)
        if not wrong:
            row["asked" if outcome.questions else "sent right" if outcome.lines else "withheld"] += 1

    def total(self) -> dict[str, Any]:
        """All kinds."""
        names = ("trials", "trials wrong", "lines wrong", "asked", "withheld", "sent right", "crashed")
        sums = {name: sum(row[name] for row in self.rows.values()) for name in names}
        return {"kinds": len(self.rows), "kinds wrong": sum(bool(r["trials wrong"]) for r in self.rows.values())} | sums


def places(table: Table) -> list[int]:
    """First, before the units, beside the last columns."""
    units = table.place("units")
    inner = next((at for at, column in enumerate(table.columns) if column.part != "provider"), 0)
    return [inner, len(table.columns) if units is None else units, len(table.columns)]


def run(kinds: Iterable[Kind], sheets: int, folder: Path) -> tuple[Tally, int]:
    """Every kind beside every clean sheet in three places; also the number of clean sheets."""
    tally, found = Tally(), list(bases(sheets, folder))
    for kind in kinds:
        for number, base in enumerate(found):
            for variant, place in enumerate(places(base.table())):
                table = base.table()
                _beside(table, kind, place, variant + number)
                tally.add(kind, table, run_once(base.write(table, folder)))
    return tally, len(found)


def texts(tally: Tally, sheets: int) -> list[str]:
    """The tables."""
    bad = sorted((row for row in tally.rows.values() if row["trials wrong"]), key=lambda row: -row["trials wrong"])
    return [
        text_table(f"misleading columns beside {sheets} clean sheets", [tally.total()]),
        text_table("kinds with wrong lines", bad),
        text_table("all kinds", list(tally.rows.values())),
    ]


def figures(tally: Tally, sheets: int) -> dict[str, Any]:
    """The figures as data."""
    return {"sheets": sheets, "total": tally.total(), "kinds": list(tally.rows.values())}
