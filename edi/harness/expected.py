"""`expected.json`: what a receiver should say of a broken file, for machines. Its JSON Schema is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

import msgspec

from edi.diagnostics.rule import Severity
from edi.harness.judged import Said, Verdict
from edi.harness.pair import Pair
from edi.harness.scenario import Answer, Described
from edi.model.reference import X12Ref
from mappings.claim_edits import load_claim_edits

VERSION = 1
OURS = "our reading"
Evidence = Literal["published", "plan practice", "our reading"]


class ExpectedPlace(msgspec.Struct, frozen=True, kw_only=True):
    """Where the fault stands in the broken file. `segment_no` counts from the ISA (1), `st_segment_no` from the ST
    (1; 0 outside a transaction); `element` and `component` are 0 for a segment or an element as a whole."""

    segment_no: int
    st_segment_no: int
    loop: str
    segment: str
    element: int
    component: int
    claim: str


class ExpectedAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer that is right; payers differ, so there are several. `layer` is TA1, 999 or 277CA; `code` names the
    element and its code (`TA105:001`, `IK403:7`), or the status of a 277CA (`A7:562:85`)."""

    layer: Literal["TA1", "999", "277CA"]
    code: str
    evidence: Evidence
    source: str


class ExpectedChange(msgspec.Struct, frozen=True, kw_only=True):
    """A segment that differs between the files; a number is 0 where it is not there."""

    good_no: int
    bad_no: int
    good: str
    bad: str


class Expected(msgspec.Struct, frozen=True, kw_only=True):
    """What is expected of a validator or receiver that is given the files of a scenario.

    `severity` error: the broken file, or the claim in it, should be rejected; warning and info: receivers differ, and
    saying something is enough. `layers` is what each acknowledgment of ours says of the broken file. `earlier` is a
    file that was sent and accepted before, empty where there is none. `finding` is the code of edi-translate, `also`
    those that cannot but come with it."""

    version: int
    id: str
    title: str
    transaction: str
    snip: int
    topic: str
    severity: Severity
    good: str
    bad: str
    earlier: str
    place: ExpectedPlace
    layers: dict[str, Verdict]
    answers: list[ExpectedAnswer]
    edits: list[str]
    finding: str
    also: list[str]
    changes: list[ExpectedChange]


def expected_of(described: Described, pair: Pair, said: Said) -> Expected:
    """What is expected of a scenario's files; `said` is our judgement of the broken one."""
    scenario, place = described.scenario, pair.place
    return Expected(
        version=VERSION, id=described.id, title=described.title, transaction=described.transaction,
        snip=described.snip, topic=scenario.topic, severity=said.outcome.severity(scenario.finds),
        good="good.edi", bad="bad.edi", earlier="earlier.edi" if pair.earlier is not None else "",
        place=ExpectedPlace(
            segment_no=place.segment_no, st_segment_no=place.st_segment_no, loop=_loop(said, scenario.finds),
            segment=place.segment, element=place.element, component=place.component, claim=place.claim,
        ),
        layers=said.verdicts,
        answers=list(_answers(described, said.answers)), edits=list(scenario.edits), finding=scenario.finds,
        also=list(scenario.also), changes=[ExpectedChange(**one._asdict()) for one in pair.changes],
    )  # fmt: skip


def _loop(said: Said, code: str) -> str:
    wheres = [one.where for one in said.outcome.findings if one.code == code]
    return next((where.loop for where in wheres if isinstance(where, X12Ref)), "")


def _answers(described: Described, ours: Iterable[Answer]) -> Iterator[ExpectedAnswer]:
    """Each answer once, with the best evidence for it."""
    found: dict[tuple[str, str], ExpectedAnswer] = {}
    for layer, code, evidence, source in (*_published(described), *_own(described, ours)):
        key = (layer, code)
        if key not in found or (found[key].evidence == OURS != evidence):
            found[key] = ExpectedAnswer(layer=layer, code=code, evidence=evidence, source=source)
    yield from found.values()


def _published(described: Described) -> Iterator[tuple[Any, str, Any, str]]:
    edits = load_claim_edits()
    for edit in (edits[one] for one in described.scenario.edits):
        for answer in edit.answers:
            published = "published" if edit.evidence == "published" else "plan practice"
            yield answer.layer, answer.code, OURS if answer.is_inferred else published, f"{edit.id}: {edit.source}"


def _own(described: Described, ours: Iterable[Answer]) -> Iterator[tuple[Any, str, Any, str]]:
    for one in described.scenario.answers:
        yield one.layer, one.code, "published" if one.source else OURS, one.source
    for one in ours:
        yield one.layer, one.code, OURS, ""


def to_json(value: object) -> bytes:
    """A value as JSON, the same bytes everywhere."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def expected_schema() -> dict[str, Any]:
    """The JSON Schema of `expected.json`. Versions of msgspec differ in the blanks of descriptions; ours do not."""
    schema = msgspec.json.schema(Expected)
    for definition in schema["$defs"].values():
        definition["description"] = " ".join(definition.get("description", "").split())
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "expected.json", **schema}
