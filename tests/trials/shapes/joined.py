"""Clients, rates and the agency on sheets of their own, joined to the log by a client number and the service."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.trials.files import WORKBOOK, Book, Sheet
from tests.trials.shape import Shape, headings, provider_labels
from tests.trials.table import Table

RATES = ("hcpcs", "modifiers", "unit_cost", "place_of_service")
LOGS = ("service_start", "service_end", "units", "line_charge", "diagnoses")
KEYS = ("Client #", "Client no.", "Case number", "Participant key")


def lay(table: Table, dice: Random) -> Book:
    """The four sheets."""
    member, key = table.of("member"), dice.choice(KEYS)
    rate = [p for p, column in enumerate(table.columns) if column.field in RATES]
    log = [p for p, column in enumerate(table.columns) if column.field in LOGS]
    first = dice.randrange(100, 900)
    cins = dict.fromkeys(row.visit.member.cin for row in table.rows)
    numbers = {cin: first + place for place, cin in enumerate(cins)}
    clients: dict[str, list[Any]] = {}
    rates: dict[str, list[Any]] = {}
    lines: list[list[Any]] = []
    for row in table.rows:
        cin, name = row.visit.member.cin, row.visit.service.name
        clients[cin] = [numbers[cin], *(row.cells[p] for p in member)]
        rates[name] = [name, *(row.cells[p] for p in rate)]
        lines.append([numbers[cin], name, *(row.cells[p] for p in log)])
    return Book(
        [
            Sheet("Agency", provider_labels(table, dice, ("down",))),
            Sheet("Clients", [[key, *headings(table, member)], *clients.values()]),
            Sheet("Rates", [["Service", *headings(table, rate)], *rates.values()]),
            Sheet("Service log", [[key, "Service", *headings(table, log)], *lines]),
        ]
    )


SHAPE = Shape(
    "joined sheets",
    lay,
    containers=WORKBOOK,
    allowed={"code": ("apart", "with_code"), "money": ("both", "rate"), "worker": ("no",), "extras": ("few",)},
    noise=False,
    suits=lambda vocabulary: vocabulary.name != "form_questions",
    shuffles=False,
)
