"""Edits of payers and clearing houses that a public text names (`conformance/claim_edits.csv`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from mappings.errors import ConfigError
from mappings.tables import HERE, read_table

CLAIM_EDITS = HERE / "conformance" / "claim_edits.csv"
_EVIDENCE = ("published", "plan_practice")
_ANSWER = re.compile(
    r"TA1 (?P<ta1>\d{3})|999 (?P<place>IK304|IK403|IK502|AK905) (?P<code>I?\d+)|(?P<status>A\d(?::\w+){1,2})"
)


class PublishedAnswer(NamedTuple):
    """An answer to a fault: TA1, 999 or 277CA, and its code (`IK403:7`, `A7:400`). `is_inferred` says that the edit is
    published and its answer our reading."""

    layer: str
    code: str
    is_inferred: bool


class ClaimEdit(NamedTuple):
    """One edit: the id that its source gives it, where it looks, what it refuses, and what it answers, in the source's
    words. CMS's numbers are X222.page.loop.element.edit."""

    id: str
    loop: str
    segment: str
    element: str
    condition: str
    snip: str
    severity: str
    acknowledgment: str
    source: str
    evidence: str

    @property
    def answers(self) -> tuple[PublishedAnswer, ...]:
        """The answers with a code."""
        return tuple(_answers(self.acknowledgment))


def _answers(text: str) -> Iterator[PublishedAnswer]:
    for found in _ANSWER.finditer(text):
        rest = text[found.end() :].split(" or ")[0].split(";")[0]
        is_inferred = "(inferred" in rest or "inferred)" in rest
        if found["ta1"]:
            yield PublishedAnswer("TA1", f"TA105:{found['ta1']}", is_inferred)
        elif found["place"]:
            yield PublishedAnswer("999", f"{found['place']}:{found['code']}", is_inferred)
        else:
            yield PublishedAnswer("277CA", found["status"], is_inferred)


@cache
def load_claim_edits() -> Mapping[str, ClaimEdit]:
    """Edits by their ids. Raises ConfigError for a bad table."""
    found: dict[str, ClaimEdit] = {}
    for line, row in read_table(CLAIM_EDITS):
        edit = ClaimEdit(**row)
        if edit.id in found:
            raise ConfigError(CLAIM_EDITS, f"{edit.id} stands here twice", line)
        if edit.evidence not in _EVIDENCE:
            raise ConfigError(CLAIM_EDITS, f"{edit.evidence!r} is no evidence", line)
        found[edit.id] = edit
    return found
