"""Runs a tool over the files of a suite: side by side, each with its time limit, whatever the tool does."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import msgspec

from edi.harness.expected import Expected
from edi.harness.hearing import Heard, Reader, Spoken, nothing

#: What a tool says beyond this is not read.
MOST_OUTPUT = 10_000_000


class SuiteError(Exception):
    """A folder is no suite, or a command cannot be run."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A command with `{file}`, and perhaps `{earlier}` (left out where nothing was sent before) and `{dir}` (a folder
    of its own for each file, in which it runs); how its answer is read; the file in which it answers, "" for its
    output; its time limit in seconds."""

    command: str
    reader: Reader
    answer_file: str = ""
    timeout: float = 30.0

    def words(self) -> list[str]:
        """The words of the command. SuiteError where they cannot be run."""
        try:
            words = shlex.split(self.command)
        except ValueError as problem:
            raise SuiteError(f"the command cannot be read: {problem}") from problem
        if not any("{file}" in word for word in words):
            raise SuiteError("the command has no {file}")
        if shutil.which(words[0]) is None:
            raise SuiteError(f"{words[0]}: no such program")
        return words


def read_suite(folder: Path, only: Sequence[str] = ()) -> list[tuple[Path, Expected]]:
    """What is expected of each pair, with its folder. SuiteError where the folder is no suite."""
    found = []
    for path in sorted(folder.glob("*/*/*/expected.json")):
        try:
            expected = msgspec.json.decode(path.read_bytes(), type=Expected)
        except msgspec.DecodeError as problem:
            raise SuiteError(f"{path}: {problem}") from problem
        if not only or expected.id.startswith(tuple(only)):
            found.append((path.parent, expected))
    if not found:
        raise SuiteError(f"{folder}: no pair of a suite" + (f" begins with {', '.join(only)}" if only else ""))
    return found


def hear_all(
    tool: Tool, pairs: Iterable[tuple[Path, Expected]], jobs: int, told: Callable[[], None] = lambda: None
) -> Iterator[tuple[Expected, Heard, Heard]]:
    """What the tool says of the good and the broken file of each pair, in their order. `told` is called after each."""
    words = tool.words()

    def both(pair: tuple[Path, Expected]) -> tuple[Expected, Heard, Heard]:
        folder, expected = pair
        earlier = folder / expected.earlier if expected.earlier else None
        good, bad = (hear(tool, words, folder / name, earlier) for name in (expected.good, expected.bad))
        told()
        return expected, good, bad

    with ThreadPoolExecutor(jobs) as pool:
        yield from pool.map(both, pairs)


def hear(tool: Tool, words: Sequence[str], file: Path, earlier: Path | None) -> Heard:
    """What the tool says of a file."""
    with tempfile.TemporaryDirectory(prefix="edi-harness-", ignore_cleanup_errors=True) as own:
        filled = {"{file}": str(file.resolve()), "{earlier}": str(earlier.resolve()) if earlier else "", "{dir}": own}
        command = [_filled(word, filled) for word in words if earlier is not None or "{earlier}" not in word]
        started = perf_counter()
        code, output = _run(command, own, tool.timeout)
        seconds = perf_counter() - started
        if code is None:
            return nothing(output)._replace(seconds=seconds)
        if tool.answer_file:
            path = Path(own, _filled(tool.answer_file, {**filled, "{name}": file.stem}))
            if not path.is_file():
                return nothing(f"no answer file (exit code {code})")._replace(seconds=seconds)
            output = _read(path)
        return tool.reader(Spoken(code, output, file))._replace(seconds=seconds)


def _filled(word: str, filled: dict[str, str]) -> str:
    for name, value in filled.items():
        word = word.replace(name, value)
    return word


def _run(command: Sequence[str], folder: str, timeout: float) -> tuple[int | None, str]:
    """The exit code and the output; no code, and why, for a program that did not end in its time or did not start."""
    with tempfile.TemporaryFile() as output:
        try:
            process = subprocess.Popen(  # noqa: S603 - the user's own command, without a shell
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.DEVNULL, cwd=folder,
                start_new_session=True,
            )  # fmt: skip
        except OSError as problem:
            return None, f"did not start: {problem.strerror}"
        try:
            code = process.wait(timeout)
        except subprocess.TimeoutExpired:
            _end(process)
            return None, f"no answer in {timeout:g} s"
        output.seek(0)
        return code, output.read(MOST_OUTPUT).decode("utf-8", "replace")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process of ours with all that it has started."""
    with contextlib.suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL) if hasattr(os, "killpg") else process.kill()
    process.wait()


def _read(path: Path) -> str:
    with path.open("rb") as stream:
        return stream.read(MOST_OUTPUT).decode("utf-8", "replace")
