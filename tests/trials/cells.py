"""Trial: one cell of a clean sheet left blank or filled with what is no value of its kind.

The other rows must be sent as before or not at all; the row itself only if the line is the same without that cell.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from tests.trials.headings import ARE_SENT
from tests.trials.lines import Line
from tests.trials.misleading import bases, expected
from tests.trials.program import Outcome, run_once
from tests.trials.tables import table as text_table

# Of text anything is a value: there a cell can only be blank.
TEXT = (
    *("billing_name", "billing_address", "billing_city", "member_last_name", "member_first_name", "member_full_name"),
    *("member_address", "member_city"),
)
NO_VALUES = ("???", "see note", "TBD", "-1", "0", "12/99/2025", "#REF!", "1,2,3")


@dataclass
class Tally:
    """Trials by field and by what came of them."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    faults: list[dict[str, Any]] = field(default_factory=list)

    def add(self, name: str, written: str, row: int, lines: list[Line], outcome: Outcome) -> None:
        """Counts one."""
        may = set(lines) | _without(lines[row], name)
        wrong = sum(line not in may for line in outcome.lines)
        result = (
            "crashed" if outcome.code not in (0, 1, 2)
            else "wrong" if wrong
            else "others lost" if len(outcome.lines) < len(lines) - 1 and not outcome.questions
            else "asked" if outcome.questions
            else "right"
        )  # fmt: skip
        self.counts.setdefault(name, Counter())[result] += 1
        if result in ("wrong", "crashed"):
            self.faults.append({"field": name, "written": written, "result": result, "lines wrong": wrong})


def _without(line: Line, name: str) -> set[Line]:
    """What the line may be without a value that is not required."""
    if name == "member_gender":
        return {line._replace(gender="U")}
    if name == "diagnoses":
        return {line._replace(diagnoses=code) for code in line.diagnoses.split()}
    return {line._replace(end=line.start)} if name == "service_end" else set()


def run(seed: int, times: int, sheets: int, folder: Path) -> Tally:
    """So many cells of each of the clean sheets that the program reads whole."""
    tally = Tally()
    for number, base in enumerate(bases(sheets, folder)):
        lines = expected(base.table())
        for time in range(times):
            dice, made = Random(f"{seed} {number} {time}"), base.table()
            sent = [place for place, column in enumerate(made.columns) if column.field in ARE_SENT]
            if base.shape.title == "labels above":
                sent = [place for place in sent if made.columns[place].part != "provider"]
            place, row = dice.choice(sent), dice.randrange(len(made.rows))
            name = made.columns[place].field
            written = "" if name in TEXT else dice.choice(("", *NO_VALUES))
            if str(made.rows[row].cells[place]) in ("", written):
                continue
            made.rows[row].cells[place] = written
            tally.add(name, written, row, lines, run_once(base.write(made, folder)))
    return tally


RESULTS = ("right", "asked", "others lost", "wrong", "crashed")


def texts(tally: Tally) -> list[str]:
    """The tables."""
    total = sum(tally.counts.values(), Counter[str]())
    rows = [{"cell of": name} | {one: counts[one] for one in RESULTS} for name, counts in sorted(tally.counts.items())]
    rows.append({"cell of": "all"} | {one: total[one] for one in RESULTS})
    return [text_table("one cell blank or without sense", rows), text_table("wrong or crashed", tally.faults[:40])]


def figures(tally: Tally) -> dict[str, Any]:
    """The figures as data."""
    return {"cells": tally.counts, "wrong or crashed": tally.faults}
