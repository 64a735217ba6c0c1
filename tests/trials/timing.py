"""Trial: how long the reading takes, for a usual sheet and for a large ordinary invoice."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import python_calamine

from tests.trials.columns import Style, compose
from tests.trials.files import CONTAINERS, Book, Sheet
from tests.trials.lines import line_of
from tests.trials.program import run_once
from tests.trials.score import score
from tests.trials.table import NONE, Column, Table
from tests.trials.tables import table as text_table
from tests.trials.vocabulary import vocabularies
from tests.trials.world import Invoice, Visit, Wants, invoice_of, member_of, services

ROWS, LARGE = 200, 60_000
COLUMNS = 40
# The words of the DHCS elements as an ordinary invoice has them.
ORDINARY = Style(
    name="split", address="split", provider_address="split", code="two_modifiers", period="start_end", dates="typed",
    money="both", gender="letter", place="code", diagnoses="two", worker="no", extras="many",
)  # fmt: skip
ORDINARY_HEADINGS = {
    "Procedure Code Modifier 1": "Modifier 1", "Procedure Code Modifier 2": "Modifier 2",
    "Member Diagnosis Code 1": "Diagnosis Code 1", "Member Diagnosis Code 2": "Diagnosis Code 2",
    "Total/Invoice Amount": "Total Charge",
}  # fmt: skip


def visits_of(rows: int) -> list[Visit]:
    """So many lines, no two of one member on the same day."""
    dice = Random(rows)
    first = invoice_of(dice, Wants(visits=(8, 9)))
    day, offered = first.visits[0].start.replace(day=1), [one for one in services() if one.unit in ("one", "quarter")]
    template, made = first.visits[0], []
    members = [member_of(dice) for _ in range(-(-rows // 25))]
    for number, (member, offset) in enumerate(itertools.islice(itertools.product(members, range(25)), rows)):
        service = dice.choice(offered)
        units = dice.randrange(2, 13) if service.unit == "quarter" else 1
        start = day + timedelta(days=offset)
        made.append(template._replace(number=str(number), member=member, service=service, start=start, end=start,
                                      units=units))  # fmt: skip
    return made


def ordinary(rows: int) -> Table:
    """The ordinary invoice: DHCS headings with "Modifier 1", "Modifier 2", "Diagnosis Code 1", "Total Charge"."""
    visits = visits_of(rows)
    words = vocabularies()["dhcs_words"]
    columns = compose(words, ORDINARY, Random(4))
    columns = [replace(one, heading=ORDINARY_HEADINGS.get(one.heading, one.heading)) for one in columns]
    made = Table(Invoice(visits[0].provider, [[visit] for visit in visits]), words, columns)
    made.fill(visits)
    return made


def wide(rows: int) -> Table:
    """A sheet of forty columns: the ordinary one and columns of no consequence."""
    made = ordinary(rows)
    for place in range(len(made.columns), COLUMNS):
        made.add(place, Column(NONE, f"Internal note {place}", lambda visit: f"seen {visit.number}"))
    return made


def run(folder: Path, *, large: int = LARGE) -> list[dict[str, Any]]:
    """A row a sheet: seconds to translate, to read the cells only, and the lines."""
    rows = []
    for name, make, count in (("40 columns", wide, ROWS), ("ordinary invoice", ordinary, large)):
        rows.append(_time(name, make, count, folder))
    return rows


def _time(name: str, make: Callable[[int], Table], count: int, folder: Path) -> dict[str, Any]:
    made = make(count)
    path = folder / "timed.xlsx"
    heads = [column.heading for column in made.columns]
    CONTAINERS["xlsx"].write(Book([Sheet("Sheet1", [heads, *(row.cells for row in made.rows)])]), path)
    lines = [line_of(row.visit, made.fields()) for row in made.rows]
    run_once(path) if count < LARGE else None
    started = time.perf_counter()
    outcome = run_once(path)
    spent = time.perf_counter() - started
    started = time.perf_counter()
    python_calamine.load_workbook(str(path)).get_sheet_by_index(0).to_python()
    cells = time.perf_counter() - started
    result = score(lines, outcome)
    return {
        "sheet": name, "columns": len(heads), "rows": count, "seconds": f"{spent:.2f}", "calamine": f"{cells:.2f}",
        "times calamine": f"{spent / cells:.1f}", "right": result.right, "wrong": result.wrong,
        "questions": result.questions, "exit": outcome.code, "errors": dict(outcome.errors.most_common(3)),
    }  # fmt: skip


def texts(rows: list[dict[str, Any]]) -> list[str]:
    """The table."""
    return [text_table("time", rows)]
