"""Faults on a user's own file: each scenario that fits it, put on one of its claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from edi.harness.draft import Draft, UnfitError
from edi.harness.expected import expected_of
from edi.harness.judged import Said, judge
from edi.harness.pair import Pair, put_on
from edi.harness.scenario import Described
from edi.harness.suite import Member
from edi.validation import Outcome
from edi.x12.kind import first_transaction

_FOLDERS = {"837": "837p", "274": "274"}


class FaultyBaseError(Exception):
    """The user's file has errors of its own, so that no fault of ours would be the only one; `outcome` holds them."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__("the file has errors of its own")
        self.outcome = outcome


class Skipped(NamedTuple):
    """A scenario that was not put on the file, and why."""

    id: str
    why: str


class OwnBase(NamedTuple):
    """A user's file that is good, the claim that faults are put on, what our validator says of it (warnings), and the
    day that it is judged by."""

    draft: Draft
    transaction: str
    said: Said
    received: str


def own_base(data: bytes, claim: str, received: str) -> OwnBase:
    """A user's file as a base. `claim` is a claim's id (CLM01) or its number (1 the first); "" the one in the middle.
    UnfitError where it is no 837P or 274 with the usual separators or has no such claim, FaultyBaseError where it has
    errors."""
    said = judge(data, received=received)
    if not said.outcome.valid:
        raise FaultyBaseError(said.outcome)
    transaction = _FOLDERS.get(first_transaction(data), "")
    if not transaction:
        raise UnfitError("the file holds neither an 837P nor a 274")
    draft = Draft.of(data.decode("latin-1"))
    if draft.data() != data:
        raise UnfitError("the file's line breaks are not the same behind every segment")
    draft.claim = _claim(draft, claim)
    return OwnBase(draft, transaction, said, received)


def _claim(draft: Draft, claim: str) -> int:
    """The claim's place among those of the file."""
    ids = [draft.segments[place].split("*")[1] for place in draft.claims()]
    if not ids or not claim:
        return len(ids) // 2
    if claim in ids:
        return ids.index(claim)
    if claim.isascii() and claim.isdigit() and 0 < int(claim) <= len(ids):
        return int(claim) - 1
    raise UnfitError(f"the file has {len(ids)} claims, and none called so")


def members_on(base: OwnBase, some: Sequence[Described], skipped: list[Skipped]) -> Iterator[Member]:
    """The scenarios with the base as their good file, as far as they fit: the fault must give its own finding there,
    and no other. The others go to `skipped`."""
    for described in some:
        if described.transaction != base.transaction:
            continue
        try:
            pair = put_on(described.scenario, base.draft)
        except UnfitError as problem:
            skipped.append(Skipped(described.id, str(problem)))
            continue
        said = judge(pair.bad, pair.earlier, received=base.received)
        why = _why_not(described, base, pair, said)
        if why:
            skipped.append(Skipped(described.id, why))
        else:
            yield Member(described, pair, expected_of(described, pair, said))


def _why_not(described: Described, base: OwnBase, pair: Pair, said: Said) -> str:
    """Why a pair does not hold, "" where it does."""
    before = Counter(base.said.outcome.findings.counts)
    is_base = not described.scenario.prepare and pair.earlier is None
    good = base.said if is_base else judge(pair.good, pair.earlier, received=base.received)
    if Counter(good.outcome.findings.counts) != before:
        return "what the scenario needs of a good file does not fit this one"
    new = set(Counter(said.outcome.findings.counts) - before)
    scenario, place = described.scenario, pair.place
    if new != {scenario.finds, *scenario.also}:
        return f"other findings than {scenario.finds} would come"
    if (place.segment_no, place.element, place.component) not in said.places(scenario.finds):
        return f"{scenario.finds} would be found at another place"
    return ""
