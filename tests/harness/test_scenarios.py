"""Every scenario: its good file has no finding, its broken one exactly the one that it names, at its place."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import cache

import pytest

from edi.harness.bases import BASES, MADE, RECEIVED
from edi.harness.chance import Chance
from edi.harness.coverage import not_shown, reasons, shown_alone
from edi.harness.draft import Draft
from edi.harness.judged import Said, judge
from edi.harness.pair import Pair, pair_of, put_on
from edi.harness.registry import families, load_scenarios
from edi.harness.scenario import Described
from edi.validation.run import all_rules
from mappings.claim_edits import load_claim_edits

SCENARIOS = load_scenarios()
SEED = 0
ANOTHER_SEED = 20260415
CHANCE = [222, 109, 247]
CHANCE_TEXT = "239044540598"
#: Scenarios with a step that keeps the rest of the file in order, although we do not ask for it.
FOLLOWING = {
    "274/snip7/site-in-another-state": "the ZIP code follows the state",
    "837p/snip3/line-paid-more-than-charged": "the sums follow the line",
    "837p/snip3/replacement-out-of-balance": "the sums follow the line",
}
#: Beginnings of SHA-256 of the bases of seed 1: they change when a base does, and with the platform never.
BASE_DIGESTS = {
    "encounter": "1dd5e1879d95",
    "two encounters": "815015b66a52",
    "replacement": "dbd760108779",
    "void": "daca282316b7",
    "claim": "e8a34cea6825",
    "claim for a child": "ae560677ebf9",
    "provider file": "01de6b6bb410",
}


@cache
def broken(scenario_id: str, seed: int = SEED) -> Said:
    pair = pair_of(SCENARIOS[scenario_id], seed)
    return judge(pair.bad, pair.earlier)


def assert_holds(described: Described, pair: Pair, said: Said) -> None:
    scenario = described.scenario
    place = (pair.place.segment_no, pair.place.element, pair.place.component)
    assert said.codes() == {scenario.finds, *scenario.also}
    assert said.places(scenario.finds) == [place]


@pytest.mark.parametrize("scenario_id", SCENARIOS)
def test_the_good_file_is_good_and_the_broken_one_broken_as_said(scenario_id: str) -> None:
    described = SCENARIOS[scenario_id]
    pair = pair_of(described, SEED)
    good = judge(pair.good, pair.earlier)
    assert good.codes() == set()
    assert "rejected" not in good.verdicts.values()
    assert_holds(described, pair, broken(scenario_id))


@pytest.mark.parametrize("scenario_id", SCENARIOS)
def test_the_two_files_differ_by_the_fault_alone(scenario_id: str) -> None:
    described = SCENARIOS[scenario_id]
    pair = pair_of(described, SEED)
    assert pair.good != pair.bad
    if described.scenario.bytes_fault is not None:
        assert not described.scenario.fault
        return
    assert pair.changes
    kept_good = [one for one in _numbered(pair.good) if one[0] not in {change.good_no for change in pair.changes}]
    kept_bad = [one for one in _numbered(pair.bad) if one[0] not in {change.bad_no for change in pair.changes}]
    assert [_uncounted(text) for _, text in kept_good] == [_uncounted(text) for _, text in kept_bad]


def _numbered(data: bytes) -> list[tuple[int, str]]:
    return list(enumerate(data.decode("latin-1").removesuffix("~\n").split("~\n"), 1))


def _uncounted(text: str) -> str:
    """A segment without the count that follows the number of segments."""
    return "SE*" + text.split("*", 2)[2] if text.startswith("SE*") else text


def test_no_part_of_a_fault_is_idle() -> None:
    """A fault of several steps needs each: without one of them other findings come, or none."""
    idle = []
    for scenario_id, described in SCENARIOS.items():
        if scenario_id in FOLLOWING:
            continue
        scenario = described.scenario
        whole = broken(scenario_id)
        for left_out in range(len(scenario.fault) if len(scenario.fault) > 1 else 0):
            some = scenario.fault[:left_out] + scenario.fault[left_out + 1 :]
            base = Draft.of(BASES[scenario.base](Chance(SEED, described.id)))
            try:
                pair = put_on(scenario._replace(fault=some), base)
            except Exception:
                continue
            said = judge(pair.bad, pair.earlier)
            if said.codes() == whole.codes() and said.places(scenario.finds) == whole.places(scenario.finds):
                idle.append(f"{scenario_id} step {left_out + 1}")
    assert idle == []


def test_another_seed_gives_other_files_that_hold_as_well() -> None:
    for scenario_id, described in SCENARIOS.items():
        pair = pair_of(described, ANOTHER_SEED)
        assert judge(pair.good, pair.earlier).codes() == set(), scenario_id
        assert_holds(described, pair, broken(scenario_id, ANOTHER_SEED))
    some = next(iter(SCENARIOS.values()))
    assert pair_of(some, SEED).good != pair_of(some, ANOTHER_SEED).good


def test_there_are_enough_of_each_kind() -> None:
    of_274 = [one for one in SCENARIOS if one.startswith("274/")]
    later = [d for d in SCENARIOS.values() if d.scenario.earlier is not None or d.scenario.topic == "corrections"]
    assert len(SCENARIOS) >= 200
    assert len(of_274) >= 20
    assert len(later) >= 20
    assert {described.snip for described in SCENARIOS.values()} == set(range(1, 8))
    assert set(families()) == {one.rsplit("/", 1)[0] for one in SCENARIOS}


def test_every_finding_has_a_pair_that_only_it_catches_or_a_reason() -> None:
    assert not_shown() == sorted(reasons())
    assert set(reasons()) <= set(all_rules().rules)


@pytest.mark.parametrize("scenario_id", SCENARIOS)
def test_a_scenario_stands_in_the_folder_of_its_type_and_names_known_edits(scenario_id: str) -> None:
    described = SCENARIOS[scenario_id]
    scenario = described.scenario
    assert described.snip == all_rules().rules[scenario.finds].snip
    assert set(scenario.edits) <= set(load_claim_edits())
    assert all(text[0].isupper() and text.endswith(".") for text in (described.broken, described.matters))
    assert described.answer.endswith(".")


def test_no_two_scenarios_have_one_title_or_one_broken_file() -> None:
    titles = [(one.transaction, one.title) for one in SCENARIOS.values()]
    assert len(set(titles)) == len(titles)
    files = [hashlib.sha256(pair_of(one, SEED).bad).digest() for one in SCENARIOS.values() if one.scenario.fault]
    assert len(set(files)) == len(files)


def test_chance_is_the_same_everywhere() -> None:
    assert [Chance(7, "a").below(1000), Chance(7, "b").below(1000), Chance(8, "a").below(1000)] == CHANCE
    assert Chance(7, "a").text(12) == CHANCE_TEXT


def test_a_base_is_the_same_everywhere() -> None:
    digests = {name: hashlib.sha256(make(Chance(1, "base")).encode()).hexdigest()[:12] for name, make in BASES.items()}
    assert digests == BASE_DIGESTS


def test_what_is_shown_alone_is_sorted_by_code() -> None:
    assert list(shown_alone()) == sorted(shown_alone())
    assert datetime.strptime(RECEIVED, "%Y%m%d").date() > MADE.date()  # noqa: DTZ007
