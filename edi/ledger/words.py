"""What became of a claim in words for people, with what to do next. No values of members: numbers of claims, codes, and
places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from edi.ledger.fold import DENIED, REPLACED, VOIDED, WAITING, Outcome
from edi.ledger.records import Answer
from edi.model.answer import ACCEPTED, LAYERS, NOTED, REJECTED
from mappings.answer_codes import CORRECT, meaning_of

#: Who says it.
SPEAKERS = {
    "TA1": "the interchange (TA1)", "999": "the syntax check (999)", "277CA": "the receiver's intake (277CA)",
    "EVR": "the state's validation (EVR)",
}  # fmt: skip


class InWords(NamedTuple):
    """One line of what became of it, why, and the next step ("" for none)."""

    outcome: str
    why: tuple[str, ...]
    next: str


def in_words(outcome: Outcome, state: str = "") -> InWords:
    """A version of a claim: `state` is its state among the other versions where that differs."""
    state = state or outcome.status
    if state in (VOIDED, REPLACED):
        return InWords(state, (), "")
    when = f" on {outcome.at[:10]}" if outcome.at else ""
    if state == ACCEPTED:
        number = f" as {outcome.payer_claim}" if outcome.payer_claim else ""
        final = "" if outcome.layer == "EVR" else "; the state's validation may follow"
        return InWords(f"accepted{number} by {SPEAKERS[outcome.layer]}{when}{final}", _noted(outcome), "")
    if state == DENIED:
        why = tuple(_why(outcome.answers))
        steps = dict.fromkeys(step for one in _against(outcome) for step in _steps(one))
        about = {"claim": "", "provider": " for its billing provider"}.get(
            outcome.level, f" with its whole {outcome.level}"
        )
        if outcome.level != "claim" and outcome.layer == "999" and not _named(outcome):
            steps = {"nothing is said against this claim itself: send it again (`ledger requeue`)": None}
        text = f"denied by {SPEAKERS[outcome.layer]}{when}{about}"
        return InWords(text, why, "; ".join(steps) or CORRECT)
    so_far = [one for one in LAYERS if any(each.layer == one for each in outcome.answers)]
    said = f"waiting: so far accepted by {', '.join(so_far)}" if so_far else "waiting: no answer yet"
    return InWords(said, _noted(outcome), "wait for the answer; read it with `edi-translate responses`")


def _named(outcome: Outcome) -> bool:
    """Whether something is said against the claim itself."""
    return any(one.claim or one.position for one in outcome.answers)


def _against(outcome: Outcome) -> Iterator[Answer]:
    """What is said in the layer that denied."""
    yield from (one for one in outcome.answers if one.layer == outcome.layer and one.verdict in (REJECTED, NOTED))


def _why(answers: Iterable[Answer]) -> Iterator[str]:
    """The issues of the strongest layer that names some, each once."""
    seen: dict[str, None] = {}
    layer = ""
    for one in answers:
        if one.codes and (not layer or one.layer == layer):
            layer = one.layer
            seen |= dict.fromkeys(issues(one))
    yield from seen


def _noted(outcome: Outcome) -> tuple[str, ...]:
    return tuple(_why(outcome.answers)) if outcome.contradicted or outcome.status == WAITING else ()


def issues(one: Answer) -> Iterator[str]:
    """The issues of an answer: code and meaning, the line, the answer's own text."""
    texts = one.detail.split("\n") if one.detail else []
    line = f"line {one.line}: " if one.line else ""
    for at, word in enumerate(one.codes.split()):
        code, _, place = word.partition("@")
        own = texts[at] if at < len(texts) else ""
        said = own or meaning_of(code).meaning
        yield f"{line}{code}{f' at {place}' if place else ''}: {said}"


def _steps(one: Answer) -> Iterator[str]:
    for word in one.codes.split():
        step = meaning_of(word.partition("@")[0]).next
        if step:
            yield step
