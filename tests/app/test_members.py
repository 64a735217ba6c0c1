"""`edi.members` from Python: member-level files read, checked, marked, and held against encounters."""

from __future__ import annotations

import json
import pickle
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import edi
from edi.app import member_build, members
from edi.app.settings import chosen_profile
from edi.app.workbook_inputs import workbook_sources
from edi.app.x12_inputs import x12_sources
from tests.cli.running import SAMPLES, run

QUARTER = SAMPLES / "quarter"
PROFILE = QUARTER / "edi-translate.toml"
FILES = sorted((QUARTER / "members").iterdir())
CLAIMS = QUARTER / "quarter.837"
TRACKER = QUARTER / "members" / "outreach-tracker.xlsx"
NOW = datetime(2024, 4, 15, 9, 30)  # noqa: DTZ001 - envelopes carry local time


def test_rows_findings_and_files_are_those_of_the_command_line(tmp_path: Path) -> None:
    words = ["--against", CLAIMS, "--profile", PROFILE, "--format", "json", "-o", tmp_path, "-q"]
    told = json.loads(run("members", "read", *FILES, *words).out)
    held = edi.Kept()
    result = edi.members(*FILES, against=[CLAIMS], profile=PROFILE, output=held)
    assert [one.code for one in result.findings] == [one["code"] for one in told["findings"]]
    statuses = [one.status for _, one in result.dispositions]
    counted = {name: statuses.count(name) for name in ("good", "faulty", "skipped")}
    assert counted | {"read": len(statuses)} == told["rows"]
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == held.files
    assert result.written == tuple(held.files)
    assert sum(map(len, (result.files().mif, result.files().rtf))) > 0


def test_rows_are_typed_and_good_ones_can_be_told() -> None:
    data = TRACKER.read_bytes()
    result = edi.members(edi.NamedBytes("tracker.xlsx", data), profile=PROFILE, now=NOW)
    assert result.read_something
    good = sum(one.status == "good" for _, one in result.dispositions)
    assert len(result.files(good_only=True).outreach_tracker) == good
    assert result.files().outreach_tracker[0].outreach_attempt_date.year in (2023, 2024)


def test_attempts_without_an_encounter_become_claims(tmp_path: Path) -> None:
    held = edi.Kept()
    result = edi.members(TRACKER, profile=PROFILE, now=NOW, claims=held)
    assert result.claims is not None
    assert {"outreach.summary.json", "outreach.report.html"} <= set(held.files)
    printed = run("members", "read", TRACKER, "--profile", PROFILE, "--to-837", tmp_path, "-q")
    assert {path.name for path in tmp_path.iterdir()} == set(held.files), printed.err


@pytest.mark.parametrize("inputs", [[], ["none.xlsx"], [SAMPLES / "providers" / ".."]])
def test_what_is_not_there_is_said(inputs: list[Any], tmp_path: Path) -> None:
    if inputs and isinstance(inputs[0], Path):
        inputs = [tmp_path]
    with pytest.raises(edi.RequestError):
        edi.members(*inputs, profile=PROFILE)


def test_a_request_goes_to_another_process() -> None:
    request = edi.MembersRequest(
        sources=tuple(workbook_sources([TRACKER])), profile=chosen_profile(PROFILE), now=NOW, received=NOW.date(),
        encounters=tuple(x12_sources([CLAIMS])),
    )  # fmt: skip
    sent = pickle.loads(pickle.dumps(request))
    assert members.run(sent).findings == members.run(request).findings


def test_a_period_that_is_none_is_said_before_anything_is_read() -> None:
    shared: dict[str, Any] = {
        "sources": tuple(workbook_sources([FILES[0]])), "profile": chosen_profile(PROFILE), "now": NOW,
        "target": Path("mif.xlsx"),
    }  # fmt: skip
    with pytest.raises(edi.RequestError, match="a period is a quarter"):
        member_build.BuildRequest(**shared, period="spring")
    built = member_build.run(member_build.BuildRequest(**shared, period="2024Q1", per_provider=True))
    assert built.members > 0
    assert all(path.name.startswith("mif-") for path in built.books)


def test_an_empty_workbook_has_the_tabs_that_are_asked_for() -> None:
    chosen = chosen_profile(PROFILE)
    assert member_build.template(["rtf"], chosen, NOW).startswith(b"PK")
    with pytest.raises(edi.RequestError, match="no such file; one of"):
        member_build.template(["xyz"], chosen, NOW)
