"""Bars for the report page: geometry only, drawn by the template as inline SVG.

Widths are percentages and text keeps its size, so that a chart is as readable on a phone as on a wall.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from edi.model.money import dollars
from edi.views.counts import plural
from edi.views.tables import CodeCount, Group
from edi.views.text import shown_dollars

MOST_BARS = 12
LONGEST_LABEL = 34
STATUSES = ("sent", "withheld", "skipped")


class Part(NamedTuple):
    """A piece of a bar: where it starts and how long it is, in percent; `kind` names its colour."""

    kind: str
    start: str
    width: str
    title: str


class Bar(NamedTuple):
    """A labelled bar; `value` stands at its right."""

    label: str
    value: str
    parts: tuple[Part, ...]


class Chart(NamedTuple):
    """Bars under one title; `description` says in words what they show, for those who can't see them."""

    key: str
    title: str
    description: str
    bars: tuple[Bar, ...]
    legend: tuple[str, ...]


def by_disposition(cents: dict[str, int]) -> Chart:
    """One stacked bar: the dollars sent, withheld and skipped."""
    shares = [(name, cents[name]) for name in STATUSES]
    description = ", ".join(f"{name} {shown_dollars(amount)}" for name, amount in shares)
    bar = Bar("All dollars read", shown_dollars(cents["read"]), _stack(shares, _length(shares)))
    return Chart("dollars", "Dollars by what became of them", description, (bar,), STATUSES)


def by_code(counts: Sequence[CodeCount]) -> Chart:
    """A bar a finding code, most frequent first within a severity. Notes are left out where there is anything
    else: thousands of dates read would make the errors look few."""
    counts = [row for row in counts if row.severity != "info"] or counts
    most = max((row.found for row in counts), default=0)
    bars = tuple(
        Bar(
            _short(f"{row.code} {row.example.slug.replace('-', ' ')}"),
            f"{row.found:,}",
            _stack([(row.severity, row.found)], most, count=True),
        )
        for row in counts[:MOST_BARS]
    )
    kinds = tuple(dict.fromkeys(row.severity for row in counts[:MOST_BARS]))
    description = "; ".join(f"{row.code} {row.found:,}" for row in counts[:MOST_BARS])
    return Chart("codes", "Findings by code" + _of(len(counts), "codes"), description, bars, kinds)


def by_provider(groups: Sequence[Group]) -> Chart:
    """A bar a provider: dollars sent and withheld."""
    drawn = [[(name, group.tally.cents[name]) for name in ("sent", "withheld")] for group in groups[:MOST_BARS]]
    most = max(map(_length, drawn), default=0)
    bars = []
    for group, shares in zip(groups, drawn, strict=False):
        bars.append(Bar(_short(group.name), shown_dollars(group.tally.cents["read"]), _stack(shares, most)))
    description = "; ".join(
        f"{group.name}: sent {shown_dollars(group.tally.cents['sent'])}, "
        f"withheld {shown_dollars(group.tally.cents['withheld'])}"
        for group in groups[:MOST_BARS]
    )
    title = "Dollars by provider" + _of(len(groups), "providers")
    return Chart("providers", title, description, tuple(bars), ("sent", "withheld"))


def _of(count: int, what: str) -> str:
    return f" (the first {MOST_BARS} of {count:,} {what})" if count > MOST_BARS else ""


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1].rstrip() + "…"


def _length(shares: Sequence[tuple[str, int]]) -> int:
    """What a bar stands for: a negative amount has no length."""
    return sum(max(0, amount) for _, amount in shares)


def _stack(shares: Sequence[tuple[str, int]], whole: int, *, count: bool = False) -> tuple[Part, ...]:
    """Parts end to end. A negative amount (its finding says so) has no length."""
    parts: list[Part] = []
    start = 0
    for kind, amount in shares:
        if amount <= 0 or whole <= 0:
            continue
        title = plural(amount, kind if kind == "info" else "finding") if count else f"{kind} {shown_dollars(amount)}"
        parts.append(Part(kind, _percent(start, whole), _percent(amount, whole), title))
        start += amount
    return tuple(parts)


def _percent(amount: int, whole: int) -> str:
    """To two decimals, by whole numbers: 1/3 -> "33.33%"."""
    return dollars(amount * 10_000 // whole) + "%"
