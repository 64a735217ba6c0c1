"""What the rules of submitted files say of our own output is told at the row that it came from."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from edi.model.reference import SheetRef, X12Ref
from edi.validation import Options, validate_source
from edi.views.run_result import RunResult
from edi.x12.write import segments
from invoices.check import CHECKERS, Checker, fast_checker
from invoices.own_output import places
from mappings.payer_file import load_payer
from tests.invoices.cases import ECM, context, everything, letter, run_lines

U8 = {**ECM, "modifiers": "U8", "control_number": "C-2"}
OTHER = {**ECM, "member_cin": "91234568B", "member_first_name": "BEA", "control_number": "C-3"}


def checked(*lines: dict[str, Any], checker: Checker | None = fast_checker, **options: Any) -> RunResult:
    return run_lines(*lines, checker=checker, **options)


def told(result: RunResult) -> list[tuple[str, int, str]]:
    """Code, row and field of what the rules of submitted files found."""
    found = [one for one in result.all_findings if one.code.startswith("X")]
    assert all(isinstance(one.where, SheetRef) and isinstance(one.related[0], X12Ref) for one in found)
    return [(one.code, one.where.row, one.where.field) for one in found]  # type: ignore[union-attr]


CASES: dict[str, tuple[tuple[dict[str, Any], ...], list[tuple[str, int, str]], list[str]]] = {
    "telehealth without GQ": (({**ECM, "place_of_service": "02"},), [("X6004", 2, "hcpcs")], ["sent"]),
    "in the second claim": (({}, {**OTHER, "place_of_service": "10"}), [("X6004", 3, "hcpcs")], ["sent", "sent"]),
    "outreach beside ECM": (({**ECM}, U8), [("X6009", 3, "hcpcs")], ["sent", "sent"]),
    "an external cause first": (
        ({"diagnoses": "W18.30XA Z59.01"}, OTHER), [("X5020", 2, "diagnoses")], ["withheld", "sent"],
    ),
    "a post office box": (
        ({"billing_address": "PO BOX 12"}, {**OTHER, "billing_npi": "1245319599"}),
        [("X4017", 2, "billing_address")], ["withheld", "sent"],
    ),
    "a post office box of two claims": (
        ({"billing_address": "PO BOX 12"}, {**OTHER, "billing_address": "PO BOX 12"}),
        [("X4017", 2, "billing_address")], ["withheld", "withheld"],
    ),
    "nothing": (({}, OTHER), [], ["sent", "sent"]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_it_is_told_at_the_row(name: str) -> None:
    lines, expected, statuses = CASES[name]
    result = checked(*lines)
    assert told(result) == expected
    assert [one.status for one in result.inputs[0].dispositions] == statuses
    for code, row, _ in expected:
        if result.severity(code) == "error":
            assert code in result.inputs[0].dispositions[row - 2].codes
    left = "".join(output.text for output in result.outputs)
    assert all(one not in left for one in ("W1830XA", "PO BOX") if "withheld" in statuses)


@pytest.mark.parametrize("name", CASES)
def test_the_other_checker_tells_the_same(name: str) -> None:
    lines, expected, _ = CASES[name]
    assert told(checked(*lines, checker=CHECKERS["pyx12"])) == expected
    assert told(checked(*lines, checker=None)) == []


def test_the_receiver_is_the_one_that_is_sent_to() -> None:
    """A file for a plan is judged by the plan's rules, whatever id stands in its ISA."""
    assert told(checked({}, surroundings=context("plan"))) == []
    strict = load_payer("dhcs").model_copy(update={"severity": {"X6004": "error"}})
    result = checked({**ECM, "place_of_service": "02"}, OTHER, surroundings=context(strict))
    assert [one.status for one in result.inputs[0].dispositions] == ["withheld", "sent"]


def test_a_warning_of_a_claim_is_told_once_though_another_is_refused() -> None:
    result = checked({**ECM, "place_of_service": "02"}, {**OTHER, "diagnoses": "Y92.009 Z59.01"})
    assert told(result) == [("X6004", 2, "hcpcs"), ("X5020", 3, "diagnoses")]


def test_every_segment_has_its_claims() -> None:
    text = (
        checked({}, OTHER, {**OTHER, "service_start": "03/05/2026", "service_end": "", "control_number": "C-4"})
        .outputs[0]
        .text
    )
    parts, found = segments(text), places(text)
    assert len(parts) == len(found)
    ids = [part.split("*")[1] for part in parts if part.startswith("CLM*")]
    by_start = {part[:6]: place.claims for part, place in zip(parts, found, strict=True)}
    assert by_start["ISA*00"] == by_start["NM1*85"] == tuple(ids)
    of_members = [place.claims for part, place in zip(parts, found, strict=True) if re.match(r"HL\*\d\*1\*22", part)]
    assert of_members == [(ids[0],), (ids[1], ids[2])]
    assert [place.line for part, place in zip(parts, found, strict=True) if part.startswith("SV1")] == [1, 1, 1]


Change = Callable[[str], str]
PLACES: dict[str, tuple[Change, str]] = {
    "the units": (lambda text: text.replace("UN*1*", "UN*0*"), "units"),
    "the ZIP code of the provider": (lambda text: text.replace("946121234", "94612"), "billing_zip"),
    "the birth date": (lambda text: text.replace("D8*19850514", "D8*20270514"), "member_dob"),
    "the total": (lambda text: text.replace("*85***", "*86***"), "line_charge"),
}


@pytest.mark.parametrize("name", PLACES)
def test_a_place_in_the_output_is_a_cell(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of findings that no invoice can give, because its own rules come first: the output is changed on its way."""
    change, field = PLACES[name]
    real = validate_source

    def changed(source: bytes, file: str, options: Options) -> Any:
        return real(change(source.decode()).encode(), file, options)

    monkeypatch.setattr("invoices.own_output.validate_source", changed)
    result = checked({})
    assert field in {place for _, _, place in told(result)}
    assert letter(everything(), field) in {one.where.column for one in result.all_findings}  # type: ignore[union-attr]
