"""A contributor's day: each how-to is followed to the letter in a copy of the project, and the copy is green.

A block with a title is a file that is written, or rows that are added to a table; each line of a block of bash is run.
Of all tests, which take too long for this, those run that look at additions of that kind.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools.docs_pages.markdown import ROOT

BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```', re.DOTALL | re.MULTILINE)
LEFT_OUT = shutil.ignore_patterns(
    ".*cache*", "__pycache__", ".git", ".venv", ".hypothesis", "site", "build", "dist", "edi-out"
)
ALWAYS = ("tests/meta/test_registries.py", "tests/docs/test_generated.py")
PAGES = {
    "add-a-layout.md": ("tests/golden", "tests/reading/test_headings.py", "tests/invoices/test_headings.py"),
    "add-a-code.md": ("tests/invoices/test_resolve.py", "tests/mappings", "tests/claims/test_rules.py"),
    "add-a-rule.md": ("tests/rules", "tests/meta/test_house.py"),
    "add-a-payer.md": ("tests/mappings/test_bad_files.py", "tests/validation/test_guide_findings.py"),
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The project as somebody would have it who has just cloned it."""
    folder = tmp_path / "project"
    shutil.copytree(ROOT, folder, ignore=LEFT_OUT)
    return folder


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    surroundings = {**os.environ, "PYTHONPATH": str(folder), "EDI_BLESS": ""}
    return subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, text=True, check=False)


def follow(page: str, folder: Path, tests: tuple[str, ...]) -> None:
    """Does what a page says, block by block."""
    for language, title, text in BLOCK.findall((folder / "docs" / "how-to" / page).read_text(encoding="utf-8")):
        if title and language == "csv" and (folder / title).exists():
            with (folder / title).open("a", encoding="utf-8") as table:
                table.write(text)
        elif title:
            (folder / title).write_text(text, encoding="utf-8")
        elif language == "bash":
            for line in text.splitlines():
                done = run(_command(line, tests), folder)
                assert done.returncode in ((0, 1) if line.startswith("edi-translate") else (0,)), (
                    f"{line}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
                )


def _command(line: str, tests: tuple[str, ...]) -> list[str]:
    """A line of a shell as it is run here: the program and the tools of this environment, some of the tests."""
    words = shlex.split(line)
    if words[0] == "edi-translate":
        return [sys.executable, "-c", "from edi.cli.main import run; run()", *words[1:]]
    plain = ["-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist"]
    if words == ["python3", ".ci/dev.py", "bless"]:
        return [sys.executable, "-m", "tests.tools.bless", *plain]
    if words == ["python3", ".ci/dev.py", "test"]:
        return [sys.executable, "-m", "pytest", *plain, *ALWAYS, *tests]
    assert words[0] in ("cp", "mv"), line
    return words


@pytest.mark.parametrize("page", PAGES)
def test_a_how_to_ends_green(page: str, copy: Path) -> None:
    before = {path.relative_to(copy) for path in copy.rglob("*") if path.is_file()}
    follow(page, copy, PAGES[page])
    lint = [sys.executable, "-m", "ruff", "check", "--no-cache", "invoices/rules", "tests/rules"]
    assert page != "add-a-rule.md" or run(lint, copy).returncode == 0
    new = {path.relative_to(copy).as_posix() for path in copy.rglob("*") if path.is_file()} - {
        path.as_posix() for path in before
    }
    written = {name for name in new if not name.startswith(("docs/", ".")) and "__pycache__" not in name}
    assert written == MADE[page], "one file (and its sample or cases) is all that somebody writes"


MADE = {
    "add-a-layout.md": {
        "mappings/layouts/sunrise.toml", "samples/sunrise.csv", "samples/sunrise.837", "samples/sunrise.summary.json",
    },
    "add-a-code.md": set(),
    "add-a-rule.md": {"invoices/rules/ln900_visit_on_a_holiday.py", "tests/rules/cases_ln900.py"},
    "add-a-payer.md": {"mappings/payers/northern-plan.toml"},
}  # fmt: skip
