"""A scenario: one fault in one good file, where it stands, and what a receiver should say of it."""

from __future__ import annotations

import re
from typing import NamedTuple

from edi.harness.faults import BytesFault, Fault

HEADINGS = ("What is broken", "Why it matters", "What a receiver should answer")
#: What scenarios are about, beside their SNIP type.
TOPICS = (
    "balancing", "characters", "codes", "coordination of benefits", "corrections", "dates", "duplicates",
    "ECM and Community Supports", "envelope", "identifiers", "provider file", "receiver", "separators", "situations",
    "structure",
)  # fmt: skip


class At(NamedTuple):
    """A place in the broken file: a segment by its beginning (and its number among those of the claim), element and
    component; or, where the fault leaves no segment to name, the number of the segment in the file."""

    segment: str = ""
    element: int = 0
    component: int = 0
    nth: int = 1
    number: int = 0


class Answer(NamedTuple):
    """An answer that is right: `layer` is TA1, 999 or 277CA, `code` its code (`IK403:7`, `A7:562:85`). `source` names
    the public text that says so; "" for our reading."""

    layer: str
    code: str
    source: str = ""


class Scenario(NamedTuple):
    """What a module of `edi.harness.cases` says. The good file is `base` with `prepare`; the broken one has `fault` on
    top of it, and then `bytes_fault`, for what is no matter of segments. The number of segments in SE is counted anew
    unless the fault is about it (`recounts`).

    `finds` is the code of our finding, at `at`; `also` are codes of ours that cannot but come with it. `edits` are ids
    of published edits (`mappings.claim_edits`), `answers` right ones beside those that the edits name.
    `earlier` says that the good file was sent before: `earlier_fault` changes it on its way into the past, and good and
    bad are held against it.
    """

    topic: str
    finds: str
    at: At
    fault: tuple[Fault, ...] = ()
    base: str = "encounter"
    prepare: tuple[Fault, ...] = ()
    bytes_fault: BytesFault | None = None
    recounts: bool = True
    also: tuple[str, ...] = ()
    edits: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    earlier: tuple[Fault, ...] | None = None


class Described(NamedTuple):
    """A scenario with its id (`837p/snip3/claim-total-differs`), title and the three texts of its docstring."""

    id: str
    title: str
    broken: str
    matters: str
    answer: str
    scenario: Scenario

    @property
    def transaction(self) -> str:
        """837p or 274."""
        return self.id.split("/")[0]

    @property
    def snip(self) -> int:
        """The SNIP type."""
        return int(self.id.split("/")[1].removeprefix("snip"))

    @property
    def slug(self) -> str:
        """The name within its folder."""
        return self.id.rsplit("/", 1)[1]


def described(scenario_id: str, documentation: str, scenario: Scenario) -> Described:
    """A scenario with the parts of its docstring; ValueError, our own bug, where one is missing or the topic is new."""
    title, _, rest = documentation.partition("\n")
    parts = re.split(rf"^({'|'.join(HEADINGS)})$", rest, flags=re.MULTILINE)
    texts = [" ".join(part.split()) for part in parts[2::2]]
    if tuple(parts[1::2]) != HEADINGS or not all(texts):
        raise ValueError(f"{scenario_id}: the docstring needs the headings {', '.join(HEADINGS)}")
    if scenario.topic not in TOPICS:
        raise ValueError(f"{scenario_id}: {scenario.topic!r} is no topic")
    broken, matters, answer = texts
    return Described(scenario_id, title.rstrip("."), broken, matters, answer, scenario)
