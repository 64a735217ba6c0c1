"""`edi.report` from Python: the quarterly report, its numbers traced back, and comparisons."""

from __future__ import annotations

import io
import json
import pickle
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import edi
from edi.app import report as report_case
from edi.app.report_inputs import encounter_inputs
from edi.app.settings import chosen_profile
from edi.qimr.source import Note, Sent, Status
from mappings.quarters import Quarter
from tests.cli.running import SAMPLES, run

QUARTER = SAMPLES / "quarter"
PROFILE = QUARTER / "edi-translate.toml"
CLAIMS = QUARTER / "quarter.837"
MEMBERS = QUARTER / "members"
NOW = datetime(2024, 4, 15, 9, 30)  # noqa: DTZ001 - as the command line has it
FILES: dict[str, Any] = {
    "members": [MEMBERS / "member-information.xlsx"],
    "returns": sorted(MEMBERS.glob("return-*.xlsx")),
    "roster": [QUARTER / "plan" / "roster.csv"],
}
WORDS = [word for name, paths in FILES.items() for path in paths for word in (f"--{name}", path)]
COMMON = ["--quarter", "2024Q1", "--profile", PROFILE, *WORDS]


@pytest.fixture(scope="module")
def made() -> edi.ReportResult:
    return edi.report(CLAIMS, quarter="2024Q1", profile=PROFILE, congruence=True, **FILES)


def test_json_workbook_and_csv_are_those_of_the_command_line(made: edi.ReportResult, tmp_path: Path) -> None:
    printed = run("qimr", CLAIMS, *COMMON, "--congruence", "-o", tmp_path / "q.json", "-q")
    again = edi.report(
        CLAIMS, quarter="2024Q1", profile=PROFILE, congruence=True, output=tmp_path / "api" / "q.json", **FILES
    )
    assert (tmp_path / "api" / "q.json").read_bytes() == (tmp_path / "q.json").read_bytes() == again.data("json")
    assert printed.code == made.has_errors
    run("qimr", CLAIMS, *COMMON, "--congruence", "-o", tmp_path / "csvs", "-q")
    files = dict(made.csv_files())
    assert set(files) == {path.name for path in (tmp_path / "csvs").iterdir()}
    assert made.data("xlsx").startswith(b"PK")


def test_outputs_are_files_folders_and_streams(tmp_path: Path) -> None:
    stream = io.BytesIO()
    for output in (tmp_path / "q.xlsx", tmp_path / "q.json", tmp_path / "tabs", stream):
        edi.report(CLAIMS, quarter="2024Q1", profile=PROFILE, output=output)
    assert stream.getvalue().startswith(b"PK")
    assert (tmp_path / "q.xlsx").read_bytes()[:2] == b"PK"
    assert json.loads((tmp_path / "q.json").read_text())["tabs"]
    assert any(path.suffix == ".csv" for path in (tmp_path / "tabs").iterdir())
    with pytest.raises(edi.RequestError, match=r"name it \.xlsx"):
        edi.report(CLAIMS, quarter="2024Q1", profile=PROFILE, output=tmp_path / "q.pdf")


def test_a_number_is_traced_to_its_lines(made: edi.ReportResult) -> None:
    told = made.explain("ECM!AC2")
    assert told.lines
    with pytest.raises(edi.RequestError):
        made.explain("ECM!ZZZ99")
    assert made.compared is not None


def test_bytes_are_told_apart_by_their_content() -> None:
    invoice = (QUARTER / "invoice-lrhp.xlsx").read_bytes()
    claims, books = encounter_inputs([CLAIMS.read_bytes(), edi.NamedBytes("a.xlsx", invoice), CLAIMS])
    assert ([one.name for one in claims], [one.name for one in books]) == (["input", str(CLAIMS)], ["a.xlsx"])
    result = edi.report(invoice, quarter="2024Q1", profile=PROFILE)
    assert result.read_something
    assert not edi.report(b"nothing", quarter="2024Q1", profile=PROFILE).read_something


def test_whoever_remembers_what_was_answered_hands_in_the_encounters() -> None:
    """As a ledger will: the same encounters, all denied, are counted nowhere."""

    class Denied:
        def __iter__(self) -> Iterator[Sent]:
            for claim in edi.read_837p(CLAIMS):
                yield Sent(claim.encounter, Status.DENIED, "ledger", claim)

        def notes(self) -> Iterator[Note]:
            return iter(())

    request = edi.ReportRequest(quarters=(Quarter(2024, 1),) * 2, profile=chosen_profile(PROFILE), now=NOW)
    lines = report_case.run(request, Denied()).report.facts.lines  # type: ignore[arg-type]
    assert set(lines.by_status) == {"denied"}


def test_a_request_goes_to_another_process() -> None:
    claims, _ = encounter_inputs([CLAIMS])
    request = edi.ReportRequest(
        quarters=(Quarter(2024, 1), Quarter(2024, 1)), profile=chosen_profile(PROFILE), now=NOW, claims=tuple(claims)
    )
    sent = pickle.loads(pickle.dumps(request))
    assert report_case.run(sent).data("json") == report_case.run(request).data("json")


WRONG: list[dict[str, Any]] = [
    {"quarter": "2024"},
    {"quarter": "2024Q1-2024Q2"},
    {"kind": "weekly"},
    {"version": "1999"},
    {"filed": "q.xlsx"},
    {"congruence": True},
    {"members": [MEMBERS / "referrals.csv"]},
    {"requests": ["none.csv"]},
]


@pytest.mark.parametrize("wrong", WRONG)
def test_what_cannot_be_done_is_said(wrong: dict[str, Any]) -> None:
    with pytest.raises(edi.RequestError):
        edi.report(CLAIMS, **{"quarter": "2024Q1", "profile": PROFILE, **wrong})
