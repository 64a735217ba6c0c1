"""`edi-translate validate --ack-dir` from the outside."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from edi.cli.main import run
from tests.claims.base import GOOD
from tests.cli.test_validate import BAD

NAMES = ["good.ta1", "good.999", "good.277ca"]


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.837"
    path.write_text(GOOD, newline="")
    return path


def call(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Exit code, stdout, stderr."""
    with pytest.raises(SystemExit) as stopped:
        run(["validate", *words, "--received", "2024-08-01T09:30"])
    said = capsys.readouterr()
    return int(stopped.value.code or 0), said.out, said.err


def test_three_private_files_and_their_paths(good: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "acks" / "today"
    code, out, err = call(capsys, str(good), "--ack-dir", str(folder))
    assert (code, out.splitlines()) == (0, [str(folder / name) for name in NAMES])
    assert "3 acknowledgments in" in err
    assert sorted(path.name for path in folder.iterdir()) == sorted(NAMES)
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in folder.iterdir())
    assert "*240801*0930*^*00501*000000001*" in (folder / "good.ta1").read_text()
    assert "STC*A2:20*20240801*WQ*350~" in (folder / "good.277ca").read_text()


def test_the_same_run_gives_the_same_bytes(good: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one", "two"):
        call(capsys, str(good), "--ack-dir", str(tmp_path / name), "--ack-number", "41", "-q")
    for name in NAMES:
        text = (tmp_path / "one" / name).read_bytes()
        assert text == (tmp_path / "two" / name).read_bytes()
    assert "*00501*000000043*" in (tmp_path / "one" / "good.277ca").read_text()


def test_json_names_the_files(good: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.837"
    bad.write_text(BAD, newline="")
    folder = tmp_path / "acks"
    code, out, _ = call(capsys, str(good), str(bad), "--ack-dir", str(folder), "--format", "json")
    assert code == 1
    assert [record["acknowledgments"] for record in json.loads(out)] == [
        [str(folder / name) for name in NAMES],
        [str(folder / name.replace("good", "bad")) for name in NAMES],
    ]
    assert "STC*A8:400*20240801*U*340~" in (folder / "bad.277ca").read_text()


@pytest.mark.parametrize("form", ["sarif", "html"])
def test_other_forms_stay_whole(form: str, good: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = call(capsys, str(good), "--ack-dir", str(tmp_path / "a"), "--format", form)
    assert "good.999" not in out
    target = tmp_path / f"out.{form}"
    _, out, _ = call(capsys, str(good), "--ack-dir", str(tmp_path / "a"), "--format", form, "-o", str(target))
    assert out.splitlines() == [str(target), *(str(tmp_path / "a" / name) for name in NAMES)]


def test_files_of_one_name_are_told_apart(good: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "b" / "GOOD.edi"
    other.parent.mkdir()
    other.write_text(GOOD.replace("T1*", "T2*").replace("*D8*20240603", "*D8*20240604"), newline="")
    _, out, _ = call(capsys, str(good), str(other), "--ack-dir", str(tmp_path / "a"))
    assert [Path(line).name for line in out.splitlines()] == [
        *NAMES, "GOOD-2.ta1", "GOOD-2.999", "GOOD-2.277ca",
    ]  # fmt: skip
    numbers = [path.read_text().split("*")[13] for path in map(Path, out.split())]
    assert numbers == [f"{number:09}" for number in range(1, 7)]


def test_an_input_is_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "good.999"
    path.write_text(GOOD, newline="")
    code, out, err = call(capsys, str(path), "--ack-dir", str(tmp_path))
    assert (code, out) == (2, "")
    assert "choose another folder" in err
    assert path.read_text() == GOOD
    assert [each.name for each in tmp_path.iterdir()] == ["good.999"]


def test_what_cannot_be_answered(good: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(capsys, str(good), "--ack-dir", str(tmp_path / "a"), "--engine", "pyx12")[0] == 2
    assert call(capsys, str(good), "--ack-dir", str(good))[0] == 2
    empty = tmp_path / "empty.837"
    empty.write_text("")
    code, out, err = call(capsys, str(empty), "--ack-dir", str(tmp_path / "a"))
    assert (code, out.splitlines()) == (1, [f"{empty}:1: X1004 the file is empty"])
    assert "0 acknowledgments" in err
    assert list((tmp_path / "a").iterdir()) == []


def test_what_is_ignored_is_not_answered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.837"
    bad.write_text(BAD, newline="")
    code, _, _ = call(capsys, str(bad), "--ack-dir", str(tmp_path / "a"), "--ignore", "X3,X7")
    assert code == 0
    assert "STC*A2:20*" in (tmp_path / "a" / "bad.277ca").read_text()
    call(capsys, str(bad), "--ack-dir", str(tmp_path / "a"), "--engine", "both")
    assert "STC*A2:20*" not in (tmp_path / "a" / "bad.277ca").read_text()


def test_several_processes_write_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from edi.validation import jobs
    from tests.benchmarks.generate import repetitive

    monkeypatch.setattr(jobs, "_LARGE", 1000)
    monkeypatch.setattr("tests.benchmarks.generate.CLAIMS_A_TRANSACTION", 10)
    path = tmp_path / "many.837"
    text = "".join(repetitive(40)).replace("90000033A", "9X", 1).replace("DMG*D8*19400412*F", "DMG*D8*19400412*Q")
    path.write_text(text, newline="")
    for count in ("1", "2"):
        call(capsys, str(path), "--ack-dir", str(tmp_path / count), "--jobs", count)
    for kind in ("ta1", "999", "277ca"):
        one = (tmp_path / "1" / f"many.{kind}").read_bytes()
        assert one == (tmp_path / "2" / f"many.{kind}").read_bytes()
    assert "IK5*R*5~" in (tmp_path / "1" / "many.999").read_text()
