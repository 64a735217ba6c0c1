"""Runs the program as a user does, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
PROFILE = SAMPLES / "edi-translate.toml"


class Outcome(NamedTuple):
    """Exit code and streams."""

    code: int
    out: str
    err: str


def run(
    *arguments: str | Path, cwd: Path = ROOT, stdin: bytes | None = None, env: dict[str, str] | None = None
) -> Outcome:
    """`edi-translate` with these arguments; fails the test on a traceback, whatever else it expects."""
    command: Sequence[str] = [sys.executable, "-c", "from edi.cli.main import run; run()", *map(str, arguments)]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), **(env or {})}
    done = subprocess.run(command, cwd=cwd, input=stdin or b"", capture_output=True, env=surroundings, check=False)
    outcome = Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())
    assert "Traceback" not in outcome.err, outcome.err
    return outcome
