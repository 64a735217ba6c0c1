"""Makes the two files of a scenario."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cache
from typing import NamedTuple

from edi.harness.bases import BASES
from edi.harness.chance import Chance
from edi.harness.draft import Draft
from edi.harness.faults import Fault
from edi.harness.scenario import At, Described, Scenario
from edi.x12.write import ELEMENT, TERMINATOR


class Located(NamedTuple):
    """A place with numbers: of the segment in the file (the ISA is 1) and in its transaction (the ST is 1; 0 outside),
    its id, element and component, and the claim it belongs to (CLM01; "" above the claims)."""

    segment_no: int
    st_segment_no: int
    segment: str
    element: int
    component: int
    claim: str


class Change(NamedTuple):
    """A segment that the fault has changed, added or removed. The numbers are those of the good and the
    broken file, 0 where it is not there."""

    good_no: int
    bad_no: int
    good: str
    bad: str


class Pair(NamedTuple):
    """The files of a scenario; `earlier` is what was sent before, None where nothing was. `changes` is what makes the
    difference, the count of SE aside."""

    good: bytes
    bad: bytes
    earlier: bytes | None
    place: Located
    changes: tuple[Change, ...]


@cache
def pair_of(described: Described, seed: int) -> Pair:
    """The files of a scenario. The seed decides names, numbers, amounts and days."""
    scenario = described.scenario
    base = Draft.of(BASES[scenario.base](Chance(seed, described.id)))
    return put_on(scenario, base)


def put_on(scenario: Scenario, base: Draft) -> Pair:
    """The files of a scenario whose fault is put on a given good file. UnfitError where it does not fit."""
    good = base.copy()
    _apply(scenario.prepare, good)
    good.recount()
    bad = good.copy()
    _apply(scenario.fault, bad)
    if scenario.recounts:
        bad.recount()
    data = bad.data()
    if scenario.bytes_fault is not None:
        data = scenario.bytes_fault(data)
    earlier = None
    if scenario.earlier is not None:
        before = base.copy()
        _apply(scenario.prepare, before)
        _apply(scenario.earlier, before)
        before.recount()
        earlier = before.data()
    place = located(scenario.at, bad)
    if scenario.at.number and scenario.bytes_fault is None:  # a fault may have cut a segment in two
        text = data.decode("latin-1").split(TERMINATOR)[place.segment_no - 1]
        place = place._replace(segment=text.strip().split(ELEMENT)[0])
    return Pair(good.data(), data, earlier, place, tuple(differences(good, bad)))


def _apply(faults: Iterable[Fault], draft: Draft) -> None:
    for fault in faults:
        fault(draft)


def located(at: At, draft: Draft) -> Located:
    """A place of a scenario in its broken file."""
    place = at.number - 1 if at.number else draft.find(at.segment, at.nth)
    within = draft.segments[: place + 1]
    starts = [number for number, one in enumerate(within) if one.startswith(("ST*", "GE*", "IEA*"))]
    start = starts[-1] if starts and within[starts[-1]].startswith("ST*") else -1
    claim = ""
    for one in within[start + 1 :]:
        if one.startswith("CLM*"):
            claim = one.split(ELEMENT)[1]
        elif one.startswith(("HL*", "SE*")):
            claim = ""
    name = (at.segment.removeprefix("/") or within[-1]).split(ELEMENT)[0]
    return Located(place + 1, place - start + 1 if start >= 0 else 0, name, at.element, at.component, claim)


def differences(good: Draft, bad: Draft) -> Iterable[Change]:
    """The segments in which two drafts differ, but for a segment count that follows the others."""
    matcher = SequenceMatcher(None, good.segments, bad.segments, autojunk=False)
    for kind, first, end, bad_first, bad_end in matcher.get_opcodes():
        if kind == "equal":
            continue
        for step in range(max(end - first, bad_end - bad_first)):
            in_good, in_bad = first + step < end, bad_first + step < bad_end
            change = Change(
                first + step + 1 if in_good else 0,
                bad_first + step + 1 if in_bad else 0,
                good.segments[first + step] if in_good else "",
                bad.segments[bad_first + step] if in_bad else "",
            )
            if not _follows(change, good, bad):
                yield change


def _follows(change: Change, good: Draft, bad: Draft) -> bool:
    """Whether a change is the count of SE that a removed or added segment asks for."""
    is_count = change.good.startswith("SE*") and change.bad.startswith("SE*")
    is_moved = len(good.segments) != len(bad.segments)
    return is_count and is_moved and change.good.split("*")[2:] == change.bad.split("*")[2:]
