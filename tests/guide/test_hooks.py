"""Facts computed once a segment and handed on in sequence: the ground of the rules of types 3 to 7."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from edi.guide.findings import Finding
from edi.guide.hooks import Batch, Extractor
from edi.guide.validate import validate
from tests.benchmarks.generate import repetitive
from tests.guide.samples import encounter


def cents(text: str) -> int:
    """An amount of X12 as whole cents; 0 for what is none (type 1 and 2 findings tell of that)."""
    whole, _, fraction = text.partition(".")
    digits = f"{whole or 0}{fraction:0<2}"
    return int(digits) if digits.lstrip("-").isdigit() else 0


class Balance:
    """CLM02 against the sum of its SV102: the example of a rule on facts. Integers only on the way."""

    def __init__(self) -> None:
        self.made: Counter[str] = Counter()
        self.claim: tuple[Batch, int] | None = None
        self.open = 0

    def claims(self, _loop: str, _qualifier: str) -> Extractor:
        def fact(segment: str) -> tuple[bool, int]:
            self.made["CLM"] += 1
            return True, cents(([*segment.split("*"), "", ""])[2])

        return fact

    def lines(self, loop: str, _qualifier: str) -> Extractor:
        def fact(segment: str) -> tuple[bool, int]:
            self.made["SV1"] += 1
            return False, cents(([*segment.split("*"), "", ""])[2]) if loop == "2400" else 0

        return fact

    def consume(self, batch: Batch) -> Iterator[Finding]:
        for index, (opens, amount) in enumerate(batch.facts):
            if opens:
                yield from self.close()
                self.claim, self.open = (batch, index), amount
            else:
                self.open -= amount
        if batch.last:
            yield from self.close()

    def close(self) -> Iterator[Finding]:
        if self.claim and self.open:
            batch, index = self.claim
            texts = batch.segment(index)
            yield Finding(
                code="V10",
                level="rule",
                reason="claim-total",
                segment_no=batch.segment_no(index),
                segment=texts[0],
                claim=texts[1],
            )
        self.claim, self.open = None, 0


def run(data: bytes, *, mode: str = "product") -> tuple[Balance, list[Finding]]:
    rule = Balance()
    extractors = {"CLM": rule.claims, "SV1": rule.lines}
    validation = validate(data, mode=mode, extractors=extractors, consumer=rule.consume)  # type: ignore[arg-type]
    return rule, list(validation)


def test_a_rule_on_facts_finds_its_claim() -> None:
    assert run(encounter())[1] == []
    _, findings = run(encounter(("*350***12", "*351***12")))
    assert [(f.code, f.segment_no, f.claim) for f in findings] == [("V10", 21, "300H7K2M9Q4T1")]


def test_positions_hold_over_blocks_and_empty_segments() -> None:
    text = "".join(repetitive(400)).replace("~\n", "~")
    spot = text.index("CLM*300H00000333")
    number = text[:spot].count("~") + 1
    text = text[:spot] + text[spot:].replace("*350*", "*350.01*", 1)
    text = text.replace("N3*1200", "~~N3*1200", 7)
    _, findings = run(text.encode())
    assert [(f.reason, f.segment_no) for f in findings if f.severity == "error"] == [("claim-total", number)]


def test_a_fact_is_made_once_for_a_repeated_segment() -> None:
    rule, findings = run("".join(repetitive(300)).encode())
    assert findings == []
    assert rule.made["CLM"] == 300
    assert rule.made["SV1"] < 100  # two texts; a few more until their patterns are compiled


def test_facts_come_for_segments_that_the_guide_does_not_expect_too() -> None:
    stray = encounter(("HL*1**20*1~", "SV1*HC:G9012*5*UN*1***1~HL*1**20*1~"))
    for mode in ("product", "exact"):
        rule, _ = run(stray, mode=mode)
        assert rule.made["SV1"] == 3
    rule, _ = run(encounter(("005010X222A1", "005010X299")))
    assert (rule.made["CLM"], rule.made["SV1"]) == (1, 2)


def test_findings_stay_in_file_order() -> None:
    data = encounter(("*350***12", "*351***12"), ("SV1*HC:G9012", "SV1*XX:G9012"), ("DMG*D8", "DMG*XX"))
    numbers = [finding.segment_no for finding in run(data)[1]]
    assert numbers[:2] == sorted(numbers[:2])
    assert 21 in numbers


def test_a_position_is_chosen_by_loop_and_qualifier() -> None:
    asked: list[tuple[str, str]] = []
    seen: list[str] = []

    def references(loop: str, qualifier: str) -> Extractor | None:
        asked.append((loop, qualifier))
        return seen_one if qualifier == "G1" else None

    def seen_one(segment: str) -> str:
        seen.append(segment)
        return segment

    facts: list[str] = []

    def consume(batch: Batch) -> list[Finding]:
        facts.extend(batch.facts)
        return []

    validate(encounter(), extractors={"REF": references}, consumer=consume).run()
    assert {("2010AA", "EI"), ("2300", "G1"), ("2400", "6R")} <= set(asked)
    assert facts == seen
    assert [one[:6] for one in seen] == ["REF*G1"]
