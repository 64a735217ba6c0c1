"""Status as a fold: what became of a version of a claim follows from the answers that are about it, in whatever order
they came, and however often.

The layers stay apart: the strongest that says something wins (a 999 may accept what the state then denies). In a layer
the most specific wins, then the latest by the answer's own clock, then the rejection.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from edi.ledger.records import Answer, Transaction, Version
from edi.model.answer import ACCEPTED, LAYERS, LEVELS, NOTED, REJECTED, number

WAITING, DENIED, VOIDED, REPLACED = "waiting", "denied", "voided", "replaced"
#: Every state of a line that was sent.
STATES = (ACCEPTED, DENIED, WAITING, VOIDED, REPLACED)
ORIGINAL, REPLACEMENT, VOID = "1", "7", "8"
#: Layers whose word on a claim is the receiver's own; what is accepted below them still waits.
_FINAL = ("277CA", "EVR")
_LAYER = {name: at for at, name in enumerate(LAYERS)}
_LEVEL = {name: at for at, name in enumerate(LEVELS)}
_CLAIM = _LEVEL["claim"]


class Outcome(NamedTuple):
    """What became of a version: `status` is accepted, denied or waiting, said by `layer` about `level` at `at`.
    `payer_claim` is the receiver's id of it. `contradicted` where one layer says both. `answers` are all that are about
    it, each once, the strongest first."""

    status: str
    layer: str = ""
    level: str = ""
    at: str = ""
    payer_claim: str = ""
    contradicted: bool = False
    answers: tuple[Answer, ...] = ()


def outcome(answers: Iterable[Answer]) -> Outcome:
    """The fold over the answers that are about a version."""
    said = sorted({_key(one): one for one in answers}.values(), key=_weight, reverse=True)
    verdicts = [one for one in said if one.verdict != NOTED and _LEVEL[one.level] <= _CLAIM]
    payer_claim = next((one.payer_claim for one in said if one.payer_claim), "")
    if not verdicts:
        return Outcome(WAITING, payer_claim=payer_claim, answers=tuple(said))
    first = verdicts[0]
    peers = {one.verdict for one in verdicts if (one.layer, one.level) == (first.layer, first.level)}
    if first.verdict == REJECTED:
        status = DENIED
    else:
        final = first.verdict == ACCEPTED and first.layer in _FINAL and first.level == "claim"
        status = ACCEPTED if final else WAITING
    return Outcome(status, first.layer, first.level, first.at, payer_claim, {ACCEPTED, REJECTED} <= peers, tuple(said))


def _weight(one: Answer) -> tuple[object, ...]:
    return (_LAYER[one.layer], _LEVEL[one.level], one.at, one.verdict == REJECTED, one.codes, one.id)


def _key(one: Answer) -> tuple[object, ...]:
    """What makes two answers the same: all but where they were read."""
    return (
        one.layer, one.level, one.verdict, one.isa, one.gs, one.st, one.bht, one.provider, one.claim, one.line,
        one.line_control, one.position, one.payer_claim, one.at, one.codes,
    )  # fmt: skip


def is_about(one: Answer, version: Version, tx: Transaction) -> bool:
    """Whether an answer is about a version: every number that it names is the version's."""
    named = ((one.isa, tx.isa), (one.gs, tx.gs), (one.st, tx.st), (one.bht, tx.bht))
    if any(theirs and number(theirs) != number(ours) for theirs, ours in named):
        return False
    if one.isa_when and one.isa_when != tx.isa_when:
        return False
    if one.position and not version.position <= one.position < version.ends:
        return False
    if one.provider and one.provider != version.provider:
        return False
    return not one.claim or one.claim == version.claim


def names_file(one: Answer) -> bool:
    """Whether an answer names the file, group or transaction that it is about, so that versions can be told apart."""
    return bool(one.isa or one.gs or one.bht)


class Sent(NamedTuple):
    """A version with the transaction it stands in, and what became of it."""

    version: Version
    tx: Transaction
    outcome: Outcome


def states(versions: Sequence[Sent]) -> list[str]:
    """The state of each version of a claim, in the order of their numbers. A void or replacement that was accepted ends
    the one before it; so does sending an unanswered one again. The state of a void is its own answer's."""
    found = [one.outcome.status for one in versions]
    for at, later in enumerate(versions):
        for before in range(at):
            if versions[before].version.frequency != VOID and found[before] in _ends(later):
                found[before] = VOIDED if later.version.frequency == VOID else REPLACED
    return found


def _ends(later: Sent) -> tuple[str, ...]:
    """The states of an earlier version that a later one ends."""
    if later.version.frequency in (VOID, REPLACEMENT):
        return (ACCEPTED, WAITING) if later.outcome.status == ACCEPTED else ()
    return (WAITING,)


def live(versions: Sequence[Sent]) -> Sent | None:
    """The version that stands for the claim now: the last that is no void and was not ended; None where a void was
    accepted."""
    state = states(versions)
    for one, of_it in zip(reversed(versions), reversed(state), strict=True):
        if one.version.frequency == VOID:
            if of_it == ACCEPTED:
                return None
            continue
        if of_it in (ACCEPTED, WAITING):
            return one
    return next((one for one in reversed(versions) if one.version.frequency != VOID), None)
