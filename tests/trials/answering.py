"""Answers the questions of a questions.json from what is true of the file, as the person who made it would.

A question names a column or label by its `heading`; its `choices` have a `field`. A question about what a value of a
column means ("No show") names the value in its id or in `value`, or its choices say which values are billed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tests.trials.generate import Case
from tests.trials.lines import folded
from tests.trials.table import NONE, STATUS

# What a choice may be called: by what is true of the column. The program's own words come first.
SAME: dict[str, tuple[str, ...]] = {
    NONE: (NONE, "-", "nothing", "ignore", "not_used", "irrelevant", "tells_nothing", ""),
    STATUS: (STATUS, "status", "row_billed", "billed", "tells_billed"),
    "member_city_state_zip": ("member_city_state_zip", "member_full_address", "member_city"),
    "code_with_modifiers": ("hcpcs", "code_with_modifiers"),
    "service_name": ("service_name", "hcpcs"),
}
# The provider of a line, by the field that a question names.
OF_A_LINE = {
    "billing_npi": "npi", "billing_name": "provider_name", "billing_tin": "provider_tin",
    "billing_address": "provider_street", "billing_city": "provider_city", "billing_zip": "provider_zip",
}  # fmt: skip
BILLED = ("billed", "yes", "send", "sent", "took_place", "keep")
NOT_BILLED = ("not_billed", "no", "skip", "skipped", "not_sent", "did_not_take_place", "drop", "withhold")


def answers(case: Case, questions: Sequence[Mapping[str, Any]]) -> tuple[dict[str, str], list[str]]:
    """The answers by question id, and the ids of questions to which none of the choices is true."""
    given: dict[str, str] = {}
    stuck: list[str] = []
    for question in questions:
        if question.get("kind") == "missing":
            value = _missing(case, str(question.get("field", "")))
            if value:
                given[str(question["id"])] = value
            else:
                stuck.append(str(question["id"]))
            continue
        choices = [str(choice["field"]) for choice in question.get("choices", ())]
        answer = next((want for want in _wanted(case, question) if want in choices), None)
        if answer is None:
            stuck.append(str(question["id"]))
        else:
            given[str(question["id"])] = answer
    return given, stuck


def _missing(case: Case, field: str) -> str:
    """What is true of the provider, where all lines are of one; "" where they are of several."""
    told = {getattr(line, OF_A_LINE[field]) for line in case.lines} if field in OF_A_LINE else set[str]()
    return told.pop() if len(told) == 1 else ""


def _wanted(case: Case, question: Mapping[str, Any]) -> list[str]:
    """The fields that would be true, best first."""
    heading = folded(str(question.get("heading", "")).rstrip(":"))
    known = {folded(text): kinds for text, kinds in case.fields.items()}
    letter = case.letters.get(str(question.get("column", "")))
    kinds = [letter] if letter else known.get(heading, [NONE])
    wanted: list[str] = []
    for kind in kinds:
        if kind == STATUS and "value" in question:
            wanted += BILLED if case.billed.get(str(question["value"]), True) else NOT_BILLED
        wanted += SAME.get(kind, (kind,))
    return wanted
