"""Runs the program in this process as its command line does, each time with a folder of its own for what it remembers.

The command, not a function of the program, because the command line is the contract (questions, answers, exit codes).
"""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

import click

from edi.app import outputs
from edi.cli import main
from mappings.errors import ConfigError
from mappings.reading_file import FOLDER
from tests.trials.lines import Line, lines_of

PROFILE = Path(__file__).with_name("profile.toml")
INTERNAL_FAULT = 3
NOTHING_DONE = 2


@dataclass
class Outcome:
    """What one run gave."""

    code: int
    lines: list[Line] = field(default_factory=list)
    questions: list[dict[str, Any]] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    errors: Counter[str] = field(default_factory=Counter)
    problem: str = ""
    conserved: bool = True


@dataclass
class Home:
    """A folder with the profile of the trials, in which the program keeps what it remembers."""

    folder: Path

    def run(self, path: Path, answers: Mapping[str, str] | None = None, *, everything: bool = False) -> Outcome:
        """Translates a file. `everything` makes the report and the marked copy as well, which takes most of the
        time and says nothing about the reading."""
        out = Path(tempfile.mkdtemp(dir=self.folder))
        arguments = ["translate", str(path), "-o", str(out), *self._given(answers)]
        code, problem = _run(arguments, everything=everything)
        outcome = _outcome(out, code, problem)
        shutil.rmtree(out)
        return outcome

    def confirm(self, path: Path, answers: Mapping[str, str]) -> bool:
        """Keeps the reading of a file with these answers, as a person does who has looked at it; whether it was."""
        _run(["read", str(path), "--save", "--who", "Trial", *self._given(answers or None)], everything=False)
        return any((self.folder / FOLDER).glob("*.toml"))

    def _given(self, answers: Mapping[str, str] | None) -> list[str]:
        """The options for the profile and the answers."""
        options = ["--profile", str(self.folder / "edi-translate.toml")]
        if answers is not None:
            told = self.folder / "answers.json"
            told.write_text(json.dumps({"version": 1, "answers": dict(answers)}), encoding="utf-8")
            options += ["--answers", str(told)]
        return options


@contextlib.contextmanager
def home() -> Iterator[Home]:
    """A fresh folder with the profile."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copyfile(PROFILE, folder / "edi-translate.toml")
        yield Home(folder)


def run_once(path: Path, *, everything: bool = False) -> Outcome:
    """One run that remembers nothing."""
    with home() as at:
        return at.run(path, everything=everything)


def _run(arguments: list[str], *, everything: bool) -> tuple[int, str]:
    heard = io.StringIO()
    with contextlib.ExitStack() as stack:
        stack.enter_context(contextlib.redirect_stdout(heard))
        stack.enter_context(contextlib.redirect_stderr(heard))
        if not everything:
            for name in ("_report", "_rejects"):
                stack.enter_context(mock.patch.object(outputs, name, return_value=b""))
        try:
            code = main.main.main(args=arguments, prog_name="edi-translate", standalone_mode=False)
        except (click.ClickException, ConfigError, OSError) as problem:
            return NOTHING_DONE, f"{type(problem).__name__}: {problem}"
        except Exception as problem:
            last = traceback.extract_tb(problem.__traceback__)[-1]
            return INTERNAL_FAULT, f"{type(problem).__name__} at {Path(last.filename).name}:{last.lineno}"
    return (code if isinstance(code, int) else 0), ""


def _outcome(out: Path, code: int, problem: str) -> Outcome:
    outcome = Outcome(code, problem=problem)
    for path in sorted(out.rglob("*")):
        if path.suffix == ".837":
            outcome.lines += lines_of(path.read_text(encoding="ascii"))
        elif path.name.endswith(".questions.json"):
            told = json.loads(path.read_text(encoding="utf-8"))
            several = told if isinstance(told, list) else [told]
            outcome.questions += [question for one in several for question in one["questions"]]
        elif path.name.endswith(".summary.json"):
            told = json.loads(path.read_text(encoding="utf-8"))
            outcome.rows = told["rows"]
            outcome.errors = Counter(found["code"] for found in told["findings"] if found["severity"] == "error")
            rows = told["rows"]
            outcome.conserved = rows["read"] == rows["sent"] + rows["withheld"] + rows["skipped"]
    return outcome
