"""Inputs that never end, names and cells that steer a terminal, requests to stop, results that no longer hold."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from edi.cli.terminal import Escaping
from tests.cli.running import PROFILE, ROOT, SAMPLES, Outcome, run

CSV = SAMPLES / "codes-in-a-cell.csv"
TRANSLATE = ("--profile", PROFILE)
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

ENDLESS = {
    "translate": ("translate", "{}", *TRANSLATE),
    "providers": ("providers", "{}"),
    "members": ("members", "read", "{}"),
    "validate": ("validate", "{}"),
    "convert": ("convert", "{}", "--to", "json"),
    "back": ("convert", "{}", "--from", "json"),
    "roundtrip": ("roundtrip", "{}"),
    "diff": ("diff", "{}", "{}"),
    "qimr": ("qimr", "{}", "--quarter", "2024Q1"),
    "profile": ("translate", str(CSV), "--profile", "{}"),
}


@pytest.mark.parametrize("command", ENDLESS)
@pytest.mark.parametrize("kind", ["device", "pipe"])
def test_what_never_ends_is_refused(command: str, kind: str, tmp_path: Path) -> None:
    endless = Path("/dev/zero")
    if kind == "pipe":
        endless = tmp_path / "nobody"
        os.mkfifo(endless)
    arguments = [str(part).replace("{}", str(endless)) for part in ENDLESS[command]]
    impatient = "from mappings import files; files.WAIT_FOR_WRITER = 0.3; from edi.cli.main import run; run()"
    command_line = [sys.executable, "-c", impatient, *arguments]
    done = subprocess.run(
        command_line,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert str(endless) in done.stderr.decode()


def test_a_pipe_with_a_writer_is_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    with subprocess.Popen(["sh", "-c", f"sleep 0.3; cat '{CSV}' > '{pipe}'"]):
        outcome = run("translate", pipe, *TRANSLATE, "-o", tmp_path / "out")
    assert outcome.code == 1
    assert (tmp_path / "out" / "pipe.837").exists()
    assert (tmp_path / "out" / "pipe.rejects.xlsx").exists()


@pytest.mark.parametrize("text", ["a\x1b[31mb", "a\x9b31mb", "a\u202eb", "a\rb", "\x07", "a\udcffb", "a\u2066b"])
def test_steering_characters_are_shown_by_number(text: str, tmp_path: Path) -> None:
    rows = CSV.read_text(encoding="utf-8-sig").splitlines()
    name = f"{text.replace('/', '')} invoice.csv"
    path = tmp_path / name
    body = "\n".join([rows[0], rows[1].replace("in person", f'"{text}"').replace("CHW", f'"{text}"')])
    path.write_text(body, encoding="utf-8", errors="surrogatepass", newline="")
    outcome = run("translate", path, *TRANSLATE, "-o", tmp_path / "out", "-v", "--show-values")
    assert outcome.code in (0, 1)
    assert not STEERING.search(outcome.out + outcome.err)
    assert "\\u" in outcome.err
    assert all(not STEERING.search(made.name) for made in (tmp_path / "out").iterdir())
    listed = next((tmp_path / "out").glob("*.summary.json")).read_text(encoding="utf-8")
    assert "\\\\u" in json.loads(listed)["inputs"][0]["file"].replace("\\", "\\\\")
    for command in (("layout", "inspect", path), ("validate", path)):
        again = run(*command)
        assert not STEERING.search(again.out + again.err)
        assert again.code in (0, 1, 2)


def test_a_validated_file_may_have_any_name(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"m\xe4rz \x1b[2J.837")
    path.write_bytes((SAMPLES / "wide.837").read_bytes())
    for form in ("text", "json", "html", "sarif"):
        outcome = run("validate", path, "--format", form, "--ack-dir", tmp_path / "acks")
        assert outcome.code == 0, outcome.err
        assert not STEERING.search(outcome.out + outcome.err)
    assert {made.suffix for made in (tmp_path / "acks").iterdir()} == {".277ca", ".999", ".ta1"}


class Screen:
    """A terminal, or not, that keeps what is written."""

    def __init__(self, *, is_terminal: bool) -> None:
        self.text = ""
        self.isatty = lambda: is_terminal

    def write(self, text: str) -> None:
        self.text += text


def test_our_own_colours_and_progress_go_through() -> None:
    screen = Screen(is_terminal=True)
    Escaping(screen).writelines(["\x1b[31mred\x1b[0m\r\x1b[K", "\x1b[2J\x1b]0;title\x07"])  # type: ignore[arg-type]
    assert screen.text == "\x1b[31mred\x1b[0m\r\x1b[K\\u001b[2J\\u001b]0;title\\u0007"
    piped = Screen(is_terminal=False)
    Escaping(piped).write("a\rb\n")  # type: ignore[arg-type]
    assert piped.text == "a\\u000db\n"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_request_to_stop_leaves_nothing(number: signal.Signals, tmp_path: Path) -> None:
    """The files of a run are staged; then the program is stopped while it writes the next."""
    halting = (
        "import sys, time\nfrom edi.app import staging\nfrom edi.cli import main\n"
        "def wait(*a, **k):\n  print('staged', flush=True)\n  time.sleep(60)\n"
        "add = staging.Staging.add\n"
        "def told(self, *a):\n  add(self, *a)\n  wait()\nstaging.Staging.add = told\nmain.run(sys.argv[1:])\n"
    )
    command = [sys.executable, "-c", halting, "translate", str(CSV), "-o", str(tmp_path / "out"), *map(str, TRANSLATE)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == b"staged\n"
        assert len(list((tmp_path / "out").iterdir())) == 1
        program.send_signal(number)
        _, told = program.communicate(timeout=60)
    assert (program.returncode, told.lstrip()) == (128 + number, b"edi-translate: stopped\n")
    assert list((tmp_path / "out").iterdir()) == []


def made(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_results_that_no_longer_hold_are_removed_and_named(tmp_path: Path) -> None:
    invoice, out = tmp_path / "may.csv", tmp_path / "out"
    invoice.write_bytes(CSV.read_bytes())
    assert run("translate", invoice, *TRANSLATE, "-o", out).code == 1
    other = {"other.837", "may.notes.txt", "may.csv"}
    for name in other:
        (out / name).write_text("mine")
    assert made(out) == {"may.837", "may.rejects.xlsx", "may.report.html", "may.summary.json", *other}
    rows = CSV.read_text(encoding="utf-8-sig").splitlines()
    invoice.write_text("\n".join([rows[0], rows[1].replace("90417752B", "nobody")]), encoding="utf-8")
    outcome = run("translate", invoice, *TRANSLATE, "-o", out, "-q")
    assert made(out) == {"may.rejects.xlsx", "may.report.html", "may.summary.json", *other}
    assert f"removed {out / 'may.837'}" in outcome.err
    invoice.write_text("\n".join(rows[:2]), encoding="utf-8")
    outcome = run("translate", invoice, *TRANSLATE, "-o", out, "-q")
    assert made(out) == {"may.837", "may.report.html", "may.summary.json", *other}
    assert f"removed {out / 'may.rejects.xlsx'}" in outcome.err
    invoice.write_bytes(b"%PDF-1.7")
    outcome = run("translate", invoice, *TRANSLATE, "-o", out, "-q")
    assert (outcome.code, made(out)) == (2, other)
    assert outcome.err.count("removed ") == 3


def test_a_result_that_somebody_has_worked_on_is_left(tmp_path: Path) -> None:
    invoice, out = tmp_path / "may.csv", tmp_path / "out"
    invoice.write_bytes(CSV.read_bytes())
    run("translate", invoice, *TRANSLATE, "-o", out)
    later = (out / "may.summary.json").stat().st_mtime + 10
    os.utime(out / "may.rejects.xlsx", (later, later))
    rows = CSV.read_text(encoding="utf-8-sig").splitlines()
    invoice.write_text("\n".join(rows[:2]), encoding="utf-8")
    outcome = run("translate", invoice, *TRANSLATE, "-o", out, "-q")
    assert "may.rejects.xlsx" in made(out)
    assert "was changed since" in outcome.err


def test_the_marked_copy_that_is_the_input_is_never_removed(tmp_path: Path) -> None:
    """A provider's corrected copy is translated where it lies."""
    invoice = tmp_path / "may.csv"
    invoice.write_bytes(CSV.read_bytes())
    run("translate", invoice, *TRANSLATE, "-o", tmp_path)
    copy = tmp_path / "may.rejects.xlsx"
    run("translate", copy, *TRANSLATE, "-o", tmp_path)
    assert copy.exists()


def test_a_blocked_name_leaves_all_as_it_was(tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "codes-in-a-cell.summary.json").mkdir(parents=True)
    outcome = run("translate", CSV, *TRANSLATE, "-o", out)
    assert (outcome.code, made(out)) == (2, {"codes-in-a-cell.summary.json"})
    assert "summary.json" in outcome.err
    acks = tmp_path / "acks"
    (acks / "report.txt").mkdir(parents=True)
    outcome = run("validate", SAMPLES / "wide.837", "--ack-dir", acks, "-o", acks / "other" / ".." / "report.txt")
    assert outcome.code == 2
    assert made(acks) == {"report.txt"}


ALL_OF_THEM = (
    "import json, sys; from tests.cli.running import run\n"
    "print(json.dumps([run(*words) for words in json.loads(sys.argv[1])]))"
)


def test_the_same_without_docstrings(tmp_path: Path) -> None:
    """PYTHONOPTIMIZE=2 takes docstrings and assertions away. One process does it all, since it has to compile all."""
    outcomes = []
    for level in (0, 2):
        out = tmp_path / f"out{level}"
        commands = (
            ("translate", CSV, *TRANSLATE, "-o", out, "-v", "--interchange-number", "7"),
            ("validate", SAMPLES / "wide.837", "--format", "json"),
            ("explain", "LN014"),
            ("rules",),
            ("translate", "--help"),
            ("members", "--help"),
        )
        told: list[Outcome] = []
        if level == 0:
            told = [run(*words) for words in commands]
        else:
            surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
            words = json.dumps([[str(word) for word in words] for words in commands])
            started = [sys.executable, "-OO", "-c", ALL_OF_THEM, words]
            done = subprocess.run(started, cwd=ROOT, env=surroundings, capture_output=True, timeout=120, check=False)
            told = [Outcome(*outcome) for outcome in json.loads(done.stdout)]
        assert [one.code for one in told] == [1, 0, 0, 0, 0, 0]
        assert not [one.err for one in told if "Traceback" in one.err]
        files = {path.name: path.read_bytes() for path in sorted(out.iterdir()) if path.suffix != ".xlsx"}
        outcomes.append(([(one.code, *(text.replace(str(out), "") for text in one[1:])) for one in told], files))
    assert outcomes[0] == outcomes[1]
