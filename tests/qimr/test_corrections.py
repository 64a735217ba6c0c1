"""Voids and replacements within the files given."""

from __future__ import annotations

from itertools import permutations

import pytest

from edi.qimr.source import Status
from tests.qimr.making import ECM, PHONE, contacts, encounter, files, line, x12

FIRST = x12(encounter(line(), claim_id="300A"), number=1, sent="20240510")
VOID = x12(encounter(line(), claim_id="300A", frequency="8", payer_claim_id="PCN1"), number=2, sent="20240601")
REPLACED = x12(encounter(line(PHONE), claim_id="300A", frequency="7", payer_claim_id="PCN1"), number=3, sent="20240520")
NAMED = x12(encounter(line(PHONE), claim_id="300B", frequency="7", payer_claim_id="300A"), number=4, sent="20240521")


@pytest.mark.parametrize(
    ("texts", "counted"),
    [
        ([FIRST], (1, 0)),
        ([FIRST, VOID], (0, 0)),
        ([FIRST, REPLACED], (0, 1)),
        ([FIRST, NAMED], (0, 1)),
        ([FIRST, REPLACED, VOID], (0, 0)),
        ([REPLACED], (0, 1)),
        ([VOID], (0, 0)),
    ],
    ids=[
        "original",
        "voided",
        "replaced",
        "replaced by REF*F8",
        "replaced and voided",
        "only the later",
        "only the void",
    ],
)
def test_the_latest_decides_in_any_order(texts: list[bytes], counted: tuple[int, int]) -> None:
    for order in permutations(texts):
        assert contacts(files(*order)) == counted


def test_a_void_does_not_reach_what_is_sent_after_it() -> None:
    again = x12(encounter(line(), claim_id="300A"), number=9, sent="20240610")
    assert contacts(files(FIRST, VOID, again)) == (1, 0)


def test_a_correction_by_another_submitter_is_of_another_claim() -> None:
    other = VOID.replace(b"123456789300 ", b"987654321300 ")
    assert contacts(files(FIRST, other)) == (1, 0)


def test_corrections_in_one_file() -> None:
    both = x12(
        encounter(line(), claim_id="300A"), encounter(line(PHONE), claim_id="300A", frequency="7", payer_claim_id="P")
    )
    assert contacts(files(both)) == (0, 1)


def test_other_separators() -> None:
    theirs = VOID.translate(bytes.maketrans(b"*:~", b"|>!"))
    assert contacts(files(FIRST, theirs)) == (0, 0)


def test_statuses_and_voids_of_encounters_that_are_not_here() -> None:
    source = files(REPLACED, VOID, x12(encounter(claim_id="300Z", frequency="8", payer_claim_id="Q"), number=7))
    assert [sent.status for sent in source] == [Status.VOIDED, Status.VOIDED, Status.VOIDED]
    told = [(note.code, note.expected) for note in source.notes() if note.code != "QR002"]
    assert told == [("QR003", "1")]


def test_two_lines_of_a_voided_claim() -> None:
    two = (line(ECM), line(PHONE))
    kept = encounter(line(("G9008", "U1")), claim_id="300K")
    original = x12(encounter(*two, claim_id="300A"), kept, number=1, sent="20240510")
    void = x12(encounter(*two, claim_id="300A", frequency="8", payer_claim_id="P"), number=2, sent="20240601")
    assert contacts(files(original, void)) == (1, 0)
