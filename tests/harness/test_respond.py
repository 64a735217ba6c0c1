"""The simulated payer: what it answers, by which edits, and in which state its answers come."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from edi.control_numbers import Counting
from edi.guide.validate import validate
from edi.harness.bases import encounter, replacement, written
from edi.harness.chance import Chance
from edi.harness.evr import encounter_id
from edi.harness.hearing import Spoken, by_acknowledgment
from edi.harness.payer_settings import Delivery, KnownMember, PayerSettings, read_settings
from edi.harness.respond import Delivered, respond
from edi.model.encounter import Encounter
from edi.responses.read import read_answers
from mappings.errors import ConfigError
from tests.cli.running import run

RECEIVED = datetime(2026, 4, 15, 10, 0)  # noqa: DTZ001 - envelopes carry local time
CLAIMS = [encounter(Chance(3, number)) for number in range(4)]
FIRST = CLAIMS[0]


def answered(claims: list[Encounter] | None = None, seed: int = 0, **settings: object) -> list[Delivered]:
    text = written(CLAIMS if claims is None else claims).encode()
    return respond(text, "march.837", PayerSettings(**settings), RECEIVED, seed, Counting(1))  # type: ignore[arg-type]


def text_of(kind: str, answers: list[Delivered]) -> str:
    return next(one.data.decode() for one in answers if one.kind == kind)


def statuses(text: str) -> dict[str, list[str]]:
    """The statuses of each claim (and its lines) of a 277CA by its id."""
    found: dict[str, list[str]] = {}
    claim = ""
    for segment in text.replace("\n", "").split("~"):
        elements = segment.split("*")
        if elements[0] == "TRN":
            claim = elements[2] if elements[1] == "2" else ""
        elif elements[0] == "STC" and claim.startswith("300"):
            found.setdefault(claim, []).append(elements[1])
    return found


def test_a_good_file_is_taken_at_every_layer() -> None:
    answers = answered()
    assert [one.kind for one in answers] == ["ta1", "999", "277ca", "evr"]
    assert statuses(text_of("277ca", answers)) == {one.claim_id: ["A2:20"] for one in CLAIMS}
    evr = text_of("evr", answers)
    assert evr.count('<Encounter Status="Accepted">') == 4
    assert encounter_id(FIRST.claim_id) in evr
    for kind in ("999", "277ca"):
        assert validate(text_of(kind, answers).encode()).run().valid


def test_the_state_s_response_is_read_by_our_reader() -> None:
    said = list(read_answers(text_of("evr", answered(codes=["H0043"])).encode(), "march.evr.xml"))
    rejected = {one.claim: one.payer_claim for one in said if one.level == "claim" and one.verdict == "rejected"}
    assert rejected == {one.claim_id: encounter_id(one.claim_id) for one in CLAIMS}
    lines = [(one.line, [issue.code for issue in one.issues]) for one in said if one.level == "line"]
    assert lines == [(1, ["EVR:A7:454"])] * len(CLAIMS)


def only_first(status: str, **settings: object) -> None:
    found = statuses(text_of("277ca", answered(**settings)))
    assert found.pop(FIRST.claim_id) == [status]
    assert set(map(tuple, found.values())) == {("A2:20",)}


def known(*, without: int = -1, **of_first: date) -> list[KnownMember]:
    some = [one.member.cin for place, one in enumerate(CLAIMS) if place != without]
    return [KnownMember(cin=cin, **(of_first if cin == FIRST.member.cin else {})) for cin in some]


def test_an_unknown_member() -> None:
    only_first("A7:33:IL", members=known(without=0))


def test_eligibility_that_ended() -> None:
    day = FIRST.lines[0].start
    only_first("A7:88:IL", members=known(last=day - timedelta(1)))
    assert statuses(text_of("277ca", answered(members=known(first=day, last=day))))[FIRST.claim_id] == ["A2:20"]


def test_a_code_that_is_not_covered() -> None:
    found = statuses(text_of("277ca", answered(codes=["G9012"])))
    assert set(map(tuple, found.values())) == {("A7:247", "A7:454")}


def test_timely_filing_counts_from_the_last_service() -> None:
    days = (RECEIVED.date() - FIRST.lines[0].start).days
    alone = [FIRST]
    assert statuses(text_of("277ca", answered(alone, filing_days=days))) == {FIRST.claim_id: ["A2:20"]}
    assert statuses(text_of("277ca", answered(alone, filing_days=days - 1))) == {FIRST.claim_id: ["A3:718"]}


def test_a_duplicate_of_history(tmp_path: Path) -> None:
    before = replace(FIRST, claim_id=FIRST.claim_id[:-1] + "Z")
    (tmp_path / "before.837").write_text(written([before]), encoding="ascii")
    found = statuses(text_of("277ca", answered(history=[str(tmp_path / "before.837")])))
    assert found.pop(FIRST.claim_id) == ["A7:247", "A7:54", "A7:54"]
    assert set(map(tuple, found.values())) == {("A2:20",)}
    corrected = replace(FIRST, frequency="7", payer_claim_id="123456789012")
    found = statuses(text_of("277ca", answered([corrected], history=[str(tmp_path / "before.837")])))
    assert found == {FIRST.claim_id: ["A2:20"]}


def test_random_denials_follow_the_seed() -> None:
    many = [encounter(Chance(9, number)) for number in range(60)]

    def denied(seed: int) -> set[str]:
        found = statuses(text_of("277ca", answered(many, seed, deny_percent=30)))
        return {claim for claim, some in found.items() if some != ["A2:20"]}

    assert denied(1) == denied(1) != denied(2)
    assert 5 <= len(denied(1)) <= 35


def test_a_status_of_one_s_own() -> None:
    only_first("A3:26:IL", members=known(without=0), statuses={"unknown_member": "A3:26:IL"})


def test_our_findings_come_first_and_reject_as_always() -> None:
    broken = replace(FIRST, member=replace(FIRST.member, cin="12"))
    found = statuses(text_of("277ca", answered([broken], members=known())))
    assert found == {broken.claim_id: ["A7:164:IL"]}


def test_a_file_that_the_999_refuses_gets_no_277ca_and_a_rejected_response() -> None:
    text = written(CLAIMS).replace("DMG*D8*", "DMG*D9*").encode()
    answers = respond(text, "march.837", PayerSettings(), RECEIVED, 0, Counting(1))
    assert [one.kind for one in answers] == ["ta1", "999", "evr"]
    assert "<ValidationStatus>Rejected</ValidationStatus>" in text_of("evr", answers)


def test_late_doubled_reordered_and_truncated() -> None:
    late = answered(delivery=Delivery(late_days=9))
    assert {one.arrives.date() for one in late} == {date(2026, 4, 24)}
    assert "*20260424*" in text_of("277ca", late)
    twice = answered(delivery=Delivery(doubled=["999"]))
    assert [one.kind for one in twice] == ["ta1", "999", "999", "277ca", "evr"]
    assert twice[1].data == twice[2].data
    turned = answered(delivery=Delivery(reordered=True))
    assert [one.kind for one in turned] == ["evr", "277ca", "999", "ta1"]
    assert [one.arrives for one in turned] == sorted(one.arrives for one in turned)
    short = answered(delivery=Delivery(truncated=["277ca"]))
    assert not text_of("277ca", short).rstrip().endswith("IEA*1*000000003~")
    assert len(text_of("277ca", short)) < len(text_of("277ca", answered()))


def test_a_second_answer_contradicts_the_first() -> None:
    first, second = (
        statuses(one.data.decode())
        for one in answered(delivery=Delivery(contradict_percent=100), members=known(without=0))
        if one.kind == "277ca"
    )
    assert {claim: some == ["A2:20"] for claim, some in first.items()} == {
        claim: some != ["A2:20"] for claim, some in second.items()
    }


def test_a_void_and_a_replacement_are_taken() -> None:
    some = [replacement(Chance(4, 1)), replacement(Chance(4, 2), "8")]
    assert statuses(text_of("277ca", answered(some))) == {one.claim_id: ["A2:20"] for one in some}


def test_the_command_and_what_it_reads(tmp_path: Path) -> None:
    (tmp_path / "march.837").write_text(written(CLAIMS), encoding="ascii")
    (tmp_path / "payer.toml").write_text(
        'codes = ["G9012"]\n[delivery]\ndoubled = ["277ca"]\nlate_days = 1\n', encoding="utf-8"
    )
    words = ["harness", "respond", tmp_path / "march.837", "--edits", tmp_path / "payer.toml"]
    done = run(*words, "-o", tmp_path / "out", "--received", "2026-04-15")
    names = ["march-01.ta1", "march-02.999", "march-03.277ca", "march-04.277ca", "march-05.evr.xml"]
    assert (done.code, done.out.split()) == (0, [str(tmp_path / "out" / name) for name in names])
    assert "march-04.277ca comes 2026-04-16 00:03, comes a second time" in done.err
    heard = by_acknowledgment(
        Spoken(0, (tmp_path / "out" / "march-03.277ca").read_text(encoding="ascii"), tmp_path / "march.837")
    )
    assert heard.word == "rejected"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("unknown = 1\n", "unknown"),
        ("deny_percent = 101\n", "not from 0 to 100"),
        ('statuses = {late = "A7:1"}\n', "late is none of"),
        ("filing_days = -1\n", "below 0"),
        ("[delivery]\ndoubled = ['fax']\n", "fax"),
        ("codes = [\n", ""),
    ],
)
def test_bad_settings_are_told(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "payer.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"payer\.toml") as told:
        read_settings(path)
    assert message in str(told.value)
