"""Every loop into the model, and nothing lost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

import edi
from edi.guide.validate import validate
from edi.model.claim import Claim
from edi.model.encounter import Adjudication, Adjustment, Amount, Dated, Drug, Note, Reference
from edi.model.money import x12_amount
from edi.t837p.parse import Level, Raw, Reading
from edi.t837p.parse_values import cents
from edi.t837p.rebuild import rebuild
from tests.t837p.files import SAMPLES, every_loop


@pytest.fixture(scope="module")
def claim() -> Claim:
    (found,) = edi.read_837p(every_loop())
    return found


def test_levels(claim: Claim) -> None:
    billing, member, patient = claim.billing, claim.member, claim.encounter.patient
    assert (billing.npi, billing.tin, billing.tin_qualifier, billing.phone) == (
        "1234567893", "123456789", "SY", "5105550100",
    )  # fmt: skip
    assert billing.references == (Reference("0B", "STATE1"),)
    assert [who.loop for who in billing.parties] == ["2010AB", "2010AC"]
    assert (member.cin, member.middle_name, member.suffix, member.address.line_2) == ("91234567A", "Q", "JR", "APT 2")
    assert member.coverage is not None
    assert member.coverage.payer is not None
    assert (member.coverage.group_number, member.coverage.payer.id) == ("GRP1", "P1")
    assert member.references == (Reference("SY", "111223333"),)
    assert patient is not None
    assert (patient.relationship, patient.first_name, patient.birth_date) == ("19", "SAM", date(2015, 5, 1))
    assert claim.levels == (1, 2, 3)


def test_claim(claim: Claim) -> None:
    e = claim.encounter
    assert (e.claim_id, e.charge, e.place_of_service, e.frequency) == ("A1", 15000, "11", "1")
    assert (e.payer_claim_id, e.authorization, e.record_number, e.contract_code) == ("ICN9", "AUTH", "MRN", "02")
    assert e.plan_code == "300"
    assert e.diagnoses == ("Z5901", "F1120")
    assert e.dates == (Dated("431", "D8", "20240501"),)
    assert e.amounts == (Amount("F5", 1000),)
    assert e.references == (Reference("9F", "REFERRAL"),)
    assert e.notes == (Note("ADD", "A NOTE"),)
    assert e.rendering is not None
    assert (e.rendering.first_name, e.rendering.taxonomy) == ("DOC", "207Q00000X")
    assert [who.loop for who in e.parties] == ["2310A", "2310C", "2310D", "2310E", "2310F"]
    assert e.parties[1].address is not None
    assert [kept.segment[:3] for kept in e.other if kept.segment] == ["PWK", "K3*", "CRC", "HCP", "DTP"]
    assert all(kept.loop in ("2300", "2330B") for kept in e.other)


def test_other_payer(claim: Claim) -> None:
    (payer,) = claim.encounter.other_payers
    assert (payer.responsibility, payer.group_number, payer.paid) == ("S", "GRP2", 6000)
    assert payer.adjustments == (Adjustment("CO", "45", 9000),)
    assert payer.amounts == (Amount("EAF", 500),)
    assert [who.loop for who in payer.parties] == ["2330A", "2330B", "2330C"]


def test_lines(claim: Claim) -> None:
    first, second = claim.lines
    assert (first.hcpcs, first.modifiers, first.units, first.charge) == ("G9012", ("U2",), Decimal(2), 10000)
    assert (first.place_of_service, first.pointers, first.control_number) == ("11", (1, 2), "LINE1")
    assert first.drug == Drug("01234567891", Decimal("3.5"), "UN", (Reference("XZ", "RX1"),))
    assert [who.loop for who in first.parties] == ["2420A", "2420E"]
    assert (first.paid_by, first.paid, first.paid_date) == ("P2", 6000, date(2024, 7, 1))
    assert first.adjudications == (Adjudication("P3", 0, date(2024, 7, 2), (Adjustment("OA", "23", 10000),)),)
    assert (second.start, second.end) == (date(2024, 6, 3), date(2024, 6, 5))
    assert not second.other


def test_positions(claim: Claim) -> None:
    lines = every_loop().decode().splitlines()
    assert lines[claim.segment_no - 1].startswith("CLM*A1")
    assert [lines[number - 1] for number in claim.line_numbers] == ["LX*1~", "LX*2~"]
    where = claim.where("a.837", line=2)
    assert (where.st, where.loop, where.segment_no, where.claim) == ("0001", "2400", claim.line_numbers[1], "A1")
    assert where.st_segment_no == where.segment_no - 2
    assert str(claim.where("a.837")).startswith("a.837 · ST 0001 · segment")


def test_every_loop_is_written_back_to_the_byte() -> None:
    data = every_loop()
    assert "".join(rebuild(Reading(data).events())).encode() == data


@pytest.mark.parametrize(
    "edit",
    [
        ("K3*FREE TEXT~\n", "ZZZ*UNKNOWN~\n"),
        ("HI*ABK:Z5901*ABF:F1120~\n", ""),
        ("CLM*A1*150*", "CLM*A1*ABC*"),
        ("LX*2~", "LX*7~"),
        ("DMG*D8*19850412*F", "DMG*D8*19851399*F"),
        ("REF*6R*LINE1", "ref*6R*LINE1"),
        ("HL*3*2*23*0", "HL*9*9*23*0"),
        ("CAS*CO*45*90", "CAS*CO*45*90**24*1.5"),
        ("SV1*HC:H0043*50*UN*1", "SV1*HC:H0043::::::WHAT IT WAS*50*MJ*1E5"),
        ("NM1*82*1*REND", "NM1*82*1*R\xc9ND"),
    ],
)
def test_oddities_are_kept_and_nothing_raises(edit: tuple[str, str]) -> None:
    data = every_loop(edit)
    reading = Reading(data)
    assert "".join(rebuild(reading.events())).encode("latin-1") == data
    assert [found.code for found in reading.findings] == [found.code for found in validate(data)]


def test_misplaced_segment_has_a_finding_and_a_place() -> None:
    reading = edi.read_837p(every_loop(("K3*FREE TEXT~\n", "ZZZ*UNKNOWN~\n")))
    (claim,) = reading
    assert any(kept.segment == "ZZZ*UNKNOWN" and kept.loop == "" for kept in claim.encounter.other)
    assert any(found.reason == "unexpected-segment" and found.segment == "ZZZ" for found in reading.findings)


def test_a_changed_value_wins_over_what_was_kept() -> None:
    from msgspec.structs import replace

    from edi.t837p.build import claim as written
    from edi.t837p.parse_claim import AS_READ

    (found,) = edi.read_837p(every_loop())
    line = replace(found.lines[0], charge=12345, units=Decimal(4))
    text = written(replace(found.encounter, lines=(line, found.lines[1])), AS_READ)
    assert "SV1*HC:G9012:U2*123.45*UN*4*11**1:2**Y~\n" in text
    assert "CLM*A1*173.45*" in text


@pytest.mark.parametrize("cut", range(3, 40))
def test_files_cut_anywhere_behind_the_isa(cut: int) -> None:
    data = every_loop()
    data = data[: len(data) * cut // 40]
    reading = Reading(data)
    written = "".join(rebuild(reading.events())).encode("latin-1").removesuffix(b"~\n")
    if any(found.reason == "text-after-segments" for found in reading.findings):  # a stub that is no segment
        assert data.startswith(written)
    else:
        assert written.rstrip(b"*") == data.removesuffix(b"\n").removesuffix(b"~").rstrip(b"*")


def test_several_interchanges_and_other_separators() -> None:
    other = every_loop(end="\n").replace(b"*", b"|").replace(b":", b">").replace(b"HARBOR", b"HAR*BOR")
    reading = Reading(every_loop() + other)
    events = list(reading.events())
    claims = [event for event in events if isinstance(event, Claim)]
    assert len(claims) == 2
    assert claims[0].encounter.lines == claims[1].encounter.lines
    assert sum(isinstance(event, Level) for event in events) == 6
    assert "".join(rebuild(events)).encode("latin-1") == every_loop() + other


def test_other_guides_pass_through() -> None:
    data = every_loop(("005010X222A1", "005010X999"))
    events = list(Reading(data).events())
    assert all(isinstance(event, Raw) for event in events)
    assert "".join(rebuild(events)).encode() == data


def test_samples_have_nothing_to_keep() -> None:
    for path in SAMPLES:
        for claim in edi.read_837p(path):
            assert not claim.encounter.other
            assert not claim.billing.other
            assert not claim.member.other
            assert not any(line.other for line in claim.lines)
            assert claim.encounter.plan_code == "300"


@pytest.mark.parametrize("text", ["0", "5", "-1.5", "-0.01", "-12", "1234567.89", "-1000.1"])
def test_amounts_are_written_as_they_were_read(text: str) -> None:
    assert x12_amount(cents(text)) == text


@pytest.mark.parametrize("text", ["", "x", "1e5000", "9" * 5000, "1.234", "\u00b2", "--1", "1.2.3"])
def test_what_is_no_amount_is_nothing(text: str) -> None:
    assert cents(text) == 0
