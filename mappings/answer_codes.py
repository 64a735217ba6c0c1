"""The codes of TA1, 999 and 277CA in words, with what to do next (`responses/answer_codes.csv`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from mappings.errors import ConfigError
from mappings.tables import HERE, read_table

ANSWER_CODES = HERE / "responses" / "answer_codes.csv"
STATUS_CODES = HERE / "responses" / "claim_status_codes.csv"
#: For what no table names.
CORRECT = "correct what the answer names and send it again"


class Meaning(NamedTuple):
    """What a code means, and what to do next ("" for nothing)."""

    meaning: str
    next: str


@cache
def load_answer_codes() -> Mapping[tuple[str, str, str], Meaning]:
    """(answer, element, code) -> its meaning. Raises ConfigError for a bad table."""
    found: dict[tuple[str, str, str], Meaning] = {}
    for line, row in read_table(ANSWER_CODES):
        key = (row["answer"], row["element"], row["code"])
        if key in found or not row["meaning"]:
            raise ConfigError(ANSWER_CODES, f"{key} stands here twice or without a meaning", line)
        found[key] = Meaning(row["meaning"], row["next"])
    return found


@cache
def known_status_codes() -> frozenset[str]:
    """Claim status codes (STC01-2) of the published list, as far as it goes."""
    return frozenset(row["code"] for _, row in read_table(STATUS_CODES) if row["list"] == "status")


def meaning_of(code: str) -> Meaning:
    """A code as `edi.model.answer.Issue` holds it, in words: `999:IK304:8`, `277CA:A7:21:85`, `EVR:0x001B1`."""
    answer, _, rest = code.partition(":")
    table = load_answer_codes()
    if answer == "277CA":
        return _claim_status(rest.split(":"), table)
    element, _, value = rest.partition(":")
    known = table.get((answer, element, value))
    return known or Meaning(f"{element} {value}".strip() if answer != "EVR" else f"edit {rest}", CORRECT)


def _claim_status(parts: list[str], table: Mapping[tuple[str, str, str], Meaning]) -> Meaning:
    category, status, entity = (*parts, "", "", "")[:3]
    first = table.get(("277CA", "STC01-1", category), Meaning(category, CORRECT))
    unknown = f"status {status}" if status in known_status_codes() else f"status {status}, which our list lacks"
    second = table.get(
        ("277CA", "STC01-2", status), Meaning(unknown, first.next) if status else Meaning("", first.next)
    )
    third = table.get(("277CA", "STC01-3", entity), Meaning(entity, ""))
    words = ": ".join(part for part in (first.meaning, second.meaning) if part)
    return Meaning(f"{words} ({third.meaning})" if third.meaning else words, second.next if first.next else "")
