"""A tool is measured whatever it does: right, wrong, slow, broken, talking of something else."""

from __future__ import annotations

import json
import shlex
import sys
import time
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from edi.harness.folder import write_folder
from edi.harness.suite import members, suite_files
from tests.cli.running import run

ONLY = ("837p/snip3/claim-total-too-low", "837p/snip7/claim-id-of-an-earlier-file", "837p/snip4/pointer-twice")
Make = Callable[[str], str]


@pytest.fixture(scope="module")
def suite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three pairs: one that must be refused, one with an earlier file, one that is remarked on."""
    folder = tmp_path_factory.mktemp("run") / "suite"
    write_folder(folder, suite_files(members(0, ONLY), "seed 0"))
    return folder


@pytest.fixture
def tool(tmp_path: Path) -> Make:
    """Makes a command of a Python script; `path` and `is_bad` are there for it to use."""

    def make(body: str) -> str:
        script = tmp_path / "tool.py"
        script.write_text(
            "import json, os, pathlib, signal, subprocess, sys, time\n"
            "path = pathlib.Path(sys.argv[-1]); is_bad = path.name == 'bad.edi'\n" + body,
            encoding="utf-8",
        )
        return f"{shlex.quote(sys.executable)} -I {shlex.quote(str(script))} {{file}}"

    return make


def marks(suite: Path, command: str, *options: str) -> tuple[int, dict[str, str], dict[str, str]]:
    """Exit code, the mark of each pair by its slug, and the problems."""
    done = run("harness", "run", suite, "--command", command, "--format", "json", *options)
    told = json.loads(done.out)
    slugs = {one["id"].rsplit("/", 1)[1]: one for one in told["pairs"]}
    return done.code, {k: v["mark"] for k, v in slugs.items()}, {k: v["problem"] for k, v in slugs.items()}


def each(mark: str) -> dict[str, str]:
    return dict.fromkeys((one.rsplit("/", 1)[1] for one in ONLY), mark)


def test_exit_codes(suite: Path, tool: Make) -> None:
    assert marks(suite, tool("sys.exit(is_bad)"))[:2] == (0, each("found"))
    assert marks(suite, tool("sys.exit(1)"))[:2] == (1, each("false alarm"))
    code, found, _ = marks(suite, tool("sys.exit(0)"))
    assert (code, found) == (1, {**each("missed"), "pointer-twice": "silent"})


def test_an_exit_code_that_rejects_nothing_is_a_crash(suite: Path, tool: Make) -> None:
    code, found, problems = marks(suite, tool("sys.exit(3 * is_bad)"), "--rejects", "1")
    assert (code, found) == (1, each("error"))
    assert set(problems.values()) == {"crashed: exit code 3"}


def test_a_tool_that_hangs_with_its_children_is_ended_and_the_run_goes_on(
    suite: Path, tool: Make, tmp_path: Path
) -> None:
    alive = tmp_path / "the-child-is-alive"
    child = f"import pathlib, time; time.sleep(2.5); pathlib.Path({str(alive)!r}).touch(); time.sleep(60)"
    body = (
        "if is_bad and 'snip3' in str(path):\n"
        f"    subprocess.run([sys.executable, '-c', {child!r}])\n"
        "sys.exit(is_bad)\n"
    )
    started = time.perf_counter()
    code, found, problems = marks(suite, tool(body), "--timeout", "1")
    assert time.perf_counter() - started < 20
    assert (code, found) == (1, {**each("found"), "claim-total-too-low": "error"})
    assert problems["claim-total-too-low"] == "no answer in 1 s"
    time.sleep(max(0.0, started + 4 - time.perf_counter()))
    assert not alive.exists()


def test_a_tool_that_crashes(suite: Path, tool: Make) -> None:
    _, found, problems = marks(suite, tool("os.kill(os.getpid(), signal.SIGKILL)"))
    assert found == each("error")
    assert set(problems.values()) == {"crashed: exit code -9"}


def test_the_earlier_file_is_handed_on(suite: Path, tool: Make) -> None:
    body = "sys.exit(is_bad if len(sys.argv) == 2 + ('earlier' in str(path)) else 1)"
    command = tool(body).replace("{file}", "{earlier} {file}")
    assert marks(suite, command)[:2] == (0, each("found"))


FINDINGS = """
where = json.loads((path.parent / 'expected.json').read_text())['place']
print(json.dumps([{'findings': [{'severity': SEVERITY, 'where': {**where, 'segment_no': where['segment_no'] + OFF}}]
                   if is_bad else []}]))
"""


def findings(severity: str, off: int = 0) -> str:
    return FINDINGS.replace("SEVERITY", repr(severity)).replace("OFF", str(off))


def test_findings_as_json(suite: Path, tool: Make) -> None:
    assert marks(suite, tool(findings("error")), "--answer", "json")[:2] == (0, each("found"))
    assert marks(suite, tool(findings("error", 5)), "--answer", "json")[:2] == (1, each("elsewhere"))
    found = marks(suite, tool(findings("warning")), "--answer", "json")[1]
    assert found == {**each("missed"), "pointer-twice": "found"}


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("", "it said nothing (exit code 0)"),
        ("print('all well')", "what it said is no JSON (exit code 0)"),
        ('print(\'{"verdict": "fine"}\')', "its JSON has no findings"),
        ('print(\'[{"findings": [{"severity": "purple"}]}]\')', "unknown severity 'purple'"),
        ("print('[1, 2]')", "its JSON has no findings"),
    ],
)
def test_json_that_is_no_answer(suite: Path, tool: Make, body: str, problem: str) -> None:
    _, found, problems = marks(suite, tool(body), "--answer", "json")
    assert found == each("error")
    assert set(problems.values()) == {problem}


def test_our_own_acknowledgments_as_a_file(suite: Path) -> None:
    """The pair with an earlier file is missed: acknowledgments are asked for one file alone here."""
    own = f"{shlex.quote(sys.executable)} -c 'from edi.cli.main import run; run()' validate {{file}} --ack-dir {{dir}}"
    own += " --received 2026-04-15 -q"
    _, found, problems = marks(suite, own, "--answer", "x12", "--answer-file", "{dir}/{name}.277ca")
    assert found == {**each("missed"), "claim-total-too-low": "found", "pointer-twice": "silent"}, problems
    words = ("--answer", "x12", "--answer-file", "{dir}/{name}.835", "--only", "837p/snip3")
    _, found, _ = marks(suite, own, *words)
    assert found == {"claim-total-too-low": "error"}


ACK = """
isa = path.read_text()[:106]
group = path.read_text().split('GS*')[1].split('*')[5]
said = 'R' if is_bad else 'A'
print(isa + 'GS*FA*A*B*20260415*1200*1*X*005010X231A1~ST*999*0001*005010X231A1~AK1*HC*' + GROUP
      + '*005010X222A1~AK2*837*0001*005010X222A1~IK5*' + said + '~AK9*' + said + '*1*1*1~SE*6*0001~GE*1*1~IEA*1*1~')
"""


def test_an_acknowledgment_on_standard_output(suite: Path, tool: Make) -> None:
    assert marks(suite, tool(ACK.replace("GROUP", "group")), "--answer", "x12")[:2] == (0, each("found"))


def test_a_ta1_behind_an_accepting_999_rejects(suite: Path, tool: Make) -> None:
    """pyx12 puts its TA1 behind the end of the group."""
    body = ACK.replace("GROUP", "group").replace("said = 'R' if is_bad else 'A'", "said = 'A'")
    body = body.replace("~IEA*1*1~", "~TA1*000000001*260410*0930*' + ('R*021' if is_bad else 'A*000') + '~IEA*1*1~")
    assert marks(suite, tool(body), "--answer", "x12")[:2] == (0, each("found"))


def test_an_acknowledgment_of_another_file_is_none(suite: Path, tool: Make) -> None:
    _, found, problems = marks(suite, tool(ACK.replace("GROUP", "'77'")), "--answer", "x12")
    assert found == each("error")
    assert set(problems.values()) == {"its acknowledgment is of another file"}


def test_the_other_forms(suite: Path, tool: Make, tmp_path: Path) -> None:
    command = tool("sys.exit(is_bad and 'snip7' not in str(path))")
    junit = run("harness", "run", suite, "--command", command, "--format", "junit", "-o", tmp_path / "scores.xml")
    assert (junit.code, junit.out) == (1, f"{tmp_path / 'scores.xml'}\n")
    root = ET.fromstring((tmp_path / "scores.xml").read_text(encoding="utf-8"))
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("3", "1", "0")
    failed = [case.get("name") for case in root.iter("testcase") if case.find("failure") is not None]
    assert failed == ["claim-id-of-an-earlier-file"]
    page = run("harness", "run", suite, "--command", command, "--format", "html").out
    assert page.count("<tr>") == 1 + 4 + 1 + 3
    assert "claim-id-of-an-earlier-file" in page
    assert "http" not in page
    text = run("harness", "run", suite, "--command", command).out.splitlines()
    assert text[4].split()[:3] == ["all", "3", "2"]
    assert text[-1] == "missed       837p/snip7/claim-id-of-an-earlier-file"


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("no-such-validator-here {file}", "no such program"),
        ("true", "has no {file}"),
        ("true '{file}", "cannot be read"),
    ],
)
def test_a_command_that_cannot_be_run_is_told_at_once(suite: Path, command: str, message: str) -> None:
    done = run("harness", "run", suite, "--command", command)
    assert (done.code, done.out) == (2, "")
    assert message in done.err


def test_a_folder_that_is_no_suite(tmp_path: Path) -> None:
    done = run("harness", "run", tmp_path, "--command", "true {file}")
    assert done.code == 2
    assert "no pair of a suite" in done.err
