"""All acknowledgments of a submitted file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import chain, groupby
from typing import TypeAlias

from edi.control_numbers import ControlNumbers
from edi.guide.findings import Finding
from edi.responses.accepted import Counted, accepted_transactions
from edi.responses.claim_answers import Answer, answers
from edi.responses.outline import InterchangeEnvelope, outline, with_next
from edi.responses.t277ca import body, t277ca
from edi.responses.t999 import t999
from edi.responses.ta1 import is_of_interchange, ta1
from edi.streams import END, Passing
from edi.validation import Outcome
from edi.x12.source import Source

#: SNIP types that TA1 and 999 answer; what goes beyond is said of claims, in the 277CA.
LAST_OF_999 = 2
KINDS = ("ta1", "999", "277ca")


#: What a receiver of its own says of a claim, given what our findings say.
Judge: TypeAlias = Callable[[Answer], Answer]


def acknowledgments(
    outcome: Outcome, source: Source, now: datetime, numbers: ControlNumbers, judge: Judge | None = None
) -> Iterator[tuple[str, Iterator[str]]]:
    """TA1, 999 and 277CA of a validated file, each kind with its X12 in pieces, which are to be read before the next
    kind is asked for. A kind that has nothing to say is not there.

    `outcome` is that of `Options(answered=True)`. What it holds at error severity is answered, no warning. `source` is
    what was validated, a path or bytes: it is read again, claim by claim. `now` is the time of all three. `judge` may
    say something else of a claim than our findings do.
    """
    outcome.guide_errors()  # whoever did not ask for them learns it now
    return _acknowledgments(outcome, source, now, numbers, judge)


def _acknowledgments(
    outcome: Outcome, source: Source, now: datetime, numbers: ControlNumbers, judge: Judge | None
) -> Iterator[tuple[str, Iterator[str]]]:
    envelopes = outline(source)
    of_interchanges: list[Finding] = []
    counted = Counted(envelopes, _numbers(outcome, of_interchanges))
    accepted = accepted_transactions(envelopes, counted)
    texts = [("ta1", _ta1s(envelopes, of_interchanges, now, numbers))]
    # 005010X231A1 has no code for provider files, which the state answers with a report of its own.
    if not outcome.levels:
        texts.append(("999", _999s(envelopes, Passing(outcome.guide_errors(), _number), now, numbers)))
    if accepted:
        found = accepted_answers(outcome, source, accepted)
        told = found if judge is None else map(judge, found)
        texts.append(("277ca", _277cas(told, envelopes, now, numbers)))
    for kind, text in texts:
        first = next(text, None)
        if first is not None:
            yield kind, chain((first,), text)


def _numbers(outcome: Outcome, of_interchanges: list[Finding]) -> Iterator[int]:
    """The segment of each error of types 1 and 2; those with a say in a TA1 are kept, few as they are."""
    for each in outcome.guide_errors():
        if is_of_interchange(each):
            of_interchanges.append(each)
        yield each.segment_no


def _number(finding: Finding) -> int:
    return finding.segment_no


def _ta1s(
    envelopes: Sequence[InterchangeEnvelope], findings: Sequence[Finding], now: datetime, numbers: ControlNumbers
) -> Iterator[str]:
    passing = Passing(findings, _number)
    for each, after in with_next(envelopes):
        passing.skip(each.first)
        yield from ta1(each, list(passing.before(after.first if after else END)), now, numbers)


def _999s(
    envelopes: Sequence[InterchangeEnvelope], findings: Passing[Finding], now: datetime, numbers: ControlNumbers
) -> Iterator[str]:
    for each in envelopes:
        yield from t999(each, findings, now, numbers)


def accepted_answers(outcome: Outcome, source: Source, accepted: frozenset[int]) -> Iterator[Answer]:
    """What our findings say of the claims in accepted transactions, which are named by the number of their ST."""
    return (each for each in answers(source, outcome.errors_above(LAST_OF_999)) if each.st in accepted)


def _277cas(
    found: Iterator[Answer], envelopes: Sequence[InterchangeEnvelope], now: datetime, numbers: ControlNumbers
) -> Iterator[str]:
    """The 277CAs of all interchanges, for claims in accepted transactions."""
    transactions = Passing(groupby(found, key=lambda each: each.st), lambda pair: pair[0])
    for each, after in with_next(envelopes):
        end = after.first if after else END
        if transactions.has_before(end):
            yield from t277ca(each, (body(claims, now) for _, claims in transactions.before(end)), now, numbers)
