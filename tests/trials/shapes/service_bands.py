"""The service above its lines, by its code and name, or by its name alone."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.trials.files import GRID, Book, Sheet
from tests.trials.shape import Shape, headings, provider_labels, total_row
from tests.trials.shapes.one_service import TOLD
from tests.trials.table import Row, Table, dollars
from tests.trials.world import Wants

SAID = ("{name} - {code} {mods}", "{code}-{mods} {name} @ ${rate}", "Service: {name} ({code} {mods})")
OF_THE_BAND = tuple(name for name in TOLD if name not in ("place_of_service", "unit_cost"))


def lay(table: Table, dice: Random) -> Book:
    """The sheet."""
    places = [
        place
        for place in table.of("member", "service")
        if not table.columns[place].field.startswith(("modifier", "code_"))
        and table.columns[place].field not in OF_THE_BAND
    ]
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in table.rows:
        groups.setdefault((row.visit.service, row.visit.modifiers), []).append(row)
    rows: list[list[Any]] = [*provider_labels(table, dice), [], headings(table, places)]
    band, totals = dice.choice(SAID), dice.random() < 0.5
    for (service, modifiers), some in groups.items():
        code, mods, rate = service.hcpcs, " ".join(modifiers), dollars(service.cents)
        rows.append([band.format(name=service.name, code=code, mods=mods, rate=rate)])
        rows += [[row.cells[at] for at in places] for row in some]
        rows += [total_row(table, some, places, "Subtotal")] if totals else []
    return Book([Sheet("By service", rows)])


SHAPE = Shape(
    "services above their lines", lay, containers=GRID, wants=Wants(units=("one", "quarter", "meals")), noise=False,
    allowed={"code": ("apart",), "period": ("start",)},
)  # fmt: skip
