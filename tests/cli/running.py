"""Runs the program as a user does: its arguments, its streams, its exit code. In this process, which is several times
as fast; in one of its own where the surroundings of a process are what is tested."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from unittest import mock

import edi.cli.main

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
PROFILE = SAMPLES / "edi-translate.toml"


class Outcome(NamedTuple):
    """Exit code and streams."""

    code: int
    out: str
    err: str


def run(
    *arguments: str | Path,
    cwd: Path = ROOT,
    stdin: bytes | None = None,
    env: dict[str, str] | None = None,
    own_process: bool = False,
) -> Outcome:
    """`edi-translate` with these arguments; fails the test on a traceback, whatever else it expects. With an `env` it
    runs in a process of its own, since much of that counts only when a process starts."""
    words = [str(argument) for argument in arguments]
    done = _elsewhere(words, cwd, stdin, env or {}) if env or own_process else _here(words, cwd, stdin)
    assert "Traceback" not in done.err, done.err
    return done


def _elsewhere(words: Sequence[str], cwd: Path, stdin: bytes | None, env: dict[str, str]) -> Outcome:
    command: Sequence[str] = [sys.executable, "-c", "from edi.cli.main import run; run()", *words]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), **env}
    done = subprocess.run(command, cwd=cwd, input=stdin or b"", capture_output=True, env=surroundings, check=False)
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())


def _here(words: list[str], cwd: Path, stdin: bytes | None) -> Outcome:
    streams = {
        "stdin": io.TextIOWrapper(io.BytesIO(stdin or b""), encoding="utf-8"),
        "stdout": io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True),
        "stderr": io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace", write_through=True),
    }
    code = 0
    with contextlib.chdir(cwd), mock.patch.multiple(sys, argv=["edi-translate", *words], **streams):
        try:
            edi.cli.main.run(words)
        except SystemExit as stopped:
            code = int(stopped.code or 0)
    return Outcome(code, *(streams[name].buffer.getvalue().decode() for name in ("stdout", "stderr")))
