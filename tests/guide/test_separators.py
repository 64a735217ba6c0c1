"""What an ISA may and may not name as separators; segments that two qualifiers tell apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from edi.guide.validate import validate
from edi.validation import Options, validate_source
from tests.guide.mutants import REPOSITORY
from tests.guide.samples import encounter

CASES = REPOSITORY.parent / "shared" / "cases"


def found(data: bytes) -> list[tuple[str, int]]:
    """Reasons and elements of the findings on the ISA, errors first by name."""
    return [(one.reason, one.element) for one in validate(data) if one.segment_no == 1]


@pytest.mark.parametrize("mark", ["U", "A", "0", " ", "\u00e9"])
def test_a_repetition_separator_that_values_may_hold_is_a_warning(mark: str) -> None:
    data = encounter(("*0930*^*", f"*0930*{mark}*"))
    assert found(data) == [("separator-in-data", 11)]
    assert validate(data).run().valid


@pytest.mark.parametrize("mark", ["^", "|", "{", "\x1e", "\x1d", "!"])
def test_any_other_repetition_separator_is_good(mark: str) -> None:
    assert found(encounter(("*0930*^*", f"*0930*{mark}*"))) == []


@pytest.mark.parametrize(("mark", "element"), [("*", 11), (":", 11), ("~", 11)])
def test_one_character_for_two_separators_is_an_error(mark: str, element: int) -> None:
    data = encounter()
    data = data[:82] + mark.encode() + data[83:]
    reasons = found(data)
    assert ("separators-collide", element) in reasons or mark == "~"
    assert not validate(data).run().valid


def test_the_component_separator_is_judged_too() -> None:
    assert found(encounter(("*T*:", "*T*C"), ("12:B:1", "12CBC1")))[:1] == [("separator-in-data", 16)]
    assert ("separators-collide", 16) in found(encounter(("*T*:", "*T**")))


def test_in_4010_isa11_names_the_standard() -> None:
    data = encounter(("*0930*^*00501*", "*0930*U*00401*"))
    assert "separator-in-data" not in [reason for reason, _ in found(data)]


def test_control_characters_separate_as_well_as_any(tmp_path: Path) -> None:
    text = encounter().decode()
    table = {ord("*"): "\x1d", ord(":"): "\x1f", ord("^"): "\x1e", ord("~"): "\x1c"}
    assert list(validate(text.translate(table).encode())) == []


LINE = "SV1*HC:G9012:U2*200*UN*1***1:2~\n"


@pytest.mark.parametrize(
    ("pwk", "reasons"),
    [
        ("PWK*CT*AD", []), ("PWK*CT*NS", []), ("PWK*CT*EL***AC*12", []), ("PWK*OZ*BM***AC*123", []),
        ("PWK*CT*AA~\nPWK*CT*AB", []),
        ("PWK*CT*AB~\nPWK*CT*AA", []),
        ("PWK*CT*AB~\nPWK*CT*AD", [("segment-repeat", 0)]),
        ("PWK*OZ*AD", [("bad-code", 2)]),
        ("PWK*CT*ZZ", [("bad-code", 2)]),
        ("PWK*ZZ*AD", [("bad-code", 1)]),
        ("PWK*ZZ*AA", [("bad-code", 1)]),
    ],
)  # fmt: skip
def test_two_elements_tell_attachments_apart(pwk: str, reasons: list[tuple[str, int]]) -> None:
    more = pwk.count("PWK")
    data = encounter((LINE, f"{LINE}{pwk}~\n"), ("SE*30", f"SE*{30 + more}"))
    assert [(one.reason, one.element) for one in validate(data)] == reasons


@pytest.mark.skipif(not CASES.is_dir(), reason="the cases are not here")
@pytest.mark.parametrize("path", sorted(CASES.glob("*")), ids=lambda path: path.name)
def test_files_that_were_read_wrong(path: Path) -> None:
    outcome = validate_source(path, path.name, Options("20260201"))
    assert outcome.valid
    assert outcome.findings.counts["X1043"] == (path.name == "b12_isa11_U.837")
