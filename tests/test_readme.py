"""The README's tour is real: every `$` command is run, and what follows it is what it prints.

`python3 .ci/dev.py bless` writes the outputs anew.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from tests.cli.running import ROOT, run

README = ROOT / "README.md"
BLOCK = re.compile(r"```console\n\$ (.*)\n((?:.*\n)*?)```", re.MULTILINE)


def test_the_tour_shows_what_the_commands_print(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    text = README.read_text(encoding="utf-8")
    shown = BLOCK.findall(text)
    assert len(shown) >= 5
    real = BLOCK.sub(lambda block: f"```console\n$ {block[1]}\n{_print(block[1], tmp_path)}```", text)
    if os.environ.get("EDI_BLESS"):
        README.write_text(real, encoding="utf-8")
    assert real == text


def _print(command: str, folder: Path) -> str:
    program, *words = command.split()
    if program == "edi-translate":
        outcome = run(*words, cwd=folder)
        assert outcome.code in (0, 1), outcome.err
        printed = outcome.out + outcome.err
    else:
        assert program == "sed"
        printed = subprocess.run([program, *words], cwd=folder, capture_output=True, text=True, check=True).stdout
    return "".join(f"{line.rstrip()}\n" for line in printed.splitlines())


def test_the_two_commands_and_every_linked_file_are_there() -> None:
    text = README.read_text(encoding="utf-8")
    for command in ("python3 .ci/dev.py demo", "python3 .ci/dev.py test"):
        assert command in text
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert ".ci/dev.py test" in ci
    for link in re.findall(r"\]\(([^)#]+)\)", text):
        assert (ROOT / link).exists(), link
