"""All acknowledgments of a submitted file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from edi.control_numbers import ControlNumbers
from edi.guide.findings import Finding
from edi.responses.claim_answers import answers
from edi.responses.outline import GroupEnvelope, InterchangeEnvelope, outline, with_next
from edi.responses.placed import END, Placed
from edi.responses.t277ca import bodies_by_transaction, t277ca
from edi.responses.t999 import t999
from edi.responses.ta1 import ta1
from edi.validation import Outcome
from edi.x12.source import Source

#: SNIP types that TA1 and 999 answer; what goes beyond is said of claims, in the 277CA.
LAST_OF_999 = 2
KINDS = ("ta1", "999", "277ca")


def acknowledgments(outcome: Outcome, source: Source, now: datetime, numbers: ControlNumbers) -> dict[str, str]:
    """TA1, 999 and 277CA of a validated file by kind, as X12; a kind that has nothing to say is not there.

    `outcome` is that of `Options(answered=True)`. What it holds at error severity is answered, no warning. `source` is
    what was validated, a path or bytes: it is read again, claim by claim. `now` is the time of all three.
    """
    envelopes = outline(source)
    guide = Placed(outcome.guide_errors, lambda each: each.segment_no)
    parts = [(each, guide.inside(each.first, after.first if after else END)) for each, after in with_next(envelopes)]
    made = {"ta1": "".join(ta1(each, own, now, numbers) for each, own in parts)}
    # 005010X231A1 has no code for provider files, which the state answers with a report of its own.
    if not outcome.levels:
        made["999"] = "".join(t999(each, own, now, numbers) for each, own in parts)
    accepted = [st for each, own in parts for st in accepted_transactions(each, own)]
    made["277ca"] = _t277cas(outcome, source, envelopes, frozenset(accepted), now, numbers)
    return {kind: text for kind, text in made.items() if text}


def _t277cas(
    outcome: Outcome, source: Source, envelopes: Sequence[InterchangeEnvelope], accepted: frozenset[int],
    now: datetime, numbers: ControlNumbers,
) -> str:  # fmt: skip
    """The 277CAs of all interchanges; empty where no transaction is accepted."""
    if not accepted:
        return ""
    found = (each for each in answers(source, outcome.errors_above(LAST_OF_999)) if each.st in accepted)
    bodies = dict(bodies_by_transaction(found, now))
    text = ""
    for each, after in with_next(envelopes):
        end = after.first if after else END
        text += t277ca(each, {st: body for st, body in bodies.items() if each.first <= st < end}, now, numbers)
    return text


def accepted_transactions(answered: InterchangeEnvelope, errors: Sequence[Finding]) -> list[int]:
    """Numbers of the STs whose transactions hold no error, and stand in no group or interchange that does."""
    placed = Placed(errors, lambda each: each.segment_no)
    accepted: list[int] = []
    inside_groups = 0
    for each, after in with_next(answered.groups):
        end = _end(each, after.first if after else END)
        inside_groups += len(placed.inside(each.first, end))
        accepted += _accepted_of_group(each, placed, end)
    return [] if inside_groups < len(errors) else accepted


def _end(group: GroupEnvelope, limit: int) -> int:
    """The number behind a group: its GE's, else that of the next group."""
    return group.last + 1 if group.last else limit


def _accepted_of_group(group: GroupEnvelope, placed: Placed[Finding], end: int) -> list[int]:
    accepted = []
    inside = 0
    for each, after in with_next(group.transactions):
        last = each.last + 1 if each.last else (after.first if after else end)
        errors = len(placed.inside(each.first, last))
        inside += errors
        if not errors:
            accepted.append(each.first)
    return [] if inside < len(placed.inside(group.first, end)) else accepted
