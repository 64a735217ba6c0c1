"""Product mode: each odd file gives the finding that a user needs, at its place, and reading goes on behind
it."""

from __future__ import annotations

from pathlib import Path

import pytest

from edi.guide.findings import Finding, condition_in_words
from edi.guide.validate import validate
from tests.guide.samples import SEGMENTS, encounter

GOOD = encounter()
FLAT = encounter(end="~").decode()


def reasons(data: bytes) -> list[tuple[str, int, str, int]]:
    """(reason, segment number, segment, element) of every finding."""
    return [(f.reason, f.segment_no, f.segment, f.element) for f in validate(data)]


def only(data: bytes) -> Finding:
    findings = list(validate(data))
    assert len(findings) == 1, [finding.reason for finding in findings]
    return findings[0]


def wrapped(text: str, end: str) -> bytes:
    return end.join(text[start : start + 80] for start in range(0, len(text), 80)).encode()


@pytest.mark.parametrize(
    "data",
    [
        GOOD,
        FLAT.encode(),
        GOOD.replace(b"\n", b"\r\n"),
        FLAT.replace("~", "\n").encode(),
        FLAT.replace("~", "\r\n").encode(),
        FLAT.replace("*", "|").replace(":", ">").replace("~", "!").encode(),
        FLAT.replace("*", "\x1d").replace(":", "\x1f").replace("~", "\x1c").encode(),
        GOOD + encounter(("000000001", "000000002")),
        GOOD + encounter(("000000001", "000000002")).replace(b"*", b"|").replace(b":", b">").replace(b"~", b"'"),
        GOOD + b"\r\n\x1a",
    ],
    ids=[
        "lines",
        "flat",
        "crlf",
        "lf",
        "lf-crlf",
        "other",
        "control",
        "two",
        "two-delimiter-sets",
        "end-mark",
    ],
)
def test_legal_shapes(data: bytes) -> None:
    validation = validate(data)
    assert list(validation) == []
    assert validation.summary.valid
    assert validation.summary.segments == len(SEGMENTS) * validation.summary.claims


@pytest.mark.parametrize(
    ("data", "reason", "severity"),
    [
        (b"\xef\xbb\xbf" + GOOD, "byte-order-mark", "warning"),
        (b"\r\n  " + GOOD, "space-before-isa", "warning"),
        (wrapped(FLAT, "\n"), "wrapped-lines", "info"),
        (wrapped(FLAT, "\r\n"), "wrapped-lines", "info"),
        (encounter(("N3*HOMELESS~", "N3*HOMELESS~~~~")), "empty-segment", "warning"),
        (encounter(("005010X222A1", "005010X222A2")), "guide-version-alias", "warning"),
        (encounter(("005010X222A1", "005010X222")), "guide-version-alias", "warning"),
    ],
)
def test_accepted_with_a_word(data: bytes, reason: str, severity: str) -> None:
    validation = validate(data)
    (finding,) = validation
    assert (finding.reason, finding.severity) == (reason, severity)
    assert validation.summary.valid
    assert validation.summary.claims == 1


@pytest.mark.parametrize(
    ("data", "reason", "segment_no"),
    [
        (b"", "empty-file", 1),
        (b" \r\n", "empty-file", 1),
        (b"name,amount\n" * 40, "not-x12", 1),
        (GOOD[:60], "isa-cut-short", 1),
        (b"ISA", "isa-cut-short", 1),
        (encounter(without="IEA"), "missing-iea", 33),
        (encounter(without="GE"), "unclosed-group", 33),
        (encounter(without="SE"), "unclosed-transaction", 32),
        (encounter(("SE*30*", "SE*31*")), "segment-count", 32),
        (encounter(("SE*30*0001", "SE*30*0002")), "st-number-differs", 32),
        (encounter(("GE*1*1", "GE*2*1")), "transaction-count", 33),
        (encounter(("IEA*1*000000001", "IEA*1*000000002")), "isa-number-differs", 34),
        (GOOD + GOOD, "isa-number-repeated", 35),
        (GOOD + b"see attachment", "text-after-segments", 35),
        (GOOD.rstrip()[:-1], "unterminated-segment", 34),
        (encounter(("005010X222A1", "005010X299")), "unknown-guide", 2),
        (encounter(("GS*HC", "GS*XX")), "unknown-guide", 2),
        (encounter(("ST*837", "ST*999")), "wrong-transaction", 3),
        (encounter(("*00501*", "*00601*")), "interchange-version", 1),
        (encounter(("N3*HOMELESS", "n3*HOMELESS")), "lower-case-id", 17),
        (encounter(("CLM*", "clm*")), "lower-case-id", 21),
        (encounter(("N3*HOMELESS", " N3*HOMELESS")), "leading-space", 17),
        (encounter(("N3*HOMELESS", "N3*HOMELESS*")), "trailing-separator", 17),
        (encounter(("N3*HOMELESS", "N3#HOMELESS")), "bad-segment-id", 17),
        (encounter(("RIVERA", "RIVÉRA")), "bad-character", 16),
        (encounter(("RIVERA", "RIV\x07ERA")), "control-character", 16),
        (encounter(("HL*2*1*22", "HL*3*1*22")), "hl-number", 14),
        (encounter(("HL*2*1*22", "HL*2*7*22")), "hl-parent", 14),
        (encounter(("LX*2", "LX*3")), "line-number", 28),
        (encounter(("12:B:1", "12:B:1:9")), "too-many-components", 21),
        (encounter(("20240603-20240605", "20240605-20240603")), "range-reversed", 30),
        (encounter(("20240603-20240605", "20240603-20240605-")), "bad-date", 30),
        (encounter(without="CLM"), "unexpected-segment", 21),
        (encounter(without="HL*2"), "missing-segment", 14),
        (encounter(without="LX*2"), "missing-segment", 28),
        (encounter(without="NM1*PR"), "missing-loop", 20),
    ],
)
def test_one_precise_finding(data: bytes, reason: str, segment_no: int) -> None:
    validation = validate(data)
    findings = list(validation)
    assert [(finding.reason, finding.segment_no) for finding in findings] == [(reason, segment_no)]
    assert not validation.summary.valid
    assert findings[0].severity == "error"


def test_reading_goes_on_after_an_unknown_group() -> None:
    other = encounter(("005010X222A1", "005010X299"), without="IEA").decode()
    group = "".join(segment + "~\n" for segment in SEGMENTS[1:33]).replace("GS*HC*123456789", "GS*HC*999999999")
    data = other + group.replace("*0930*1*X", "*0930*2*X").replace("GE*1*1", "GE*1*2").replace("UN*1***1~", "UN*X***1~")
    findings = list(validate((data + "IEA*2*000000001~\n").encode()))
    assert [(f.reason, f.gs) for f in findings] == [("unknown-guide", "1"), ("bad-character", "2")]


def test_missing_headers_do_not_cascade() -> None:
    assert [row[0] for row in reasons(encounter(without="ST"))] == [
        "unexpected-segment",
        "se-without-st",
        "transaction-count",
    ]
    assert [row[0] for row in reasons(encounter(without="GS"))] == [
        "unexpected-segment",
        "ge-without-gs",
        "group-count",
    ]


def test_every_bad_cell_of_a_segment_is_told() -> None:
    data = encounter(("DMG*D8*19850412*F", "DMG*D8*19851312*Q"), ("SV1*HC:H0043:U6*150*UN", "SV1*HC::U6*1,5*XX"))
    assert reasons(data) == [
        ("bad-date", 19, "DMG", 2),
        ("bad-code", 19, "DMG", 3),
        ("missing-element", 29, "SV1", 1),
        ("bad-character", 29, "SV1", 2),
        ("bad-code", 29, "SV1", 3),
    ]


def test_a_finding_says_where_it_is_and_no_value() -> None:
    finding = only(encounter(("HC:H0043:U6", "HC:H0043:U6X")))
    assert (finding.code, finding.level, finding.reason) == ("5", "ele", "too-long")
    assert (finding.segment_no, finding.st_segment_no, finding.segment) == (29, 27, "SV1")
    assert (finding.loop, finding.element, finding.component) == ("2400", 1, 3)
    assert (finding.isa, finding.gs, finding.st) == ("000000001", "1", "0001")
    assert (finding.claim, finding.value, finding.snip) == ("300H7K2M9Q4T1", "U6X", 2)
    assert finding.message == "Procedure Modifier 1 is longer than 2"


def test_what_is_missing_belongs_to_the_claim_before() -> None:
    claim = SEGMENTS[20:31]
    second = [claim[0].replace("300H7K2M9Q4T1", "SECOND"), *claim[1:]]
    body = SEGMENTS[:20] + claim[:3] + second + ["SE*33*0001", *SEGMENTS[32:]]
    finding = only("".join(segment + "~" for segment in body).encode())
    assert (finding.reason, finding.segment_no, finding.claim) == ("missing-loop", 24, "300H7K2M9Q4T1")


def test_no_value_reaches_a_message() -> None:
    secret = "SECRETXVALUE" * 10
    for old in (
        "RIVERA",
        "91234567A",
        "300H7K2M9Q4T1",
        "HOMELESS",
        "19850412",
        "HC:G9012",
        "UN",
        "Z5901",
        "ABK",
    ):
        for finding in validate(encounter((old, secret))):
            assert "SECRET" not in finding.message


def test_a_path_and_an_iterable_of_pieces_read_the_same(tmp_path: Path) -> None:
    path = tmp_path / "encounter.837"
    path.write_bytes(GOOD)
    bad = encounter(("12:B:1", "12:Z:1"))
    for size in (1, 7, 64, 105, 106, 107):
        pieces = [bad[start : start + size] for start in range(0, len(bad), size)]
        assert list(validate(pieces)) == list(validate(bad))
    assert validate(path).run().valid
    assert validate(str(path)).run().claims == 1
    with pytest.raises(FileNotFoundError):
        validate(tmp_path / "absent").run()


def test_two_validations_may_run_in_turns() -> None:
    good, bad = iter(validate(GOOD)), iter(validate(encounter(("12:B:1", "12:Z:1"), ("LX*2", "LX*9"))))
    assert next(bad).segment_no == 21
    assert list(good) == []
    assert [finding.reason for finding in bad] == ["line-number"]


def test_a_finding_in_a_log_shows_no_value() -> None:
    finding = only(encounter(("HC:H0043:U6", "HC:H0043:U6X")))
    assert repr(finding) == "Finding(ele 5 too-long at 29:2400:SV101-3)"


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("P0809", "NM108 and NM109 belong together: all of them are given, or none"),
        ("P030405", "NM103, NM104 and NM105 belong together: all of them are given, or none"),
        ("R0203", "at least one of NM102 and NM103 is needed"),
        ("E0203", "only one of NM102 and NM103 can be given"),
        ("C0203", "NM102 is given, and so needs NM103"),
        ("L050607", "NM105 is given, and so needs at least one of NM106 and NM107"),
        ("", "the elements of this segment do not meet the condition "),
    ],
)
def test_a_condition_is_said_in_words(condition: str, words: str) -> None:
    assert condition_in_words("NM1", condition) == words
    finding = Finding(code="8", level="seg", reason="syntax-condition", segment_no=1, segment="NM1", expected=condition)
    assert finding.message == words


def test_a_value_that_stands_where_an_id_should_is_masked() -> None:
    """A terminator inside a name makes a segment of its second half."""
    finding = next(f for f in validate(encounter(("RIVERA*ANA", "RIVERA~ANA MARIA"))) if f.reason == "bad-segment-id")
    assert (finding.segment, finding.value) == ("xxx xxxxx", "ANA MARIA")
    finding = only(encounter(("N3*HOMELESS", "N3#HOMELESS" + 9_000 * "A")))
    assert len(finding.segment) < 100
    assert only(encounter(("N3*HOMELESS", "N#*HOMELESS"))).segment == "N#"
