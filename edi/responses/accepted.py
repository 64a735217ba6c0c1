"""Which transactions of a file hold no error of types 1 and 2, from one look at all errors."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from edi.responses.outline import GroupEnvelope, InterchangeEnvelope, with_next
from edi.streams import END


class Counted:
    """How many errors stand between the envelopes. `numbers` are those of the segments they stand on."""

    def __init__(self, envelopes: Sequence[InterchangeEnvelope], numbers: Iterable[int]) -> None:
        self._bounds = sorted({0, END, *_bounds(envelopes)})
        counts = [0] * (len(self._bounds) + 1)
        for number in numbers:
            counts[bisect_right(self._bounds, number)] += 1
        self._before = list(accumulate(counts))

    def inside(self, first: int, end: int) -> int:
        """How many from segment `first` to the one before `end`, both of them bounds of envelopes."""
        place = bisect_right(self._bounds, first) - 1, bisect_right(self._bounds, end) - 1
        return max(0, self._before[place[1]] - self._before[place[0]])


def _bounds(envelopes: Sequence[InterchangeEnvelope]) -> Iterator[int]:
    for interchange in envelopes:
        yield interchange.first
        for group in interchange.groups:
            yield from (group.first, group.last + 1)
            for transaction in group.transactions:
                yield from (transaction.first, transaction.last + 1)


def accepted_transactions(envelopes: Sequence[InterchangeEnvelope], counted: Counted) -> frozenset[int]:
    """Numbers of the STs whose transactions hold no error, and stand in no group or interchange that does."""
    accepted: list[int] = []
    for each, after in with_next(envelopes):
        accepted += _of_interchange(each, counted, after.first if after else END)
    return frozenset(accepted)


def _of_interchange(answered: InterchangeEnvelope, counted: Counted, end: int) -> list[int]:
    accepted: list[int] = []
    inside_groups = 0
    for each, after in with_next(answered.groups):
        limit = each.last + 1 if each.last else (after.first if after else end)
        inside_groups += counted.inside(each.first, limit)
        accepted += _of_group(each, counted, limit)
    return [] if inside_groups < counted.inside(answered.first, end) else accepted


def _of_group(group: GroupEnvelope, counted: Counted, end: int) -> list[int]:
    accepted = []
    inside = 0
    for each, after in with_next(group.transactions):
        last = each.last + 1 if each.last else (after.first if after else end)
        errors = counted.inside(each.first, last)
        inside += errors
        if not errors:
            accepted.append(each.first)
    return [] if inside < counted.inside(group.first, end) else accepted
