"""Segments handed on by position: the ground of the rules of types 3 to 7."""

from __future__ import annotations

from collections.abc import Iterator

from edi.guide.findings import Finding
from edi.guide.hooks import Batch, Collector
from edi.guide.validate import validate
from tests.benchmarks.generate import repetitive
from tests.guide.samples import encounter


def cents(text: str) -> int:
    """An amount of X12 as whole cents; 0 for what is none (type 1 and 2 findings tell of that)."""
    whole, _, fraction = text.partition(".")
    digits = f"{whole or 0}{fraction:0<2}"
    return int(digits) if digits.lstrip("-").isdigit() else 0


class Balance:
    """CLM02 against the sum of its SV102: the example of a rule on what was collected."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.services = 0
        self.claim: tuple[int, str] | None = None
        self.open = 0

    def claims(self, _loop: str, _qualifier: str) -> Collector:
        return self.texts.append

    def lines(self, loop: str, _qualifier: str) -> Collector:
        def collect(segment: str) -> None:
            self.services += 1
            if loop == "2400":
                self.texts.append(segment)

        return collect

    def consume(self, batch: Batch) -> Iterator[Finding]:
        numbers = [
            batch.first + at - batch.segments[:at].count("")
            for at, segment in enumerate(batch.segments)
            if segment.startswith("CLM")
        ]
        for text in self.texts:
            parts = text.split(batch.delimiters.element)
            if parts[0] == "CLM":
                yield from self.close()
                self.claim, self.open = (numbers.pop(0), parts[1]), cents(parts[2])
            else:
                self.open -= cents(parts[2])
        self.texts.clear()
        if batch.last:
            yield from self.close()

    def close(self) -> Iterator[Finding]:
        if self.claim and self.open:
            number, claim = self.claim
            yield Finding(
                code="V10", level="rule", reason="claim-total", segment_no=number, segment="CLM", claim=claim,
            )  # fmt: skip
        self.claim, self.open = None, 0


def run(data: bytes, *, mode: str = "product") -> tuple[Balance, list[Finding]]:
    rule = Balance()
    choosers = {"CLM": rule.claims, "SV1": rule.lines}
    validation = validate(data, mode=mode, choosers=choosers, consumer=rule.consume)  # type: ignore[arg-type]
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


def test_segments_that_repeat_are_handed_on_each_time() -> None:
    rule, findings = run("".join(repetitive(300)).encode())
    assert findings == []
    assert rule.services == 600


def test_segments_that_the_guide_does_not_expect_are_handed_on_too() -> None:
    stray = encounter(("HL*1**20*1~", "SV1*HC:G9012*5*UN*1***1~HL*1**20*1~"))
    for mode in ("product", "exact"):
        rule, _ = run(stray, mode=mode)
        assert rule.services == 3
    rule, _ = run(encounter(("005010X222A1", "005010X299")))
    assert rule.services == 2


def test_findings_stay_in_file_order() -> None:
    data = encounter(("*350***12", "*351***12"), ("SV1*HC:G9012", "SV1*XX:G9012"), ("DMG*D8", "DMG*XX"))
    numbers = [finding.segment_no for finding in run(data)[1]]
    assert numbers[:2] == sorted(numbers[:2])
    assert 21 in numbers


def test_a_position_is_chosen_by_loop_and_qualifier() -> None:
    asked: list[tuple[str, str]] = []
    seen: list[str] = []

    def references(loop: str, qualifier: str) -> Collector | None:
        asked.append((loop, qualifier))
        return seen.append if qualifier == "G1" else None

    validate(encounter(), choosers={"REF": references}).run()
    assert {("2010AA", "EI"), ("2300", "G1"), ("2400", "6R")} <= set(asked)
    assert [one[:6] for one in seen] == ["REF*G1"]


def test_what_is_collected_is_in_normal_form_where_the_guide_did_not_take_it_as_it_was() -> None:
    seen: list[str] = []
    choosers = {"REF": lambda _loop, _qualifier: seen.append}
    validate(encounter(("REF*G1*", " ref*G1*")), choosers=choosers).run()
    assert [one[:7] for one in seen if "G1" in one] == ["REF*G1*"]
