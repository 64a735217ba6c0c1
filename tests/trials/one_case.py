"""One case of the generator in full: what is true, what was sent, asked and found. Its values are invented."""

from __future__ import annotations

from collections import Counter

from tests.trials.answering import answers
from tests.trials.generate import Case
from tests.trials.lines import Line
from tests.trials.program import home


def told(case: Case) -> list[str]:
    """The lines of text."""
    with home() as at:
        outcome = at.run(case.path)
    want, got = Counter(case.lines), Counter(outcome.lines)
    text = [
        f"{case.path}: {case.shape} in {case.vocabulary}, {case.twist or 'no twist'}, {case.container}",
        f"exit {outcome.code} {outcome.problem}, rows {outcome.rows}, errors {dict(outcome.errors)}",
        f"right {(want & got).total()} of {len(case.lines)}, wrong {(got - want).total()}, to withhold {case.withheld}",
        f"fields: {case.fields}",
    ]
    for line in (got - want).elements():
        near = next((one for one in case.lines if (one.cin, one.start) == (line.cin, line.start)), None)
        text.append(f"wrong: {_difference(near, line) if near else tuple(line)}")
    text += [f"not sent: {tuple(line[:8])}" for line in (want - got).elements()]
    given, stuck = answers(case, outcome.questions)
    text += [f"question: {question}" for question in outcome.questions]
    return [*text, f"answers: {given}, without a true choice: {stuck}"]


def _difference(near: Line, line: Line) -> str:
    return ", ".join(
        f"{name} {sent!r} for {true!r}"
        for name, true, sent in zip(Line._fields, near, line, strict=True)
        if true != sent
    )
