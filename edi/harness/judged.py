"""What our own validator and our own acknowledgments say of a file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeAlias

from edi.control_numbers import Counting
from edi.diagnostics import Diagnostic
from edi.harness.bases import MADE, RECEIVED
from edi.harness.scenario import Answer
from edi.model.reference import X12Ref
from edi.responses.write import acknowledgments
from edi.validation import Options, Outcome
from edi.validation.jobs import validate_all

Verdict: TypeAlias = Literal["accepted", "rejected"]


class Said(NamedTuple):
    """Our judgement of a file: the findings, and what each layer answers: `verdicts` holds TA1, 999 and 277CA with
    `accepted` or `rejected`, a layer that says nothing left out; `answers` are the codes of rejections."""

    outcome: Outcome
    verdicts: dict[str, Verdict]
    answers: tuple[Answer, ...]

    def codes(self) -> set[str]:
        """The codes of all findings."""
        return set(self.outcome.findings.counts)

    def places(self, code: str) -> list[tuple[int, int, int]]:
        """Segment number, element and component of the findings of a code."""
        return [_place(one) for one in self.outcome.findings if one.code == code]


def _place(finding: Diagnostic) -> tuple[int, int, int]:
    where = finding.where
    return (where.segment_no, where.element, where.component) if isinstance(where, X12Ref) else (0, 0, 0)


def judge(data: bytes, earlier: bytes | None = None, *, received: str = RECEIVED) -> Said:
    """Our judgement of a file that comes on a day (CCYYMMDD), held against what was sent before."""
    options = Options(received, answered=True)
    files = [(earlier, "earlier")] if earlier is not None else []
    outcome = validate_all([*files, (data, "file")], options, 1)[-1]
    texts = {kind: "".join(text) for kind, text in acknowledgments(outcome, data, MADE, Counting(1))}
    return Said(outcome, verdicts(texts), tuple(dict.fromkeys(answers(texts))))


def verdicts(texts: dict[str, str]) -> dict[str, Verdict]:
    """Accepted or rejected, for each acknowledgment by its kind (`ta1`, `999`, `277ca`)."""
    rejects = {"ta1": r"^TA1\*.*\*R\*", "999": r"^AK9\*R", "277ca": r"^STC\*.*\*U(\*|~)"}
    return {
        kind.upper(): "rejected" if re.search(rejects[kind], text, re.MULTILINE) else "accepted"
        for kind, text in texts.items()
    }


def answers(texts: dict[str, str]) -> Iterable[Answer]:
    """The codes with which acknowledgments reject something."""
    for kind, text in texts.items():
        for segment in text.replace("\n", "").split("~"):
            head, *elements = segment.split("*")
            elements += [""] * (12 - len(elements))
            yield from _codes(kind, head, elements)


def _codes(kind: str, head: str, elements: list[str]) -> Iterable[Answer]:
    if head == "TA1" and elements[3] == "R":
        yield Answer("TA1", f"TA105:{elements[4]}")
    elif kind == "999" and head in _OF_999:
        name, places = _OF_999[head]
        yield from (Answer("999", f"{name}:{elements[one]}") for one in places if elements[one])
    elif kind == "277ca" and head == "STC" and elements[2] == "U":
        yield from (Answer("277CA", elements[one]) for one in (0, 9, 10) if elements[one])


#: Segment of a 999 -> the name of its code, and where (from 0) its codes stand.
_OF_999 = {
    "IK3": ("IK304", (3,)),
    "IK4": ("IK403", (2,)),
    "IK5": ("IK502", (1, 2, 3, 4, 5)),
    "AK9": ("AK905", (4, 5, 6, 7, 8)),
}
