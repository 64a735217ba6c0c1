"""The tools that the harness knows how to ask: a file each in `edi/harness/tools`, or one of a user's own."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from edi.harness.hearing import READERS
from edi.harness.running import SuiteError, Tool

FOLDER = Path(str(files("edi.harness") / "tools"))
_VERSION_SECONDS = 30


class KnownTool(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A tool: how it is installed and asked. In `command` and `version` `{run}` is what it runs with (`runs_with`: the
    Python of an environment that has it, or `node`), `{adapter}` the file beside this one that makes it answer,
    `{file}` and `{earlier}` the files. `transactions` are those it claims to know."""

    title: str
    url: str
    install: str
    command: str
    version: str
    answer: Literal["exit", "x12", "json"]
    transactions: list[str]
    note: str = ""
    adapter: str = ""
    runs_with: Literal["python", "node"] = "python"
    timeout: float = 30.0


class ChosenTool(NamedTuple):
    """A tool by its name, the folder of its adapter, and what it runs with."""

    name: str
    known: KnownTool
    folder: Path
    run: str

    def filled(self, template: str) -> str:
        """A command with all but the files filled in."""
        adapter = shlex.quote(str(self.folder / self.known.adapter))
        return template.replace("{run}", shlex.quote(self.run)).replace("{adapter}", adapter)

    def tool(self) -> Tool:
        """The tool as the harness runs it."""
        return Tool(self.filled(self.known.command), READERS[self.known.answer], timeout=self.known.timeout)

    def version(self) -> str:
        """The version that is installed. SuiteError where it cannot be run."""
        words = shlex.split(self.filled(self.known.version))
        try:
            done = subprocess.run(  # noqa: S603 - a command of a tool's file
                words, capture_output=True, text=True, timeout=_VERSION_SECONDS, check=False, stdin=subprocess.DEVNULL
            )
        except (OSError, subprocess.TimeoutExpired) as problem:
            raise SuiteError(f"{self.name}: {type(problem).__name__} on asking for its version") from problem
        if done.returncode or not done.stdout.strip():
            raise SuiteError(f"{self.name} is not there: {self.known.install}, then --tool {self.name}=PROGRAM")
        return done.stdout.strip()


@cache
def known_tools() -> Mapping[str, KnownTool]:
    """The tools that are shipped, by name, ours first."""
    found = {path.stem: _read(path) for path in sorted(FOLDER.glob("*.toml"))}
    return {"ours": found.pop("ours"), **found}


def _read(path: Path) -> KnownTool:
    try:
        return msgspec.toml.decode(path.read_bytes(), type=KnownTool)
    except (OSError, msgspec.DecodeError) as problem:
        raise SuiteError(f"{path}: {problem}") from problem


def choose(word: str) -> ChosenTool:
    """A tool of `NAME`, `NAME=PROGRAM` or `FILE.toml`. SuiteError where there is none such."""
    name, _, run = word.partition("=")
    if name in known_tools():
        known, folder = known_tools()[name], FOLDER
    elif name.endswith(".toml"):
        known, folder = _read(Path(name)), Path(name).resolve().parent
    else:
        raise SuiteError(f"{name}: no such tool; there are {', '.join(known_tools())}, or a file .toml of your own")
    program = run or (sys.executable if known.runs_with == "python" else "node")
    found = shutil.which(program)
    if found is None:
        raise SuiteError(f"{program}: no such program")
    return ChosenTool(Path(name).stem, known, folder, os.path.abspath(found))  # noqa: PTH100 - links of a venv stay
