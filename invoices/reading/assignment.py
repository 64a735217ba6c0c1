"""Which column gets which field: the best assignment of the whole sheet at once, and by how much it is better than the
best one without a given choice."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import TypeAlias, TypeVar

Row = TypeVar("Row", bound=Hashable)
Place = TypeVar("Place", bound=Hashable)
# Column -> target -> gain over leaving the column unread; a target takes one column.
Gains: TypeAlias = Mapping[Row, Mapping[Place, float]]


def solve(gains: Gains[Row, Place]) -> tuple[dict[Row, Place], float]:
    """The assignment with the greatest total gain, and that total. Only gains above zero are taken."""
    chosen: dict[Row, Place] = {}
    total = 0.0
    for rows in _parts(gains):
        found, worth = _solve_part({row: gains[row] for row in rows})
        chosen |= found
        total += worth
    return chosen, total


def best_without(gains: Gains[Row, Place], row: Row, place: Place) -> tuple[dict[Row, Place], float]:
    """The best assignment in which a column does not have a target."""
    rest = {at: {p: g for p, g in found.items() if at != row or p != place} for at, found in gains.items()}
    return solve(rest)


def part_of(gains: Gains[Row, Place], row: Row) -> Gains[Row, Place]:
    """The columns that compete with a column, directly or through others."""
    return next(({at: gains[at] for at in rows} for rows in _parts(gains) if row in rows), {row: gains.get(row, {})})


def _parts(gains: Gains[Row, Place]) -> list[list[Row]]:
    """The columns in groups that have no target in common."""
    by_place: dict[Place, list[Row]] = {}
    for row, found in gains.items():
        for place, gain in found.items():
            if gain > 0:
                by_place.setdefault(place, []).append(row)
    parts: list[list[Row]] = []
    seen: set[Row] = set()
    for start in gains:
        if start in seen:
            continue
        seen.add(start)
        part, waiting = [start], [start]
        while waiting:
            row = waiting.pop()
            for place, gain in gains[row].items():
                for other in by_place.get(place, ()) if gain > 0 else ():
                    if other not in seen:
                        seen.add(other)
                        part.append(other)
                        waiting.append(other)
        parts.append(part)
    return parts


def _solve_part(gains: Gains[Row, Place]) -> tuple[dict[Row, Place], float]:
    """The Hungarian method with potentials (Kuhn 1955, Munkres 1957): every column may also stay unread at no gain."""
    rows = list(gains)
    places: list[Place | None] = list(dict.fromkeys(p for row in rows for p, gain in gains[row].items() if gain > 0))
    if len(rows) == 1:
        place, gain = max(gains[rows[0]].items(), key=lambda item: item[1], default=(None, 0.0))
        return ({rows[0]: place}, gain) if place is not None and gain > 0 else ({}, 0.0)
    real = len(places)
    places += [None] * len(rows)
    cost = [[-max(gains[row].get(place, 0.0), 0.0) if place is not None else 0.0 for place in places] for row in rows]
    owner = _least_cost(cost, len(rows), len(places))
    chosen: dict[Row, Place] = {}
    total = 0.0
    for at in range(real):
        row_at, place = owner[at], places[at]
        if row_at >= 0 and place is not None and cost[row_at][at] < 0:
            chosen[rows[row_at]] = place
            total -= cost[row_at][at]
    return chosen, total


def _least_cost(cost: list[list[float]], height: int, width: int) -> list[int]:
    """The row of each place in the cheapest complete assignment of the rows; -1 for a free place."""
    infinite = math.inf
    by_row, by_place = [0.0] * (height + 1), [0.0] * (width + 1)
    owner = [0] * (width + 1)
    for row in range(1, height + 1):
        owner[0] = row
        here = 0
        least, before = [infinite] * (width + 1), [0] * (width + 1)
        done = [False] * (width + 1)
        while owner[here]:
            done[here] = True
            at, delta, following = owner[here], infinite, 0
            line, base = cost[at - 1], by_row[at]
            for place in range(1, width + 1):
                if done[place]:
                    continue
                reduced = line[place - 1] - base - by_place[place]
                if reduced < least[place]:
                    least[place], before[place] = reduced, here
                if least[place] < delta:
                    delta, following = least[place], place
            for place in range(width + 1):
                if done[place]:
                    by_row[owner[place]] += delta
                    by_place[place] -= delta
                else:
                    least[place] -= delta
            here = following
        while here:
            owner[here] = owner[before[here]]
            here = before[here]
    return [owner[place] - 1 for place in range(1, width + 1)]
