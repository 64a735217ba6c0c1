"""Everything a developer or a build machine does, with nothing but Python 3.11 or later.

    python3 .ci/dev.py demo     set up, translate a sample, show the result
    python3 .ci/dev.py test     set up, run the tests (further words go to pytest)
    python3 .ci/dev.py lint | types | layers | docs | wheel | bless

The first call makes a virtual environment in .venv and installs from requirements.lock; later calls reuse it until
the lock file changes.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
STAMP = VENV / "installed.sha256"
LOCK = ROOT / "requirements.lock"


def run(*command: str | Path, env: dict[str, str] | None = None) -> None:
    """Runs a command in the project's folder; stops the program with its exit code when it fails."""
    done = subprocess.run([str(part) for part in command], cwd=ROOT, env={**os.environ, **(env or {})}, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def setup() -> None:
    """Makes .venv and installs the locked packages and the project itself, unless that is done."""
    wanted = hashlib.sha256(LOCK.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    if STAMP.is_file() and STAMP.read_text() == wanted:
        return
    print("setting up .venv from requirements.lock (once)", file=sys.stderr, flush=True)
    venv.create(VENV, with_pip=True, clear=True)
    pip = (BIN / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "--require-hashes", "-r", LOCK)
    run(*pip, "--no-deps", "--no-build-isolation", "--editable", ".")
    STAMP.write_text(wanted)


def demo() -> None:
    """Translates a sample and shows what came of it. Its mistakes are on purpose, so exit code 1 is expected."""
    profile = ("--profile", "samples/edi-translate.toml")
    command = [str(BIN / "edi-translate"), "samples/dhcs-long.xlsx", *profile, "-o", "edi-out"]
    print("$ edi-translate " + " ".join(command[1:]), flush=True)
    done = subprocess.run(command, cwd=ROOT, check=False)
    if done.returncode not in (0, 1):
        sys.exit(done.returncode)
    print("\nthe first segments of edi-out/dhcs-long.837:")
    with (ROOT / "edi-out" / "dhcs-long.837").open(encoding="ascii") as file:
        for _ in range(12):
            print("  " + file.readline().rstrip())


def test(*words: str) -> None:
    """Runs the tests on all cores."""
    run(BIN / "python", "-m", "pytest", "-n", "auto", "--dist", "worksteal", *words)


def lint() -> None:
    """ruff: rules and format."""
    run(BIN / "ruff", "check", ".")
    run(BIN / "ruff", "format", "--check", ".")


def types() -> None:
    """mypy --strict."""
    run(BIN / "mypy")


def layers() -> None:
    """import-linter: the walls of the house."""
    run(BIN / "lint-imports")


def docs() -> None:
    """Builds the documentation; anything stale or a broken link is an error."""
    run(BIN / "python", "-m", "tests.tools.generate_docs", "--check")
    run(BIN / "mkdocs", "build", "--strict", "-f", "docs/mkdocs.yml")


def wheel() -> None:
    """Builds the wheel and runs the program from it, to see that it carries every data file."""
    with tempfile.TemporaryDirectory() as folder:
        pip = (BIN / "python", "-m", "pip", "--disable-pip-version-check")
        run(*pip, "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ".")
        built = next(Path(folder).glob("*.whl"))
        target = Path(folder) / "installed"
        run(*pip, "install", "--quiet", "--no-deps", "--target", target, built)
        shutil.copy(ROOT / "samples" / "dhcs-long.xlsx", folder)
        code = (
            "import os, sys; os.chdir(sys.argv[1]); sys.path.insert(0, sys.argv[2]); import edi; "
            "assert edi.__file__.startswith(sys.argv[2]), edi.__file__; from edi.cli.main import run; "
            "run(['dhcs-long.xlsx', '--quiet', '--check', 'none'])"
        )
        command = [str(BIN / "python"), "-P", "-c", code, folder, str(target)]
        done = subprocess.run(command, cwd=folder, check=False, stdout=subprocess.PIPE, text=True)
        if done.returncode != 1 or "dhcs-long.837" not in done.stdout:
            sys.exit(f"the wheel does not work: exit {done.returncode}, {done.stdout}")


def bless(*words: str) -> None:
    """Writes anew what follows from code and data: golden files, the README's tour, schemas, pages. Read the difference
    before you commit it."""
    run(BIN / "python", "-m", "tests.tools.bless", *words)


COMMANDS = {
    "demo": demo,
    "test": test,
    "lint": lint,
    "types": types,
    "layers": layers,
    "docs": docs,
    "wheel": wheel,
    "bless": bless,
    "setup": lambda: None,
}


def main(arguments: list[str]) -> None:
    """Runs the command that the first word names."""
    if not arguments or arguments[0] not in COMMANDS:
        sys.exit(__doc__)
    if sys.version_info < (3, 11):  # noqa: UP036 - the one file that runs before the right Python is known
        sys.exit("Python 3.11 or later is needed")
    setup()
    COMMANDS[arguments[0]](*arguments[1:])


if __name__ == "__main__":
    main(sys.argv[1:])
