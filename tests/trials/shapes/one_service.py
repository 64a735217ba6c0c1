"""A sheet a service, which a sentence or labels name once for all its lines."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.trials.files import WORKBOOK, Book, Sheet
from tests.trials.shape import Shape, headings, provider_labels
from tests.trials.table import Row, Table, dollars
from tests.trials.world import Wants

SAID = (
    "{name}: {code} {mods}, ${rate} per unit, place of service {place}.",
    "All lines are billed as {code} with modifiers {mods} at ${rate} each (POS {place})",
    "Bill {code}-{mods} @ ${rate}. Place of service {place}",
)
TOLD = ("service_name", "hcpcs", "modifiers", "unit_cost", "place_of_service")


def lay(table: Table, dice: Random) -> Book:
    """The sheets."""
    places = [
        place
        for place in table.of("member", "service")
        if not table.columns[place].field.startswith(("modifier", "service_name", "code_"))
        and table.columns[place].field not in TOLD
    ]
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in table.rows:
        groups.setdefault((row.visit.service, row.visit.modifiers), []).append(row)
    sheets, sentence, below = [], dice.choice(SAID), dice.random() < 0.5
    for number, ((service, modifiers), rows) in enumerate(groups.items(), 1):
        said = sentence.format(
            name=service.name, code=service.hcpcs, mods=" ".join(modifiers), rate=dollars(service.cents),
            place=service.place,
        )  # fmt: skip
        lines: list[list[Any]] = [headings(table, places), *([row.cells[at] for at in places] for row in rows)]
        told = [*lines, [], [said]] if below else [[said], *lines]
        sheets.append(Sheet(f"List {number}", [*provider_labels(table, dice), [], *told]))
    return Book(sheets)


SHAPE = Shape(
    "one service for all lines", lay, containers=WORKBOOK, wants=Wants(units=("one", "quarter", "meals")), noise=False,
    allowed={"code": ("apart",), "money": ("both", "charge", "rate"), "period": ("start",)},
)  # fmt: skip
