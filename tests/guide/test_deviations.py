"""Every deviation of `deviations.toml` by example: pyx12 and product mode disagree on it, in the way that is
written."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import edi.guide
from edi.guide.pyx12_engine import run_pyx12
from edi.guide.validate import validate
from tests.guide.samples import SEGMENTS, encounter

ROWS = tomllib.loads((Path(edi.guide.__file__).parent / "deviations.toml").read_text("utf-8"))["deviation"]

MEMBER = "".join(f"{segment}~\n" for segment in SEGMENTS[13:20])
CLAIM = "".join(f"{segment}~\n" for segment in SEGMENTS[20:-3])

#: A 999 that names the situation and the claim of one segment.
ACKNOWLEDGED = "\n".join((
    "ISA*00*          *00*          *ZZ*123456789012345*ZZ*123456789012346*260105*1705*^*00501*000010216*0*T*:~",
    "GS*FA*1234567890*2345678901*20260105*1705*20213*X*005010X231A1~", "ST*999*2870001*005010X231A1~",
    "AK1*HC*17456*005010X222A1~", "AK2*837*0003*005010X222A1~", "IK3*REF*57**3~",
    "CTX*SITUATIONAL TRIGGER*CLM*43**5:3~", "CTX*CLM01:987654321~", "IK5*R*5~", "AK9*R*1*1*0~", "SE*9*2870001~",
    "GE*1*20213~", "IEA*1*000010216~",
)).encode()  # fmt: skip

#: id -> (file, reasons of product mode, what pyx12 does: its verdict, or the exception that it gives up with)
EXAMPLES: dict[str, tuple[bytes, list[str], bool | str]] = {
    "not-x12": (b"hello", ["not-x12"], False),
    "byte-shapes": (b"\xef\xbb\xbf" + encounter(), ["byte-order-mark"], False),
    "empty-segment": (encounter(("N3*HOMELESS~", "N3*HOMELESS~~")), ["empty-segment"], False),
    "unterminated-segment": (
        encounter() + b"TA1*000000001",
        ["unterminated-segment"],
        True,
    ),
    "queued-problems": (encounter(("HL*2*1*22", "HL*3*1*22")), ["hl-number"], False),
    "lost-on-envelopes": (encounter(("GS*HC", "ZZZ*1~GS*HC")), ["unexpected-segment"], True),
    "envelope-positions": (encounter(("SE*30", "SE*31")), ["segment-count"], False),
    "envelope-nesting": (
        encounter(without="GS"),
        ["unexpected-segment", "ge-without-gs", "group-count"],
        "IndexError",
    ),
    "unknown-guide": (encounter(("005010X222A1", "005010X299")), ["unknown-guide"], "EngineError"),
    "guide-version-alias": (
        encounter(("005010X222A1", "005010X222")),
        ["guide-version-alias"],
        "EngineError",
    ),
    "wrong-transaction": (encounter(("ST*837", "ST*999")), ["wrong-transaction"], True),
    "lower-case-id": (encounter(("N3*HOMELESS", "n3*HOMELESS")), ["lower-case-id"], False),
    "resync": (encounter(without="CLM"), ["unexpected-segment"], False),
    "too-many-components": (encounter(("12:B:1", "12:B:1:9")), ["too-many-components"], "IndexError"),
    "first-component": (encounter(("ABF:F1120", ":F1120")), ["missing-element"], True),
    "date-range": (encounter(("20240603-20240605", "20240605-20240603")), ["range-reversed"], True),
    "segment-code-8-position": (encounter(("LX*1", "LX*1*2")), ["too-many-elements"], False),
    "long-segment": (encounter(("HOMELESS", "X" * 1_300_000)), ["segment-too-long", "too-long"], False),
    "isa-delimiters": (encounter((":", "\x1f")), [], False),
    "missing-trailer-once": (encounter(without="SE"), ["unclosed-transaction"], False),
    "bad-segment-id-once": (encounter(("N3*HOMELESS", "N3HOMELESS")), ["bad-segment-id"], False),
    "no-group": (
        f"{SEGMENTS[0]}~TA1*000000009*240101*0930*A*000~IEA*0*000000001~".encode(),
        [],
        True,
    ),
    "wrong-qualifier": (encounter(("SBR*S", "SBR*X")), ["bad-code"], False),
    "missing-once": (
        encounter(without="NM1*41").replace(b"PER*IC*EDI OPERATIONS*TE*9165550100~\n", b"").replace(b"SE*29", b"SE*28"),
        ["missing-loop"],
        False,
    ),
    "missing-header": (encounter(without="LX*2"), ["missing-segment"], False),
    "swapped-segments": (
        encounter(("N3*100 BROADWAY~\nN4*OAKLAND*CA*946120001", "N4*OAKLAND*CA*946120001~\nN3*100 BROADWAY")),
        ["missing-segment"],
        False,
    ),
    "bad-code-once": (encounter(("12:B:1", "112:B:1")), ["bad-code"], False),
    "form-once": (encounter(("N3*HOMELESS", "N3*")), ["no-elements"], False),
    "condition-of-missing-element": (encounter(("PXC*251B00000X", "PXC")), ["missing-element"], False),
    "amount-decimals": (encounter(("*350***", "*350.001***")), ["amount-decimals"], True),
    "empty-loop": (
        encounter(("HL*2*1*22*0", "HL*2*1*22*0~HL*3*1*22*0"), ("SE*30", "SE*31")),
        ["missing-segment"],
        True,
    ),
    "member-without-claim": (encounter((CLAIM, ""), ("SE*30", "SE*19")), ["missing-loop"], True),
    "parent-level": (
        encounter((CLAIM, f"{CLAIM}{MEMBER.replace('HL*2*1', 'HL*3*2')}{CLAIM}"), ("SE*30", "SE*48")),
        ["hl-parent-level"],
        True,
    ),
    "st-version": (encounter(("0001*005010X222A1", "0001*005010X223A2")), ["st-version-differs"], True),
    "trailing-component-separator": (encounter(("ABF:F1120", "ABF:F1120:")), ["trailing-component-separator"], True),
    "provinces": (encounter(("N4*OAKLAND*CA*946120001~\nDMG", "N4*GASPE*QC*G4X1A1*CA~\nDMG")), [], False),
    "subrogation": (encounter(("0930*RP", "0930*31")), [], False),
    "separators-in-data": (encounter(("*0930*^*", "*0930*U*")), ["separator-in-data"], True),
    "medical-necessity": (
        encounter(("1:2~\nDTP", "1:2~\nPWK*CT*AD~\nDTP"), ("SE*30", "SE*31")),
        [],
        False,
    ),
    "acknowledged-context": (ACKNOWLEDGED, [], False),
}


def test_every_deviation_has_an_example() -> None:
    assert [row["id"] for row in ROWS] == list(EXAMPLES)
    for row in ROWS:
        assert set(row) == {"id", "pyx12", "ours", "why"}
        assert all(row.values())


@pytest.mark.parametrize("name", EXAMPLES)
def test_example(name: str) -> None:
    data, reasons, verdict = EXAMPLES[name]
    result = run_pyx12(data)
    assert (result.failure or result.valid) == verdict
    assert [finding.reason for finding in validate(data)] == reasons
