"""Sheets that nobody can read without asking: what is missing in them is known to their maker only."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

from tests.trials.columns import Style
from tests.trials.table import NONE, Column
from tests.trials.world import Invoice

COST, DATES = "ask_cost", "ask_dates"
TWISTS = (COST, DATES)
LEAST_SEVERAL = 3
LATER = timedelta(days=6)


def possible(twist: str, invoice: Invoice) -> str:
    """The twist, or none where the invoice would be clear all the same: where units are one, an amount is both that of
    the unit and that of the line; where lines have several days, their end is said."""
    visits = invoice.visits
    if twist == COST and sum(visit.units > 1 for visit in visits) < LEAST_SEVERAL:
        return ""
    if twist == DATES and any(visit.start != visit.end for visit in visits):
        return ""
    return twist


def style(twist: str, chosen: Style, dice: Random) -> Style:
    """The way to write that leaves the question open: one amount only, or one date only beside the other."""
    if twist == COST:
        return replace(chosen, money=dice.choice(("charge", "rate")))
    return replace(chosen, period="start") if twist == DATES else chosen


def unclear(twist: str, columns: list[Column], dice: Random) -> list[Column]:
    """The columns with the headings that tell nothing."""
    if twist == COST:
        amounts = ("unit_cost", "line_charge")
        return [replace(one, heading="Cost") if one.field in amounts else one for one in columns]
    if twist != DATES:
        return columns
    place = next(at for at, one in enumerate(columns) if one.field == "service_start")
    start = columns[place].value
    other = Column(NONE, "Date", lambda visit: start(visit._replace(start=visit.start + LATER)))
    both = [replace(columns[place], heading="Date"), other]
    return [*columns[:place], *(both if dice.random() < 0.5 else both[::-1]), *columns[place + 1 :]]
