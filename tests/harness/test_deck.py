"""A certification deck is right as a whole, mixed, and the same for the same seed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from edi.harness.evr import encounter_id
from edi.t837p.parse import read_837p
from tests.cli.running import PROFILE, Outcome, run


def deck(folder: Path, *options: str) -> Outcome:
    return run("harness", "deck", "-o", folder, "--profile", PROFILE, *options)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("deck")
    done = deck(folder, "--claims", "60")
    assert done.code == 0
    assert done.err == "48 new, 3 void, 9 replacement\n"
    return folder


def test_it_is_valid_as_a_whole(made: Path) -> None:
    done = run("validate", made, "--profile", PROFILE, "--received", "2026-04-15")
    assert done.out == ""
    assert done.code == 0, done.err


def test_it_is_mixed_and_corrections_name_their_originals(made: Path) -> None:
    told = json.loads((made / "deck.json").read_text(encoding="utf-8"))
    assert len({service for one in told for service in one["services"]}) > 25
    originals = {one["claim"]: one for one in told if one["kind"] == "new"}
    for claim in read_837p(made / "2-corrections.837"):
        encounter = claim.encounter
        before = originals[encounter.claim_id]
        assert encounter.payer_claim_id == encounter_id(encounter.claim_id)
        assert (encounter.frequency == "8") == (before["charge"] == f"{encounter.charge / 100:.2f}")


def test_the_payer_takes_it_both_times(made: Path, tmp_path: Path) -> None:
    words = [made / "1-originals.837", made / "2-corrections.837", "--received", "2026-04-15"]
    assert run("harness", "respond", *words, "-o", tmp_path).code == 0
    answers = sorted(tmp_path.glob("*.evr.xml"))
    assert len(answers) == 2
    assert not [path for path in answers if "Denied" in path.read_text(encoding="utf-8")]


def test_a_seed_gives_the_same_deck_and_another_one_another(made: Path, tmp_path: Path) -> None:
    deck(tmp_path / "same", "--claims", "60")
    deck(tmp_path / "other", "--claims", "60", "--seed", "1")
    first = (made / "1-originals.837").read_bytes()
    assert (tmp_path / "same" / "1-originals.837").read_bytes() == first
    assert (tmp_path / "other" / "1-originals.837").read_bytes() != first
    assert run("validate", tmp_path / "other", "--profile", PROFILE, "--received", "2026-04-15", "-q").code == 0


def test_one_claim_has_no_corrections(tmp_path: Path) -> None:
    assert deck(tmp_path, "--claims", "1").out.split() == [
        str(tmp_path / "1-originals.837"),
        str(tmp_path / "deck.json"),
    ]


def test_an_unknown_plan_is_told(tmp_path: Path) -> None:
    done = deck(tmp_path, "--plan", "Nowhere Health")
    assert (done.code, "no such plan" in done.err) == (2, True)
