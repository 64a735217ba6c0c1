"""`edi.validate` from Python: paths, bytes and open files, answers in memory, in a folder or in a sink."""

from __future__ import annotations

import io
import json
import pickle
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import pytest

import edi
from tests.cli.running import SAMPLES, run

GOOD = SAMPLES / "form.837"
NOW = datetime(2026, 4, 1, 9, 30)  # noqa: DTZ001 - an envelope carries local time
BAD = GOOD.read_bytes().replace(b"HC:", b"ZZ:", 1)


def test_paths_bytes_and_open_files_give_the_same() -> None:
    with GOOD.open("rb") as file:
        results = [edi.validate(one, received=NOW) for one in (GOOD, str(GOOD), GOOD.read_bytes(), file)]
    assert [result.valid for result in results] == [True] * 4
    assert {result.outcomes[0].claims for result in results} == {results[0].outcomes[0].claims}
    assert [result.outcomes[0].file for result in results] == [str(GOOD), str(GOOD), "input", "form.837"]


def test_findings_have_a_code_and_a_place() -> None:
    result = edi.validate(BAD, received=NOW)
    assert not result.valid
    finding = next(iter(result.findings))
    assert finding.code.startswith("X2")
    assert finding.where.segment == "SV1"  # type: ignore[union-attr]


@pytest.mark.parametrize("form", ["text", "json", "sarif", "html"])
def test_the_forms_are_those_of_the_command_line(form: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.837"
    path.write_bytes(BAD)
    printed = run("validate", path, "--format", form, "--received", "2026-04-01", "-q", cwd=tmp_path)
    assert edi.validate(path, received=NOW).text(form) == printed.out
    assert printed.code == 1


def test_content_of_one_name_is_told_apart() -> None:
    result = edi.validate(GOOD.read_bytes(), BAD, edi.NamedBytes("march.837", BAD), received=NOW)
    assert [outcome.file for outcome in result.outcomes] == ["input", "input-2", "march.837"]
    assert {json.loads(result.text("json"))[1]["file"]} == {"input-2"}


def test_answers_go_into_memory_a_folder_or_a_sink(tmp_path: Path) -> None:
    class Counted:
        def __init__(self) -> None:
            self.sizes: dict[str, int] = {}

        def add(self, name: str, data: bytes | Iterable[bytes]) -> None:
            self.sizes[name] = len(data if isinstance(data, bytes) else b"".join(data))

    names = ["form.ta1", "form.999", "form.277ca"]
    held = edi.Kept()
    answered = edi.validate(GOOD, received=NOW, acknowledgments=held)
    assert (list(held.files), answered.acknowledgments) == (names, [names])
    edi.validate(GOOD, received=NOW, acknowledgments=tmp_path / "acks")
    assert {path.name: path.read_bytes() for path in (tmp_path / "acks").iterdir()} == held.files
    sink = Counted()
    edi.validate(GOOD, received=NOW, acknowledgments=sink)
    assert sink.sizes == {name: len(content) for name, content in held.files.items()}


def test_a_sink_that_fails_leaves_no_file(tmp_path: Path) -> None:
    def told(step: edi.Step) -> None:
        if step.stage == "answered":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        edi.validate(GOOD, received=NOW, acknowledgments=tmp_path, progress=told)
    assert list(tmp_path.iterdir()) == []


def test_progress_is_told_in_order() -> None:
    steps: list[edi.Step] = []
    edi.validate(GOOD, io.BytesIO(BAD), received=NOW, acknowledgments=edi.Kept(), progress=steps.append)
    assert [(step.stage, step.done, step.total) for step in steps] == [
        ("read", 1, 2), ("read", 2, 2), ("answered", 1, 2), ("answered", 2, 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"level": 8},
        {"engine": "slow"},
        {"select": ["X9"]},
        {"ignore": ["NO"]},
        {"engine": "pyx12", "acknowledgments": edi.Kept()},
    ],
)
def test_what_cannot_be_done_is_said_before_anything_is_read(wrong: dict[str, object]) -> None:
    with pytest.raises(edi.RequestError):
        edi.validate(GOOD, received=NOW, **wrong)  # type: ignore[arg-type]


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(edi.RequestError, match="no such file or folder"):
        edi.validate(tmp_path / "none.837")
    with pytest.raises(edi.RequestError, match="no X12 file in this folder"):
        edi.validate(tmp_path)
    with pytest.raises(edi.RequestError, match="form: 'pdf' is none of"):
        edi.validate(GOOD, received=NOW).text("pdf")


def test_a_request_goes_to_another_process() -> None:
    from edi.app.x12_inputs import x12_sources

    request = edi.ValidateRequest(sources=tuple(x12_sources([GOOD])), received=NOW, select=("X3",))
    assert pickle.loads(pickle.dumps(request)) == request
