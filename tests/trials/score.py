"""Compares the lines that a run sent with those that had to be sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from tests.trials.lines import Line
from tests.trials.program import INTERNAL_FAULT, NOTHING_DONE, Outcome


@dataclass
class Score:
    """Lines of one file or of many: `expected` had to be sent and `right` were; `wrong` were sent and must not have
    been. Those not sent: `asked` where a question is open, `refused` where the file was not read at all, `withheld`
    where rows are withheld with a finding, `lost` where nothing is said. `faulty` had to be withheld."""

    files: int = 0
    perfect: int = 0
    expected: int = 0
    right: int = 0
    wrong: int = 0
    asked: int = 0
    withheld: int = 0
    refused: int = 0
    lost: int = 0
    faulty: int = 0
    questions: int = 0
    asking: int = 0
    crashed: int = 0
    unaccounted: int = 0

    def __iadd__(self, other: Score) -> Score:
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))
        return self


def score(expected: Sequence[Line], outcome: Outcome, *, faulty: int = 0, must_ask: bool = False) -> Score:
    """The score of one run of one file. `faulty` rows had to be withheld. Where a file `must_ask`, every line that is
    sent unasked is a guess, and counts as wrong."""
    want, got = Counter(expected), Counter(outcome.lines)
    right, wrong = (want & got).total(), (got - want).total()
    missing = len(expected) - right
    made = Score(1, 0, len(expected), right, wrong, faulty=faulty, questions=len(outcome.questions))
    made.asking = bool(outcome.questions)
    made.crashed = outcome.code == INTERNAL_FAULT
    made.unaccounted = not outcome.conserved
    if must_ask:
        made.right, made.wrong, missing = 0, len(outcome.lines), len(expected)
    if outcome.questions:
        made.asked = missing
    elif outcome.code == NOTHING_DONE or outcome.code == INTERNAL_FAULT:
        made.refused = missing
    else:
        held = max(0, outcome.rows.get("withheld", 0) - faulty)
        made.withheld = min(missing, held)
        made.lost = missing - made.withheld
    whole = bool(outcome.questions) if must_ask else not missing
    made.perfect = whole and not made.wrong and not made.crashed and outcome.rows.get("withheld", 0) >= faulty
    return made


def differences(expected: Iterable[Line], outcome: Outcome) -> list[str]:
    """What the wrong lines say otherwise than the line nearest to each, without values: for the table of causes."""
    want, told = list((Counter(expected) - Counter(outcome.lines)).elements()), []
    for sent in (Counter(outcome.lines) - Counter(expected)).elements():
        near = max(want, key=lambda line: sum(a == b for a, b in zip(line, sent, strict=True)), default=None)
        same = near is not None and near.cin == sent.cin and near.start == sent.start
        if near is None or not same:
            told.append("a line too many")
        else:
            told.append(", ".join(name for name in Line._fields if getattr(near, name) != getattr(sent, name)))
    return told
