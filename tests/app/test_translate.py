"""`edi.translate` and `edi.providers` from Python: what the command line writes, into folders, memory and sinks."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

import edi
from edi.app import providers as provider_case
from edi.app import translate as translate_case
from edi.app import validate as validate_case
from edi.app.settings import chosen_profile
from edi.app.workbook_inputs import workbook_sources
from edi.app.x12_inputs import x12_sources
from edi.control_numbers import Counting
from mappings.errors import ConfigError
from mappings.own import used
from tests.cli.running import PROFILE, SAMPLES, run

INVOICE, ROSTER = SAMPLES / "dhcs-long.xlsx", SAMPLES / "providers" / "clinic.xlsx"
LATER = datetime(2026, 5, 1, 8, 0)  # noqa: DTZ001 - an envelope carries local time
RUNS: list[tuple[str, Any, Path]] = [("translate", edi.translate, INVOICE), ("providers", edi.providers, ROSTER)]


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize(("command", "function", "source"), RUNS)
def test_the_files_are_those_of_the_command_line(command: str, function: Any, source: Path, tmp_path: Path) -> None:
    printed = run(command, source, "--profile", PROFILE, "-o", tmp_path / "cli")
    held = edi.Kept()
    result = function(source, profile=PROFILE, output=held)
    assert held.files == content(tmp_path / "cli")
    assert [str(tmp_path / "cli" / name) for name in result.written.names] == printed.out.split()
    foldered = function(str(source), profile=str(PROFILE), output=tmp_path / "api")
    assert content(tmp_path / "api") == held.files
    assert foldered.has_errors
    assert (result.read_something, printed.code) == (True, 1)


@pytest.mark.parametrize(("command", "function", "source"), RUNS)
def test_bytes_and_open_files_are_read_alike(command: str, function: Any, source: Path) -> None:
    with source.open("rb") as file:
        texts = {function(one, profile=PROFILE).outputs[0].text for one in (source, source.read_bytes(), file)}
    assert len(texts) == 1, command


def test_every_row_has_its_disposition_and_the_sums_agree() -> None:
    result = edi.translate(INVOICE, profile=PROFILE)
    told = [one for part, one in result.dispositions if part.file == str(INVOICE)]
    assert len(told) == result.tally.rows["read"] == 59
    assert {one.status for one in told} == {"sent", "withheld", "skipped"}
    assert {code for one in told for code in one.codes} <= {finding.code for finding in result.findings}
    assert sum(one.charge for one in told if one.status == "sent") == result.tally.cents["sent"]


def test_nothing_is_written_where_nobody_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = edi.translate(INVOICE, profile=PROFILE)
    assert result.written.names == ()
    assert result.outputs[0].text.startswith("ISA*")
    assert list(tmp_path.iterdir()) == []


def test_clock_and_control_numbers_are_handed_in() -> None:
    one = edi.translate(INVOICE, profile=PROFILE, now=LATER, received=date(2026, 4, 2), interchange_number=77)
    other = edi.translate(INVOICE, profile=PROFILE, now=LATER, received=date(2026, 4, 2), numbers=Counting(77))
    assert one.outputs[0].text == other.outputs[0].text
    assert "*260501*0800*" in one.outputs[0].text
    assert "*000000077*" in one.outputs[0].text
    assert one.run.received == date(2026, 4, 2)


def test_without_a_profile_test_envelopes_are_made() -> None:
    result = edi.translate(INVOICE, now=LATER)
    assert result.run.sample_profile
    assert "*T*:~" in result.outputs[0].text.partition("GS*")[0]


def test_inputs_of_one_name_are_told_apart() -> None:
    data = INVOICE.read_bytes()
    result = edi.translate(edi.NamedBytes("may.xlsx", data), edi.NamedBytes("may.xlsx", data), profile=PROFILE)
    assert [part.file for part in result.run.inputs] == ["may.xlsx", "may-2.xlsx"]
    assert {one.status for part, one in result.dispositions if part.file == "may-2.xlsx"} == {"withheld", "skipped"}


def test_progress_tells_of_each_input_and_file() -> None:
    steps: list[edi.Step] = []
    edi.translate(INVOICE, SAMPLES / "form.xlsx", profile=PROFILE, output=edi.Kept(), progress=steps.append)
    assert [(step.stage, step.done) for step in steps[:2]] == [("read", 1), ("read", 2)]
    assert {step.stage for step in steps[2:]} == {"written"}


def test_what_stops_a_run_leaves_no_file(tmp_path: Path) -> None:
    class Full:
        def add(self, name: str, data: bytes | Iterable[bytes]) -> None:
            raise OSError(28, "No space left on device", name)

    with pytest.raises(OSError, match="No space left"):
        edi.translate(INVOICE, profile=PROFILE, output=Full())

    def told(step: edi.Step) -> None:
        if step.stage == "written" and step.done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        edi.translate(INVOICE, profile=PROFILE, output=tmp_path, progress=told)
    assert list(tmp_path.iterdir()) == []


def test_questions_are_answered_by_their_ids(tmp_path: Path) -> None:
    source = SAMPLES / "unknown.xlsx"
    result = edi.translate(source, profile=PROFILE, answers={"Nothing!ZZ": "units"})
    assert result.run.inputs[0].unused_answers
    (tmp_path / "answers.json").write_text('{"version": 1, "answers": {"Nothing!ZZ": "units"}}')
    filed = edi.translate(source, profile=PROFILE, answers=tmp_path / "answers.json")
    assert filed.run.inputs[0].unused_answers == result.run.inputs[0].unused_answers


WRONG: list[tuple[Any, dict[str, Any], type[Exception]]] = [
    (edi.translate, {"check": "slow"}, edi.RequestError),
    (edi.translate, {"jobs": 0}, edi.RequestError),
    (edi.translate, {"interchange_number": 1_000_000_000}, edi.RequestError),
    (edi.translate, {"layout": "none"}, ConfigError),
    (edi.translate, {"profile": "none.toml"}, ConfigError),
    (edi.translate, {"answers": "none.json"}, ConfigError),
    (edi.providers, {"month": "2026-13"}, edi.RequestError),
    (edi.providers, {"against": ["none.xlsx"]}, edi.RequestError),
]


@pytest.mark.parametrize(("function", "wrong", "error"), WRONG)
def test_what_cannot_be_done_is_said(function: Any, wrong: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        function(INVOICE, **{"profile": PROFILE, **wrong})


def test_a_run_without_an_input_is_refused(tmp_path: Path) -> None:
    for inputs in ((), (tmp_path,), (tmp_path / "none.xlsx",)):
        with pytest.raises(edi.RequestError):
            edi.translate(*inputs)
    with pytest.raises(edi.RequestError, match="one file"):
        edi.translate(INVOICE, INVOICE.read_bytes(), answers={"a": "units"})


def test_a_provider_file_is_compared(tmp_path: Path) -> None:
    before = edi.providers(ROSTER, profile=PROFILE, output=tmp_path)
    (old,) = tmp_path.glob("*.dat")
    held = edi.Kept()
    again = edi.providers(ROSTER, profile=PROFILE, since=[old], against=[INVOICE], output=held)
    assert [change.counts for change in again.changes] == [{"added": 0, "changed": 0, "ended": 0}]
    assert list(again.files) == list(before.files) != []
    assert "clinic.changes.json" in held.files
    assert any(finding.code == "PV030" for finding in again.findings)


def test_requests_go_to_other_processes() -> None:
    chosen = chosen_profile(PROFILE)
    shared: dict[str, Any] = {"profile": chosen, "now": LATER, "received": LATER.date()}
    one = edi.TranslateRequest(sources=tuple(workbook_sources([INVOICE])), **shared)
    other = edi.ProvidersRequest(sources=tuple(workbook_sources([ROSTER])), month="202603", **shared)
    for request, case in ((one, translate_case), (other, provider_case)):
        sent = pickle.loads(pickle.dumps(request))
        assert case.run(sent).outputs[0].text == case.run(request).outputs[0].text  # type: ignore[attr-defined]


def test_a_run_reads_the_mappings_beside_its_own_profile(tmp_path: Path) -> None:
    (tmp_path / "edi-translate.toml").write_bytes(PROFILE.read_bytes())
    (tmp_path / "mappings").mkdir()
    chosen = chosen_profile(tmp_path / "edi-translate.toml")
    request = edi.TranslateRequest(
        sources=tuple(workbook_sources([INVOICE])), profile=chosen, now=LATER, received=LATER.date()
    )
    chosen_profile(None)
    assert used() is None
    translate_case.run(request)
    assert used() == (tmp_path / "mappings").resolve()
    checked = edi.ValidateRequest(sources=tuple(x12_sources([SAMPLES / "form.837"])), received=LATER)
    validate_case.run(checked)
    assert used() is None
