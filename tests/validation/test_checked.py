"""A verdict says what it stands for: types, guides, receiver, code sets, and what was not run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from edi.validation import Options, Outcome, validate_source
from edi.validation.checked import spelled
from edi.validation.jobs import validate_all
from edi.validation.oracle import validate_with_pyx12
from edi.views.sarif import sarif_text
from edi.views.validation import json_text, summary_lines
from mappings.editions import code_sets
from mappings.errors import ConfigError
from tests.claims.base import GOOD, RECEIVED
from tests.cli.running import PROFILE, SAMPLES, run

INSTITUTIONAL = GOOD.replace("005010X222A1", "005010X223A2")
ELSEWHERE = GOOD.replace("*CALIFORNIA-DHCS*24", "*SOME-OTHERPAYER*24").replace("*CALIFORNIA-DHCS*2024", "*OTHER*2024")


def outcome(text: str, **options: object) -> Outcome:
    return validate_source(text.encode(), "f", Options(RECEIVED, **options))  # type: ignore[arg-type]


def whys(found: Outcome) -> list[tuple[tuple[int, ...], str]]:
    return [(one.types, one.guide) for one in found.checked.not_run]


def test_everything_was_checked() -> None:
    found = outcome(GOOD)
    assert found.verdict == "valid for types 1 to 7"
    assert (found.checked.guides, found.checked.receivers) == ((("837 005010X222A1", 1),), ("dhcs",))
    assert [one.name for one in found.checked.code_sets] == [one.name for one in code_sets()]
    assert found.checked.is_whole


def test_an_institutional_claim_is_not_called_valid_beyond_the_guide() -> None:
    text = "".join(summary_lines([outcome(INSTITUTIONAL)]))
    assert whys(outcome(INSTITUTIONAL)) == [((3, 4, 5, 6, 7), "837 005010X223A2")]
    assert outcome(INSTITUTIONAL).checked.types == (1, 2)
    assert outcome(INSTITUTIONAL).checked.code_sets == ()
    assert "not run: types 3 to 7 of 837 005010X223A2: there are no rules" in text


def test_a_receiver_that_is_not_known_is_said() -> None:
    found = outcome(ELSEWHERE)
    assert (found.verdict, whys(found)) == ("valid for types 1 to 6", [((7,), "")])
    assert found.checked.receivers == ()
    assert outcome(ELSEWHERE, payer="dhcs").checked.receivers == ("dhcs",)


@pytest.mark.parametrize(("level", "verdict"), [(1, "type 1"), (2, "types 1 and 2"), (5, "types 1 to 5")])
def test_a_lower_level_is_said(level: int, verdict: str) -> None:
    found = outcome(GOOD, level=level)
    assert found.verdict == f"valid for {verdict}"
    assert whys(found) == [(tuple(range(level + 1, 8)), "")]
    assert {one.name for one in found.checked.code_sets} == ({one.name for one in code_sets()} if level > 4 else set())


def test_codes_that_were_left_out_are_said() -> None:
    assert [one.why for one in outcome(GOOD, ignore=("X3",)).checked.not_run] == ["findings X3: --ignore"]
    assert [one.why for one in outcome(GOOD, select=("X3",)).checked.not_run] == ["all but findings X3: --select"]


def test_an_unknown_guide_a_wrong_transaction_and_no_transaction() -> None:
    assert whys(outcome(GOOD.replace("005010X222A1", "005010X299"))) == [((2, 3, 4, 5, 6, 7), "837 005010X299")]
    assert whys(outcome(GOOD.replace("ST*837", "ST*999"))) == [((2, 3, 4, 5, 6, 7), "999 005010X222A1")]
    assert whys(outcome("")) == [((2, 3, 4, 5, 6, 7), "")]
    assert outcome("").verdict == "not valid"


def test_a_version_that_is_no_version_is_not_repeated() -> None:
    found = outcome(GOOD.replace("*X*005010X222A1~", "*X*RIVERA ANA 91234567A~"))
    assert "RIVERA" not in "".join(summary_lines([found]))


def test_a_provider_file_has_no_types_3_to_6() -> None:
    found = validate_source(SAMPLES / "providers" / "county.274", "f", Options("20260331"))
    assert (found.checked.types, found.checked.receivers) == ((1, 2, 7), ("dhcs",))


def test_parts_of_a_file_say_what_the_whole_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from edi.validation import jobs as module

    monkeypatch.setattr(module, "_LARGE", 1000)
    head, member, rest = GOOD[: GOOD.index("HL*2")], GOOD[GOOD.index("HL*2") : GOOD.index("SE*")], "SE*1273*0001~\n"
    members = [
        member.replace("HL*2*", f"HL*{n}*").replace("T1*", f"T{n}*").replace("20240603", f"202405{n % 28 + 1:02}")
        for n in range(2, 44)
    ]
    path = tmp_path / "large.837"
    path.write_text(head.replace("VALLEY", "VÁLLEY") + "".join(members) + rest + "GE*1*1~\nIEA*1*000000001~\n", "utf-8")
    (parts,) = validate_all([(path, "f")], Options(RECEIVED), 3)
    whole = validate_source(path, "f", Options(RECEIVED))
    assert parts.checked == whole.checked
    assert whole.checked.encoding == "utf-8"
    assert list(parts.findings) == list(whole.findings)


def test_who_checked_types_1_and_2() -> None:
    assert validate_with_pyx12(GOOD.encode(), "f", Options(RECEIVED), compare=False).checked.engine == "pyx12"
    assert validate_with_pyx12(GOOD.encode(), "f", Options(RECEIVED), compare=True).checked.engine == "both"


def test_json_and_sarif_say_it() -> None:
    (record,) = json.loads("".join(json_text([outcome(INSTITUTIONAL)], show_values=False)))
    assert record["checked"]["types"] == [1, 2]
    assert record["checked"]["guides"] == [{"guide": "837 005010X223A2", "transactions": 1}]
    assert record["checked"]["not_run"][0]["types"] == [3, 4, 5, 6, 7]
    log = json.loads("".join(sarif_text([(outcome(GOOD), GOOD.encode())], show_values=False)))
    (told,) = log["runs"][0]["properties"]["checked"]
    assert (told["file"], told["types"]) == ("f", [1, 2, 3, 4, 5, 6, 7])
    assert {"name": "Place of service", "edition": code_sets()[1].edition} in told["code_sets"]


def test_a_table_without_its_edition_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from mappings import editions

    code_sets.cache_clear()
    monkeypatch.setattr(editions, "_SETS", (("X", "codes/states.csv", "edition", (5,)),))
    with pytest.raises(ConfigError, match="edition"):
        code_sets()
    code_sets.cache_clear()


@pytest.mark.parametrize(
    ("types", "words"),
    [
        ((1,), "type 1"), ((1, 2), "types 1 and 2"), ((1, 2, 7), "types 1, 2 and 7"),
        ((1, 2, 3, 7), "types 1 to 3 and 7"),
    ],
)  # fmt: skip
def test_types_in_words(types: tuple[int, ...], words: str) -> None:
    assert spelled(types) == words


def test_the_profile_knows_the_plan(tmp_path: Path) -> None:
    """A claim to a plan: its own payer id, which only the profile knows."""
    profile = tmp_path / "edi-translate.toml"
    profile.write_text(PROFILE.read_text("utf-8"), "utf-8")
    wanted = next(line.split('"')[1] for line in profile.read_text("utf-8").splitlines() if line.startswith("payer_id"))
    path = tmp_path / "f.837"
    path.write_text(GOOD.replace("*CALIFORNIA-DHCS*240708", f"*{wanted:<15}*240708"), "ascii")
    path.write_text(path.read_text("ascii").replace("*CALIFORNIA-DHCS*20240708", f"*{wanted}*20240708"), "ascii")
    told = json.loads(run("validate", path, "--profile", profile, "--format", "json").out)
    assert told[0]["checked"]["receivers"] == ["plan"]
    assert "X7009" in {one["code"] for one in told[0]["findings"]}  # a claim to a plan is CH and not RP
    near = json.loads(run("validate", path, "--format", "json", cwd=tmp_path).out)
    assert near == told
    alone = json.loads(run("validate", path, "--format", "json").out)
    assert alone[0]["checked"]["receivers"] == []
