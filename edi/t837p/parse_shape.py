"""Which segments of a part belong to which loop: found once for a sequence of positions, since files have few."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from edi.guide.places import Places, places


class Loop(NamedTuple):
    """One pass through a loop: its id and the indices of its own segments in the part."""

    id: str
    indices: tuple[int, ...]


class Shape(NamedTuple):
    """A claim's outline: its loops without the lines; each line as (first index, end, loops); the loop id of every
    segment, "" where the guide expects none."""

    head: tuple[Loop, ...]
    end_of_head: int
    lines: tuple[tuple[int, int, tuple[Loop, ...]], ...]
    loop_ids: tuple[str, ...]


@lru_cache(maxsize=4096)
def shape(nodes: tuple[int, ...], guide_file: str) -> Shape:
    """The outline of a part whose segments stand at these positions (`OUTSIDE`: not expected)."""
    known = places(guide_file)
    loop_ids = tuple(known.loops[node] if node >= 0 else "" for node in nodes)
    starts = [index for index, node in enumerate(nodes) if node >= 0 and known.ids[node] == "LX"]
    ends = [*starts[1:], len(nodes)][: len(starts)]
    head_end = starts[0] if starts else len(nodes)
    lines = tuple((low, high, _loops(nodes, known, low, high)) for low, high in zip(starts, ends, strict=True))
    return Shape(_loops(nodes, known, 0, head_end), head_end, lines, loop_ids)


def _loops(nodes: tuple[int, ...], known: Places, low: int, high: int) -> tuple[Loop, ...]:
    found: list[tuple[str, list[int]]] = []
    for index in range(low, high):
        node = nodes[index]
        if node < 0:
            continue
        loop = known.loops[node]
        if not found or found[-1][0] != loop or known.firsts[node]:
            found.append((loop, []))
        found[-1][1].append(index)
    return tuple(Loop(loop, tuple(indices)) for loop, indices in found)
