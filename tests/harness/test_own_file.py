"""Faults on a user's own file: on any of its claims, only those that fit, and none on a file that is faulty itself."""

from __future__ import annotations

import stat
from pathlib import Path

import msgspec
import pytest

from edi.harness.bases import encounter, written
from edi.harness.chance import Chance
from edi.harness.draft import Draft, UnfitError
from edi.harness.expected import Expected
from edi.harness.judged import judge
from edi.harness.own_file import Skipped, members_on, own_base
from edi.harness.registry import load_scenarios
from tests.cli.running import Outcome, run

FIVE = [encounter(Chance(11, number)) for number in range(5)]
TEXT = written(FIVE)
TODAY = "20260415"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "mine.837"
    path.write_text(TEXT, encoding="ascii")
    return path


def build(own: Path, *options: str) -> Outcome:
    return run("harness", "build", "-o", own.parent / "suite", "--base", own, "--received", "2026-04-15", *options)


def test_most_scenarios_fit_a_claim_in_the_middle_and_hold_there() -> None:
    base = own_base(TEXT.encode(), "", TODAY)
    assert base.draft.claim == 2
    skipped: list[Skipped] = []
    some = [one for one in load_scenarios().values() if one.snip >= 3]
    found = list(members_on(base, some, skipped))
    assert len(found) > 90
    assert len(found) + len(skipped) == sum(one.transaction == "837p" for one in some)
    middle = FIVE[2].claim_id
    inside = [one for one in found if one.expected.place.claim]
    assert {one.expected.place.claim[:13] for one in inside} <= {middle[:13], "305" + middle[3:13]}
    for one in found[::7]:
        assert judge(one.pair.bad, one.pair.earlier).places(one.expected.finding)
        others = [each for each in FIVE if each is not FIVE[2]]
        assert all(f"CLM*{each.claim_id}*" in one.pair.bad.decode("latin-1") for each in others)


@pytest.mark.parametrize(("claim", "place"), [("1", 0), ("5", 4), (FIVE[3].claim_id, 3)])
def test_a_claim_is_named_by_its_number_or_id(own: Path, claim: str, place: int) -> None:
    done = build(own, "--claim", claim, "--only", "837p/snip4/pointer-to-no-diagnosis")
    assert (done.code, done.out) == (0, f"{own.parent / 'suite'}\n")
    folder = own.parent / "suite/837p/snip4/pointer-to-no-diagnosis"
    expected = msgspec.json.decode((folder / "expected.json").read_bytes(), type=Expected)
    assert expected.place.claim == FIVE[place].claim_id
    assert (folder / "good.edi").read_bytes() == own.read_bytes()
    assert stat.S_IMODE((own.parent / "suite").stat().st_mode) == 0o700
    assert f"claim {place + 1}" in (own.parent / "suite/VERSION").read_text(encoding="utf-8")


def test_what_does_not_fit_is_told(own: Path) -> None:
    done = build(own, "--only", "837p/snip4/replacement", "--only", "837p/snip4/units", "-v")
    assert done.code == 0
    assert "2 pairs in" in done.err
    assert "837p/snip4/replacement-without-original: the file has no REF*F8" in done.err


def test_a_faulty_base_is_told_with_its_findings_and_nothing_is_written(own: Path) -> None:
    own.write_text(TEXT.replace(f"*MI*{FIVE[1].member.cin}~", "*MI*12~", 1), encoding="ascii")
    done = build(own)
    assert done.code == 1
    assert "X7010" in done.out
    assert str(own) in done.out
    assert "errors of its own" in done.err
    assert [path.name for path in own.parent.iterdir()] == [own.name]
    assert FIVE[1].member.last_name not in done.out + done.err


@pytest.mark.parametrize(
    ("text", "claim", "message"),
    [
        (TEXT, "6", "5 claims"),
        (TEXT, "NOBODY", "none called so"),
        (TEXT.replace("*", "|"), "", "separator"),
        (TEXT.replace("~\n", "~", 3), "", "line breaks"),
    ],
)
def test_a_base_that_cannot_be_used(text: str, claim: str, message: str) -> None:
    with pytest.raises(UnfitError, match=message):
        own_base(text.encode(), claim, TODAY)


def test_other_words_that_go_with_a_base_alone(tmp_path: Path) -> None:
    assert run("harness", "build", "-o", tmp_path / "s", "--claim", "2").code == 2


@pytest.mark.parametrize("end", ["~", "~\n", "~\r\n"])
def test_line_breaks_stay(end: str) -> None:
    text = TEXT.replace("~\n", end)
    assert Draft.of(text).data() == text.encode()
