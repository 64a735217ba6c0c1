"""Brings the findings of the guide and of the rules into file order, in little memory however many there are.

Findings of a block wait until nothing before them can still be found: until the claim that is being read is over. A
finding that comes later than that is on a loop above the claims, which a later claim showed to be wrong; there are few
of these, and they take their place when the findings are read.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from heapq import merge

from edi.diagnostics import Diagnostic
from edi.guide.findings import Finding
from edi.model.reference import X12Ref
from edi.streams import Spill
from edi.validation.guide import code_of, diagnostic
from mappings.finding_table import codes_by_reason

Place = tuple[int, int, int]

_WAITING = 2_000  # findings that are worth sorting
_BAD_CODE = codes_by_reason()["bad-code"]
_ALSO_TYPE_2 = ("X5007", "X5008")
_OF_A_MEMBER = ("2000B", "2010BA", "2010BB", "2000C", "2010CA")
ALL = 1 << 62


def place_of(finding: Diagnostic) -> Place:
    """Segment number, element, component."""
    where = finding.where
    return (where.segment_no, where.element, where.component) if isinstance(where, X12Ref) else (0, 0, 0)


class Findings(Collection[Diagnostic]):
    """Findings in file order, as often as asked. `counts` are those of each code."""

    def __init__(self, some: Iterable[Diagnostic] = ()) -> None:
        self.counts: Counter[str] = Counter()
        self._main: Spill[Diagnostic] = Spill()
        self._late: list[Diagnostic] = []
        self.extend(list(some))

    def join(self, part: Findings) -> None:
        """Add the findings of the next part of the file, before any of our own."""
        self._main.join(part)
        self.counts += part.counts

    def extend(self, some: list[Diagnostic]) -> None:
        """Add findings that come after all others."""
        self.counts.update([one.code for one in some])
        self._main.extend(some)

    def insert(self, finding: Diagnostic) -> None:
        """Add a finding whose place is before others."""
        self.counts[finding.code] += 1
        self._late.append(finding)

    def __iter__(self) -> Iterator[Diagnostic]:
        main = iter(self._main)
        return merge(main, sorted(self._late, key=place_of), key=place_of) if self._late else main

    def __len__(self) -> int:
        return self.counts.total()

    def __contains__(self, finding: object) -> bool:
        return any(one == finding for one in self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Collection) and len(other) == len(self) and all(map(_same, self, other))

    __hash__ = None  # type: ignore[assignment]


def _same(one: object, other: object) -> bool:
    return one == other


class Gathering:
    """The findings of one reading. `first` is the number of the first segment that is read for its own sake: findings
    before it (in what had to be read again for a part of a file) are kept apart, in `above`. `kept` takes those of the
    guide as they are, for acknowledgments."""

    def __init__(self, wants: Callable[[str], bool], first: int = 0, kept: Spill[Finding] | None = None) -> None:
        self.findings = Findings()
        self.above: list[Diagnostic] = []
        self._first = first
        self._wants = wants
        self._kept = kept
        self._floor = first  # all before this segment is in its order
        self._guide: list[Diagnostic] = []
        self._raw: list[Finding] = []
        self._rules: list[Diagnostic] = []
        self._said_above: set[Place] = set()
        self._said_of_member: set[Place] = set()

    def guide(self, found: Sequence[Finding], file: str) -> None:
        """Findings of types 1 and 2, in file order."""
        self._guide += [diagnostic(one, file) for one in found]
        if self._kept is not None:
            self._raw += [one for one in found if one.segment_no >= self._first and self._wants(code_of(one))]

    def rules(self, finding: Diagnostic) -> None:
        """A finding of types 3 to 7."""
        self._rules.append(finding)

    def settle(self, horizon: int, member: int = 0) -> None:
        """Nothing before the segment `horizon` will be found, but on loops above the claims: those of the member at
        hand begin with the segment `member` (0: there is none)."""
        if len(self._guide) + len(self._rules) < _WAITING and horizon != ALL:
            return
        self._keep(horizon)
        guide, self._guide = _split(self._guide, horizon)
        rules, self._rules = _split(self._rules, horizon)
        said = {place_of(one) for one in guide if one.code == _BAD_CODE}
        # A code outside its list that type 2 has found is not said again by type 5.
        earlier = (said, self._said_above, self._said_of_member)
        fresh = [
            one for one in rules if one.code not in _ALSO_TYPE_2 or not any(place_of(one) in some for some in earlier)
        ]
        self._remember(guide, member)
        ready = []
        for one in sorted([*(one for one in guide if place_of(one)[0] >= self._first), *fresh], key=place_of):
            if not self._wants(one.code):
                continue
            if place_of(one)[0] >= self._floor:
                ready.append(one)
            elif place_of(one)[0] >= self._first:
                self.findings.insert(one)
            else:
                self.above.append(one)
        self.findings.extend(ready)
        self._floor = max(self._floor, horizon)

    def _remember(self, guide: list[Diagnostic], member: int) -> None:
        """Codes outside their lists in loops above the claims, which a later claim may bring up again."""
        for one in guide:
            where = one.where
            if one.code == _BAD_CODE and isinstance(where, X12Ref) and not where.claim:
                (self._said_of_member if where.loop in _OF_A_MEMBER else self._said_above).add(place_of(one))
        if self._said_of_member and min(self._said_of_member)[0] < (member or ALL):
            self._said_of_member = {place for place in self._said_of_member if member and place[0] >= member}

    def _keep(self, horizon: int) -> None:
        """Hand on the engine's findings before a segment, in order: the last block may say something of one before."""
        if self._kept is not None:
            self._raw.sort(key=_segment)
            ready = bisect_left(self._raw, horizon, key=_segment)
            self._kept.extend(self._raw[:ready])
            del self._raw[:ready]


def _segment(finding: Finding) -> int:
    return finding.segment_no


def _split(found: list[Diagnostic], horizon: int) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Findings before a segment, and those on it or after it."""
    before: list[Diagnostic] = []
    after: list[Diagnostic] = []
    for one in found:
        (before if place_of(one)[0] < horizon else after).append(one)
    return before, after
