"""Trial: headings left out, written twice or exchanged by mistake: never a wrong line, never an internal fault."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any

from tests.trials.lines import ESSENCE, Line
from tests.trials.misleading import Base, bases, expected
from tests.trials.program import Outcome, run_once
from tests.trials.table import Table
from tests.trials.tables import table as text_table

ARE_SENT = (
    *("billing_npi", "billing_name", "billing_tin", "billing_address", "billing_city", "billing_zip"),
    *("member_cin", "member_last_name", "member_first_name", "member_full_name", "member_dob", "member_gender"),
    *("member_address", "member_city", "member_zip", "service_start", "service_end", "hcpcs", "modifiers"),
    *("units", "unit_cost", "line_charge", "place_of_service", "diagnoses"),
)
# Headings exchanged within one of these leave a sheet that says in earnest what its maker did not mean: only what the
# claim hangs on is compared then.
EXCHANGED = "exchange"


def _drop(table: Table, places: list[int], dice: Random) -> tuple[str, ...]:
    place = dice.choice(places)
    name = table.columns[place].field
    table.columns[place] = replace(table.columns[place], heading="")
    return (name,)


def _double(table: Table, places: list[int], dice: Random) -> tuple[str, ...]:
    one, two = dice.sample(places, 2)
    names = table.columns[one].field, table.columns[two].field
    table.columns[two] = replace(table.columns[two], heading=table.columns[one].heading)
    return names


def _exchange(table: Table, places: list[int], dice: Random) -> tuple[str, ...]:
    one, two = dice.sample(places, 2)
    first, second = table.columns[one], table.columns[two]
    table.columns[one] = replace(first, heading=second.heading)
    table.columns[two] = replace(second, heading=first.heading)
    return (first.field, second.field)


WAYS: dict[str, Callable[[Table, list[int], Random], tuple[str, ...]]] = {
    "leave out": _drop,
    "twice": _double,
    EXCHANGED: _exchange,
}
RESULTS = ("same", "asked", "withheld", "wrong", "crashed")


@dataclass
class Tally:
    """Trials by what was done to a heading."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    faults: list[dict[str, Any]] = field(default_factory=list)

    def add(self, way: str, names: tuple[str, ...], lines: list[Line], outcome: Outcome) -> None:
        """Counts one."""
        depth = ESSENCE if way == EXCHANGED else len(Line._fields)
        want, got = Counter(line[:depth] for line in lines), Counter(line[:depth] for line in outcome.lines)
        wrong = (got - want).total()
        result = (
            "crashed" if outcome.code not in (0, 1, 2)
            else "wrong" if wrong
            else "same" if got == want
            else "asked" if outcome.questions
            else "withheld"
        )  # fmt: skip
        self.counts.setdefault(way, Counter())[result] += 1
        if result in ("wrong", "crashed"):
            self.faults.append({"heading": way, "of": " and ".join(names), "result": result, "lines wrong": wrong,
                                "problem": outcome.problem})  # fmt: skip


def run(seed: int, times: int, sheets: int, folder: Path) -> Tally:
    """Each way so many times on each of the clean sheets that the program reads whole."""
    return _run(seed, times, list(bases(sheets, folder)), folder)


def _run(seed: int, times: int, found: Iterable[Base], folder: Path) -> Tally:
    tally = Tally()
    for number, base in enumerate(found):
        lines = expected(base.table())
        for way, change in WAYS.items():
            for time in range(times):
                made, dice = base.table(), Random(f"{seed} {number} {way} {time}")
                places = [place for place, column in enumerate(made.columns) if column.field in ARE_SENT]
                names = change(made, places, dice)
                tally.add(way, names, lines, run_once(base.write(made, folder), everything=True))
    return tally


def texts(tally: Tally) -> list[str]:
    """The tables."""
    rows = [{"heading": way} | {name: counts[name] for name in RESULTS} for way, counts in tally.counts.items()]
    causes = Counter((fault["heading"], fault["of"], fault["result"]) for fault in tally.faults)
    worst = [
        {"heading": way, "of": of, "result": result, "trials": n} for (way, of, result), n in causes.most_common(30)
    ]
    return [text_table("headings left out, twice, exchanged", rows), text_table("wrong or crashed", worst)]


def figures(tally: Tally) -> dict[str, Any]:
    """The figures as data."""
    return {"headings": tally.counts, "wrong or crashed": tally.faults}
