"""The simulated payer's answers to a file, in the order and the state in which they come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from edi.control_numbers import ControlNumbers
from edi.harness.evr import evr
from edi.harness.payer import Payer
from edi.harness.payer_settings import PayerSettings
from edi.responses.claim_answers import Answer
from edi.responses.outline import outline
from edi.responses.write import acknowledgments
from edi.validation import Options, validate_source
from edi.x12.source import Source

_CUT = 6  # tenths of a truncated answer that are left


class Delivered(NamedTuple):
    """An answer: its kind, what is in the file, when it comes, and what is odd about it ("": nothing)."""

    kind: str
    data: bytes
    arrives: datetime
    oddity: str = ""


def respond(
    source: Source, name: str, settings: PayerSettings, received: datetime, seed: int, numbers: ControlNumbers
) -> list[Delivered]:
    """All answers to a file called `name`. OSError where it or a file of the history cannot be read; bad data is
    answered."""
    outcome = validate_source(source, name, Options(f"{received:%Y%m%d}", answered=True))
    payer = Payer(settings, received.date(), seed)
    now = received + timedelta(settings.delivery.late_days)
    final: list[Answer] = []

    def judge(answer: Answer) -> Answer:
        final.append(payer.judge(answer))
        return final[-1]

    said = {kind: "".join(text) for kind, text in acknowledgments(outcome, source, now, numbers, judge)}
    if not outcome.levels:
        said["evr"] = evr(name, outline(source), final, now)
    answers = [Delivered(kind, text.encode(), now) for kind, text in said.items()]
    if settings.delivery.contradict_percent and final:
        again = iter([payer.contradict(one) for one in final])
        second = dict(_texts(acknowledgments(outcome, source, now, numbers, lambda _: next(again))))
        answers.append(Delivered("277ca", second["277ca"].encode(), now, "contradicts the first for some claims"))
    return _as_they_come(answers, settings)


def _texts(pairs: Iterator[tuple[str, Iterator[str]]]) -> Iterator[tuple[str, str]]:
    for kind, text in pairs:
        yield kind, "".join(text)


def _as_they_come(answers: list[Delivered], settings: PayerSettings) -> list[Delivered]:
    """The answers with what goes wrong on their way; those of one day come a minute after each other."""
    delivery = settings.delivery
    coming: list[Delivered] = []
    for one in answers:
        if one.kind in delivery.truncated:
            one = one._replace(data=one.data[: len(one.data) * _CUT // 10], oddity="is cut short")
        coming.append(one)
        if one.kind in delivery.doubled:
            coming.append(one._replace(oddity="comes a second time"))
    if delivery.reordered:
        coming.reverse()
    return [one._replace(arrives=one.arrives + timedelta(minutes=place)) for place, one in enumerate(coming)]
