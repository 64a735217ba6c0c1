"""One row a member and day, the services side by side under numbered headings."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.trials.files import FLAT, Book, Sheet
from tests.trials.shape import Shape
from tests.trials.table import Table
from tests.trials.world import Wants

ONCE = ("service_start", "service_end", "place_of_service", "diagnoses", "authorization", "payer_name", "none")


def lay(table: Table, dice: Random) -> Book:
    """The sheet."""
    kept = [place for place, column in enumerate(table.columns) if column.part != "service" or column.field in ONCE]
    dropped = ("control_number", "rendering_npi", "rendering_full_name")
    numbered = [p for p in range(len(table.columns)) if p not in kept and table.columns[p].field not in dropped]
    rows = iter(table.rows)
    groups = [[next(rows) for _ in group] for group in table.invoice.groups]
    most = max(map(len, groups))
    heads: list[Any] = [table.columns[place].heading for place in kept]
    for number in range(1, most + 1):
        heads += [_numbered(table.columns[place].heading, number) for place in numbered]
    made = [heads]
    for group in groups:
        cells = [group[0].cells[place] for place in kept]
        for number in range(most):
            cells += [group[number].cells[place] if number < len(group) else "" for place in numbered]
        made.append(cells)
    return Book([Sheet("Wide", made)])


def _numbered(heading: str, number: int) -> str:
    return f"{heading}_{number}" if "_" in heading else f"{heading} {number}"


SHAPE = Shape(
    "slots",
    lay,
    containers=tuple(name for name in FLAT if "json" not in name),
    wants=Wants(units=("one", "quarter", "meals"), lines_a_day=3, place="12"),
    allowed={"code": ("apart", "with_code"), "period": ("start",), "worker": ("no",), "diagnoses": ("joined",)},
    suits=lambda vocabulary: vocabulary.name not in ("form_questions", "dotted_paths", "camel_case"),
    shuffles=False,
    weight=2,
)
