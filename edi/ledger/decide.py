"""What is to be done with service lines, given what the ledger knows of them: a pure function.

A line that was sent is not sent again, in whatever file it comes. A changed one of an accepted claim replaces it, one
of a denied claim goes out again under its number, one of a claim that still waits is kept back: its answer may come. A
row that says itself that it corrects something is never an original.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from edi.ledger.fold import DENIED, ORIGINAL, REPLACED, VOID, VOIDED, WAITING
from edi.model.answer import ACCEPTED

#: What is done with a line.
NEW, SENT, REPLACE, AGAIN, VOID_CLAIM, WITHHOLD = "new", "sent", "replace", "again", "void", "withhold"


#: A workbook that lacks at most one line in so many of an earlier one is a later copy of it.
GONE = 3


class Candidate(NamedTuple):
    """A line that may be sent: its hashes (`edi.ledger.keys`), the claim that it would be part of, and what its row
    says of itself: a frequency, the number of the claim that it corrects (ours or the receiver's)."""

    key: bytes
    content: bytes
    whole: bytes
    visit: bytes
    group: str
    frequency: str = ""
    original: str = ""


class Known(NamedTuple):
    """A line that the ledger knows, in the version of its claim that counts or in a later one that was denied or is a
    void: its state, and where it came from. `keys` are those of all lines of that version; `requeued` where somebody
    has said that it is to go out again."""

    claim: str
    key: bytes
    content: bytes
    whole: bytes
    visit: bytes
    state: str
    frequency: str
    payer_claim: str
    sent_at: str
    requeued: bool
    keys: frozenset[bytes]
    batch: int
    file: str
    sheet: str
    row: int

    @property
    def place(self) -> str:
        """Where it was sent from, in words."""
        row = f" › {self.sheet!r} row {self.row}" if self.row else ""
        return f"{self.file or 'an earlier file'}{row}, batch {self.batch}"


class Decision(NamedTuple):
    """What is done with a line, the claim that it is part of from now on (REPLACE, AGAIN, VOID_CLAIM), the receiver's
    number of it, the line that it was sent as before, and why, in words without values."""

    kind: str
    claim: str = ""
    payer_claim: str = ""
    known: Known | None = None
    why: str = ""


class Rules(NamedTuple):
    """`now` and how many days an unanswered claim waits before a changed line of it goes out again."""

    now: str
    wait_days: int = 30


def decide(candidates: Sequence[Candidate], known: Iterable[Known], rules: Rules) -> list[Decision]:
    """A decision for each candidate, in their order. `known` are all lines of the ledger with one of their keys, and
    all lines of claims that a candidate names."""
    state = _State(known, rules)
    first = [state.of_line(one) for one in candidates]
    return state.of_claims(candidates, first)


class _State:
    def __init__(self, known: Iterable[Known], rules: Rules) -> None:
        self.rules = rules
        self.by_key: dict[bytes, list[Known]] = defaultdict(list)
        self.by_claim: dict[str, list[Known]] = defaultdict(list)
        self.voids: dict[str, list[Known]] = defaultdict(list)
        for one in known:
            if one.frequency == VOID:
                self.voids[one.claim].append(one)
                continue
            self.by_key[one.key].append(one)
            self.by_claim[one.claim].append(one)
            if one.payer_claim:
                self.by_claim[one.payer_claim].append(one)

    def of_line(self, one: Candidate) -> Decision:
        """A line by itself."""
        if one.original or one.frequency not in ("", ORIGINAL):
            return self._named(one)
        before = self._counting(one.key)
        if before is None:
            return Decision(NEW)
        if before.state in (ACCEPTED, WAITING) and one.content == before.content:
            return self._same(before)
        if before.visit and one.visit and before.visit != one.visit and before.state in (ACCEPTED, WAITING):
            return _kept(before, "another visit with the same member, provider, service and days as one that was sent")
        return self._changed(one, before)

    def _counting(self, key: bytes) -> Known | None:
        """The line with a key that counts: one that stands, else one that was denied; not what was voided."""
        order = {ACCEPTED: 3, WAITING: 2, VOIDED: 0, REPLACED: 0}
        standing = [one for one in self.by_key.get(key, ()) if order.get(one.state, 1)]
        return max(standing, key=lambda one: (order.get(one.state, 1), one.sent_at, one.batch), default=None)

    def _same(self, before: Known) -> Decision:
        if before.requeued and before.state == WAITING:
            return Decision(AGAIN, before.claim, "", before, "sent again, as was asked for")
        return Decision(SENT, before.claim, "", before, f"already sent: {before.place}")

    def _changed(self, one: Candidate, before: Known) -> Decision:
        if before.state == ACCEPTED:
            if not before.payer_claim:
                return _kept(before, "changes an accepted claim whose number at the receiver is not known yet")
            if refused := self._refused(one, before):
                return Decision(SENT, before.claim, "", refused, f"this replacement was denied: {refused.place}")
            return Decision(
                REPLACE, before.claim, before.payer_claim, before, f"replaces what was accepted: {before.place}"
            )
        if before.state == WAITING:
            if before.requeued or self._waited(before):
                return Decision(AGAIN, before.claim, "", before, f"no answer came: {before.place}")
            return _kept(before, "changes a claim that waits for its answer")
        if one.content == before.content and one.whole == before.whole and not before.requeued:
            return Decision(
                SENT, before.claim, "", before, f"already sent and denied, and not changed since: {before.place}"
            )
        return Decision(AGAIN, before.claim, "", before, f"corrects what was denied: {before.place}")

    def _refused(self, one: Candidate, before: Known) -> Known | None:
        """A later replacement that said the same and was denied."""
        later = (each for each in self.by_key[one.key] if each.claim == before.claim and each.state == DENIED)
        same = (each for each in later if (each.content, each.whole) == (one.content, one.whole) and not each.requeued)
        return next(same, None)

    def _waited(self, before: Known) -> bool:
        then, now = datetime.fromisoformat(before.sent_at), datetime.fromisoformat(self.rules.now)
        return (now - then).days >= self.rules.wait_days

    def _named(self, one: Candidate) -> Decision:
        """A row that says that it corrects something."""
        own = self._counting(one.key)
        lines = self.by_claim.get(one.original, []) if one.original else ([own] if own else [])
        standing = [line for line in lines if line.state not in (VOIDED, REPLACED)]
        if not standing:
            what = "the claim that it names" if one.original else "such a service"
            return Decision(WITHHOLD, why=f"corrects what the ledger does not know: {what} was not sent, or is voided")
        before = next((line for line in standing if line.key == one.key), standing[0])
        if one.frequency == VOID:
            if earlier := [each for each in self.voids[before.claim] if not each.requeued]:
                return Decision(SENT, before.claim, "", earlier[-1], f"a void was sent already: {earlier[-1].place}")
            if before.state != ACCEPTED:
                return _kept(before, f"voids a claim that is {before.state}, and not accepted")
            if not before.payer_claim:
                return _kept(before, "voids a claim whose number at the receiver is not known yet")
            return Decision(
                VOID_CLAIM, before.claim, before.payer_claim, before, f"voids what was accepted: {before.place}"
            )
        if before.key == one.key and before.content == one.content and before.state in (ACCEPTED, WAITING):
            return self._same(before)
        return self._changed(one, before)

    def of_claims(self, candidates: Sequence[Candidate], found: Sequence[Decision]) -> list[Decision]:
        """Lines of a claim that is replaced, voided or sent again share its fate."""
        decided = list(found)
        of_claim: dict[str, list[int]] = defaultdict(list)
        for at, one in enumerate(decided):
            if one.claim:
                of_claim[one.claim].append(at)
        for claim, places in of_claim.items():
            kinds = {decided[at].kind for at in places}
            if AGAIN in kinds:
                self._together(decided, candidates, places, AGAIN)
            elif kinds & {REPLACE, VOID_CLAIM}:
                self._replaced(claim, decided, candidates, places)
        return decided

    def _together(
        self, decided: list[Decision], candidates: Sequence[Candidate], places: Sequence[int], kind: str
    ) -> None:
        """The lines that were as they are go out with those that have changed, in one claim."""
        going = [at for at in places if decided[at].kind in (kind, SENT)]
        if len({candidates[at].group for at in going}) > 1:
            for at in going:
                decided[at] = _kept_of(decided[at], "the lines of the claim no longer make one claim")
            return
        example = next(decided[at] for at in going if decided[at].kind == kind)
        for at in going:
            decided[at] = decided[at]._replace(kind=kind, payer_claim=example.payer_claim)

    def _replaced(
        self, claim: str, decided: list[Decision], candidates: Sequence[Candidate], places: Sequence[int]
    ) -> None:
        """A claim of which lines were changed or voided; void whole, or replaced whole."""
        there = {candidates[at].key for at in places}
        keys = next(one.keys for one in self.by_claim[claim] if one.state == ACCEPTED)
        voided = [at for at in places if decided[at].kind == VOID_CLAIM]
        left = [at for at in places if decided[at].kind in (REPLACE, SENT)]
        missing, renamed = keys - there, there - keys
        if voided and {candidates[at].key for at in voided} >= keys:
            return
        if len(missing) > len(renamed):
            for at in [*voided, *left]:
                if decided[at].kind != SENT:
                    decided[at] = _kept_of(
                        decided[at], "the claim has further lines, which are not here: a replacement needs all"
                    )
            return
        if voided and not left:
            for at in voided:
                decided[at] = _kept_of(decided[at], "voids a part of a claim; the rows of its other lines are not here")
            return
        for at in voided:
            decided[at] = decided[at]._replace(kind=VOID_CLAIM, claim="")  # left out of the replacement
        for at in left:
            if decided[at].kind == SENT and voided:
                decided[at] = decided[at]._replace(kind=REPLACE, payer_claim=decided[voided[0]].payer_claim)
        if any(decided[at].kind == REPLACE for at in left):
            self._together(decided, candidates, left, REPLACE)


def _kept(before: Known, why: str) -> Decision:
    return Decision(WITHHOLD, "", "", before, f"{why}: {before.place}")


def _kept_of(one: Decision, why: str) -> Decision:
    place = f": {one.known.place}" if one.known else ""
    return Decision(WITHHOLD, "", "", one.known, why + place)


class Proposal(NamedTuple):
    """A line that was sent from an earlier copy of a file and is not in the later one: to be voided, where that is
    meant."""

    claim: str
    whole_claim: bool
    known: Known


def removed(present: frozenset[bytes], earlier: Mapping[int, Sequence[Known]]) -> list[Proposal]:
    """Lines that a later copy of a workbook no longer has. `earlier` are the standing lines of each earlier input that
    shares a line; one of which most lines are there is taken for an earlier copy of the same workbook."""
    found = []
    for lines in earlier.values():
        gone = [one for one in lines if one.key not in present]
        if gone and GONE * len(gone) <= len(lines):
            found += [
                Proposal(one.claim, not one.keys & present, one) for one in gone if one.state in (ACCEPTED, WAITING)
            ]
    return found
